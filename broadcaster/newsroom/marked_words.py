"""Finds words in a text again, so that a page can mark them where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

_BETWEEN = r"[^\w.!?…;:()\[\]\n\"“”]+"
"""What may stand between syllables that belong together: nothing that ends a phrase."""


class MarkedText(NamedTuple):
    """A stretch of text."""

    text: str
    """The text."""
    marked: bool
    """Whether it is one of the words that were looked for."""


def mark_words(text: str, words: Iterable[str]) -> tuple[MarkedText, ...]:
    """Cut a text into stretches at the words that are looked for, the longest first; capitals do not matter."""
    wanted = sorted({each for each in words if each.strip()}, key=lambda each: (-len(each), each))
    if not wanted:
        return (MarkedText(text, marked=False),) if text else ()
    forms = (_BETWEEN.join(re.escape(syllable) for syllable in each.split()) for each in wanted)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)", re.IGNORECASE)
    found: list[MarkedText] = []
    at = 0
    for match in pattern.finditer(text):
        if match.start() > at:
            found.append(MarkedText(text[at : match.start()], marked=False))
        found.append(MarkedText(match.group(), marked=True))
        at = match.end()
    if at < len(text):
        found.append(MarkedText(text[at:], marked=False))
    return tuple(found)
