"""What staff put into sessions by hand, in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import ColumnElement, Connection, and_, delete, select, update

from broadcaster.domain.ids import NewsItemId, OutletId, SessionId
from broadcaster.domain.playlists import QueueEntry
from broadcaster.errors import QueueConflict
from broadcaster.storage.rows import add_new, columns_of, row_of, values
from broadcaster.storage.tables import news, queue_entry


class Queue:
    """The queue entries; those of one day, session and outlet are numbered from 1 without gaps."""

    def __init__(self, connection: Connection) -> None:
        """Work within an open transaction."""
        self.connection = connection

    def add(self, entry: QueueEntry) -> QueueEntry:
        """Put an entry at its position, later ones behind it, and give it with the position that it got.

        Raises:
            QueueConflict: the item stands there already, or is no longer kept.
        """
        known = self.connection.execute(select(news.c.id).where(news.c.id == entry.item_id)).first()
        if known is None:
            raise _conflict(entry, "tin này không còn trong kho tin")
        there = _items(self.connection, entry.air_date, entry.session, entry.outlet_id)
        kept = replace(entry, position=_within(entry.position, len(there) + 1))
        if not add_new(self.connection, queue_entry, [row_of(kept)]):
            raise _conflict(entry, "tin này đã có trong hàng chờ")
        there.insert(kept.position - 1, entry.item_id)
        _number(self.connection, entry.air_date, entry.session, entry.outlet_id, there)
        return kept

    def on(self, day: date) -> tuple[QueueEntry, ...]:
        """Give a day's entries by session, outlet (entries for every outlet first) and position."""
        order = (queue_entry.c.session, queue_entry.c.outlet_id, queue_entry.c.position)
        found = select(*columns_of(queue_entry, QueueEntry)).where(queue_entry.c.air_date == day).order_by(*order)
        return values(self.connection, QueueEntry, found)

    def days_of(self, item_id: NewsItemId, first: date) -> tuple[date, ...]:
        """Give the days from one on in whose lists an item stands, earliest first."""
        entry = queue_entry.c
        found = select(entry.air_date).where(entry.item_id == item_id, entry.air_date >= first).distinct()
        return tuple(self.connection.execute(found.order_by(entry.air_date)).scalars())

    def move(
        self, day: date, session: SessionId, item_id: NewsItemId, outlet_id: OutletId | None, position: int
    ) -> bool:
        """Move an entry to another position of its list; says whether it was there."""
        there = _items(self.connection, day, session, outlet_id)
        if item_id not in there:
            return False
        there.remove(item_id)
        there.insert(_within(position, len(there) + 1) - 1, item_id)
        _number(self.connection, day, session, outlet_id, there)
        return True

    def remove(self, day: date, session: SessionId, item_id: NewsItemId, outlet_id: OutletId | None) -> bool:
        """Take an entry out of its list, later ones moving up; says whether it was there."""
        one = _list(day, session, outlet_id) & (queue_entry.c.item_id == item_id)
        if not self.connection.execute(delete(queue_entry).where(one)).rowcount:
            return False
        close_gaps(self.connection, day, session, outlet_id)
        return True

    def drop(self, item_id: NewsItemId, first: date) -> int:
        """Take an item out of every list from a day on, and give how many it stood in."""
        entry = queue_entry.c
        mine = (entry.item_id == item_id) & (entry.air_date >= first)
        places = self.connection.execute(select(entry.air_date, entry.session, entry.outlet_id).where(mine)).all()
        self.connection.execute(delete(queue_entry).where(mine))
        for day, session, outlet_id in places:
            close_gaps(self.connection, day, session, outlet_id)
        return len(places)


def close_gaps(connection: Connection, day: date, session: SessionId, outlet_id: OutletId | None) -> None:
    """Let the entries of one list stand at 1, 2, 3 … again."""
    _number(connection, day, session, outlet_id, _items(connection, day, session, outlet_id))


def _conflict(entry: QueueEntry, reason: str) -> QueueConflict:
    return QueueConflict(item=entry.item_id, session=entry.session, date=entry.air_date, reason=reason)


def _within(position: int, last: int) -> int:
    return min(max(position, 1), last)


def _list(day: date, session: SessionId, outlet_id: OutletId | None) -> ColumnElement[bool]:
    entry = queue_entry.c
    return and_(entry.air_date == day, entry.session == session, entry.outlet_id == outlet_id)


def _items(connection: Connection, day: date, session: SessionId, outlet_id: OutletId | None) -> list[NewsItemId]:
    found = select(queue_entry.c.item_id).where(_list(day, session, outlet_id)).order_by(queue_entry.c.position)
    return list(connection.execute(found).scalars())


def _number(
    connection: Connection, day: date, session: SessionId, outlet_id: OutletId | None, items: Sequence[NewsItemId]
) -> None:
    for position, item_id in enumerate(items, start=1):
        one = _list(day, session, outlet_id) & (queue_entry.c.item_id == item_id)
        connection.execute(update(queue_entry).where(one).values(position=position))
