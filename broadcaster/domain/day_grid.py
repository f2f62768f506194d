"""What airs on one day and when: validity, holidays, exceptions; relative and soft starts worked out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from enum import StrEnum
from typing import NamedTuple, TypeVar

from broadcaster.domain.grid import Campaign, DayException, HolidayRule, Relay, Slot, StartKind
from broadcaster.domain.ids import DurationMs, OutletId

DAY_MS = 86_400_000
"""A local day; the zone has no summer time."""

_Row = TypeVar("_Row", bound=Slot | Relay)


class Placing(StrEnum):
    """How an event came to the start that it has on a day."""

    OWN = "own"
    """At its own time."""
    MOVED = "moved"
    """Moved by an exception."""
    RELATIVE = "relative"
    """After or before what it names."""
    PUSHED = "pushed"
    """Later within its window, because something ran over its start."""
    ALONE = "alone"
    """At its own time, because what it names is not there on that day."""
    ASTRAY = "astray"
    """At its own time, because its relative start would lie on another day."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DayEvent:
    """A session or relay of one outlet on one local day."""

    row: Slot | Relay
    """The slot or relay as the timetable has it."""
    starts: DurationMs
    """From midnight of its air day."""
    length: DurationMs
    """How long it airs."""
    placing: Placing = Placing.OWN
    """How it came to that start."""
    exception: DayException | None = None
    """What moved it."""

    @property
    def stops(self) -> DurationMs:
        """Give the end, from midnight of the air day; past 24 hours when it crosses midnight."""
        return DurationMs(self.starts + self.length)

    @property
    def name(self) -> str:
        """Give the id of its session or relay."""
        return name_of(self.row)

    @property
    def as_aired(self) -> Slot | Relay:
        """Give the slot or relay with the start that it has on this day."""
        at = time_of_day(self.starts)
        return self.row if at == self.row.starts else replace(self.row, starts=at)


def name_of(row: Slot | Relay) -> str:
    """Give the id by which slots follow or precede a session or relay."""
    return row.id if isinstance(row, Relay) else row.session


