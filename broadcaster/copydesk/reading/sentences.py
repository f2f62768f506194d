"""Spoken text cut into whole sentences, and its length in syllables (tiếng)."""

from __future__ import annotations

import re

_END = re.compile(r"(?:[.!?…]+[\"')\]]*(?=[ \n])|(?=\n)|\n)")
_ABBREVIATION = re.compile(r"(?:^|[\s(.])(?:[A-ZĐ]|TP|Tp|TX|TT|TS|GS|PGS|ThS|BS|KS|KT|TM|TL|TUQ|tr|v\.v)\.$")
_ORDINAL = re.compile(r"(?:[IVXLC]+|\d+(?:\.\d+)*)\.")
_SOUND = re.compile(r"[^\W_]")


def split_sentences(spoken: str) -> tuple[str, ...]:
    """Give the whole sentences of a spoken text, in order, without the space around them.

    A full stop after an abbreviation (``TP.``), an initial or a number (``1.``) ends no sentence; a line
    end always does.
    """
    sentences: list[str] = []
    start = 0
    for end in _END.finditer(spoken):
        piece = spoken[start : end.end()].strip()
        if "\n" not in spoken[end.end() : end.end() + 1] and end.group() != "\n" and _goes_on(piece, spoken, end.end()):
            continue
        if piece:
            sentences.append(piece)
        start = end.end()
    rest = spoken[start:].strip()
    return (*sentences, rest) if rest else tuple(sentences)


def _goes_on(piece: str, spoken: str, end: int) -> bool:
    following = spoken[end : end + 3].strip()
    return following[:1].islower() or bool(_ABBREVIATION.search(piece) or _ORDINAL.fullmatch(piece))


def count_tieng(spoken: str) -> int:
    """Count syllables: the stretches between spaces that hold a letter or a digit."""
    return sum(1 for word in spoken.split() if _SOUND.search(word))
