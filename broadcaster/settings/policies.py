"""Gives every outlet its limits, each from the row that names it most nearly."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from broadcaster.domain.ids import OutletId, minutes
from broadcaster.domain.timetables import OutletPolicy, QuietHours
from broadcaster.domain.units import Outlet
from broadcaster.settings.findings import Finding
from broadcaster.settings.rows import Placed
from broadcaster.settings.selectors import chosen
from broadcaster.settings.tables import PolicyRow


@dataclass(frozen=True, kw_only=True, slots=True)
class Policies:
    """The limits of all outlets."""

    values: tuple[OutletPolicy, ...]
    """One per outlet."""
    daily_rows: Mapping[OutletId, Placed[PolicyRow]]
    """The row that limits an outlet's day, where one does."""
    refused: tuple[Finding, ...]
    """What is wrong with the rows."""


def policies(rows: Sequence[Placed[PolicyRow]], outlets: Sequence[Outlet], default: QuietHours) -> Policies:
    """Give every outlet its quiet hours and its daily limit; find rows that are equally near or limit nothing."""
    found = [
        placed.finding("", "chính sách chưa ghi giới hạn nào; ghi 'quiet_hours' hoặc 'daily_most'")
        for placed in rows
        if placed.row.quiet_hours is None and placed.row.daily_most is None
    ]
    quiet = _nearest(rows, outlets, found, lambda row: row.quiet_hours is not None)
    daily = _nearest(rows, outlets, found, lambda row: row.daily_most is not None)
    values = tuple(_policy(outlet.id, quiet.get(outlet.id), daily.get(outlet.id), default) for outlet in outlets)
    return Policies(values=values, daily_rows=daily, refused=tuple(found))


def _nearest(
    rows: Sequence[Placed[PolicyRow]],
    outlets: Sequence[Outlet],
    found: list[Finding],
    limits: Callable[[PolicyRow], bool],
) -> dict[OutletId, Placed[PolicyRow]]:
    nearest: dict[OutletId, tuple[int, Placed[PolicyRow]]] = {}
    for placed in filter(lambda each: limits(each.row), rows):
        for outlet_id, level in chosen(placed.row.outlets, outlets).items():
            before = nearest.get(outlet_id)
            if before is None or before[0] < level:
                nearest[outlet_id] = (level, placed)
            elif before[0] == level:
                found.append(
                    placed.finding("outlets", f"{outlet_id} đã có chính sách ở {before[1].place}; chỉ ghi một lần")
                )
    return {outlet_id: placed for outlet_id, (_, placed) in nearest.items()}


def _policy(
    outlet_id: OutletId, quiet: Placed[PolicyRow] | None, daily: Placed[PolicyRow] | None, default: QuietHours
) -> OutletPolicy:
    hours, most = quiet and quiet.row.quiet_hours, daily and daily.row.daily_most
    bases = dict.fromkeys(placed.row.basis for placed in (quiet, daily) if placed and placed.row.basis)
    return OutletPolicy(
        outlet_id=outlet_id,
        quiet=QuietHours(starts=hours.starts, stops=hours.stops) if hours else default,
        daily_most=minutes(most) if most else None,
        basis="; ".join(bases),
    )
