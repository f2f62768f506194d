"""Marks of the page: list markers, numbered headings, line ends, the closing mark of an official document."""

from __future__ import annotations

import re
from typing import Final

from broadcaster.copydesk.reading.draft import Said, Step, line_recogniser, recogniser
from broadcaster.copydesk.reading.letters import letter
from broadcaster.copydesk.reading.marks import DIGITS
from broadcaster.copydesk.reading.numbers import cardinal, count, dotted, roman

_BULLET: Final = r"(?P<w> ?(?:[-+*•●○◦▪■□►▶➢➤✓✔❖◆·→★☆☑☐⮚✦] ?)+)(?=\D)"
_PAGE: Final = r"(?P<w> ?(?:- ?\d{1,3} ?-|Trang \d{1,3}(?:/\d{1,3})?) ?)(?=\n|$)"
_NUMBERED: Final = (
    r"(?P<w> ?(?P<n>\d{1,2}(?:\.\d{1,2}){0,4})"
    r"(?:\.(?= |[^\W\d])|[)/](?= )|- ?(?=[^\W\d_])|(?<=\.\d)(?= )) ?)(?=\S)"
)
_ROMAN: Final = r"(?P<w> ?(?P<n>[IVX]{1,6})(?:[.)]|/(?= )| ?-) ?)(?=\w)"
_LETTERED: Final = r"(?P<w> ?(?:(?P<n>[A-Za-zĐđ])(?:\)\.? ?|/ )|(?P<capital>[A-Ga-gĐđ])\.(?= |[^\W\d_]{2}) ?))(?=\S)"
_IN_LINE: Final = r"(?<=[;:] )(?P<w>(?P<n>\d{1,2})\. ?)(?=[^\W\d_])"
_INLINE: Final = r"(?<![\w)])\((?P<n>\d{1,2}|[a-zđ]|[ivx]{1,4})\) ?(?=[^\W\d])"
_LINE_END: Final = r"(?P<before>[^\n]?)(?P<w> ?\n)(?=[^\n])"
_CLOSING: Final = r"(?<=[\w)\"'])(?P<w> ?\.? ?/ ?\.(?:/\.)?)(?=\s|$)"


def _numbered(match: re.Match[str]) -> Said:
    text = match["n"]
    return Said(f"{dotted(text) if '.' in text else count(text)}, ")


def _roman(match: re.Match[str]) -> Said | None:
    value = roman(match["n"])
    return Said(f"{cardinal(value)}, ") if value else None


def _lettered(match: re.Match[str]) -> Said:
    return Said(f"{letter(match['n'] or match['capital'], vietnamese=True)}, ")


def _inline(match: re.Match[str]) -> Said:
    text = match["n"]
    if text.isdecimal():
        return Said(f"{count(text)}, ")
    value = roman(text.upper())
    return Said(f"{cardinal(value) if value else letter(text, vietnamese=True)}, ")


def _line_end(match: re.Match[str]) -> Said | None:
    return None if match["before"] in {"", *".;:!?,…"} else Said(".\n")


STEPS: tuple[Step, ...] = (
    recogniser("dấu kết thúc văn bản", _CLOSING, lambda _: Said("."), needs="/", cue=("/.", "/ .")),
    line_recogniser("số trang", _PAGE, lambda _: Said("", note="số trang không đọc"), first="-T"),
    line_recogniser("dấu đầu dòng", _BULLET, lambda _: Said(""), first="-+*•●○◦▪■□►▶➢➤✓✔❖◆·→★☆☑☐⮚✦"),
    line_recogniser("số mục", _NUMBERED, _numbered, first=DIGITS),
    line_recogniser("số mục", _ROMAN, _roman, first="IVX"),
    line_recogniser("chữ mục", _LETTERED, _lettered, second=")./"),
    recogniser("số mục", _IN_LINE, _numbered, needs=DIGITS, cue=("; ", ": ")),
    recogniser("số mục", _INLINE, _inline, needs="("),
    recogniser("xuống dòng", _LINE_END, _line_end, needs="\n"),
)
"""In the order of reading."""
