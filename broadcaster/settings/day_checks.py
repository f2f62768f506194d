"""Checks what airs on every kind of day at every outlet: overlaps, quiet hours, daily limits, dayparts, the night."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import Any, NamedTuple

from broadcaster.domain.day_grid import DAY_MS, DayEvent, Placing, milliseconds, time_of_day
from broadcaster.domain.ids import OutletId
from broadcaster.domain.timetables import NIGHT_BAND, HolidayRule, OutletPolicy, QuietHours, Relay, Slot, Timetable
from broadcaster.scheduling.lengths import in_words
from broadcaster.settings.day_choice import days_to_check
from broadcaster.settings.day_tables import ExceptionRow
from broadcaster.settings.findings import Finding, listed
from broadcaster.settings.rows import Placed
from broadcaster.settings.slots import PlacedRelay, PlacedSlot, hour, outside
from broadcaster.settings.tables import PolicyRow

_TOMORROW = timedelta(days=1)
_WEEKDAYS = ("thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật")
_Source = Placed[Any]


class _Found(NamedTuple):
    """Something to put right on one day; ``{where}`` and ``{when}`` stand in its text."""

    source: _Source
    key: str
    text: str
    dated: bool
    """Whether it is so on some dates only; otherwise on some weekdays."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Checked:
    """What the days of a timetable are like."""

    slots: tuple[Slot, ...]
    """The slots, those of relative start with the time of a usual day."""
    refused: tuple[Finding, ...]
    """What forbids it."""
    warnings: tuple[Finding, ...]
    """What a person should look at."""


