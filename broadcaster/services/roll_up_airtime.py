"""Keep airtime added up per day and month, and hold what is kept against the records.

The database marks an outlet's day as stale within the transaction that brings or takes a record of it. What is stale is
added up anew before it is read; where that cannot be, the records themselves are counted. So a crash can leave marks,
never a sum that is silently wrong.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from broadcaster.asrun.counted import AIRED
from broadcaster.asrun.rollups import EVERY, Cell, Difference, Rollup, difference, month_of, rolled_day
from broadcaster.domain.airtime import NOTHING, Tally
from broadcaster.domain.ids import OutletId
from broadcaster.domain.periods import Period
from broadcaster.services.progress import Progress, silent
from broadcaster.station import Station
from broadcaster.storage.store import Store, Transaction

_AT_ONCE = 1_000
"""Outlets of one day whose records are in memory together."""

_ALL_DAYS = (date.min, date.max)


@dataclass(frozen=True, kw_only=True, slots=True)
class Compared:
    """What holding the kept sums against the records came to."""

    days: int
    """How many days were added up anew."""
    stale: int
    """How many days of outlets are marked, and will be added up anew before they are read; they are not compared."""
    difference: Difference | None
    """The first sum that is not what the records come to; none when all are."""


def refresh_rollups(store: Store, period: Period | None = None, *, progress: Progress = silent) -> int:
    """Add up anew what is stale, of some days or of all, and give the number of days of outlets.

    Each part is a transaction of its own: an interrupted run goes on where it stopped.
    """
    span = (period.first, period.last) if period else _ALL_DAYS
    with store.reading() as tx:
        stale = tx.rollups.stale(*span)
    total = sum(len(outlets) for outlets in stale.values())
    done = 0
    for day, outlets in stale.items():
        for start in range(0, len(outlets), _AT_ONCE):
            part = outlets[start : start + _AT_ONCE]
            with store.writing() as tx:
                tx.rollups.keep_day(day, part, _counted(tx, day, part))
            done += len(part)
            progress(done, total)
    return total


def rebuild_rollups(station: Station, *, progress: Progress = silent) -> int:
    """Drop every sum and make all of them anew from the records; gives the number of days of outlets."""
    with station.store.writing() as tx:
        tx.rollups.forget()
    return refresh_rollups(station.store, progress=progress)


def compare_rollups(station: Station, *, progress: Progress = silent) -> Compared:
    """Hold every kept sum against the records; nothing is written."""
    with station.store.reading() as tx:
        span = tx.rollups.span()
        if span is None:
            return Compared(days=0, stale=0, difference=None)
        stale = tx.rollups.stale(*span)
        days = (span[1] - span[0]).days + 1
        found: Difference | None = None
        month = _Month(tx, month_of(span[0]))
        for number in range(days):
            day = span[0] + timedelta(days=number)
            if month_of(day) != month.first:
                found = found or month.difference()
                month = _Month(tx, month_of(day))
            found = found or month.take(day, frozenset(stale.get(day, ())))
            if found:
                break
            progress(number + 1, days)
        found = found or month.difference()
    return Compared(days=days, stale=sum(len(outlets) for outlets in stale.values()), difference=found)


def _counted(tx: Transaction, day: date, outlets: Sequence[OutletId]) -> Mapping[OutletId, Rollup]:
    return rolled_day(
        day,
        playlists=tx.playlists.of_outlets(day, outlets),
        handovers=tx.handovers.of_outlets(day, outlets),
        airings=tx.airings.of_outlets(day, outlets),
    )


@dataclass(slots=True)
class _Month:
    """Adds up what is kept of a month's days, to be held against what is kept of the month."""

    tx: Transaction
    first: date
    sums: dict[OutletId, Rollup] = field(default_factory=dict[OutletId, Rollup])
    items: dict[Cell, Tally] = field(default_factory=dict[Cell, Tally])

    def take(self, day: date, stale: frozenset[OutletId]) -> Difference | None:
        """Take a day, and give the first of its sums that is not what the records come to."""
        kept = {outlet_id: rollup for (outlet_id, _), rollup in self.tx.rollups.days([day])}
        outlets = sorted({*kept, *self.tx.rollups.recorded(day)})
        for start in range(0, len(outlets), _AT_ONCE):
            part = [each for each in outlets[start : start + _AT_ONCE] if each not in stale]
            counted = _counted(self.tx, day, part)
            for outlet_id in part:
                ours, theirs = kept.get(outlet_id, Rollup()), counted.get(outlet_id, Rollup())
                if found := difference(day.isoformat(), outlet_id, ours, theirs):
                    return found
        every = Rollup()
        for outlet_id, rollup in kept.items():
            every = every.plus(rollup.without_items)
            self._add(outlet_id, rollup)
        together = dict(self.tx.rollups.days([day], [EVERY])).get((EVERY, day), Rollup())
        return difference(day.isoformat(), EVERY, together, every)

    def _add(self, outlet_id: OutletId, rollup: Rollup) -> None:
        for whose in (outlet_id, EVERY):
            self.sums[whose] = self.sums.get(whose, Rollup()).plus(rollup.in_month)
        for cell, tally in rollup.cells.items():
            if cell.item_id is not None and cell.column in AIRED:
                key = cell._replace(genre=None)
                self.items[key] = self.items.get(key, NOTHING).plus(0, tally.airings)

    def difference(self) -> Difference | None:
        """Give the first kept sum of the month that is not what its days come to."""
        text = f"{self.first:%Y-%m}"
        kept = self.tx.rollups.kept_months(self.first)
        for outlet_id in sorted({*kept, *self.sums}):
            ours, theirs = kept.get(outlet_id, Rollup()), self.sums.get(outlet_id, Rollup())
            if found := difference(text, outlet_id, ours, theirs):
                return found
        return difference(text, EVERY, self.tx.rollups.kept_items(self.first), Rollup(cells=self.items))
