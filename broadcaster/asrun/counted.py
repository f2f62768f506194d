"""Counts of airtime, one by one or in sums, and the report that is written of them; no grade is added to another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TypeVar

from broadcaster.domain.airings import Evidence
from broadcaster.domain.airtime import AirtimeReport, AirtimeRow, Tally, TargetResult
from broadcaster.domain.ids import NewsItemId, OutletId, TopicCode
from broadcaster.domain.periods import Period
from broadcaster.domain.timetables import Measure, Runs, Target, Timetable
from broadcaster.domain.topics import Genre

_MINUTE = 60_000


class Column(Enum):
    """What is counted apart."""

    PLANNED = 0
    SENT = 1
    OPERATOR = 2
    PLAYER = 3
    MEASURED = 4
    REHEARSED = 5
    NOTED = 6
    """Entries of rehearsals, each of them once, whether anything was heard or not; they have no length."""


WITNESSES = {Evidence.OPERATOR: Column.OPERATOR, Evidence.PLAYER: Column.PLAYER, Evidence.MEASURED: Column.MEASURED}
"""What each grade that counts as aired is counted in, weakest first."""

AIRED = tuple(WITNESSES.values())
"""What counts as aired."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Count:
    """One item of one playlist in one column, or several that are the same in all but their length."""

    column: Column
    """What it counts as."""
    outlet_id: OutletId
    """Where; an empty name where outlets are not told apart."""
    topic: TopicCode
    """Its topic."""
    repeat: bool
    """Whether it is a repeat."""
    length: int
    """Milliseconds in all."""
    item_id: NewsItemId | None
    """The news item; none where items are not told apart."""
    genre: Genre | None
    """Its genre; none where nobody knows it."""
    airings: int = 1
    """How many."""


