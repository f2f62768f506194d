"""What a new timetable changes on air, day by day, outlet by outlet, told in as few lines as it takes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import NamedTuple

from broadcaster.domain.ids import NO_TIME, DurationMs, OutletId, SessionId
from broadcaster.domain.schedule_changes import ChangeKind, ScheduleChange, ScheduleChanges
from broadcaster.domain.timetables import DEFAULT_QUIET, NIGHT_BAND, QuietHours, Timetable
from broadcaster.scheduling.alike import alike, only
from broadcaster.scheduling.later_days import later_days
from broadcaster.scheduling.on_air import air_of
from broadcaster.scheduling.quiet_hours import refuse_if_quiet, touches

DAYS = 14
"""How many days ahead are compared; every weekday is among them twice."""

BIG_MOVE = timedelta(hours=2)
"""A start that moves further is asked about again."""

_ANY_DAY = date(2000, 1, 3)


class Spot(NamedTuple):
    """One thing on air on one day at one outlet."""

    starts: time
    length: DurationMs
    clock: str
    rule: str
    source: str


class _Change(NamedTuple):
    """A difference without its outlet and day: what is told once for all that share it."""

    kind: ChangeKind
    what: str
    before: time | None = None
    after: time | None = None
    length: DurationMs = NO_TIME
    old: str = ""
    new: str = ""


_Place = tuple[OutletId, SessionId]
"""Where, and which session or relay."""

_Found = defaultdict[_Change, defaultdict[OutletId, list[date]]]


def schedule_changes(old: Timetable, new: Timetable, *, first: date, days: int = DAYS) -> ScheduleChanges:
    """Compare two timetables from a day on, and on the later days on which dated things of theirs begin or end.

    Raises:
        InQuietHours: the new one has something on air in the quiet hours of its outlet.
    """
    kinds, order, alters_air = alike(old, new), _order(old, new), air_of(old) != air_of(new)
    old, new = only(old, kinds), only(new, kinds)
    compared = [first + timedelta(days=number) for number in range(days)]
    compared += later_days(old, new, after=compared[-1])
    found: _Found = defaultdict(lambda: defaultdict(list))
    quiet = _quiet(new)
    names = {daypart.id: daypart.name for timetable in (old, new) for daypart in timetable.dayparts}
    for day in compared:
        before, after = _spots(old, day), _spots(new, day)
        _refuse_quiet(new, quiet, names, day, after)
        if before != after:
            for place in before.keys() | after.keys():
                what = names.get(place[1], place[1])
                for change in _differences(what, before.get(place, ()), after.get(place, ())):
                    found[change][place[0]].append(day)
    changes = [
        replace(change, outlets=tuple(sorted(_all_of(change.outlets, kinds), key=order.__getitem__)))
        for change in (*_grouped(found), *_limits(old, new))
    ]
    return ScheduleChanges(
        first=first, days=days, changes=tuple(sorted(changes, key=_by_weight)), alters_air=alters_air
    )


def _all_of(outlets: Iterable[OutletId], kinds: Mapping[OutletId, tuple[OutletId, ...]]) -> Iterator[OutletId]:
    return (member for outlet in outlets for member in kinds[outlet])


def _by_weight(change: ScheduleChange) -> tuple[bool, bool, date, time, tuple[str, ...]]:
    first = min(change.days, default=_ANY_DAY)
    rest = (change.what, change.kind.value, change.old, change.new, *change.outlets[:1])
    return not change.asks, not change.night, first, change.after or change.before or time(), rest


# --- what is on air on a day


def _spots(timetable: Timetable, day: date) -> dict[_Place, tuple[Spot, ...]]:
    clocks = {clock.id: (clock.length, f"{clock.id}:{clock.events}") for clock in timetable.clocks}
    found: defaultdict[_Place, list[Spot]] = defaultdict(list)
    for slot in timetable.slots_on(day):
        length, clock = clocks[slot.clock]
        rule = f"{slot.start.value}, {slot.window // 1000} giây" if slot.window else slot.start.value
        spot = Spot(starts=slot.starts, length=length, clock=clock, rule=rule, source="")
        found[slot.outlet_id, slot.session].append(spot)
    for relay in timetable.relays_on(day):
        spot = Spot(starts=relay.starts, length=relay.length, clock="", rule="", source=relay.source)
        found[relay.outlet_id, SessionId(f"tiếp âm {relay.id}")].append(spot)
    return {place: tuple(sorted(spots)) for place, spots in found.items()}


def _differences(what: str, before: tuple[Spot, ...], after: tuple[Spot, ...]) -> Iterator[_Change]:
    """Pair what starts at the same time, then the rest in order of time; what is left over came or went."""
    kept = {spot.starts for spot in before} & {spot.starts for spot in after}
    moved_from = [spot for spot in before if spot.starts not in kept]
    moved_to = [spot for spot in after if spot.starts not in kept]
    for hour in kept:
        pair = (next(spot for spot in spots if spot.starts == hour) for spots in (before, after))
        yield from _altered(what, *pair)
    for one, other in zip(moved_from, moved_to, strict=False):
        yield _Change(ChangeKind.MOVED, what, before=one.starts, after=other.starts, length=other.length)
        yield from _altered(what, one, other)
    for spot in moved_to[len(moved_from) :]:
        yield _Change(ChangeKind.ADDED, what, after=spot.starts, length=spot.length)
    for spot in moved_from[len(moved_to) :]:
        yield _Change(ChangeKind.REMOVED, what, before=spot.starts, length=spot.length)


def _altered(what: str, one: Spot, other: Spot) -> Iterator[_Change]:
    def change(kind: ChangeKind, old: str, new: str) -> _Change:
        return _Change(kind, what, one.starts, other.starts, other.length, old, new)

    if one.length != other.length:
        yield change(ChangeKind.LENGTH, _length(one.length), _length(other.length))
    if one.clock != other.clock:
        yield change(ChangeKind.CLOCK, one.clock.partition(":")[0], other.clock.partition(":")[0])
    if one.rule != other.rule:
        yield change(ChangeKind.RULE, one.rule, other.rule)
    if one.source != other.source:
        yield change(ChangeKind.SOURCE, one.source, other.source)


def _length(length: DurationMs) -> str:
    return f"{length // 60_000}:{length // 1000 % 60:02d}"


# --- fewer lines


def _grouped(found: _Found) -> Iterator[ScheduleChange]:
    """Tell each difference once for all outlets that have it on the same days."""
    for change, outlets in found.items():
        by_days: defaultdict[tuple[date, ...], list[OutletId]] = defaultdict(list)
        for outlet, days in outlets.items():
            by_days[tuple(days)].append(outlet)
        night = change.after is not None and _at_night(change.after, change.length)
        for days, names in by_days.items():
            yield ScheduleChange(
                **change._asdict(),
                outlets=tuple(names),
                days=days,
                night=night,
                asks=_asks(change, night=night),
            )


def _asks(change: _Change, *, night: bool) -> bool:
    """Say whether a start moves far, or something comes into the night band that was not there."""
    if change.kind not in {ChangeKind.ADDED, ChangeKind.MOVED}:
        return False
    if change.before is None or change.after is None:
        return night
    far = abs(_of_day(change.after) - _of_day(change.before)) > BIG_MOVE
    return far or (night and not _at_night(change.before, change.length))


def _of_day(hour: time) -> timedelta:
    return timedelta(hours=hour.hour, minutes=hour.minute, seconds=hour.second)


@cache
def _at_night(starts: time, length: DurationMs) -> bool:
    return touches(NIGHT_BAND, *_span(_ANY_DAY, starts, length))


def _span(day: date, starts: time, length: DurationMs) -> tuple[datetime, datetime]:
    first = datetime.combine(day, starts)
    return first, first + timedelta(milliseconds=length)


def _order(old: Timetable, new: Timetable) -> dict[OutletId, int]:
    ids = dict.fromkeys(outlet.id for timetable in (new, old) for outlet in timetable.outlets)
    for timetable in (new, old):
        ids |= dict.fromkeys(each.outlet_id for each in (*timetable.slots, *timetable.relays, *timetable.policies))
        ids |= dict.fromkeys(outlet for each in timetable.exceptions for outlet in each.outlets)
    return {outlet: number for number, outlet in enumerate(ids)}


# --- limits


def _quiet(timetable: Timetable) -> dict[OutletId, QuietHours]:
    named = {policy.outlet_id: policy.quiet for policy in reversed(timetable.policies)}
    return {outlet.id: named.get(outlet.id, DEFAULT_QUIET) for outlet in timetable.outlets}


def _refuse_quiet(
    timetable: Timetable,
    quiet: Mapping[OutletId, QuietHours],
    names: Mapping[SessionId, str],
    day: date,
    spots: Mapping[_Place, tuple[Spot, ...]],
) -> None:
    seen: set[tuple[QuietHours, time, DurationMs]] = set()
    for (outlet_id, what), there in spots.items():
        hours = quiet.get(outlet_id, DEFAULT_QUIET)
        for spot in there:
            if (hours, spot.starts, spot.length) not in seen:
                seen.add((hours, spot.starts, spot.length))
                starts, stops = _span(day, spot.starts, spot.length)
                name = next((o.name for o in timetable.outlets if o.id == outlet_id), outlet_id)
                refuse_if_quiet(what=names.get(what, what), outlet=name, starts=starts, stops=stops, quiet=hours)


def _limits(old: Timetable, new: Timetable) -> Iterator[ScheduleChange]:
    """Tell limits and levels of outlets that both timetables have."""
    found: defaultdict[tuple[ChangeKind, str, str, str, bool], list[OutletId]] = defaultdict(list)
    sides = [_limits_of(timetable) for timetable in (old, new)]
    for outlet in sides[1]:
        for (kind, what, one), (_, _, other) in zip(sides[0].get(outlet, ()), sides[1][outlet], strict=False):
            if one != other:
                asks = isinstance(one, QuietHours) and isinstance(other, QuietHours) and _louder(one, other)
                found[kind, what, _told(one), _told(other), asks].append(outlet)
    for (kind, what, one, other, asks), outlets in found.items():
        yield ScheduleChange(kind=kind, what=what, outlets=tuple(outlets), old=one, new=other, asks=asks)


def _limits_of(timetable: Timetable) -> dict[OutletId, tuple[tuple[ChangeKind, str, object], ...]]:
    quiet = _quiet(timetable)
    most = {policy.outlet_id: policy.daily_most for policy in reversed(timetable.policies)}
    return {
        outlet.id: (
            (ChangeKind.QUIET, "giờ yên tĩnh", quiet[outlet.id]),
            (ChangeKind.LIMIT, "số phút phát nhiều nhất một ngày", most.get(outlet.id)),
            (ChangeKind.LEVEL, "độ to riêng của nơi phát", f"{outlet.offset_lu:+} LU"),
        )
        for outlet in timetable.outlets
    }


def _told(limit: object) -> str:
    if limit is None:
        return "không giới hạn"
    return f"{limit // 60_000} phút" if isinstance(limit, int) else str(limit)


@cache
def _louder(one: QuietHours, other: QuietHours) -> bool:
    """Say whether some minute that was quiet no longer is."""
    return any(_is_quiet(one, minute) and not _is_quiet(other, minute) for minute in range(24 * 60))


def _is_quiet(quiet: QuietHours, minute: int) -> bool:
    starts = datetime.combine(_ANY_DAY, time(minute // 60, minute % 60))
    return touches(quiet, starts, starts + timedelta(minutes=1))


def changed_places(changes: Iterable[ScheduleChange]) -> dict[date, frozenset[OutletId]]:
    """Give the outlets whose programme of each day is no longer what it was."""
    found: defaultdict[date, set[OutletId]] = defaultdict(set)
    for change in changes:
        for day in change.days:
            found[day].update(change.outlets)
    return {day: frozenset(outlets) for day, outlets in sorted(found.items())}
