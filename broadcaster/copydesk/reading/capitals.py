"""Words in capitals: headings are ordinary words; a code that nobody knows is spelt and asked about."""

from __future__ import annotations

import re
from typing import Final

from broadcaster.copydesk.reading.abbreviations import default_words
from broadcaster.copydesk.reading.draft import Said, Step, recogniser
from broadcaster.copydesk.reading.letters import letter, spell
from broadcaster.copydesk.reading.marks import marks_of
from broadcaster.copydesk.reading.patterns import Pattern
from broadcaster.copydesk.reading.shapes import CAPITAL
from broadcaster.copydesk.reading.syllables import is_syllable

_WORD: Final = rf"[{CAPITAL}]{{2,}}(?![^\W\d_])"
_NEIGHBOUR_BEFORE = Pattern(rf"(?<!\w)[{CAPITAL}]{{2,12}}[ ,\"'-]{{1,3}}$")
_NEIGHBOUR_AFTER = Pattern(rf"[ ,\"'-]{{1,3}}([{CAPITAL}]{{2,12}})(?!\w)")
_MIXED: Final = r"[A-ZĐ](?:[A-ZĐ]+[a-zđ]{1,2}|[a-zđ]?[A-ZĐ]{1,4}[a-zđ]?)(?![^\W_])"
_CONSONANT: Final = "[BCDĐFGHIJKLMNPQRSTVWXZ]"
_INITIAL: Final = rf"(?P<w>{_CONSONANT}(?<![^\W_]{_CONSONANT})\. ?)(?=[{CAPITAL}])"
_SINGLE: Final = rf"(?:{_CONSONANT}(?<![^\W_]{_CONSONANT})(?![^\W_])|Y(?<![^\W_]Y)(?!['’]? ?[^\W\d_]))"
_SHORT_SOUND: Final = r"(?<![^\W_])(?P<w>(?P<letter>[BCDGHKLMNPRSTV])')(?=[^\W\d_])"
_NAME_BEFORE = Pattern(
    rf"(?:^|[\n(\"]|(?<!\w)(?:[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[Ee]m|[Cc]ô|chí|sĩ|sư)|[{CAPITAL}][^\W\d{CAPITAL}]*|\ue000) ?$"
)
_RUN_TOGETHER: Final = r"(?<![\w])(?P<name>[A-Z][a-z]{1,11})(?:(?P<code>[A-Z]{2,5})|(?:[A-Z][a-z]{1,11})+)(?![^\W_])"
_SHORT_WORD: Final = 3
_DOTTED = Pattern(r"[A-ZĐ]\.")
_TWO = Pattern(rf"[{CAPITAL}][a-zđ]?[{CAPITAL}]")
_SHORTEST_CODE: Final = 2
_LONGEST_CODE: Final = 15
_WIDTH: Final = 16
_ASCII_MARKS = Pattern(r"[A-ZĐƯ]+")


def _capitals(match: re.Match[str]) -> Said | None:
    word = match.group()
    if match.string[match.start() - 1 : match.start()].isalpha():
        return None
    alone = word.isascii() and not _has_neighbour(match)
    if is_syllable(word) and not (alone and len(word) <= _SHORTEST_CODE):
        return Said(word.lower(), sure=not alone)
    if not _ASCII_MARKS.fullmatch(word) or len(word) > _LONGEST_CODE:
        return Said(word.lower(), sure=False)
    return Said(spell(word), sure=False)


def _has_neighbour(match: re.Match[str]) -> bool:
    before = _NEIGHBOUR_BEFORE.search(match.string[max(0, match.start() - _WIDTH) : match.start()])
    after = _NEIGHBOUR_AFTER.match(match.string[match.end() : match.end() + _WIDTH])
    return before is not None or (after is not None and is_syllable(after[1]))


def _mixed(match: re.Match[str]) -> Said | None:
    if match.string[match.start() - 1 : match.start()].isalpha():
        return None
    return Said(spell(match.group()), sure=False)


def _initial(match: re.Match[str]) -> Said | None:
    """Say the initial of a name; a letter that ends a sentence keeps its full stop."""
    before = match.string[max(0, match.start() - _WIDTH) : match.start()]
    return Said(f"{letter(match['w'][0])} ") if _NAME_BEFORE.search(before) else None


def _short_sound(match: re.Match[str]) -> Said:
    """Say the first sound of names of the highlands: ``H'Mông`` is *hơ Mông*, ``K'Ho`` *cơ Ho*."""
    consonant = {"K": "c", "C": "c"}.get(match["letter"], match["letter"].lower())
    return Said(f"{consonant}ơ ")


def _single(match: re.Match[str]) -> Said:
    return Said(letter(match.group()))


def _joined(match: re.Match[str]) -> Said | None:
    """Say a name of words run together (``MoMo``) as one word, and spell the acronym at its end (``ChatGPT``)."""
    name, code = match["name"], match["code"]
    if not code:
        return Said(match.group()) if is_syllable(name) or len(name) > _SHORT_WORD else None
    known = default_words().spoken_forms(name)
    return Said(f"{known[0] if known else name} {spell(code)}", sure=False)


STEPS: tuple[Step, ...] = (
    recogniser("tên dân tộc", _SHORT_SOUND, _short_sound, needs="'"),
    recogniser("chữ cái", _INITIAL, _initial, needs=marks_of("BCDĐFGHIJKLMNPQRSTVWXZ"), cue=_DOTTED),
    recogniser("chữ cái", _SINGLE, _single, needs=marks_of("BCDĐFGHIJKLMNPQRSTVWXZY")),
    recogniser("chữ in hoa", _WORD, _capitals, cue=_TWO),
    recogniser("tên ghép", _RUN_TOGETHER, _joined, cue=_TWO),
    recogniser("chữ tắt lạ", _MIXED, _mixed, cue=_TWO),
)
"""In the order of reading."""
