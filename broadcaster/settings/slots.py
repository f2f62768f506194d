"""Spreads slots and policies over the outlets, and checks every resulting hour."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from itertools import combinations

from broadcaster.domain.ids import OutletId, SessionId
from broadcaster.domain.timetables import NIGHT_BAND, Clock, Daypart, OutletPolicy, QuietHours, Slot
from broadcaster.domain.units import Outlet
from broadcaster.settings.findings import Finding, listed
from broadcaster.settings.rows import Placed
from broadcaster.settings.selectors import chosen
from broadcaster.settings.tables import PolicyRow, SlotRow

_DAY_MS = 86_400_000


@dataclass(frozen=True, kw_only=True, slots=True)
class PlacedSlot:
    """One outlet's slot and the row that it came from."""

    slot: Slot
    """The slot."""
    row: Placed[SlotRow]
    """Its row."""
    length: int
    """Length of its clock in milliseconds."""

    @property
    def starts(self) -> int:
        """Give the start in milliseconds of the day."""
        return _ms(self.slot.starts)

    @property
    def stops(self) -> int:
        """Give the end in milliseconds of the day."""
        return self.starts + self.length

    @property
    def hours(self) -> str:
        """Write start and end as operators read them."""
        return f"{_hour(self.starts)}-{_hour(self.stops)}"


def policies(
    rows: Sequence[Placed[PolicyRow]], outlets: Sequence[Outlet], default: QuietHours
) -> tuple[tuple[OutletPolicy, ...], tuple[Finding, ...]]:
    """Give every outlet its quiet hours, and find outlets that two policies name equally near."""
    nearest: dict[OutletId, tuple[int, Placed[PolicyRow]]] = {}
    found: list[Finding] = []
    for placed in rows:
        for outlet_id, level in chosen(placed.row.outlets, outlets).items():
            before = nearest.get(outlet_id)
            if before is None or before[0] < level:
                nearest[outlet_id] = (level, placed)
            elif before[0] == level:
                found.append(
                    placed.finding("outlets", f"{outlet_id} đã có chính sách ở {before[1].place}; chỉ ghi một lần")
                )
    quiet = {outlet_id: placed.row.quiet_hours for outlet_id, (_, placed) in nearest.items()}
    hours = {name: QuietHours(starts=row.starts, stops=row.stops) for name, row in quiet.items()}
    return tuple(OutletPolicy(outlet_id=o.id, quiet=hours.get(o.id, default)) for o in outlets), tuple(found)


def spread(
    rows: Sequence[Placed[SlotRow]], outlets: Sequence[Outlet], clocks: Mapping[str, Clock]
) -> tuple[PlacedSlot, ...]:
    """Give each outlet its slots; for one session a slot naming the outlet beats a group's, and that beats ``*``."""
    offers: defaultdict[tuple[OutletId, str], list[tuple[int, Placed[SlotRow]]]] = defaultdict(list)
    for placed in rows:
        if placed.row.clock in clocks:
            for outlet_id, level in chosen(placed.row.outlets, outlets).items():
                offers[outlet_id, placed.row.session].append((level, placed))
    return tuple(
        _placed_slot(outlet_id, placed, clocks[placed.row.clock])
        for (outlet_id, _), offered in offers.items()
        for level, placed in offered
        if level == max(near for near, _ in offered)
    )


def _placed_slot(outlet_id: OutletId, placed: Placed[SlotRow], clock: Clock) -> PlacedSlot:
    row = placed.row
    slot = Slot(
        outlet_id=outlet_id,
        session=SessionId(row.session),
        clock=row.clock,
        starts=row.starts,
        weekdays=row.weekdays,
    )
    return PlacedSlot(slot=slot, row=placed, length=clock.length)


def daypart_findings(
    rows: Sequence[Placed[SlotRow]], dayparts: Mapping[str, Daypart], clocks: Mapping[str, Clock]
) -> Iterator[Finding]:
    """Find slots that do not lie in their daypart."""
    for placed in rows:
        row = placed.row
        daypart, clock = dayparts.get(row.session), clocks.get(row.clock)
        if daypart is None or clock is None or daypart.stops <= daypart.starts:
            continue
        block = f"buổi '{daypart.id}' ({daypart.starts:%H:%M}-{daypart.stops:%H:%M})"
        if clock.length > _ms(daypart.stops) - _ms(daypart.starts):
            yield placed.finding("clock", f"mẫu giờ '{clock.id}' dài {_length(clock.length)}, dài hơn cả {block}")
        elif not daypart.starts <= row.starts < daypart.stops:
            yield placed.finding("starts", f"giờ phát {row.starts:%H:%M} nằm ngoài {block}")
        elif (stops := _ms(row.starts) + clock.length) > _ms(daypart.stops):
            yield placed.finding("starts", f"giờ phát {row.starts:%H:%M} kéo tới {_hour(stops)}, quá cuối {block}")


