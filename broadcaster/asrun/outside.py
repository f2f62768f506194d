"""Chain heads as people kept them: the lines of ``log heads``, or typed from a printed report or log sheet."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from broadcaster.domain.chains import OutsideHead
from broadcaster.domain.ids import OutletId, Sha256
from broadcaster.errors import HeadUnreadable

_BEGUN = re.compile(
    r"(?:.*:\s*)?"  # what a log sheet says before it
    r"(?P<outlet>[A-Za-z0-9-]+)"
    r"(?:\s+(?P<day>\d{1,2}/\d{1,2}/\d{4}))?"  # the day stands between them in a report's table
    r"\s+(?P<sequence>\d{1,3}(?:\.\d{3})+|\d+)"
    r"(?:\s+(?P<link>[0-9a-fA-F](?:\s*[0-9a-fA-F])*))?"
    r"(?P<rest>\s+.*)?",
    re.ASCII,
)
_GOES_ON = re.compile(r"(?P<link>[0-9a-fA-F\s]+?)(?:\s\d{4}-\d{2}-\d{2})?", re.ASCII)
"""A line that holds nothing but more of a hash; ``log heads`` writes the day behind it."""
_DAY_BEHIND = re.compile(r"\s+(?P<day>\d{4}-\d{2}-\d{2})(?:\s.*)?", re.ASCII)
_DIGITS = 64


def outside_heads(lines: Iterable[str]) -> tuple[OutsideHead, ...]:
    """Read ``NGHIA-SON 12 <64 hexadecimal digits> 2023-03-15``; the day may lack, empty lines are passed over.

    Blanks and line breaks within a hash, and dots in the number, are as people type from paper.

    Raises:
        HeadUnreadable: naming the first that is no head.
    """
    return tuple(_head(text) for text in _joined(lines))


def _joined(lines: Iterable[str]) -> list[str]:
    """Give one text for each head: a hash may go on over several lines."""
    found: list[str] = []
    for line in (each for text in lines for each in text.splitlines()):
        if not line.strip():
            continue
        more, begun = _GOES_ON.fullmatch(line.strip()), _BEGUN.fullmatch(found[-1]) if found else None
        if more and begun and len("".join(((begun["link"] or "") + more["link"]).split())) <= _DIGITS:
            found[-1] += f" {line.strip()}"
        else:
            found.append(line.strip())
    return found


def _read(text: str) -> OutsideHead | None:
    """Read one head, or give nothing when it is none or goes on."""
    begun = _BEGUN.fullmatch(text)
    if begun is None:
        return None
    link, rest = _parted(f"{begun['link'] or ''}{begun['rest'] or ''}")
    if len(link) != _DIGITS or (rest and not rest[0].isspace()):
        return None
    try:
        day = _day(begun["day"], rest)
    except ValueError:
        return None
    return OutsideHead(
        outlet_id=OutletId(begun["outlet"].upper()),
        sequence=int(begun["sequence"].replace(".", "")),
        link=Sha256(link.lower()),
        arrival_day=day,
    )


def _day(printed: str | None, rest: str) -> date | None:
    """Read the day that a head closes, from a report's table or from behind the hash; raises ValueError."""
    if printed is not None:
        day, month, year = map(int, printed.split("/"))
        return date(year, month, day)
    behind = _DAY_BEHIND.fullmatch(rest)
    return date.fromisoformat(behind["day"]) if behind else None


def _parted(text: str) -> tuple[str, str]:
    """Give the first 64 digits of a text without its blanks, and what stands behind them."""
    digits = ""
    for place, letter in enumerate(text):
        if len(digits) == _DIGITS:
            return digits, text[place:]
        if letter in "0123456789abcdefABCDEF":
            digits += letter
        elif not letter.isspace():
            return digits, text[place:]
    return digits, ""


def _head(text: str) -> OutsideHead:
    found = _read(text)
    if found is None:
        raise HeadUnreadable(text=text[:100])
    return found
