"""Which days stand for all days: one of each kind that a grid can make, so that checking them checks every day."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from broadcaster.settings.shapes import FIRST_DAY, LAST_DAY

_DAY, _WEEK = timedelta(days=1), 7
_Kind = tuple[int, bool, bool]
"""Weekday, whether it is a holiday, whether the day after is one."""


def days_to_check(spans: Iterable[tuple[date | None, date | None]], holidays: Collection[date]) -> tuple[date, ...]:
    """Give one day of each kind within each stretch between the first and last days of all rows.

    Between two such days the same rows are in force, so that only the weekday and the holidays make a difference. The
    last day of each stretch is given too: what crosses midnight meets the rows of the next stretch.
    """
    chosen: list[date] = []
    for first, last in _stretches(spans):
        seen: dict[_Kind, date] = {}
        inner = last - _DAY  # the day after the last is of another stretch: the last stands for none but itself
        step, day = (-_DAY, inner) if first == FIRST_DAY else (_DAY, first)  # near the days that people typed
        while first <= day <= inner and sum(not (today or tomorrow) for _, today, tomorrow in seen) < _WEEK:
            seen.setdefault(_kind(day, holidays), day)
            day += step
        for holiday in sorted(holidays):
            for day in (holiday - _DAY, holiday):
                if first <= day <= inner:
                    seen.setdefault(_kind(day, holidays), day)
        chosen += [*seen.values(), last]
    return tuple(dict.fromkeys(sorted(chosen)))


def _stretches(spans: Iterable[tuple[date | None, date | None]]) -> list[tuple[date, date]]:
    begins = {FIRST_DAY}
    for first, last in spans:
        if first is not None:
            begins.add(first)
        if last is not None and last < LAST_DAY:
            begins.add(last + _DAY)
    ordered = sorted(begins)
    return list(zip(ordered, [*(begin - _DAY for begin in ordered[1:]), LAST_DAY], strict=True))


def _kind(day: date, holidays: Collection[date]) -> _Kind:
    return day.weekday(), day in holidays, day + _DAY in holidays
