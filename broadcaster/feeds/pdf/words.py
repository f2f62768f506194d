"""Lines joined into running text: words that were parted at a line's end, numbers and symbols of documents."""

from __future__ import annotations

import re

from broadcaster.newsroom.syllables import worth

_LAST = re.compile(r"([^\W\d_]+)[-\u00ad\u2010]$")
_FIRST = re.compile(r"[^\W\d_]+")
_SLASHED = re.compile(r"[^\s/]/$")
_DASHED = re.compile(r"\w[-\u2010]$")


def joined(before: str, after: str) -> str:
    """Join two lines of one paragraph.

    A hyphen that stands between figures or capitals belongs to the word (``106/KH-`` ``UBND``), and so does one between
    two Vietnamese syllables; any other was put there to part a word. After a stroke (``152/`` ``KH-UBND``) goes no space.
    """
    if not before or not after:
        return before + after
    if before[-1] == "\u00ad":
        return before[:-1] + after
    if _SLASHED.search(before):
        return before + after
    if not _DASHED.search(before):
        return f"{before} {after}"
    if not after[0].islower():
        return before + after
    last, first = _LAST.search(before), _FIRST.match(after)
    if last and first and not (worth(last[1]) and worth(first[0])):
        return before[:-1] + after
    return before + after
