"""Answer an airtime report from the sums that are kept; the answer is what counting the records would give."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import chain

from broadcaster.asrun.airtime import AirtimeRequest
from broadcaster.asrun.counted import AIRED, Column, Count, Counted, Tallies, airtime_of, by_outlet, enough_for
from broadcaster.asrun.rollups import EVERY, Spans, spans
from broadcaster.domain.airtime import AirtimeReport
from broadcaster.domain.ids import OutletId
from broadcaster.domain.timetables import Measure, Target
from broadcaster.storage.store import Transaction


def rolled_report(tx: Transaction, request: AirtimeRequest, *, before: datetime | None) -> AirtimeReport | None:
    """Write a report from the kept sums.

    Args:
        tx: A moment of the store.
        request: What is asked for; its records are not looked at.
        before: Only records that were made before it count (aware); all when none is given.

    Returns:
        The report, or nothing where the sums cannot tell: something of the period is stale, or a record behind them is
        newer than what may count.

    Raises:
        BadPeriod: of a target.
    """
    period = request.period
    if tx.rollups.is_stale(period.first, period.last):
        return None
    sums = _Sums(tx, request, spans(period))
    if before is not None:
        newest = tx.rollups.newest(period.first, period.last, sorted(request.outlets) or [EVERY])
        if newest is not None and newest >= before:
            return None
    return sums.report()


@dataclass(frozen=True, slots=True)
class _Sums:
    """The kept sums of one request."""

    tx: Transaction
    request: AirtimeRequest
    spans: Spans

    def report(self) -> AirtimeReport:
        asked = self.request
        overall = list(self._of(sorted(asked.outlets) or [EVERY]))
        items, items_first = self._items()
        return airtime_of(
            Counted(
                period=asked.period,
                timetable=asked.timetable,
                outlets=asked.outlets,
                topics=asked.topics,
                overall=overall,
                by_outlet=by_outlet(overall) if asked.outlets else self._by_outlet(),
                of_target=lambda target: self._of_target(target, overall),
                items=items,
                items_first=items_first,
            )
        )

    @property
    def _aired(self) -> tuple[Column, ...]:
        return enough_for(self.request.grade)

    def _is_enough(self, column: Column) -> bool:
        return column not in AIRED or column in self._aired

    def _asked(self, each: Count) -> bool:
        return self._is_enough(each.column) and each.topic in (self.request.topics or {each.topic})

    def _of(self, outlets: Iterable[OutletId] | None) -> Iterator[Count]:
        """Give what some outlets, or each of all, came to, without items."""
        wanted = None if outlets is None else list(outlets)
        months = self.tx.rollups.months(self.spans.months, wanted, topics=self.request.topics)
        return (each for each in chain(months, self._of_days(self.spans.days, wanted)) if self._asked(each))

    def _of_days(self, days: Iterable[date], outlets: Iterable[OutletId] | None) -> Iterator[Count]:
        """Give what some outlets, or each of all, came to on some days, with items."""
        kept = self.tx.rollups.days(days, outlets)
        return (each for (outlet_id, _), told in kept for each in told.counts(outlet_id) if self._asked(each))

    @property
    def _days(self) -> list[date]:
        first, last = self.request.period.first, self.request.period.last
        return [first + timedelta(days=number) for number in range((last - first).days + 1)]

    def _by_outlet(self) -> dict[OutletId, Tallies]:
        if self.spans.days:
            return dict(by_outlet(self._of(None)))
        told = self.tx.rollups.by_outlet(self.spans.months, self.request.topics)
        enough = {
            outlet_id: {key: tally for key, tally in mine.items() if self._is_enough(key[0])}
            for outlet_id, mine in told.items()
        }
        return {outlet_id: mine for outlet_id, mine in enough.items() if mine}

    def _items(self) -> tuple[int, int]:
        """Count the different items that aired, and those of them that aired as a first run."""
        if not self.request.outlets and not self.spans.days:
            return self.tx.rollups.items(self.spans.months, self.request.topics, self._aired)
        every, first = self.tx.rollups.items_of_days(
            self._days, sorted(self.request.outlets) or None, topics=self.request.topics, columns=self._aired
        )
        return len(every), len(first)

    def _of_target(self, target: Target, overall: list[Count]) -> Iterable[Count]:
        """Give what a target looks at, told apart as far as it looks."""
        asked = self.request.outlets
        outlets = [each for each in target.outlets if each in (asked or {each})] if target.outlets else sorted(asked)
        if target.measure is Measure.ITEMS:
            return _different(self._of_days(self._days, outlets if target.outlets or asked else None))
        return self._of(outlets) if target.outlets else overall


def _different(every: Iterable[Count]) -> Iterator[Count]:
    """Give each item of an outlet once, column by column."""
    seen: set[tuple[object, ...]] = set()
    for each in every:
        key = (each.outlet_id, each.item_id, each.topic, each.repeat, each.column)
        if key not in seen:
            seen.add(key)
            yield each
