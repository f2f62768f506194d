"""Chain heads as people kept them: the lines of a printed report or of ``log heads``."""

from __future__ import annotations

import re
from collections.abc import Iterable

from broadcaster.domain.chains import OutsideHead
from broadcaster.domain.ids import OutletId, Sha256
from broadcaster.errors import HeadUnreadable

_LINE = re.compile(r"(?P<outlet>[A-Z0-9-]+)\s+(?P<sequence>\d+)\s+(?P<link>[0-9a-fA-F]{64})(?:\s.*)?", re.ASCII)


def outside_heads(lines: Iterable[str]) -> tuple[OutsideHead, ...]:
    """Read ``NGHIA-SON 12 <64 hexadecimal digits>``, one a line; empty lines and what follows are passed over.

    Raises:
        HeadUnreadable: naming the first line that is no head.
    """
    return tuple(_head(line) for line in lines if line.strip())


def _head(line: str) -> OutsideHead:
    found = _LINE.fullmatch(line.strip())
    if found is None:
        raise HeadUnreadable(text=line.strip()[:100])
    return OutsideHead(
        outlet_id=OutletId(found["outlet"]), sequence=int(found["sequence"]), link=Sha256(found["link"].lower())
    )
