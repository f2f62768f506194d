"""Airtime counted from plans, handovers and as-run entries; no grade of evidence is ever added to another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from typing import TypeVar

from broadcaster.asrun.entries import sent_items
from broadcaster.asrun.standing import standing
from broadcaster.domain.airings import Airing, Evidence, Handover, SentItem
from broadcaster.domain.airtime import AirtimeReport, AirtimeRow, Tally, TargetResult
from broadcaster.domain.ids import OutletId, PlaylistId, SessionId, TopicCode
from broadcaster.domain.periods import Period
from broadcaster.domain.playlists import Playlist
from broadcaster.domain.timetables import Measure, Target, Timetable

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


class _Column(Enum):
    """What is counted apart."""

    PLANNED = auto()
    SENT = auto()
    AIRED = auto()
    REHEARSED = auto()


@dataclass(frozen=True, kw_only=True, slots=True)
class _Count:
    """One item of one playlist in one column."""

    column: _Column
    outlet_id: OutletId
    topic: TopicCode
    repeat: bool
    length: int


_Sums = dict[tuple[OutletId, TopicCode, _Column, bool], Tally]
"""What counts per outlet, topic, column, and whether it is a repeat."""

_Tallies = dict[tuple[_Column, bool], Tally]
"""What counts per column, and whether it is a repeat."""

_Key = TypeVar("_Key")
_Named = TypeVar("_Named", OutletId, TopicCode)


def count_airtime(request: AirtimeRequest) -> AirtimeReport:
    """Count airtime by topic and by outlet, and hold it against the targets.

    Only items with a topic count; music and frame do not. An item counts as aired when an operator or a player says
    that some of it was heard, and for as long as it was heard. Several entries about the same item of a playlist count
    once: the strongest grade, within a grade the latest; one that a correction names counts no more. A rehearsal never
    counts as aired. Topics and outlets that the timetable no longer names get rows of their own, so that rows always
    add up to the total.

    Targets whose period is or contains the asked one are shown. ``wanted`` is then for the target's own whole period
    and for all its outlets together (amount per outlet times outlets), while ``planned``, ``aired`` and ``rehearsed``
    are of the asked period only, first runs and repeats together: minutes, or numbers of airings.
    """
    sums = _summed(_counts(request))
    by_outlet = _gathered(sums, lambda outlet_id, _: outlet_id)
    by_topic = _gathered(sums, lambda _, topic: topic)
    outlets = _complete((outlet.id for outlet in request.timetable.outlets), by_outlet)
    topics = _complete((topic.code for topic in request.timetable.topics), by_topic)
    held = [target for target in request.timetable.targets if _speaks_of(target, request.period)]
    return AirtimeReport(
        period=request.period.text,
        by_topic=tuple(_row(by_topic.get(topic, {}), topic=topic) for topic in topics),
        by_outlet=tuple(_row(by_outlet.get(outlet_id, {}), outlet_id=outlet_id) for outlet_id in outlets),
        total=_row(_gathered(sums, lambda _outlet, _topic: None).get(None, {})),
        targets=tuple(_result(target, sums, request.timetable) for target in held),
        rehearsals=len({airing.id for airing in _countable(request) if airing.evidence is Evidence.REHEARSAL}),
    )


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
    playlists = {plan.id: plan for plan in request.playlists if request.period.holds(plan.air_date)}
    for plan in playlists.values():
        yield from _copied(_Column.PLANNED, plan.outlet_id, sent_items([plan]))
    yield from _sent(request)
    for airing in strongest(_countable(request)):
        if airing.topic is not None and airing.played > 0:
            rehearsed = airing.evidence is Evidence.REHEARSAL
            yield _Count(
                column=_Column.REHEARSED if rehearsed else _Column.AIRED,
                outlet_id=airing.outlet_id,
                topic=airing.topic,
                repeat=airing.run > 1,
                length=airing.played,
            )


def _sent(request: AirtimeRequest) -> Iterator[_Count]:
    """Give what each outlet was given for each day; a later bundle of a day takes the place of the one before."""
    latest: dict[tuple[OutletId, date], Handover] = {}
    for handover in sorted(request.handovers, key=lambda each: (each.at, each.bundle, each.playlists)):
        if request.period.holds(handover.air_date):
            latest[handover.outlet_id, handover.air_date] = handover
    for handover in latest.values():
        yield from _copied(_Column.SENT, handover.outlet_id, handover.items)


def _copied(column: _Column, outlet_id: OutletId, items: Iterable[SentItem]) -> Iterator[_Count]:
    for item in items:
        yield _Count(column=column, outlet_id=outlet_id, topic=item.topic, repeat=item.run > 1, length=item.duration)


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


def _row(tallies: _Tallies, *, topic: TopicCode | None = None, outlet_id: OutletId | None = None) -> AirtimeRow:
    """Write one line of the report."""

    def of(column: _Column, *, repeat: bool) -> Tally:
        return tallies.get((column, repeat), Tally())

    return AirtimeRow(
        topic=topic,
        outlet_id=outlet_id,
        planned_first=of(_Column.PLANNED, repeat=False),
        planned_repeat=of(_Column.PLANNED, repeat=True),
        sent_first=of(_Column.SENT, repeat=False),
        sent_repeat=of(_Column.SENT, repeat=True),
        aired_first=of(_Column.AIRED, repeat=False),
        aired_repeat=of(_Column.AIRED, repeat=True),
        rehearsed_first=of(_Column.REHEARSED, repeat=False),
        rehearsed_repeat=of(_Column.REHEARSED, repeat=True),
    )


def _speaks_of(target: Target, asked: Period) -> bool:
    """Say whether a target's period is or contains the asked one; raises BadPeriod."""
    whole = Period.parse(target.period)
    return whole.first <= asked.first and asked.last <= whole.last


def _result(target: Target, sums: _Sums, timetable: Timetable) -> TargetResult:
    """Hold one target against the sums."""
    reached: dict[_Column, Tally] = {}
    for (outlet_id, topic, column, _), tally in sums.items():
        if target.topic in (None, topic) and (not target.outlets or outlet_id in target.outlets):
            reached[column] = reached.get(column, Tally()).plus(tally.length, tally.airings)

    def amount(column: _Column) -> float:
        tally = reached.get(column, Tally())
        return tally.length / _MINUTE if target.measure is Measure.MINUTES else float(tally.airings)

    outlets = len(target.outlets or timetable.outlets)
    return TargetResult(
        target=target,
        outlets=outlets,
        wanted=target.wanted * outlets,
        planned=amount(_Column.PLANNED),
        aired=amount(_Column.AIRED),
        rehearsed=amount(_Column.REHEARSED),
    )
