"""Chain heads as people kept them: the lines of a printed report or of ``log heads``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from broadcaster.domain.chains import OutsideHead
from broadcaster.domain.ids import OutletId, Sha256
from broadcaster.errors import HeadUnreadable

_LINE = re.compile(
    r"(?P<outlet>[A-Z0-9-]+)\s+(?P<sequence>\d{1,18})\s+(?P<first>[0-9a-fA-F]{32})\s*(?P<second>[0-9a-fA-F]{32})"
    r"(?:\s+(?P<day>\d{4}-\d\d-\d\d))?(?:\s.*)?",
    re.ASCII,
)
"""Reports print a hash in two halves."""


def outside_heads(lines: Iterable[str]) -> tuple[OutsideHead, ...]:
    """Read ``NGHIA-SON 12 <64 hexadecimal digits> 2023-03-15``, one a line; the day may lack.

    Empty lines and what follows are passed over.

    Raises:
        HeadUnreadable: naming the first line that is no head.
    """
    return tuple(_head(line) for line in lines if line.strip())


def _head(line: str) -> OutsideHead:
    found = _LINE.fullmatch(line.strip())
    if found is None:
        raise HeadUnreadable(text=line.strip()[:100])
    try:
        day = date.fromisoformat(found["day"]) if found["day"] else None
    except ValueError as error:
        raise HeadUnreadable(text=line.strip()[:100]) from error
    return OutsideHead(
        outlet_id=OutletId(found["outlet"]),
        sequence=int(found["sequence"]),
        link=Sha256((found["first"] + found["second"]).lower()),
        arrival_day=day,
    )
