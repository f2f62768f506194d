"""Brackets that only repeat, as an abbreviation, the words right before them: silent, for the listener has heard them.

``Ủy ban nhân dân (UBND) huyện`` is *Ủy ban nhân dân huyện*; a foreign acronym such as ``(PCI)`` is read.
"""

from __future__ import annotations

import re
from typing import Final

from broadcaster.copydesk.reading.abbreviations import default_words
from broadcaster.copydesk.reading.draft import Said, Step, recogniser
from broadcaster.copydesk.reading.patterns import Pattern

_SILENT: Final = r"(?P<w> ?\((?P<code>[A-ZĐƯÔÂĂ][\w&/.-]{1,14})\))"
_WORDS = Pattern(r"[^\W\d_]+")
_CAPITALS = Pattern(r"[A-ZĐƯÔÂĂ]")
_UNCOUNTED: Final = frozenset({"và", "của", "về", "cho", "các"})
_WIDTH: Final = 110
_MEMORY: Final = 12
_NOTE: Final = "ngoặc chỉ nhắc lại chữ tắt của lời vừa đọc"


def _repeated(match: re.Match[str]) -> Said | None:
    code = match["code"]
    before = match.string[max(0, match.start() - _WIDTH) : match.start()].rpartition("\n")[2]
    words = [word.lower() for word in _WORDS.findall(before)]
    if _is_expansion(code, words) or _has_initials(code, words):
        return Said("", note=_NOTE)
    return None


def _is_expansion(code: str, words: list[str]) -> bool:
    """Say whether what the word list says for the code has just been said."""
    just_said = f" {' '.join(words[-_MEMORY:])} "
    expansions = (" ".join(_WORDS.findall(spoken.lower())) for spoken in default_words().spoken_forms(code))
    return any(f" {expansion} " in just_said for expansion in expansions)


def _has_initials(code: str, words: list[str]) -> bool:
    """Say whether the words right before begin, one after another, with the letters of the code."""
    letters = [letter.lower() for letter in _CAPITALS.findall(code)]
    counted = [word for word in words if word not in _UNCOUNTED]
    initials = [word[0] for word in counted]
    return len(letters) > 1 and initials[-len(letters) :] == letters


STEPS: tuple[Step, ...] = (recogniser("ngoặc nhắc lại", _SILENT, _repeated, needs="("),)
"""In the order of reading: before abbreviations are expanded."""
