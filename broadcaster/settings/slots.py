"""Spreads slots and relays over the outlets, the nearer row winning, and checks slots row by row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from typing import Generic, TypeVar

from broadcaster.domain.day_grid import DAY_MS, milliseconds
from broadcaster.domain.ids import NO_TIME, OutletId, SessionId
from broadcaster.domain.timetables import (
    Clock,
    Daypart,
    HolidayRule,
    Relay,
    Slot,
    StartKind,
)
from broadcaster.domain.units import Outlet
from broadcaster.settings.day_rows import order_findings
from broadcaster.settings.day_tables import RelayRow
from broadcaster.settings.findings import Finding, listed
from broadcaster.settings.grid import span
from broadcaster.settings.rows import Placed, unknown_name
from broadcaster.settings.selectors import chosen
from broadcaster.settings.tables import SlotRow

_Row = TypeVar("_Row", SlotRow, RelayRow)
_Value = TypeVar("_Value", Slot, Relay)
UNKNOWN_START = time(0)
"""Stands in a slot whose start is only ever worked out, until it is."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PlacedRow(Generic[_Value, _Row]):
    """One outlet's slot or relay and the row that it came from."""

    value: _Value
    """The slot or relay."""
    row: Placed[_Row]
    """Its row."""


PlacedSlot = PlacedRow[Slot, SlotRow]
PlacedRelay = PlacedRow[Relay, RelayRow]


# --- spreading


def spread_slots(
    rows: Sequence[Placed[SlotRow]], outlets: Sequence[Outlet], clocks: Mapping[str, Clock]
) -> tuple[PlacedSlot, ...]:
    """Give each outlet its slots; for one session a row naming the outlet beats a group's, and that beats ``*``.

    Of rows that are equally near, one that holds for some days only beats one that always holds, on its days.
    """
    known = [placed for placed in rows if placed.row.clock in clocks]
    return tuple(
        PlacedRow(value=_slot(placed.row, outlet_id, rank), row=placed)
        for placed, outlet_id, rank in _spread(known, outlets, lambda row: row.session)
    )


def spread_relays(rows: Sequence[Placed[RelayRow]], outlets: Sequence[Outlet]) -> tuple[PlacedRelay, ...]:
    """Give each outlet its relays, by the same rules."""
    return tuple(
        PlacedRow(value=_relay(placed.row, outlet_id, rank), row=placed)
        for placed, outlet_id, rank in _spread(rows, outlets, lambda row: row.id)
    )


def _spread(
    rows: Sequence[Placed[_Row]], outlets: Sequence[Outlet], name: Callable[[_Row], str]
) -> Iterator[tuple[Placed[_Row], OutletId, int]]:
    offers: defaultdict[tuple[OutletId, str], list[tuple[int, Placed[_Row]]]] = defaultdict(list)
    for placed in rows:
        for outlet_id, level in chosen(placed.row.outlets, outlets).items():
            offers[outlet_id, name(placed.row)].append((level, placed))
    for (outlet_id, _), offered in offers.items():
        always = [level for level, placed in offered if not _limits(placed.row)]
        for level, placed in offered:
            if level >= max(always, default=level):
                yield placed, outlet_id, level * _LEVEL + _limits(placed.row)


_LEVEL = 3
"""More than the kinds of limits."""


def _limits(row: SlotRow | RelayRow) -> int:
    """Say how narrow the days of a row are: a campaign's, some days', or all."""
    if isinstance(row, SlotRow) and row.campaign:
        return 2
    return int(row.first is not None or row.last is not None or row.holidays is HolidayRule.ONLY)


def _slot(row: SlotRow, outlet_id: OutletId, rank: int) -> Slot:
    return Slot(
        outlet_id=outlet_id,
        session=SessionId(row.session),
        clock=row.clock,
        starts=row.starts or UNKNOWN_START,
        weekdays=row.weekdays,
        first=row.first,
        last=row.last,
        holidays=row.holidays,
        start=row.start,
        window=row.window or NO_TIME,
        follows=row.follows,
        precedes=row.precedes,
        gap=row.gap or NO_TIME,
        campaign=row.campaign,
        rank=rank,
    )


def _relay(row: RelayRow, outlet_id: OutletId, rank: int) -> Relay:
    return Relay(
        id=row.id,
        outlet_id=outlet_id,
        source=row.source,
        starts=row.starts,
        length=row.length,
        weekdays=row.weekdays,
        first=row.first,
        last=row.last,
        holidays=row.holidays,
        rank=rank,
    )


# --- rows


