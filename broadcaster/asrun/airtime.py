"""Airtime counted from plans, handovers and as-run entries; no grade of evidence is ever added to another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from typing import TypeVar

from broadcaster.asrun.entries import sent_items
from broadcaster.asrun.standing import standing
from broadcaster.domain.airings import WITNESSED, Airing, Evidence, Handover, SentItem
from broadcaster.domain.airtime import AirtimeReport, AirtimeRow, Tally, TargetResult
from broadcaster.domain.ids import NewsItemId, OutletId, PlaylistId, SessionId, TopicCode
from broadcaster.domain.periods import Period
from broadcaster.domain.playlists import Playlist
from broadcaster.domain.timetables import Measure, Runs, Target, Timetable
from broadcaster.domain.topics import Genre

_MINUTE = 60_000


@dataclass(frozen=True, kw_only=True, slots=True)
class AirtimeRequest:
    """What a period's airtime is counted from; anything of other days is left alone."""

    period: Period
    """Which days."""
    timetable: Timetable
    """Topics, outlets and targets."""
    playlists: tuple[Playlist, ...]
    """Plans."""
    handovers: tuple[Handover, ...]
    """Bundles given to outlets."""
    airings: tuple[Airing, ...]
    """As-run entries of every grade, in any order."""
    outlets: frozenset[OutletId] = frozenset()
    """Only these outlets; empty for all."""
    topics: frozenset[TopicCode] = frozenset()
    """Only these topics; empty for all."""
    grade: Evidence = Evidence.OPERATOR
    """The least evidence that counts as aired."""

    def asks_for(self, outlet_id: OutletId, topic: TopicCode) -> bool:
        """Say whether an outlet and a topic lie in what was asked."""
        return outlet_id in (self.outlets or {outlet_id}) and topic in (self.topics or {topic})


class _Column(Enum):
    """What is counted apart."""

    PLANNED = auto()
    SENT = auto()
    OPERATOR = auto()
    PLAYER = auto()
    MEASURED = auto()
    REHEARSED = auto()


_OF_EVIDENCE = {
    Evidence.REHEARSAL: _Column.REHEARSED,
    Evidence.OPERATOR: _Column.OPERATOR,
    Evidence.PLAYER: _Column.PLAYER,
    Evidence.MEASURED: _Column.MEASURED,
}
_AIRED = tuple(_OF_EVIDENCE[each] for each in WITNESSED)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Count:
    """One item of one playlist in one column."""

    column: _Column
    outlet_id: OutletId
    topic: TopicCode
    repeat: bool
    length: int
    item_id: NewsItemId | None
    genre: Genre | None


_Sums = dict[tuple[OutletId, TopicCode, _Column, bool], Tally]
"""What counts per outlet, topic, column, and whether it is a repeat."""

_Tallies = dict[tuple[_Column, bool], Tally]
"""What counts per column, and whether it is a repeat."""

_Key = TypeVar("_Key")
_Named = TypeVar("_Named", OutletId, TopicCode, Genre)


def count_airtime(request: AirtimeRequest) -> AirtimeReport:
    """Count airtime by topic and by outlet, and hold it against the targets.

    Only items with a topic count; music and frame do not. An item counts as aired when an operator, a player or a
    measurement says that some of it was heard, and for as long as it was heard. Several entries about the same item of
    a playlist count once: the strongest grade, within a grade the latest; one that a correction names counts no more. A
    rehearsal never counts as aired. Topics and outlets that the timetable no longer names get rows of their own, so
    that rows always add up to the total.

    What aired is counted apart by the strongest that says so: an operator, a player, a measurement off air; ``aired``
    is all together. A request may ask for some outlets, some topics, or for no less than some grade.

    Targets whose period is or contains the asked one are shown. ``wanted`` is then for the target's own whole period
    and for all its outlets together (amount per outlet times outlets), while ``planned``, ``aired`` and ``rehearsed``
    are of the asked period only, first runs and repeats together: minutes, or numbers of airings.
    """
    counts = tuple(_counts(request))
    sums = _summed(counts)
    by_outlet = _gathered(sums, lambda outlet_id, _: outlet_id)
    by_topic = _gathered(sums, lambda _, topic: topic)
    by_genre = _by_genre(counts)
    outlets = _complete((each.id for each in request.timetable.outlets if _is_in(each.id, request.outlets)), by_outlet)
    topics = _complete((each.code for each in request.timetable.topics if _is_in(each.code, request.topics)), by_topic)
    aired = [each for each in counts if each.column in _AIRED]
    held = [target for target in request.timetable.targets if _speaks_of(target, request.period)]
    return AirtimeReport(
        period=request.period.text,
        by_topic=tuple(_row(by_topic.get(topic, {}), topic=topic) for topic in topics),
        by_outlet=tuple(_row(by_outlet.get(outlet_id, {}), outlet_id=outlet_id) for outlet_id in outlets),
        total=_row(_gathered(sums, lambda _outlet, _topic: None).get(None, {})),
        targets=tuple(_result(target, counts, request.timetable) for target in held),
        rehearsals=len({airing.id for airing in _countable(request) if airing.evidence is Evidence.REHEARSAL}),
        by_genre=tuple(_row(by_genre[genre], genre=genre) for genre in (*Genre, None) if genre in by_genre),
        items=len({each.item_id for each in aired if each.item_id}),
        items_first=len({each.item_id for each in aired if each.item_id and not each.repeat}),
    )


