"""Which outlets a slot, a policy or a target means: ``*``, ``group:NAME`` or ids, the nearer word winning."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from broadcaster.domain.ids import OutletId
from broadcaster.domain.units import Outlet
from broadcaster.settings.day_tables import ExceptionRow, RelayRow
from broadcaster.settings.findings import Finding
from broadcaster.settings.row_values import EVERYWHERE, GROUP
from broadcaster.settings.rows import Placed, unknown_name
from broadcaster.settings.tables import PolicyRow, SlotRow, TargetRow

Selecting = TypeVar("Selecting", SlotRow, RelayRow, ExceptionRow, PolicyRow, TargetRow)

BY_STAR, BY_GROUP, BY_NAME = range(3)


def selector_findings(placed: Placed[Selecting], outlets: frozenset[str], groups: frozenset[str]) -> Iterator[Finding]:
    """Find names of outlets and groups that are not declared."""
    every = outlets | {GROUP + group for group in groups}
    for selector in placed.row.outlets:
        if selector != EVERYWHERE:
            yield from unknown_name(placed, "outlets", selector, every)


def chosen(selectors: Sequence[str], outlets: Sequence[Outlet]) -> dict[OutletId, int]:
    """Give the outlets that selectors mean, each with how near it was named."""
    levels: dict[OutletId, int] = {}
    for outlet in outlets:
        near = [level for level in (_level(selector, outlet) for selector in selectors) if level is not None]
        if near:
            levels[outlet.id] = max(near)
    return levels


def _level(selector: str, outlet: Outlet) -> int | None:
    if selector == outlet.id:
        return BY_NAME
    if selector.startswith(GROUP) and selector.removeprefix(GROUP) in outlet.groups:
        return BY_GROUP
    return BY_STAR if selector == EVERYWHERE else None