def slot_findings(
    rows: Sequence[Placed[SlotRow]], campaigns: frozenset[str], sessions: frozenset[str], relays: frozenset[str]
) -> Iterator[Finding]:
    """Find starts that are missing or told twice, and names of campaigns, sessions and relays that are unknown."""
    soft = {placed.row.session for placed in rows if placed.row.start is StartKind.SOFT}
    for placed in rows:
        row = placed.row
        yield from order_findings(placed)
        yield from _start_findings(placed)
        for key, name in (("follows", row.follows), ("precedes", row.precedes)):
            if name:
                yield from unknown_name(placed, key, name, sessions | relays)
        if row.precedes in soft:
            yield placed.finding(
                "precedes", f"'{row.precedes}' có giờ mềm nên không tính lùi theo được; chọn mốc giờ cứng"
            )
        if row.campaign:
            yield from unknown_name(placed, "campaign", row.campaign, campaigns)
            if row.first or row.last:
                yield placed.finding("campaign", "ngày đã theo đợt tuyên truyền; bỏ 'first', 'last' hoặc bỏ 'campaign'")
    yield from _circles(rows)


def _start_findings(placed: Placed[SlotRow]) -> Iterator[Finding]:
    row = placed.row
    relative = bool(row.follows or row.precedes)
    if row.starts is None and not relative:
        yield placed.finding("", "thiếu khóa 'starts': ghi giờ phát, hoặc ghi mốc 'follows' hay 'precedes'")
    if row.follows and row.precedes:
        yield placed.finding("precedes", "ghi 'follows' hoặc 'precedes', không ghi cả hai")
    if row.gap is not None and not relative:
        yield placed.finding("gap", "'gap' chỉ đi với 'follows' hoặc 'precedes'")
    if (row.start is StartKind.SOFT) is not (row.window is not None):
        yield placed.finding("start", "giờ mềm (start = \"soft\") và 'window' (muộn nhất bao lâu) phải ghi cùng nhau")


def _circles(rows: Sequence[Placed[SlotRow]]) -> Iterator[Finding]:
    after: defaultdict[str, set[str]] = defaultdict(set)
    for placed in rows:
        after[placed.row.session] |= {placed.row.follows, placed.row.precedes} - {""}
    for placed in rows:
        row = placed.row
        reached, waiting = set[str](), [row.follows or row.precedes]
        while waiting:
            name = waiting.pop()
            if name not in reached:
                reached.add(name)
                waiting += after.get(name, ())
        if row.session in reached:
            yield placed.finding(
                "follows" if row.follows else "precedes", f"giờ của buổi '{row.session}' tính vòng về chính nó"
            )


def daypart_findings(
    rows: Sequence[Placed[SlotRow]], dayparts: Mapping[str, Daypart], clocks: Mapping[str, Clock]
) -> Iterator[Finding]:
    """Find slots that do not lie in their daypart at the time that their row gives."""
    for placed in rows:
        daypart, clock = dayparts.get(placed.row.session), clocks.get(placed.row.clock)
        if daypart is None or clock is None or not span(daypart):
            continue
        if clock.length > span(daypart):
            block = f"buổi '{daypart.id}' ({daypart.starts:%H:%M}-{daypart.stops:%H:%M})"
            yield placed.finding("clock", f"mẫu giờ '{clock.id}' dài {_length(clock.length)}, dài hơn cả {block}")
        elif placed.row.starts and (fault := outside(daypart, milliseconds(placed.row.starts), clock.length)):
            yield placed.finding("starts", f"giờ phát {placed.row.starts:%H:%M} {fault}")


def outside(daypart: Daypart, starts: int, length: int) -> str:
    """Say how a session leaves its daypart, or give an empty string; ``starts``: from midnight."""
    block = f"buổi '{daypart.id}' ({daypart.starts:%H:%M}-{daypart.stops:%H:%M})"
    since = (starts - milliseconds(daypart.starts)) % DAY_MS
    if since >= span(daypart):
        return f"nằm ngoài {block}"
    if since + length > span(daypart):
        return f"kéo tới {hour(starts + length)}, quá cuối {block}"
    return ""


def silent_warnings(slots: Sequence[PlacedSlot], outlets: Sequence[Outlet], file: str) -> Iterator[Finding]:
    """Warn of outlets that air nothing."""
    heard = {placed.value.outlet_id for placed in slots}
    silent = [outlet.id for outlet in outlets if outlet.id not in heard]
    if silent:
        yield Finding(file=file, line=0, text=f"chưa có giờ phát nào cho {listed(silent)}")


def hour(ms: int) -> str:
    """Write a length from midnight as a time of day, with seconds only when there are any."""
    seconds = ms % DAY_MS // 1000
    clock = f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}"
    return f"{clock}:{seconds % 60:02d}" if seconds % 60 else clock


def _length(ms: int) -> str:
    return f"{ms // 60_000}:{ms // 1000 % 60:02d}"
