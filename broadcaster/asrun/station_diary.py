"""The diaries of many outlets as one: each item of a day once, at how many places it aired, and where it did not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from broadcaster.asrun.diary import DiaryEntry, DiarySums, OutletDiary, joined
from broadcaster.domain.airings import Evidence
from broadcaster.domain.ids import DurationMs, OutletId, SessionId, TopicCode
from broadcaster.domain.outcomes import Outcome

_LAST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, kw_only=True, slots=True)
class PlacesApart:
    """Outlets at which an item went otherwise than planned, in the same way and for the same reason."""

    outcome: Outcome
    """What became of it there."""
    cause: str
    """Why, as the witnesses say; may be empty."""
    outlets: tuple[OutletId, ...]
    """Where."""


@dataclass(frozen=True, kw_only=True, slots=True)
class StationEntry:
    """One item of one session at all outlets that had it."""

    title: str
    """Its title."""
    topic: TopicCode | None
    """Its topic; none for what no plan has."""
    planned_at: datetime | None
    """When it was to start first (aware, UTC); none for what no plan has."""
    length: DurationMs
    """Its longest airing; as planned while nobody says that it aired."""
    places: int
    """Outlets that had it in a plan or in their log."""
    player: int
    """Outlets at which a player measured it."""
    operator: int
    """Outlets at which only an operator confirmed it."""
    rehearsed: int
    """Outlets at which it was only rehearsed."""
    repeats: int
    """Outlets at which it was a repeat."""
    corrected: int
    """Outlets at which something about it was put right."""
    apart: tuple[PlacesApart, ...]
    """Where it went otherwise than planned."""


@dataclass(frozen=True, kw_only=True, slots=True)
class StationSession:
    """One session of one day at all outlets."""

    session: SessionId
    """Session of the day; empty for what no plan has."""
    first_at: datetime | None
    """When the first outlet was to begin (aware, UTC)."""
    last_at: datetime | None
    """When the last outlet was to begin."""
    places: int
    """How many outlets had it."""
    entries: tuple[StationEntry, ...]
    """Its topical items, in order."""


@dataclass(frozen=True, kw_only=True, slots=True)
class StationDay:
    """One day of all outlets."""

    day: date
    """Local calendar day."""
    sessions: tuple[StationSession, ...]
    """In order of time."""
    sums: DiarySums
    """What the outlets' days add up to."""


_Told = tuple[OutletId, DiaryEntry]


def station_diary(outlets: Sequence[OutletDiary]) -> tuple[StationDay, ...]:
    """Join the diaries of some outlets, day by day; their sums are the sums of the outlets' own books."""
    days = sorted({day.day for outlet in outlets for day in outlet.days})
    return tuple(_day(day, outlets) for day in days)


def _day(day: date, outlets: Iterable[OutletDiary]) -> StationDay:
    mine = [(outlet.outlet_id, each) for outlet in outlets for each in outlet.days if each.day == day]
    sessions: dict[SessionId, list[_Told]] = defaultdict(list)
    starts: dict[SessionId, list[datetime]] = defaultdict(list)
    places: dict[SessionId, set[OutletId]] = defaultdict(set)
    for outlet_id, each in mine:
        for session in each.sessions:
            sessions[session.session] += [(outlet_id, entry) for entry in session.entries]
            places[session.session].add(outlet_id)
            starts[session.session] += [session.planned_at] if session.planned_at else []
    joined_up = [
        StationSession(
            session=session,
            first_at=min(starts[session], default=None),
            last_at=max(starts[session], default=None),
            places=len(places[session]),
            entries=_entries(told),
        )
        for session, told in sessions.items()
    ]
    joined_up.sort(key=lambda each: (each.first_at or _LAST, each.session))
    return StationDay(day=day, sessions=tuple(joined_up), sums=joined(each.sums for _, each in mine))


def _entries(told: Iterable[_Told]) -> tuple[StationEntry, ...]:
    """Gather entries by what they are about; the same words about the same topic are one item."""
    gathered: dict[tuple[str, TopicCode | None], list[_Told]] = defaultdict(list)
    for outlet_id, entry in told:
        gathered[entry.title, entry.topic].append((outlet_id, entry))
    entries = [_entry(mine) for mine in gathered.values()]
    return tuple(sorted(entries, key=lambda each: (each.planned_at or _LAST, each.title)))


def _entry(mine: Sequence[_Told]) -> StationEntry:
    entries = [entry for _, entry in mine]
    first = entries[0]
    heard = [entry.airing for entry in entries if entry.airing is not None and entry.airing.played > 0]
    grades = [airing.evidence for airing in heard]
    planned = [entry.planned_at for entry in entries if entry.planned_at is not None]
    return StationEntry(
        title=first.title,
        topic=first.topic,
        planned_at=min(planned, default=None),
        length=max((airing.played for airing in heard), default=max(entry.planned for entry in entries)),
        places=len({outlet_id for outlet_id, _ in mine}),
        player=grades.count(Evidence.PLAYER),
        operator=grades.count(Evidence.OPERATOR),
        rehearsed=grades.count(Evidence.REHEARSAL),
        repeats=sum(1 for entry in entries if entry.run > 1),
        corrected=sum(1 for entry in entries if entry.corrected),
        apart=_apart(mine),
    )


def _apart(mine: Iterable[_Told]) -> tuple[PlacesApart, ...]:
    gathered: dict[tuple[Outcome, str], list[OutletId]] = defaultdict(list)
    for outlet_id, entry in mine:
        if entry.outcome is not Outcome.ON_TIME and not entry.rehearsed:
            gathered[entry.outcome, entry.airing.cause if entry.airing else ""].append(outlet_id)
    order = list(Outcome)
    found = sorted(gathered.items(), key=lambda pair: (order.index(pair[0][0]), pair[0][1]))
    return tuple(PlacesApart(outcome=what, cause=why, outlets=tuple(where)) for (what, why), where in found)