class DayChecks:
    """Looks at the days of outlets; those with the same rows and limits are looked at once."""

    def __init__(
        self,
        timetable: Timetable,
        *,
        slots: Sequence[PlacedSlot],
        relays: Sequence[PlacedRelay],
        exceptions: Sequence[Placed[ExceptionRow]],
        daily: Mapping[OutletId, Placed[PolicyRow]],
        complete: bool,
    ) -> None:
        """Take the timetable, and the rows of its slots, relays, exceptions (in the same order) and daily limits.

        Where rows are missing because their shape is wrong (not ``complete``), nobody is told that something is not
        there.
        """
        self._timetable = timetable
        self._slots, self._relays, self._daily, self._complete = slots, relays, daily, complete
        values = (*(placed.value for placed in slots), *(placed.value for placed in relays))
        rows = (*(placed.row for placed in slots), *(placed.row for placed in relays))
        # found by identity: equal rows written twice are two rows
        self._rows: dict[int, _Source] = {id(value): row for value, row in zip(values, rows, strict=True)}
        self._exceptions = {id(e): row for e, row in zip(timetable.exceptions, exceptions, strict=True)}
        self._dayparts = {daypart.id: daypart for daypart in timetable.dayparts}
        self._useful: set[int] = set()
        self._starts: dict[str, time] = {}

    def check(self) -> Checked:
        """Look at every kind of day."""
        refused, warned = _Gathered(), _Gathered()
        days = self._days()
        for outlets, grid, policy in self._alike():
            for event_day in _distinct(grid, days):
                self._learn(grid, event_day)
                refused.add(self._faults(event_day, policy), event_day.days, outlets)
                warned.add(self._night(event_day), event_day.days, outlets)
        slots = tuple(
            replace(placed.value, starts=self._starts.get(placed.row.place, placed.value.starts))
            if placed.row.row.starts is None
            else placed.value
            for placed in self._slots
        )
        return Checked(slots=slots, refused=refused.findings, warnings=(*warned.findings, *self._useless()))

    def _days(self) -> tuple[date, ...]:
        grid = self._timetable
        rows = (*grid.slots, *grid.relays)
        spans = [(each.first, each.last) for each in (*rows, *grid.exceptions, *grid.campaigns)]
        matter = any(row.holidays is not HolidayRule.ANY for row in rows)
        return days_to_check(spans, {holiday.day for holiday in grid.holidays} if matter else ())

    def _alike(self) -> Iterator[tuple[tuple[OutletId, ...], Timetable, OutletPolicy]]:
        """Give outlets that air alike together, with the grid of the first."""
        slots, relays = _by_outlet(self._slots), _by_outlet(self._relays)
        policies = {policy.outlet_id: policy for policy in self._timetable.policies}
        alike: defaultdict[tuple[object, ...], list[OutletId]] = defaultdict(list)
        for outlet in self._timetable.outlets:
            key = (
                *(placed.row.place for placed in (*slots[outlet.id], *relays[outlet.id])),
                *(
                    index
                    for index, e in enumerate(self._timetable.exceptions)
                    if outlet.id in (e.outlets or (outlet.id,))
                ),
                replace(policies[outlet.id], outlet_id=OutletId("")),
            )
            alike[key].append(outlet.id)
        for outlets in alike.values():
            first = outlets[0]
            grid = replace(
                self._timetable,
                slots=tuple(placed.value for placed in slots[first]),
                relays=tuple(placed.value for placed in relays[first]),
            )
            yield tuple(outlets), grid, policies[first]

    # --- one day of one outlet

    def _learn(self, grid: Timetable, checked: _EventDay) -> None:
        """Keep the usual times of relative starts, and which exceptions change anything."""
        for event in checked.events:
            if event.placing is Placing.RELATIVE:
                self._starts.setdefault(self._rows[id(event.row)].place, time_of_day(event.starts))
        day = checked.days[0]
        todays = [e for e in grid.exceptions if e.first <= day <= e.last and id(e) not in self._useful]
        if todays:
            names = {event.name for event in replace(grid, exceptions=()).events_on(day)}
            outlets = {row.outlet_id for row in (*grid.slots, *grid.relays)}
            self._useful |= {
                id(e)
                for e in todays
                if (not e.outlets or outlets & set(e.outlets)) and names & set(e.sessions or names)
            }

    def _useless(self) -> Iterator[Finding]:
        for exception_id, placed in self._exceptions.items():
            if exception_id not in self._useful:
                yield placed.finding(
                    "first",
                    f"'{placed.row.name}' không đổi gì: ngày ấy không có buổi nào như vậy; xem lại ngày, buổi, nơi",
                )

    def _faults(self, checked: _EventDay, policy: OutletPolicy) -> Iterator[_Found]:
        yield from self._unplaced(checked)
        yield from self._overlaps(checked)
        yield from self._twice(checked)
        for event in self._certain(checked):
            yield from self._quiet(event, policy.quiet)
            yield from self._daypart(event)
        yield from self._too_much(checked, policy)

    def _unplaced(self, checked: _EventDay) -> Iterator[_Found]:
        """Find relative starts that cannot be worked out."""
        there = {event.name for event in checked.events}
        for event in checked.events:
            row = event.row
            if not isinstance(row, Slot) or self._rows[id(row)].row.starts is not None:
                continue
            anchor, key = row.follows or row.precedes, "follows" if row.follows else "precedes"
            if event.placing is Placing.ALONE and anchor not in there and self._complete:
                text = (
                    f"ở {{where}}{{when}} không có '{anchor}' để tính giờ buổi '{row.session}'; "
                    "ghi thêm 'starts' là giờ phát những ngày ấy"
                )
                yield _Found(self._rows[id(row)], key, text, _dated(event))
            elif event.placing is Placing.ASTRAY:
                text = (
                    f"giờ buổi '{row.session}' tính theo '{anchor}' rơi sang ngày khác ở {{where}}{{when}}; "
                    f"ghi 'starts' thay cho '{key}'"
                )
                yield _Found(self._rows[id(row)], key, text, _dated(event))

    def _certain(self, checked: _EventDay) -> list[DayEvent]:
        """Give the events whose time is known, through all that they name; of the others only that is told."""
        by_name = {event.name: event for event in reversed(checked.events)}

        def known(event: DayEvent) -> bool:
            if event.placing in {Placing.ALONE, Placing.ASTRAY}:
                return self._rows[id(event.row)].row.starts is not None
            if event.placing is Placing.RELATIVE and isinstance(event.row, Slot):
                return known(by_name[event.row.follows or event.row.precedes])
            return True

        return [event for event in checked.events if known(event)]

    def _overlaps(self, checked: _EventDay) -> Iterator[_Found]:
        """Find events on air together, with the next day's first ones too."""
        events = self._certain(checked)
        tomorrow = [replace(event, starts=event.starts + DAY_MS) for event in checked.tomorrow]
        for index, one in enumerate(events):
            for other in (*events[index + 1 :], *tomorrow):
                if other.starts < one.stops:
                    yield self._clash(one, other)

    def _clash(self, one: DayEvent, other: DayEvent) -> _Found:
        first, second = (other, one) if isinstance(other.row, Relay) and isinstance(one.row, Slot) else (one, other)
        source, key = self._source(second)
        before, _ = self._source(first)
        late = (
            " (giờ mềm không đợi được lâu hơn 'window')" if isinstance(second.row, Slot) and second.row.window else ""
        )
        overnight = " hôm sau" if max(one.starts, other.starts) >= DAY_MS else ""
        text = (
            f"{_named(second)} lúc {_hours(second)} trùng giờ với {_named(first)} lúc {_hours(first)}{overnight} "
            f"({before.place}) ở {{where}}{{when}}{late}"
        )
        return _Found(source, key, text, _dated(one) or _dated(other))

    def _twice(self, checked: _EventDay) -> Iterator[_Found]:
        """Find a session or relay that airs twice on a day without overlapping itself."""
        before: dict[str, DayEvent] = {}
        for event in checked.events:
            one = before.setdefault(event.name, event)
            if one is not event and one.stops <= event.starts:
                source, key = self._source(event)
                text = (
                    f"{_named(event)} phát hai lần trong ngày, lúc {_hours(one)} ({self._source(one)[0].place}) và "
                    f"{_hours(event)}, ở {{where}}{{when}}; lần thứ hai đặt thành buổi khác, hoặc sửa ngày"
                )
                yield _Found(source, key, text, _dated(one) or _dated(event))

    def _quiet(self, event: DayEvent, quiet: QuietHours) -> Iterator[_Found]:
        if _touches(event, quiet):
            source, key = self._source(event)
            text = f"{_aired(event)} nằm trong giờ yên tĩnh {quiet} của {{where}}{{when}}; chọn giờ khác"
            yield _Found(source, key, text, _dated(event))

    def _daypart(self, event: DayEvent) -> Iterator[_Found]:
        """Find worked-out starts outside their daypart; those that a row gives are found row by row."""
        daypart = self._dayparts.get(event.row.session) if isinstance(event.row, Slot) else None
        if daypart is not None and event.placing in {Placing.MOVED, Placing.RELATIVE, Placing.PUSHED}:
            fault = outside(daypart, event.starts, event.length)
            if fault:
                source, key = self._source(event)
                yield _Found(source, key, f"{_aired(event)} ở {{where}}{{when}} {fault}", _dated(event))

    def _too_much(self, checked: _EventDay, policy: OutletPolicy) -> Iterator[_Found]:
        total = sum(event.length for event in checked.events)
        if policy.daily_most is None or total <= policy.daily_most:
            return
        hours = ", ".join(_hours(event) for event in checked.events)
        text = (
            f"ở {{where}}{{when}} phát tổng {in_words(total)} ({hours}), "
            f"quá {in_words(policy.daily_most)} mỗi ngày; bớt giờ phát, tiếp âm hoặc sửa 'daily_most'"
        )
        yield _Found(self._daily[policy.outlet_id], "daily_most", text, any(map(_dated, checked.events)))

    def _night(self, checked: _EventDay) -> Iterator[_Found]:
        for event in self._certain(checked):
            if _touches(event, NIGHT_BAND):
                source, key = self._source(event)
                text = (
                    f"{_aired(event)} ở {{where}}{{when}} nằm trong khung đêm 21:00-06:00 của QCVN 26:2010/BTNMT; "
                    "vẫn xếp lịch, nên cân nhắc giờ khác hoặc giảm âm lượng"
                )
                yield _Found(source, key, text, _dated(event))

    def _source(self, event: DayEvent) -> tuple[_Source, str]:
        """Give the row and the key that made an event's start."""
        if event.exception is not None:
            return self._exceptions[id(event.exception)], "starts"
        placed = self._rows[id(event.row)]
        if isinstance(event.row, Slot) and event.placing is Placing.RELATIVE:
            return placed, "follows" if event.row.follows else "precedes"
        return placed, "starts"


