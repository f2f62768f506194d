"""Which words of a text are in letters of before Unicode: every way of reading is weighed, word after word.

Each word of the text is read as it stands and in each of the old ways; what makes Vietnamese syllables is worth more,
what makes none costs. The best chain of readings is taken, where a change costs, less so at the end of a line: so a
paragraph is read in one way, lines of different fonts in different ways, and single odd words are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from broadcaster.newsroom.old_letters import OldLetters
from broadcaster.newsroom.syllables import is_bare, worth

_WORD: Final = re.compile("[A-Za-z\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\U0010ffff]+")
_PART: Final = re.compile("[A-Za-zÀ-ÖØ-öø-ɏ\u0300-\u036f\u0370-\u04ffḀ-ỿ]+")
_SYMBOLS: Final = "¡¢£¤¥¦§¨©ª«¬®¯°±´µ¶¸¹º»¼½¾¿×÷\uf020-\uf0ff"
_INSIDE: Final = re.compile(rf"(?<=[A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ])[{_SYMBOLS}]+(?=[A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ])")
_ODD: Final = "¢£¤¥¦§¨¬¯´µ¶¸\uf020-\uf0ff"
_ATTACHED: Final = re.compile(rf"(?<=[A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ])[{_ODD}]|[{_ODD}](?=[A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ])")
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_MIXED_CASE: Final = re.compile("[a-zà-öø-ÿ][A-ZÀ-ÖØ-Þ]")
_NOT_WESTERN: Final = re.compile(
    "[\u0100-\u0151\u0154-\u015f\u0162-\u0177\u0179-\u017c\u017f-\u0191\u0193-\u02c5\u0300-\u1fff]"
)
_MICRO: Final = re.compile("µ(?:m|g|l|L|s|F|A|W|V|M|H|Sv|Pa|mol)")
_ACRONYM: Final = re.compile("[A-ZĐ]{1,8}")

_WRONG: Final = -3.0
"""What a word costs that cannot have been meant."""
_FOREIGN: Final = -1.0
"""What a word costs that may be French or another language."""
_OUT_OF_PLACE: Final = -4.0
"""What it costs to take letters for old ones that only Unicode has."""
_FOREIGN_PLAIN: Final = -0.5
"""What a plain foreign word next to old letters costs."""
_CHANGE: Final = 2.5
_CHANGE_AT_LINE: Final = 1.5
_BEGIN_OLD: Final = 2.0
_LONGEST_KEPT: Final = 40


def pieces(
    text: str, known: Sequence[OldLetters], *, of_font: OldLetters | None
) -> list[tuple[str, OldLetters | None]]:
    """Cut a text into stretches, each with the letters it is in, none for Unicode; joined they are the text.

    `text` is NFC, `known` the letters to look for; where a font tells which (`of_font`), only those are, and words that
    could be either are in them.
    """
    ways: Sequence[OldLetters | None] = (None, *((of_font,) if of_font else known))
    words = list(_WORD.finditer(text))
    chosen = _best_chain(text, words, ways, favoured=of_font is not None)
    cut: list[tuple[str, OldLetters | None]] = []
    at = 0
    for position, way in enumerate(chosen):
        if position + 1 < len(chosen) and chosen[position + 1] == way:
            continue
        end = words[position].end() if way else words[position + 1].start() if position + 1 < len(words) else len(text)
        cut.append((text[at:end], ways[way]))
        at = end
    return [*cut, (text[at:], None)] if at < len(text) else cut


def _best_chain(
    text: str, words: Sequence[re.Match[str]], ways: Sequence[OldLetters | None], *, favoured: bool
) -> list[int]:
    """Give for each word the number of the way in which it is best read."""
    count = len(ways)
    scores = [-_BEGIN_OLD, 0.0] if favoured else [0.0, *(-_BEGIN_OLD for _ in ways[1:])]
    known: dict[str, tuple[float, ...]] = {}
    back: list[Sequence[int]] = []
    stay = range(count)
    end = 0
    for word in words:
        shown = word[0]
        worths = known.get(shown)
        if worths is None:
            worths = _worths(shown, ways)
            if len(shown) <= _LONGEST_KEPT:
                known[shown] = worths
        best = max(scores)
        leap = best - (_CHANGE_AT_LINE if "\n" in text[end : word.start()] else _CHANGE)
        end = word.end()
        if min(scores) >= leap:
            back.append(stay)
            scores = [old + new for old, new in zip(scores, worths, strict=True)]
            continue
        source = scores.index(best)
        back.append([way if old >= leap else source for way, old in enumerate(scores)])
        scores = [max(old, leap) + new for old, new in zip(scores, worths, strict=True)]
    way = scores.index(max(scores))
    chain: list[int] = []
    for steps in reversed(back):
        chain.append(way)
        way = steps[way]
    return chain[::-1]


def _worths(word: str, ways: Sequence[OldLetters | None]) -> tuple[float, ...]:
    if word.isascii() and not _CONTROL.search(word):
        cost = 0.0 if is_bare(word) or word.isupper() else _FOREIGN_PLAIN
        return (0.0, *(cost for _ in ways[1:]))
    if not _PART.search(word) or _MICRO.fullmatch(word):
        return (0.0,) * len(ways)  # a sign by itself tells nothing
    misplaced = _OUT_OF_PLACE if _NOT_WESTERN.search(word) else 0.0
    return tuple(misplaced + _read_worth(way.read(word)) if way else _shown_worth(word) for way in ways)


def _shown_worth(word: str) -> float:
    """Weigh a word as it stands."""
    soft = word.replace("\xad", "").replace("Ð", "Đ")
    total = _marks_worth(soft)
    for part in _PART.findall(soft):
        if part.isascii() or _ACRONYM.fullmatch(part):
            continue
        if _MIXED_CASE.search(part):
            total += _WRONG
        else:
            total += worth(part) or _FOREIGN
    return total


def _read_worth(word: str) -> float:
    """Weigh a word as it reads in old letters."""
    total = _marks_worth(word)
    for part in _PART.findall(word):
        if _ACRONYM.fullmatch(part):
            continue
        if part.isascii():
            total += 0.0 if is_bare(part) else _FOREIGN_PLAIN
        else:
            total += worth(part) or _WRONG
    return total


def _marks_worth(word: str) -> float:
    """Weigh what is no letter in a word."""
    inside = len(_INSIDE.findall(word)) + len(_CONTROL.findall(word))
    return _WRONG * inside + (_FOREIGN * len(_ATTACHED.findall(word)) if not inside else 0.0)
