"""Days beyond the next two weeks on which a new timetable may differ: where its dated things begin and end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from broadcaster.domain.timetables import DayException, HolidayRule, Relay, Slot, Timetable

MOST = 62
"""How many later days are looked at, the nearest first; a change further off is told when its version is shown."""

_WEEK = 7


def later_days(old: Timetable, new: Timetable, *, after: date) -> tuple[date, ...]:
    """Give the days after a day on which what only one of two timetables has begins, ends or holds for once."""
    days = {day for day in _days(old, new) if day > after}
    return tuple(sorted(days)[:MOST])


def _days(old: Timetable, new: Timetable) -> Iterator[date]:
    airings: set[Slot | Relay] = {*old.slots, *old.relays} ^ {*new.slots, *new.relays}
    for first, last in {(each.first, each.last) for each in airings}:
        yield from _edges(first, last)
    for exception in set(old.exceptions) ^ set(new.exceptions):
        yield from _whole(exception)
    holidays = {each.day for each in old.holidays} ^ {each.day for each in new.holidays}
    if any(each.holidays is not HolidayRule.ANY for each in airings):
        holidays |= {each.day for timetable in (old, new) for each in timetable.holidays}
    yield from holidays


def _edges(first: date | None, last: date | None) -> Iterator[date]:
    """Give the first and the last week in which it holds, since it need not hold on every weekday."""
    for number in range(_WEEK):
        if first is not None:
            yield first + timedelta(days=number)
        if last is not None:
            yield last - timedelta(days=number)
            yield last + timedelta(days=number)


def _whole(exception: DayException) -> Iterator[date]:
    for number in range(min((exception.last - exception.first).days, MOST) + 1):
        yield exception.first + timedelta(days=number)