class _EventDay(NamedTuple):
    """The events of days that are alike, and those of the next day when something crosses midnight."""

    days: tuple[date, ...]
    events: tuple[DayEvent, ...]
    tomorrow: tuple[DayEvent, ...]


class _Gathered:
    """Findings of many days and outlets, each told once with the days and outlets that it concerns."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str, str], tuple[_Found, set[date], dict[OutletId, None]]] = {}

    def add(self, found: Iterable[_Found], days: Iterable[date], outlets: Iterable[OutletId]) -> None:
        for each in found:
            _, when, where = self._found.setdefault((each.source.place, each.key, each.text), (each, set(), {}))
            when.update(days)
            where.update(dict.fromkeys(outlets))

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(
            each.source.finding(
                each.key,
                each.text.replace("{where}", listed(where)).replace("{when}", _when(days, dated=each.dated)),
            )
            for each, days, where in self._found.values()
        )


def _distinct(grid: Timetable, days: Iterable[date]) -> Iterator[_EventDay]:
    """Give the days with what airs on them, those that are alike together; days of an exception stand alone."""
    alike: dict[object, _EventDay] = {}
    for day in days:
        events = grid.events_on(day)
        late = any(event.stops > DAY_MS for event in events)
        tomorrow = grid.events_on(day + _TOMORROW) if late else ()
        special = any(e.first <= day <= e.last for e in grid.exceptions)
        key = [day] if special else [(id(each.row), each.starts) for each in (*events, *tomorrow)]
        before = alike.get(tuple(key))
        alike[tuple(key)] = _EventDay((*before.days, day) if before else (day,), events, tomorrow)
    yield from alike.values()


def _by_outlet(rows: Sequence[Any]) -> Mapping[OutletId, list[Any]]:
    found: defaultdict[OutletId, list[Any]] = defaultdict(list)
    for placed in rows:
        found[placed.value.outlet_id].append(placed)
    return found


def _dated(event: DayEvent) -> bool:
    """Say whether an event depends on more than the weekday."""
    row = event.row
    limited = row.first or row.last or row.holidays is not HolidayRule.ANY or (isinstance(row, Slot) and row.campaign)
    return bool(limited or event.exception)


def _touches(event: DayEvent, quiet: QuietHours) -> bool:
    begin = milliseconds(quiet.starts)
    length = (milliseconds(quiet.stops) - begin) % DAY_MS
    begins = (begin - DAY_MS, begin, begin + DAY_MS)
    return any(event.starts < at + length and at < event.stops for at in begins if length)


def _named(event: DayEvent) -> str:
    return f"{'tiếp âm' if isinstance(event.row, Relay) else 'buổi'} '{event.name}'"


def _aired(event: DayEvent) -> str:
    """Write what a row's time comes to: a slot's row is told by its place, a relay by its name."""
    return f"{_named(event) if isinstance(event.row, Relay) else 'giờ phát'} {_hours(event)}"


def _hours(event: DayEvent) -> str:
    return f"{hour(event.starts)}-{hour(event.stops)}"


def _when(days: Iterable[date], *, dated: bool) -> str:
    """Write the first of some dates, or the weekdays when they are not all."""
    if dated:
        return f" ngày {min(days):%d/%m/%Y}"
    weekdays = sorted({day.weekday() for day in days})
    return f" vào {', '.join(_WEEKDAYS[each] for each in weekdays)}" if len(weekdays) < len(_WEEKDAYS) else ""
