"""The broadcast diary: for every day and outlet what was planned, what went out, who says so, what was put right.

Its sums are made of the same entries as the airtime report's (``counted_airings``), so that the two always agree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from broadcaster.asrun.airtime import AirtimeRequest, is_enough, settled_airings, strongest
from broadcaster.asrun.outcomes import outcome
from broadcaster.asrun.standing import standing
from broadcaster.domain.airings import WITNESSED, Airing, Evidence
from broadcaster.domain.airtime import NOTHING, Tally
from broadcaster.domain.ids import NO_TIME, AiringId, DurationMs, OutletId, PlaylistId, SessionId, TopicCode
from broadcaster.domain.outcomes import Outcome
from broadcaster.domain.playlists import Playlist, PlaylistItem

_MS = timedelta(milliseconds=1)
_Place = tuple[PlaylistId, int]


@dataclass(frozen=True, kw_only=True, slots=True)
class Corrected:
    """One entry that another took the place of."""

    wrong: Airing
    """The entry as it was first written; it stays in the log."""
    right: Airing
    """The one that names it, with the reason."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DiaryEntry:
    """One item of one session: as planned and as it went out."""

    title: str
    """Its title."""
    topic: TopicCode | None
    """Its topic; none for what no plan has."""
    run: int
    """1 first run, 2 and more repeats, 0 for what no plan has."""
    planned_at: datetime | None
    """When it was to start (aware, UTC); none for what no plan has."""
    planned: DurationMs
    """How long it was to be."""
    airing: Airing | None
    """The entry that settles it; none when nobody says anything."""
    outcome: Outcome
    """What became of it; unknown while only a rehearsal speaks of it."""
    off_by: DurationMs = NO_TIME
    """How much later than planned it started; earlier when negative."""
    corrected: tuple[Corrected, ...] = ()
    """What was put right about it, newest first."""

    @property
    def rehearsed(self) -> bool:
        """Say whether only a rehearsal speaks of it."""
        return self.airing is not None and self.airing.evidence is Evidence.REHEARSAL

    @property
    def counts(self) -> bool:
        """Say whether its length counts as aired."""
        return self.airing is not None and not self.rehearsed and self.airing.played > 0 and self.topic is not None


_AIRED = tuple(f"{grade.value}_{run}" for grade in WITNESSED for run in ("first", "repeat"))


@dataclass(frozen=True, kw_only=True, slots=True)
class DiarySums:
    """What some days add up to, every grade of evidence apart."""

    player_first: Tally = NOTHING
    """First runs that a player measured."""
    player_repeat: Tally = NOTHING
    """Repeats that a player measured."""
    operator_first: Tally = NOTHING
    """First runs that only an operator confirmed."""
    operator_repeat: Tally = NOTHING
    """Repeats that only an operator confirmed."""
    measured_first: Tally = NOTHING
    """First runs that were measured off air."""
    measured_repeat: Tally = NOTHING
    """Repeats that were measured off air."""
    rehearsed: Tally = NOTHING
    """Rehearsed: never aired."""
    not_aired: int = 0
    """Items of which a witness says that they were not heard."""
    unknown: int = 0
    """Planned items of which nobody says anything that settles them, nor did a rehearsal sound."""

    @property
    def aired(self) -> Tally:
        """Give what aired, whoever says so."""
        every: tuple[Tally, ...] = tuple(getattr(self, name) for name in _AIRED)
        return Tally(airings=sum(t.airings for t in every), length=DurationMs(sum(t.length for t in every)))

    def plus(self, entry: DiaryEntry) -> DiarySums:
        """Give the sums with one more entry; what has no topic counts for nothing."""
        airing = entry.airing
        if entry.topic is None:
            return self
        if airing is None or (entry.outcome is Outcome.UNKNOWN and not entry.rehearsed):
            return replace(self, unknown=self.unknown + 1)
        if airing.played <= 0:
            silent = "unknown" if entry.rehearsed else "not_aired"
            return replace(self, **{silent: getattr(self, silent) + 1})
        if entry.rehearsed:
            return replace(self, rehearsed=self.rehearsed.plus(airing.played))
        name = f"{airing.evidence.value}_{'repeat' if airing.run > 1 else 'first'}"
        tally: Tally = getattr(self, name)
        return replace(self, **{name: tally.plus(airing.played)})

    def joined(self, other: DiarySums) -> DiarySums:
        """Add two sums up."""
        tallies = {
            name: getattr(self, name).plus(getattr(other, name).length, getattr(other, name).airings)
            for name in (*_AIRED, "rehearsed")
        }
        counts = {"not_aired": self.not_aired + other.not_aired, "unknown": self.unknown + other.unknown}
        return replace(self, **tallies, **counts)