def overlap_findings(slots: Sequence[PlacedSlot]) -> Iterator[Finding]:
    """Find slots of one outlet that would be on air together."""
    by_outlet: defaultdict[OutletId, list[PlacedSlot]] = defaultdict(list)
    for placed in slots:
        by_outlet[placed.slot.outlet_id].append(placed)
    clashes: defaultdict[tuple[str, str], list[tuple[PlacedSlot, PlacedSlot]]] = defaultdict(list)
    for outlet_slots in by_outlet.values():
        for one, other in combinations(outlet_slots, 2):
            if _together(one, other):
                clashes[one.row.place, other.row.place].append((one, other))
    for pairs in clashes.values():
        one, other = pairs[0]
        names = listed(pair[0].slot.outlet_id for pair in pairs)
        yield other.row.finding(
            "starts",
            f"buổi '{other.slot.session}' lúc {other.hours} trùng giờ với buổi '{one.slot.session}' "
            f"lúc {one.hours} ({one.row.place}) ở {names}",
        )


def _together(one: PlacedSlot, other: PlacedSlot) -> bool:
    same_day = bool(set(one.slot.weekdays) & set(other.slot.weekdays))
    return same_day and one.starts < other.stops and other.starts < one.stops


def quiet_findings(slots: Sequence[PlacedSlot], policies: Sequence[OutletPolicy]) -> Iterator[Finding]:
    """Find slots that touch their outlet's quiet hours."""
    quiet = {policy.outlet_id: policy.quiet for policy in policies}
    touching = [placed for placed in slots if _touches(placed, quiet[placed.slot.outlet_id])]
    by_rule: defaultdict[tuple[str, str], list[PlacedSlot]] = defaultdict(list)
    for placed in touching:
        by_rule[placed.row.place, str(quiet[placed.slot.outlet_id])].append(placed)
    for (_, hours), group in by_rule.items():
        names = listed(placed.slot.outlet_id for placed in group)
        yield group[0].row.finding(
            "starts", f"giờ phát {group[0].hours} nằm trong giờ yên tĩnh {hours} của {names}; chọn giờ khác"
        )


def night_warnings(slots: Sequence[PlacedSlot]) -> Iterator[Finding]:
    """Warn of slots inside the night band, which are kept."""
    by_row: defaultdict[str, list[PlacedSlot]] = defaultdict(list)
    for placed in slots:
        if _touches(placed, NIGHT_BAND):
            by_row[placed.row.place].append(placed)
    for group in by_row.values():
        names = listed(placed.slot.outlet_id for placed in group)
        yield group[0].row.finding(
            "starts",
            f"giờ phát {group[0].hours} ở {names} nằm trong khung đêm 21:00-06:00 của QCVN 26:2010/BTNMT; "
            "vẫn xếp lịch, nên cân nhắc giờ khác hoặc giảm âm lượng",
        )


def silent_warnings(slots: Sequence[PlacedSlot], outlets: Sequence[Outlet], file: str) -> Iterator[Finding]:
    """Warn of outlets that air nothing."""
    heard = {placed.slot.outlet_id for placed in slots}
    silent = [outlet.id for outlet in outlets if outlet.id not in heard]
    if silent:
        yield Finding(file=file, line=0, text=f"chưa có giờ phát nào cho {listed(silent)}")


def _touches(placed: PlacedSlot, quiet: QuietHours) -> bool:
    starts, stops = _ms(quiet.starts), _ms(quiet.stops)
    spans = [(starts, stops)] if starts < stops else [(0, stops), (starts, _DAY_MS)]
    return any(placed.starts < end and begin < placed.stops for begin, end in spans)


def _ms(hour: time) -> int:
    return (hour.hour * 60 + hour.minute) * 60_000


def _hour(ms: int) -> str:
    seconds = ms // 1000
    clock = f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}"
    return f"{clock}:{seconds % 60:02d}" if seconds % 60 else clock


def _length(ms: int) -> str:
    return f"{ms // 60_000}:{ms // 1000 % 60:02d}"
