"""Airtime added up once and kept: per outlet and air day, per outlet and month, and the same of all outlets together.

What an outlet comes to on a day follows from its records of that day alone, so that late evidence changes that day, its
month, and nothing else. All of it can be made anew from the records.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import NamedTuple

from broadcaster.asrun.airtime import AirtimeRequest, counts
from broadcaster.asrun.counted import Column, Count
from broadcaster.domain.airings import Airing, Evidence, Handover
from broadcaster.domain.airtime import NOTHING, Tally
from broadcaster.domain.ids import DurationMs, NewsItemId, OutletId, TopicCode
from broadcaster.domain.periods import Period
from broadcaster.domain.playlists import Playlist
from broadcaster.domain.timetables import Timetable
from broadcaster.domain.topics import Genre

EVERY = OutletId("")
"""Stands for all outlets together."""

EVERY_TOPIC = TopicCode(-1)
"""Stands for all topics together, in months."""

_NO_TIMETABLE = Timetable(units=(), outlets=(), topics=(), dayparts=(), clocks=(), slots=(), policies=(), targets=())


class Cell(NamedTuple):
    """What is added up apart; a tuple, because a country's month has millions."""

    topic: TopicCode
    """The topic."""
    genre: Genre | None
    """Its genre; none where nobody knows it."""
    item_id: NewsItemId | None
    """The news item, within a day of an outlet; none in longer sums."""
    repeat: bool
    """Whether it is a repeat."""
    column: Column
    """What it counts as."""


Cells = Mapping[Cell, Tally]
"""Sums of milliseconds and airings; a cell of nothing is left out."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Rollup:
    """What one outlet, or all together, came to on a day or in a month."""

    cells: Cells = field(default_factory=dict[Cell, Tally])
    """The sums."""
    newest: datetime | None = None
    """When the newest of its records was made (aware); none where only a plan tells of it."""

    @property
    def is_empty(self) -> bool:
        """Say whether nothing is known."""
        return not self.cells and self.newest is None

    @property
    def without_items(self) -> Rollup:
        """Give it with items no longer told apart."""
        told: dict[Cell, Tally] = {}
        for cell, tally in self.cells.items():
            key = cell._replace(item_id=None)
            told[key] = told.get(key, NOTHING).plus(tally.length, tally.airings)
        return Rollup(cells=told, newest=self.newest)

    @property
    def in_month(self) -> Rollup:
        """Give what it adds to a month: items no longer told apart, and all topics together beside each of them."""
        told: dict[Cell, Tally] = {}
        for cell, tally in self.cells.items():
            whole = Cell(EVERY_TOPIC, None, None, cell.repeat, cell.column)
            for key in (cell._replace(item_id=None), whole):
                told[key] = told.get(key, NOTHING).plus(tally.length, tally.airings)
        return Rollup(cells=told)

    def plus(self, other: Rollup) -> Rollup:
        """Add another one."""
        return self._with(other, 1)

    def minus(self, other: Rollup) -> Rollup:
        """Take another one away; the newest record stays the newest, because records are only ever added."""
        return self._with(other, -1)

    def _with(self, other: Rollup, sign: int) -> Rollup:
        told = dict(self.cells)
        for cell, tally in other.cells.items():
            told[cell] = told.get(cell, NOTHING).plus(sign * tally.length, sign * tally.airings)
        times = [each for each in (self.newest, other.newest) if each is not None]
        return Rollup(
            cells={cell: tally for cell, tally in told.items() if tally != NOTHING}, newest=max(times, default=None)
        )

    def counts(self, outlet_id: OutletId) -> Iterator[Count]:
        """Give the sums as a report counts them."""
        for cell, tally in self.cells.items():
            yield Count(
                column=cell.column,
                outlet_id=outlet_id,
                topic=cell.topic,
                repeat=cell.repeat,
                length=tally.length,
                item_id=cell.item_id,
                genre=cell.genre,
                airings=tally.airings,
            )


def rolled_day(
    day: date, *, playlists: Iterable[Playlist], handovers: Iterable[Handover], airings: Iterable[Airing]
) -> Mapping[OutletId, Rollup]:
    """Add up a day, outlet by outlet, from its records; outlets of which nothing is known are left out."""
    request = AirtimeRequest(
        period=Period(first=day, last=day, text=day.isoformat()),
        timetable=_NO_TIMETABLE,
        playlists=tuple(playlists),
        handovers=tuple(handovers),
        airings=tuple(airings),
        grade=Evidence.OPERATOR,
    )
    cells: dict[OutletId, dict[Cell, Tally]] = defaultdict(dict)
    for each in counts(request):
        cell = Cell(each.topic, each.genre, each.item_id, each.repeat, each.column)
        mine = cells[each.outlet_id]
        mine[cell] = mine.get(cell, NOTHING).plus(each.length, each.airings)
    newest: dict[OutletId, datetime] = {}
    made = [(each.outlet_id, each.recorded_at) for each in request.airings if each.air_date == day]
    made += [(each.outlet_id, each.at) for each in request.handovers if each.air_date == day]
    for outlet_id, at in made:
        newest[outlet_id] = max(at, newest.get(outlet_id, at))
    return {
        outlet_id: Rollup(cells=cells.get(outlet_id, {}), newest=newest.get(outlet_id))
        for outlet_id in sorted({*cells, *newest})
    }


@dataclass(frozen=True, kw_only=True, slots=True)
class Spans:
    """A period in whole months and the days that remain."""

    months: tuple[date, ...]
    """First days of the months that lie whole within it."""
    days: tuple[date, ...]
    """Days of months that it only begins or ends in."""


def spans(period: Period) -> Spans:
    """Cut a period into whole months and single days."""
    months: list[date] = []
    days: list[date] = []
    day = period.first
    while day <= period.last:
        after = next_month(day)
        if day.day == 1 and after - timedelta(days=1) <= period.last:
            months.append(day)
            day = after
        else:
            days.append(day)
            day += timedelta(days=1)
    return Spans(months=tuple(months), days=tuple(days))


def month_of(day: date) -> date:
    """Give the first day of a day's month."""
    return day.replace(day=1)


def next_month(day: date) -> date:
    """Give the first day of the month after a day's."""
    return (day.replace(day=1) + timedelta(days=31)).replace(day=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """A kept sum that is not what the records come to."""

    span: str
    """Air day or month, as people write it."""
    outlet_id: OutletId
    """Whose; empty for all together."""
    cell: Cell | None
    """The first cell that differs; none when the time of the newest record does."""
    kept: Tally
    """What is kept."""
    counted: Tally
    """What the records come to."""


def difference(span: str, outlet_id: OutletId, kept: Rollup, counted: Rollup) -> Difference | None:
    """Give the first cell in which two sums differ, or nothing when they are equal."""
    for cell in sorted({*kept.cells, *counted.cells}, key=in_order):
        ours, theirs = kept.cells.get(cell, NOTHING), counted.cells.get(cell, NOTHING)
        if ours != theirs:
            return Difference(span=span, outlet_id=outlet_id, cell=cell, kept=ours, counted=theirs)
    if kept.newest != counted.newest:
        return Difference(span=span, outlet_id=outlet_id, cell=None, kept=NOTHING, counted=NOTHING)
    return None


def in_order(cell: Cell) -> tuple[int, str, str, bool, int]:
    """Give a cell's place among others."""
    return (cell.topic, cell.genre or "", cell.item_id or "", cell.repeat, cell.column.value)


def tally(airings: int, length: int) -> Tally:
    """Give a tally of plain numbers."""
    return Tally(airings=airings, length=DurationMs(length))