@dataclass(frozen=True, kw_only=True, slots=True)
class DiarySession:
    """One session of one outlet on one day, music and frame included in its times."""

    session: SessionId
    """Session of the day; empty for what no plan has."""
    planned_at: datetime | None
    """When it was to start (aware, UTC)."""
    planned: DurationMs
    """How long it was to be; 0 when the plan is no longer there."""
    started: datetime | None
    """When it was heard to start; none when nobody says so."""
    stopped: datetime | None
    """When it was heard to stop."""
    witnesses: tuple[tuple[Evidence, str], ...]
    """Who says so, strongest first."""
    entries: tuple[DiaryEntry, ...]
    """Its topical items, in order."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DiaryDay:
    """One day of one outlet."""

    day: date
    """Local calendar day."""
    sessions: tuple[DiarySession, ...]
    """In order of time."""
    sums: DiarySums
    """What they add up to."""


@dataclass(frozen=True, kw_only=True, slots=True)
class OutletDiary:
    """One outlet's diary of a period."""

    outlet_id: OutletId
    """Whose."""
    days: tuple[DiaryDay, ...]
    """Only those on which something was planned or told."""
    sums: DiarySums
    """What they add up to."""


def diary(request: AirtimeRequest) -> tuple[OutletDiary, ...]:
    """Write the diary of each outlet that was asked for, in the timetable's order; outlets without a word are absent.

    Every topical item of a plan has one line, with or without an entry; an entry whose plan was made anew keeps its
    line. What was put right stands beside the entry that took its place.
    """
    told = _Told(request)
    asked = [plan for plan in request.playlists if request.period.holds(plan.air_date)]
    plans = {plan.id: plan for plan in asked if plan.outlet_id in (request.outlets or {plan.outlet_id})}
    days: dict[OutletId, dict[date, list[DiarySession]]] = defaultdict(lambda: defaultdict(list))
    for playlist_id in dict.fromkeys([*plans, *told.settled]):
        plan, entries = plans.get(playlist_id), told.settled.get(playlist_id, {})
        lines = tuple(_lines(plan, entries, told))
        if lines:
            first = plan or next(iter(entries.values()))
            days[first.outlet_id][first.air_date].append(_session(first, plan, lines, told.heard.get(playlist_id, ())))
    for airing in told.unplanned:
        days[airing.outlet_id][airing.air_date].append(_unplanned(airing, told))
    order = list(dict.fromkeys([*(each.id for each in request.timetable.outlets), *sorted(days)]))
    return tuple(_outlet(outlet_id, days[outlet_id]) for outlet_id in order if outlet_id in days)


class _Told:
    """The entries of a request, found by what they speak of."""

    def __init__(self, request: AirtimeRequest) -> None:
        mine = [
            each
            for each in request.airings
            if request.period.holds(each.air_date) and each.outlet_id in (request.outlets or {each.outlet_id})
        ]
        self._named = {each.id: each for each in mine}
        stands = [each for each in standing(mine) if is_enough(each, Evidence.OPERATOR)]
        self.settled: dict[PlaylistId, dict[int, Airing]] = defaultdict(dict)
        for each in settled_airings(request):
            self.settled[each.playlist_id][each.position] = each
        self.unplanned = [each for each in stands if each.topic is None and not each.playlist_id]
        self.heard: dict[PlaylistId, list[Airing]] = defaultdict(list)
        for each in strongest(stands):
            if each.playlist_id:
                self.heard[each.playlist_id].append(each)
        self._corrections: dict[_Place, list[Airing]] = defaultdict(list)
        for each in stands:
            if each.corrects is not None:
                self._corrections[each.playlist_id, each.position].append(each)

    def corrected(self, place: _Place) -> tuple[Corrected, ...]:
        """Give what was put right about an item, each correction with what it names."""
        return tuple(pair for right in self._corrections.get(place, ()) for pair in self._chain(right))

    def _chain(self, right: Airing) -> Iterator[Corrected]:
        seen: set[AiringId] = set()
        while right.corrects is not None and right.corrects in self._named and right.id not in seen:
            seen.add(right.id)
            wrong = self._named[right.corrects]
            yield Corrected(wrong=wrong, right=right)
            right = wrong


def _lines(plan: Playlist | None, entries: Mapping[int, Airing], told: _Told) -> Iterator[DiaryEntry]:
    items = {item.position: item for item in plan.items if item.topic is not None} if plan else {}
    for position in sorted({*items, *entries}):
        item, airing = items.get(position), entries.get(position)
        if airing is not None:
            yield _entry(airing, told.corrected((airing.playlist_id, position)))
        elif item is not None:
            yield _silent(item)


