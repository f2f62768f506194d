"""Which bytes a reader asks for: the one reading of ``Range`` and ``If-Range`` (RFC 9110, 13.1.5 and 14)."""

from __future__ import annotations

import re
from typing import NamedTuple

from starlette.datastructures import Headers

_RANGE = re.compile(r"\s*bytes\s*=\s*(\d{0,19})\s*-\s*(\d{0,19})\s*", re.ASCII | re.IGNORECASE)


class Span(NamedTuple):
    """Bytes of something."""

    first: int
    """The first one, from 0."""
    stop: int
    """The one after the last; where both are the same, what was asked for is not there (416)."""

    def heading(self, length: int) -> str:
        """Give ``Content-Range`` for something of so many bytes."""
        return f"bytes {self.first}-{self.stop - 1}/{length}" if self.first < self.stop else f"bytes */{length}"


NOWHERE = Span(0, 0)
"""What was asked for lies outside."""


def asked_span(headers: Headers, tag: str, length: int) -> Span | None:
    """Give the one range that is asked for; nothing where the whole is to be sent.

    Of several ranges at once none is answered, nor one that cannot be read, as the protocol allows; where ``If-Range``
    names other bytes than `tag` (quoted), the whole is sent too.
    """
    match = _RANGE.fullmatch(headers.get("range", ""))
    if match is None or not (match[1] or match[2]) or headers.get("if-range", tag).strip() != tag:
        return None
    if not match[1]:
        first, stop = max(length - int(match[2]), 0), length
    elif match[2] and int(match[2]) < int(match[1]):
        return None
    else:
        first, stop = int(match[1]), min(int(match[2]) + 1, length) if match[2] else length
    return Span(first, stop) if first < stop else NOWHERE


def shows(headers: Headers, tag: str) -> bool:
    """Say whether a reader shows in ``If-None-Match`` that it has exactly these bytes; `tag` is quoted."""
    shown = {each.strip().removeprefix("W/") for each in headers.get("if-none-match", "").split(",")}
    return bool(shown & {tag, "*"})
