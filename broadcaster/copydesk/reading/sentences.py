"""Spoken text cut into whole sentences, and its length in syllables (tiếng)."""

from __future__ import annotations

import re
from typing import Final

from broadcaster.copydesk.reading.patterns import Pattern

_WORD = Pattern(r"\S+")
_END = Pattern(r"[.!?…]+[\"')\]”’»]*$")
_OPENING: Final = "\"'([“‘«"
_ORDINAL = Pattern(r"(?:[IVXLC]+|\d+(?:\.\d+)*)\.")
_SOUND = Pattern(r"[^\W_]")

_SHORT_TITLES: Final = ("TP", "Tp", "TX", "TT", "TS", "GS", "PGS", "ThS", "BS", "KS", "KT", "TM", "TL", "TUQ", "tr")
_SHORT_PLACES: Final = ("H", "P", "Q", "T", "X")
_NAMED_BY: Final = ("ông", "bà", "anh", "chị", "em", "cô", "chú", "bác", "cụ", "cháu")


def split_sentences(spoken: str) -> tuple[str, ...]:
    """Give the whole sentences of a spoken text, in order, without the space around them.

    A full stop after a short title (``TP.``), an initial or a number (``1.``) ends no sentence; a line end always does.
    """
    words = list(_WORD.finditer(spoken))
    sentences: list[str] = []
    first = 0
    for place, word in enumerate(words):
        last = place + 1 == len(words)
        if last or "\n" in spoken[word.end() : words[place + 1].start()] or _ends(words, first, place):
            sentences.append(spoken[words[first].start() : word.end()])
            first = place + 1
    return tuple(sentences)


def _ends(words: list[re.Match[str]], first: int, place: int) -> bool:
    """Say whether the sentence that began with the word at `first` ends at `place`, where words follow on the line."""
    word = words[place].group()
    if not _END.search(word):
        return False
    if words[place + 1].group().lstrip(_OPENING)[:1].islower():
        return False
    if place == first and _ORDINAL.fullmatch(word):
        return False
    return not (word.endswith(".") and _stands_for_more(word, words[place - 1].group() if place > first else ""))


def _stands_for_more(word: str, before: str) -> bool:
    """Say whether a word with a full stop is short for a title, or an initial in somebody's name."""
    short = word.lstrip(_OPENING).removesuffix(".").rpartition(".")[2]
    if short in _SHORT_TITLES or short in _SHORT_PLACES:
        return True
    named = not before or before.lstrip(_OPENING)[:1].isupper() or before in _NAMED_BY
    return len(short) == 1 and short.isupper() and named


def count_tieng(spoken: str) -> int:
    """Count syllables: the stretches between spaces that hold a letter or a digit."""
    return sum(1 for word in spoken.split() if _SOUND.search(word))
