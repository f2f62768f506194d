"""Put a news item into a session by hand; the plan fills the rest around it."""

from __future__ import annotations

from datetime import date, datetime

from broadcaster.domain.directory import find_outlet, find_session
from broadcaster.domain.ids import NewsItemId, OutletId, SessionId
from broadcaster.domain.playlists import QueueEntry
from broadcaster.errors import QueueConflict, UnknownItem
from broadcaster.station import Station


def queue_segment(
    station: Station, item_id: NewsItemId, *, day: date, session: str, outlet: str | None, by: str, now: datetime
) -> QueueEntry:
    """Queue an item at the end of a session's list.

    Raises:
        UnknownItem, UnknownOutlet, AmbiguousOutlet, UnknownSession, QueueConflict: nothing is queued.
    """
    session_id, outlet_id = place(station, session, outlet)
    with station.store.writing() as tx:
        item = tx.news.get(item_id)
        if item is None:
            raise UnknownItem(item=item_id, nearest="")
        if item.outlets and outlet_id is not None and outlet_id not in item.outlets:
            raise QueueConflict(item=item_id, session=session_id, date=day, reason="tin này chỉ dành cho nơi khác")
        there = [e for e in tx.queue.on(day) if e.session == session_id and e.outlet_id == outlet_id]
        entry = QueueEntry(
            air_date=day,
            session=session_id,
            item_id=item_id,
            outlet_id=outlet_id,
            position=len(there) + 1,
            by=by,
            at=now,
        )
        tx.queue.add(entry)
    return entry


def queue_on(station: Station, day: date) -> tuple[QueueEntry, ...]:
    """Give the day's queue in order."""
    with station.store.reading() as tx:
        return tx.queue.on(day)


def move_segment(
    station: Station, item_id: NewsItemId, *, day: date, session: str, outlet: str | None, position: int
) -> None:
    """Move an entry to another position of its list; raises QueueConflict when it is not there."""
    session_id, outlet_id = place(station, session, outlet)
    with station.store.writing() as tx:
        if not tx.queue.move(day, session_id, item_id, outlet_id, position):
            raise QueueConflict(item=item_id, session=session_id, date=day, reason="không có trong hàng chờ")


def remove_segment(station: Station, item_id: NewsItemId, *, day: date, session: str, outlet: str | None) -> None:
    """Take an entry out of its list; raises QueueConflict when it is not there."""
    session_id, outlet_id = place(station, session, outlet)
    with station.store.writing() as tx:
        if not tx.queue.remove(day, session_id, item_id, outlet_id):
            raise QueueConflict(item=item_id, session=session_id, date=day, reason="không có trong hàng chờ")


def place(station: Station, session: str, outlet: str | None) -> tuple[SessionId, OutletId | None]:
    """Find the session and the outlet that somebody typed."""
    timetable = station.timetable()
    return find_session(timetable, session).id, find_outlet(timetable, outlet).id if outlet else None