def _silent(item: PlaylistItem) -> DiaryEntry:
    return DiaryEntry(
        title=item.title,
        topic=item.topic,
        run=item.run,
        planned_at=item.starts_at,
        planned=item.duration,
        airing=None,
        outcome=Outcome.UNKNOWN,
    )


def _entry(airing: Airing, corrected: tuple[Corrected, ...]) -> DiaryEntry:
    rehearsed = airing.evidence is Evidence.REHEARSAL
    off_by = _off_by(airing)
    return DiaryEntry(
        title=airing.title,
        topic=airing.topic,
        run=airing.run,
        planned_at=airing.planned_at,
        planned=airing.planned,
        airing=airing,
        outcome=Outcome.UNKNOWN if rehearsed else outcome(_at_best(airing, off_by)),
        off_by=off_by,
        corrected=corrected,
    )


def _off_by(airing: Airing) -> DurationMs:
    """Give how far the start is from the plan; a time told by the minute is on time when any moment of it is."""
    if airing.observed_start is None:
        return NO_TIME
    earliest = (airing.observed_start - airing.planned_at) // _MS
    latest = earliest + airing.resolution
    return DurationMs(0 if earliest <= 0 <= latest else earliest if earliest > 0 else latest)


def _at_best(airing: Airing, off_by: DurationMs) -> Airing:
    """Give the entry as good as its coarse times allow, to be judged by."""
    if airing.observed_start is None or airing.played <= 0:
        return airing
    played = min(DurationMs(airing.played + airing.resolution), max(airing.planned, airing.played))
    return replace(airing, observed_start=airing.planned_at + off_by * _MS, played=played)


def _session(
    first: Playlist | Airing, plan: Playlist | None, lines: tuple[DiaryEntry, ...], heard: Sequence[Airing]
) -> DiarySession:
    """Give a session; where nobody but a rehearsal speaks of it, the rehearsal's times stand."""
    entries = [each for each in heard if each.played > 0]
    entries = entries or [each.airing for each in lines if each.airing is not None and each.airing.played > 0]
    begun = [each.observed_start for each in entries if each.observed_start is not None]
    ended = [each.observed_stop for each in entries if each.observed_stop is not None]
    every = [*heard] or [each.airing for each in lines if each.airing is not None]
    planned = [each.planned_at for each in lines if each.planned_at is not None]
    return DiarySession(
        session=first.session,
        planned_at=plan.starts_at if plan else min(planned, default=None),
        planned=plan.duration if plan else NO_TIME,
        started=min(begun, default=None),
        stopped=max(ended, default=None),
        witnesses=_witnesses(every),
        entries=lines,
    )


def _witnesses(entries: Iterable[Airing]) -> tuple[tuple[Evidence, str], ...]:
    named = {(each.evidence, each.said_by) for each in entries}
    return tuple(sorted(named, key=lambda each: (-each[0].strength, each[1])))


def _unplanned(airing: Airing, told: _Told) -> DiarySession:
    """Give what went out and is in no plan; it counts for no topic."""
    line = DiaryEntry(
        title=airing.title,
        topic=None,
        run=0,
        planned_at=None,
        planned=NO_TIME,
        airing=airing,
        outcome=Outcome.ON_TIME if airing.played > 0 else Outcome.UNKNOWN,
        corrected=tuple(each for each in told.corrected((airing.playlist_id, 0)) if each.right.id == airing.id),
    )
    return DiarySession(
        session=SessionId(""),
        planned_at=None,
        planned=NO_TIME,
        started=airing.observed_start,
        stopped=airing.observed_stop,
        witnesses=_witnesses([airing]),
        entries=(line,),
    )


def _outlet(outlet_id: OutletId, days: Mapping[date, list[DiarySession]]) -> OutletDiary:
    written = tuple(_day(day, sessions) for day, sessions in sorted(days.items()))
    return OutletDiary(outlet_id=outlet_id, days=written, sums=joined(each.sums for each in written))


def joined(sums: Iterable[DiarySums]) -> DiarySums:
    """Add up the sums of some days or outlets."""
    total = DiarySums()
    for each in sums:
        total = total.joined(each)
    return total


def _day(day: date, sessions: Iterable[DiarySession]) -> DiaryDay:
    in_order = sorted(sessions, key=lambda each: (_moment(each), each.session))
    sums = DiarySums()
    for session in in_order:
        for entry in session.entries:
            sums = sums.plus(entry)
    return DiaryDay(day=day, sessions=tuple(in_order), sums=sums)


def _moment(session: DiarySession) -> datetime:
    """Give what puts sessions in order: the plan's time, else the witness's."""
    return session.planned_at or session.started or datetime.max.replace(tzinfo=UTC)