def counted_airings(request: AirtimeRequest) -> tuple[Airing, ...]:
    """Give the entries that a period's aired and rehearsed figures are made of, one per item of a playlist."""
    return tuple(
        airing
        for airing in strongest(_countable(request))
        if airing.played > 0 and (airing.evidence is Evidence.REHEARSAL or is_enough(airing, request.grade))
    )


def is_enough(airing: Airing, least: Evidence) -> bool:
    """Say whether an entry's evidence is as good as what is asked for."""
    return airing.evidence.strength >= least.strength


def strongest(airings: Iterable[Airing]) -> tuple[Airing, ...]:
    """Give one entry per item of a playlist: the strongest grade, within a grade the latest; in order of playlist.

    An entry that a correction names is passed over.
    """
    best: dict[tuple[PlaylistId, int], Airing] = {}
    for airing in sorted(standing(airings), key=lambda a: (not a.open_ended, a.evidence.strength, a.recorded_at, a.id)):
        best[airing.playlist_id, airing.position] = airing
    return tuple(best[key] for key in sorted(best))


def _counts(request: AirtimeRequest) -> Iterator[_Count]:
    """Give everything that counts, column by column."""
    genres = _genres(request)
    playlists = {plan.id: plan for plan in request.playlists if request.period.holds(plan.air_date)}
    for plan in playlists.values():
        yield from _copied(request, _Column.PLANNED, plan.outlet_id, sent_items([plan]), genres)
    yield from _sent(request, genres)
    for airing in counted_airings(request):
        if airing.topic is not None:
            yield _Count(
                column=_OF_EVIDENCE[airing.evidence],
                outlet_id=airing.outlet_id,
                topic=airing.topic,
                repeat=airing.run > 1,
                length=airing.played,
                item_id=airing.item_id,
                genre=airing.genre,
            )


def _genres(request: AirtimeRequest) -> Mapping[NewsItemId, Genre | None]:
    """Give the genre of every item that plans or entries tell of: a bundle's own list does not."""
    told = [(item.item_id, item.genre) for plan in request.playlists for item in plan.items]
    told += [(airing.item_id, airing.genre) for airing in request.airings]
    return {item_id: genre for item_id, genre in told if item_id is not None}


def _sent(request: AirtimeRequest, genres: Mapping[NewsItemId, Genre | None]) -> Iterator[_Count]:
    """Give what each outlet was given for each day; a later bundle of a day takes the place of the one before."""
    latest: dict[tuple[OutletId, date], Handover] = {}
    for handover in sorted(request.handovers, key=lambda each: (each.at, each.bundle, each.playlists)):
        if request.period.holds(handover.air_date):
            latest[handover.outlet_id, handover.air_date] = handover
    for handover in latest.values():
        yield from _copied(request, _Column.SENT, handover.outlet_id, handover.items, genres)


def _copied(
    request: AirtimeRequest,
    column: _Column,
    outlet_id: OutletId,
    items: Iterable[SentItem],
    genres: Mapping[NewsItemId, Genre | None],
) -> Iterator[_Count]:
    for item in items:
        if request.asks_for(outlet_id, item.topic):
            yield _Count(
                column=column,
                outlet_id=outlet_id,
                topic=item.topic,
                repeat=item.run > 1,
                length=item.duration,
                item_id=item.item_id,
                genre=genres.get(item.item_id) if item.item_id else None,
            )


