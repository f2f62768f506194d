"""Lines joined into running text: words that were parted at a line's end, numbers and symbols of documents."""

from __future__ import annotations

import re

from broadcaster.newsroom.syllables import worth

_LAST = re.compile(r"([^\W\d_]+)[-\u2010]$")
_FIRST = re.compile(r"[^\W\d_]+")
_SLASHED = re.compile(r"[^\s/]/$")
_DASHED = re.compile(r"\w[-\u2010]$")


def joined(before: str, after: str) -> str:
    """Join two lines of one paragraph.

    A hyphen that stands between figures or capitals belongs to the word (``106/KH-`` ``UBND``), and so does one between
    two Vietnamese syllables; any other was put there to part a word. After a stroke (``152/`` ``KH-UBND``) there is no
    space.
    """
    if not before or not after or before[-1] == "\u00ad":
        return before.removesuffix("\u00ad") + after
    if not _DASHED.search(before) and not _SLASHED.search(before):
        return f"{before} {after}"
    last, first = _LAST.search(before), _FIRST.match(after)
    parted = last and first and after[0].islower() and not (worth(last[1]) and worth(first[0]))
    return (before[:-1] if parted else before) + after
