"""Show a week of the plan: every session with what is in it, how far it has come, and what waits by hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from broadcaster.domain.ids import DurationMs, EditionId, OutletId, SessionId
from broadcaster.domain.playlists import Playlist, PlaylistItem, QueueEntry
from broadcaster.scheduling.next_hours import BoardLine
from broadcaster.services.show_board import show_board
from broadcaster.services.show_calendar import show_calendar
from broadcaster.station import Station

DAYS = 7


@dataclass(frozen=True, kw_only=True, slots=True)
class WeekSession:
    """One session or relay, for all outlets that air the same in it."""

    line: BoardLine
    """When, what, and how far it has come."""
    outlets: tuple[OutletId, ...]
    """Where."""
    items: tuple[PlaylistItem, ...]
    """What is in it; nothing while it is not planned."""
    length: DurationMs
    """How long it is."""
    session: SessionId | None = None
    """Session of the day; none for a relay."""
    day: date | None = None
    """The day that the plan counts it to; none for a relay."""

    @property
    def stories(self) -> tuple[PlaylistItem, ...]:
        """Give the parts that have a topic."""
        return tuple(each for each in self.items if each.topic is not None)


@dataclass(frozen=True, kw_only=True, slots=True)
class QueuedItem:
    """An item that somebody put into a session by hand."""

    entry: QueueEntry
    """Where, and by whom."""
    title: str
    """Its title."""


@dataclass(frozen=True, kw_only=True, slots=True)
class WeekDay:
    """One local day of the week."""

    day: date
    """Which."""
    lunar: str
    """Date by the Vietnamese lunar calendar."""
    matters: tuple[str, ...]
    """Holiday, campaigns and exceptions."""
    sessions: tuple[WeekSession, ...]
    """In order of time."""
    queue: tuple[QueuedItem, ...]
    """What waits by hand."""


def show_week(station: Station, monday: date, outlets: Collection[OutletId]) -> tuple[WeekDay, ...]:
    """Give seven days in a row, at some outlets; raises NoTimetable."""
    starts = datetime.combine(monday, time(), tzinfo=station.zone)
    board = show_board(station, now=starts, hours=DAYS * 24)
    calendar = show_calendar(station, monday, days=DAYS, outlets=tuple(outlets))
    with station.store.reading() as tx:
        playlists = {
            (each.outlet_id, each.starts_at): each
            for each in tx.playlists.between(monday - timedelta(days=1), monday + timedelta(days=DAYS - 1))
        }
        queue = {day: tx.queue.on(day) for day in (monday + timedelta(days=number) for number in range(DAYS))}
        named = {entry.item_id: tx.news.get(entry.item_id) for entries in queue.values() for entry in entries}
    titles = {item_id: item.title if item else item_id for item_id, item in named.items()}
    slots = _slots(station, monday)
    sessions: defaultdict[date, list[WeekSession]] = defaultdict(list)
    for line in board.lines:
        sessions[line.starts.date()] += _split(line, playlists, slots, outlets)
    return tuple(
        WeekDay(
            day=each.day,
            lunar=each.lunar,
            matters=each.matters,
            sessions=tuple(sessions[each.day]),
            queue=tuple(
                QueuedItem(entry=entry, title=titles[entry.item_id])
                for entry in queue[each.day]
                if entry.outlet_id is None or entry.outlet_id in outlets
            ),
        )
        for each in calendar
    )


_Slots = Mapping[tuple[OutletId, datetime], tuple[date, SessionId]]
"""By outlet and start, which session of which day a slot is."""


def _slots(station: Station, monday: date) -> _Slots:
    timetable = station.timetable()
    days = (monday + timedelta(days=number) for number in range(-1, DAYS))
    return {
        (slot.outlet_id, datetime.combine(day, slot.starts, tzinfo=station.zone)): (day, slot.session)
        for day in days
        for slot in timetable.slots_on(day)
    }


def _split(
    line: BoardLine,
    playlists: Mapping[tuple[OutletId, datetime], Playlist],
    slots: _Slots,
    outlets: Collection[OutletId],
) -> Iterator[WeekSession]:
    """Tell a line of the board apart by what its outlets air."""
    alike: defaultdict[EditionId | None, list[OutletId]] = defaultdict(list)
    for outlet_id in line.outlets:
        if outlet_id in outlets:
            plan = playlists.get((outlet_id, line.starts))
            alike[plan.edition_id if plan else None].append(outlet_id)
    for mine in alike.values():
        plan = playlists.get((mine[0], line.starts))
        there = (plan.air_date, plan.session) if plan else slots.get((mine[0], line.starts), (None, None))
        yield WeekSession(
            line=line,
            day=there[0],
            session=there[1],
            outlets=tuple(mine),
            items=plan.items if plan else (),
            length=plan.duration if plan else DurationMs(round((line.stops - line.starts).total_seconds() * 1000)),
        )