Tallies = dict[tuple[Column, bool], Tally]
"""What counts per column, and whether it is a repeat."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Counted:
    """What a report is written from."""

    period: Period
    """Which days."""
    timetable: Timetable
    """Topics, outlets and targets."""
    outlets: frozenset[OutletId]
    """Only these outlets; empty for all."""
    topics: frozenset[TopicCode]
    """Only these topics; empty for all."""
    overall: Sequence[Count]
    """All that was asked for; outlets need not be told apart."""
    by_outlet: Mapping[OutletId, Tallies]
    """The same added up by outlet."""
    of_target: Callable[[Target], Iterable[Count]]
    """Gives what a target looks at: outlets and items told apart as far as the target tells them apart."""
    items: int
    """How many different items aired."""
    items_first: int
    """How many of them aired as a first run."""


_Key = TypeVar("_Key")
_Named = TypeVar("_Named", OutletId, TopicCode, Genre)


def airtime_of(counted: Counted) -> AirtimeReport:
    """Write the report of what was counted, whether one by one or in sums that were kept; raises BadPeriod."""
    by_topic = _gathered(counted.overall, lambda each: each.topic)
    by_genre = _gathered(counted.overall, lambda each: each.genre)
    everything = _gathered(counted.overall, lambda _: None)
    named = [each.id for each in counted.timetable.outlets if _is_in(each.id, counted.outlets)]
    topics = [each.code for each in counted.timetable.topics if _is_in(each.code, counted.topics)]
    held = [target for target in counted.timetable.targets if _speaks_of(target, counted.period)]
    return AirtimeReport(
        period=counted.period.text,
        by_topic=tuple(_row(by_topic.get(topic, {}), topic=topic) for topic in _complete(topics, by_topic)),
        by_outlet=tuple(
            _row(counted.by_outlet.get(outlet_id, {}), outlet_id=outlet_id)
            for outlet_id in _complete(named, counted.by_outlet)
        ),
        total=_row(everything.get(None, {})),
        targets=tuple(_result(target, counted.of_target(target), counted.timetable) for target in held),
        rehearsals=sum(each.airings for each in counted.overall if each.column is Column.NOTED),
        by_genre=tuple(_row(by_genre[genre], genre=genre) for genre in (*Genre, None) if genre in by_genre),
        items=counted.items,
        items_first=counted.items_first,
    )


def enough_for(grade: Evidence) -> tuple[Column, ...]:
    """Give the columns whose evidence is at least as good as a grade."""
    return tuple(column for each, column in WITNESSES.items() if each.strength >= grade.strength)


def _complete(named: Iterable[_Named], found: Iterable[_Named]) -> list[_Named]:
    """Give what the timetable names in its order, then what only the records name."""
    return list(dict.fromkeys([*named, *sorted(found)]))


def by_outlet(every: Iterable[Count]) -> Mapping[OutletId, Tallies]:
    """Add counts up by outlet."""
    return _gathered(every, lambda each: each.outlet_id)


def _gathered(every: Iterable[Count], whose: Callable[[Count], _Key]) -> dict[_Key, Tallies]:
    """Add counts up by what each belongs to."""
    gathered: dict[_Key, Tallies] = defaultdict(dict)
    for count in every:
        if count.column is not Column.NOTED:
            mine, key = gathered[whose(count)], (count.column, count.repeat)
            mine[key] = mine.get(key, Tally()).plus(count.length, count.airings)
    return gathered


def _is_in(name: _Named, asked: frozenset[_Named]) -> bool:
    return not asked or name in asked


def _row(
    tallies: Tallies,
    *,
    topic: TopicCode | None = None,
    outlet_id: OutletId | None = None,
    genre: Genre | None = None,
) -> AirtimeRow:
    """Write one line of the report."""

    def of(column: Column, *, repeat: bool) -> Tally:
        return tallies.get((column, repeat), Tally())

    def aired(*, repeat: bool) -> Tally:
        tally = Tally()
        for each in (of(column, repeat=repeat) for column in AIRED):
            tally = tally.plus(each.length, each.airings)
        return tally

    return AirtimeRow(
        topic=topic,
        outlet_id=outlet_id,
        genre=genre,
        planned_first=of(Column.PLANNED, repeat=False),
        planned_repeat=of(Column.PLANNED, repeat=True),
        sent_first=of(Column.SENT, repeat=False),
        sent_repeat=of(Column.SENT, repeat=True),
        aired_first=aired(repeat=False),
        aired_repeat=aired(repeat=True),
        operator_first=of(Column.OPERATOR, repeat=False),
        operator_repeat=of(Column.OPERATOR, repeat=True),
        player_first=of(Column.PLAYER, repeat=False),
        player_repeat=of(Column.PLAYER, repeat=True),
        measured_first=of(Column.MEASURED, repeat=False),
        measured_repeat=of(Column.MEASURED, repeat=True),
        rehearsed_first=of(Column.REHEARSED, repeat=False),
        rehearsed_repeat=of(Column.REHEARSED, repeat=True),
    )


def _speaks_of(target: Target, asked: Period) -> bool:
    """Say whether a target's period is or contains the asked one; raises BadPeriod."""
    whole = Period.parse(target.period)
    return whole.first <= asked.first and asked.last <= whole.last


def _result(target: Target, counts: Iterable[Count], timetable: Timetable) -> TargetResult:
    """Hold one target against the counts."""
    mine = [each for each in counts if _is_meant(target, each)]
    outlets = len(target.outlets or timetable.outlets)
    enough = enough_for(target.grade)

    def amount(*columns: Column) -> float:
        told = [each for each in mine if each.column in columns]
        if target.measure is Measure.AIRINGS:
            return float(sum(each.airings for each in told))
        return measured(target.measure, [(each.outlet_id, each.item_id, each.length) for each in told])

    return TargetResult(
        target=target,
        outlets=outlets,
        wanted=target.wanted * outlets,
        planned=amount(Column.PLANNED),
        aired=amount(*enough),
        rehearsed=amount(Column.REHEARSED),
    )


def _is_meant(target: Target, count: Count) -> bool:
    return (
        target.topic in (None, count.topic)
        and (not target.outlets or count.outlet_id in target.outlets)
        and target.runs in (Runs.ALL, Runs.REPEAT if count.repeat else Runs.FIRST)
    )


def measured(measure: Measure, told: Iterable[tuple[OutletId, NewsItemId | None, int]]) -> float:
    """Give an amount in a target's measure: minutes, airings, or different items outlet by outlet.

    Args:
        measure: What is counted.
        told: For every airing its outlet, its item and its length in milliseconds.
    """
    if measure is Measure.MINUTES:
        return sum(length for _, _, length in told) / _MINUTE
    if measure is Measure.AIRINGS:
        return float(sum(1 for _ in told))
    return float(len({(outlet_id, item_id) for outlet_id, item_id, _ in told if item_id is not None}))
