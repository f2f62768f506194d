"""The picture of the next hours: a dial from now on, with each session at its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from broadcaster.domain.timetables import QuietHours
from broadcaster.scheduling.next_hours import BoardLine, Reached

HOURS = 24
_HOUR = timedelta(hours=1)
_LEAST = 0.45
"""Narrowest mark in percent of the width, so that a session of some minutes is seen."""
_RARE = 6
_COMMON = 3
_SHAPES = {
    Reached.NOTHING: "nothing",
    Reached.PLANNED: "planned",
    Reached.MIXED: "mixed",
    Reached.SENT: "sent",
    Reached.RELAY: "relay",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark:
    """One session on the dial."""

    x: float
    """Left edge, percent of the width."""
    width: float
    """Percent of the width."""
    lane: int
    """Row, 0 at the top; sessions that overlap lie in rows of their own."""
    shape: str
    """Class of its look."""
    line: BoardLine
    """What it is."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DayStrip:
    """The dial."""

    marks: tuple[Mark, ...]
    """Sessions and relays."""
    lanes: int
    """How many rows they take, at least 1."""
    ticks: tuple[tuple[float, str, str], ...]
    """Every hour: place in percent, what it says, how important it is (``big``, ``rare`` or nothing)."""
    quiet: tuple[tuple[float, float], ...]
    """Quiet hours: left edge and width in percent."""
    needle: float
    """Now, in percent."""


def day_strip(lines: Iterable[BoardLine], quiet: QuietHours, now: datetime) -> DayStrip:
    """Lay the sessions of a board on a dial of 24 hours; `now` is aware and local."""
    first = now.replace(minute=0, second=0, microsecond=0)
    marks = tuple(_marks(lines, first))
    return DayStrip(
        marks=marks,
        lanes=max((each.lane for each in marks), default=0) + 1,
        ticks=tuple(_tick(first, number) for number in range(HOURS)),
        quiet=tuple(_quiet(quiet, first)),
        needle=_place(now, first),
    )


def _place(when: datetime, first: datetime) -> float:
    return round(min(max((when - first) / _HOUR / HOURS * 100, 0), 100), 2)


def _marks(lines: Iterable[BoardLine], first: datetime) -> Iterator[Mark]:
    ends: list[float] = []
    shown = (each for each in lines if each.starts < first + HOURS * _HOUR)
    for line in sorted(shown, key=lambda each: (each.starts, each.stops)):
        x, right = min(_place(line.starts, first), 100 - _LEAST), _place(line.stops, first)
        width = max(right - x, _LEAST)
        lane = next((number for number, end in enumerate(ends) if end <= x), len(ends))
        ends[lane : lane + 1] = [x + width]
        yield Mark(x=x, width=round(width, 2), lane=lane, shape=_SHAPES[line.reached], line=line)


def _tick(first: datetime, number: int) -> tuple[float, str, str]:
    hour = (first + number * _HOUR).hour
    size = "big" if hour % _RARE == 0 else "rare" if hour % _COMMON == 0 else ""
    return round(number / HOURS * 100, 2), f"{hour:02d}:00" if size else "", size


def _quiet(quiet: QuietHours, first: datetime) -> Iterator[tuple[float, float]]:
    for day in range(-1, 2):
        evening = (first + timedelta(days=day)).replace(hour=quiet.starts.hour, minute=quiet.starts.minute)
        morning = evening.replace(hour=quiet.stops.hour, minute=quiet.stops.minute)
        x, right = _place(evening, first), _place(morning + timedelta(days=morning <= evening), first)
        if right > x:
            yield x, round(right - x, 2)