def milliseconds(at: time) -> DurationMs:
    """Give a time of day as a length from midnight."""
    return DurationMs(((at.hour * 60 + at.minute) * 60 + at.second) * 1000 + at.microsecond // 1000)


def time_of_day(length: int) -> time:
    """Give a length from midnight as a time of day; the days before and after are cut off."""
    whole, thousandths = divmod(length % DAY_MS, 1000)
    return time(whole // 3600, whole // 60 % 60, whole % 60, thousandths * 1000)


def day_events(
    day: date,
    *,
    slots: Iterable[Slot],
    relays: Iterable[Relay],
    exceptions: Iterable[DayException],
    campaigns: Iterable[Campaign],
    holiday: bool,
    lengths: Mapping[str, DurationMs],
) -> tuple[DayEvent, ...]:
    """Give what airs on a local day, in order of time and outlet; ``lengths``: of each clock by its id.

    An event that crosses midnight belongs to the day on which it starts. Overlaps stay as they are: who loads a
    timetable refuses them.
    """
    running = {campaign.id for campaign in campaigns if campaign.first <= day <= campaign.last}
    todays = [exception for exception in exceptions if exception.first <= day <= exception.last]
    rows: defaultdict[OutletId, list[Slot | Relay]] = defaultdict(list)
    for row in (
        *_nearest(relay for relay in relays if _holds(relay, day, holiday=holiday)),
        *_nearest(slot for slot in slots if _holds(slot, day, holiday=holiday) and _asked(slot, running)),
    ):
        rows[row.outlet_id].append(row)
    found = [
        event
        for outlet_id, there in rows.items()
        for event in _outlet_events(
            there, [each for each in todays if outlet_id in (each.outlets or (outlet_id,))], lengths
        )
    ]
    return tuple(sorted(found, key=lambda event: (event.starts, event.row.outlet_id)))


def _holds(row: Slot | Relay, day: date, *, holiday: bool) -> bool:
    """Say whether a row is in force on a day."""
    if (row.first and day < row.first) or (row.last and row.last < day) or day.weekday() not in row.weekdays:
        return False
    return row.holidays is HolidayRule.ANY or (row.holidays is HolidayRule.ONLY) is holiday


def _asked(slot: Slot, running: Collection[str]) -> bool:
    return not slot.campaign or slot.campaign in running


def _nearest(rows: Iterable[_Row]) -> Iterator[_Row]:
    """Give the rows of the highest rank for each outlet and name."""
    held = list(rows)
    highest: dict[tuple[OutletId, str], int] = {}
    for row in held:
        key = (row.outlet_id, name_of(row))
        highest[key] = max(row.rank, highest.get(key, row.rank))
    return (row for row in held if row.rank == highest[row.outlet_id, name_of(row)])


def _outlet_events(
    rows: Sequence[Slot | Relay], exceptions: Sequence[DayException], lengths: Mapping[str, DurationMs]
) -> Iterator[DayEvent]:
    """Give one outlet's events: those that fall out are gone, those that move have their new time."""
    kept: list[_Planned] = []
    for row in sorted(rows, key=lambda each: (each.starts, name_of(each))):
        touching = [each for each in exceptions if name_of(row) in (each.sessions or (name_of(row),))]
        if all(each.starts is not None for each in touching):
            length = row.length if isinstance(row, Relay) else lengths[row.clock]
            kept.append(_Planned(row, length, touching[0] if touching else None))
    return _Placer(kept).events()


class _Planned(NamedTuple):
    """A row of one outlet's day before its start is known."""

    row: Slot | Relay
    length: DurationMs
    exception: DayException | None

    @property
    def anchor(self) -> str:
        """Name what its start depends on."""
        if self.exception is not None or isinstance(self.row, Relay):
            return ""
        return self.row.follows or self.row.precedes

    @property
    def window(self) -> int:
        """Give how much later it may start."""
        row = self.row
        return row.window if isinstance(row, Slot) and row.start is StartKind.SOFT else 0


class _Placed(NamedTuple):
    """A start and how it came about."""

    wanted: int
    starts: int
    placing: Placing


class _Placer:
    """Works out the starts of one outlet's day: relative ones through what they name, then soft ones pushed later."""

    def __init__(self, planned: Sequence[_Planned]) -> None:
        self.planned = planned
        self.by_name = {name_of(each.row): index for index, each in reversed(list(enumerate(planned)))}
        self.pushed: dict[int, int] = {}
        self.placed: dict[int, _Placed] = {}

    def events(self) -> Iterator[DayEvent]:
        self._place()
        for _ in range(len(self.planned) ** 2):  # each round moves one soft start past one more event
            overrun = self._overrun()
            if overrun is None:
                break
            self.pushed.update([overrun])
            self._place()
        for index, each in enumerate(self.planned):
            at = self.placed[index]
            yield DayEvent(
                row=each.row,
                starts=DurationMs(at.starts),
                length=each.length,
                placing=at.placing,
                exception=each.exception,
            )

    def _place(self) -> None:
        self.placed = {}
        for index in range(len(self.planned)):
            self._at(index, frozenset())

    def _at(self, index: int, above: frozenset[int]) -> _Placed:
        """Place an event after what it depends on; ``above``: those that wait for it, so that a circle ends."""
        if index not in self.placed:
            wanted, placing = self._wanted(index, above | {index})
            late = self.pushed.get(index, wanted) - wanted
            if 0 < late <= self.planned[index].window and wanted + late < DAY_MS:
                self.placed[index] = _Placed(wanted, wanted + late, Placing.PUSHED)
            else:
                self.placed[index] = _Placed(wanted, wanted, placing)
        return self.placed[index]

    def _wanted(self, index: int, above: frozenset[int]) -> tuple[int, Placing]:
        each = self.planned[index]
        if each.exception is not None and each.exception.starts is not None:
            return milliseconds(each.exception.starts), Placing.MOVED
        own = milliseconds(each.row.starts)
        if not each.anchor or isinstance(each.row, Relay):
            return own, Placing.OWN
        other = self.by_name.get(each.anchor)
        if other is None or other in above:
            return own, Placing.ALONE
        anchor = self._at(other, above)
        if each.row.follows:
            starts = anchor.starts + self.planned[other].length + each.row.gap
        else:
            starts = anchor.starts - each.row.gap - each.length
        return (starts, Placing.RELATIVE) if 0 <= starts < DAY_MS else (own, Placing.ASTRAY)

    def _overrun(self) -> tuple[int, int] | None:
        """Find the first soft start that an earlier event runs over, and when that event ends."""
        reached = 0
        for index in sorted(self.placed, key=self._order):
            at, window = self.placed[index], self.planned[index].window
            if window and at.starts < reached <= min(at.wanted + window, DAY_MS - 1):
                return index, reached
            reached = max(reached, at.starts + self.planned[index].length)
        return None

    def _order(self, index: int) -> tuple[int, bool, int, str]:
        at, each = self.placed[index], self.planned[index]
        return at.starts, each.window > 0, at.wanted, name_of(each.row)