def _countable(request: AirtimeRequest) -> list[Airing]:
    """Give the entries of the period that have a topic; a rehearsal of a plan that was made anew counts no more."""
    asked = [airing for airing in standing(request.airings) if request.period.holds(airing.air_date)]
    latest: dict[tuple[OutletId, date, SessionId], PlaylistId] = {}
    for airing in sorted(asked, key=lambda each: (each.recorded_at, each.playlist_id)):
        if airing.evidence is Evidence.REHEARSAL:
            latest[airing.outlet_id, airing.air_date, airing.session] = airing.playlist_id
    return [
        airing
        for airing in asked
        if airing.topic is not None
        and request.asks_for(airing.outlet_id, airing.topic)
        and (
            airing.evidence is not Evidence.REHEARSAL
            or latest[airing.outlet_id, airing.air_date, airing.session] == airing.playlist_id
        )
    ]


def _summed(counts: Iterable[_Count]) -> _Sums:
    sums: _Sums = {}
    for count in counts:
        key = (count.outlet_id, count.topic, count.column, count.repeat)
        sums[key] = sums.get(key, Tally()).plus(count.length)
    return sums


def _complete(named: Iterable[_Named], found: Iterable[_Named]) -> list[_Named]:
    """Give what the timetable names in its order, then what only the records name."""
    return list(dict.fromkeys([*named, *sorted(found)]))


def _gathered(sums: _Sums, whose: Callable[[OutletId, TopicCode], _Key]) -> dict[_Key, _Tallies]:
    """Add the sums up by outlet, by topic or in all."""
    gathered: dict[_Key, _Tallies] = defaultdict(dict)
    for (outlet_id, topic, column, repeat), tally in sums.items():
        mine = gathered[whose(outlet_id, topic)]
        mine[column, repeat] = mine.get((column, repeat), Tally()).plus(tally.length, tally.airings)
    return gathered


def _by_genre(counts: Iterable[_Count]) -> Mapping[Genre | None, _Tallies]:
    """Add the counts up by genre."""
    gathered: dict[Genre | None, _Tallies] = defaultdict(dict)
    for count in counts:
        mine, key = gathered[count.genre], (count.column, count.repeat)
        mine[key] = mine.get(key, Tally()).plus(count.length)
    return gathered


def _is_in(name: _Named, asked: frozenset[_Named]) -> bool:
    return not asked or name in asked


def _row(
    tallies: _Tallies,
    *,
    topic: TopicCode | None = None,
    outlet_id: OutletId | None = None,
    genre: Genre | None = None,
) -> AirtimeRow:
    """Write one line of the report."""

    def of(column: _Column, *, repeat: bool) -> Tally:
        return tallies.get((column, repeat), Tally())

    def aired(*, repeat: bool) -> Tally:
        tally = Tally()
        for each in (of(column, repeat=repeat) for column in _AIRED):
            tally = tally.plus(each.length, each.airings)
        return tally

    return AirtimeRow(
        topic=topic,
        outlet_id=outlet_id,
        genre=genre,
        planned_first=of(_Column.PLANNED, repeat=False),
        planned_repeat=of(_Column.PLANNED, repeat=True),
        sent_first=of(_Column.SENT, repeat=False),
        sent_repeat=of(_Column.SENT, repeat=True),
        aired_first=aired(repeat=False),
        aired_repeat=aired(repeat=True),
        operator_first=of(_Column.OPERATOR, repeat=False),
        operator_repeat=of(_Column.OPERATOR, repeat=True),
        player_first=of(_Column.PLAYER, repeat=False),
        player_repeat=of(_Column.PLAYER, repeat=True),
        measured_first=of(_Column.MEASURED, repeat=False),
        measured_repeat=of(_Column.MEASURED, repeat=True),
        rehearsed_first=of(_Column.REHEARSED, repeat=False),
        rehearsed_repeat=of(_Column.REHEARSED, repeat=True),
    )


def _speaks_of(target: Target, asked: Period) -> bool:
    """Say whether a target's period is or contains the asked one; raises BadPeriod."""
    whole = Period.parse(target.period)
    return whole.first <= asked.first and asked.last <= whole.last


def _result(target: Target, counts: Iterable[_Count], timetable: Timetable) -> TargetResult:
    """Hold one target against the counts."""
    mine = [each for each in counts if _is_meant(target, each)]
    outlets = len(target.outlets or timetable.outlets)
    enough = tuple(_OF_EVIDENCE[each] for each in WITNESSED if each.strength >= target.grade.strength)

    def amount(*columns: _Column) -> float:
        return measured(
            target.measure, [(each.outlet_id, each.item_id, each.length) for each in mine if each.column in columns]
        )

    return TargetResult(
        target=target,
        outlets=outlets,
        wanted=target.wanted * outlets,
        planned=amount(_Column.PLANNED),
        aired=amount(*enough),
        rehearsed=amount(_Column.REHEARSED),
    )


def _is_meant(target: Target, count: _Count) -> bool:
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
