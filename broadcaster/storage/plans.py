"""Editions and the playlists that carry them: the plan, which may be made anew."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select

from broadcaster.domain.editions import Edition
from broadcaster.domain.ids import EditionId, NewsItemId, OutletId, PlaylistId, TopicCode
from broadcaster.domain.playlists import Playlist, PlaylistItem
from broadcaster.errors import PlanError
from broadcaster.storage.rows import columns_of, in_parts, row_of, value, values
from broadcaster.storage.tables import airing, edition, playlist, playlist_item

_AT_ONCE = 500
"""Playlists whose rows are in memory twice while they are written."""


class Editions:
    """The dated instances of programmes; one that was planned stays, whatever becomes of the plan."""

    def __init__(self, connection: Connection) -> None:
        """Work within an open transaction."""
        self.connection = connection

    def add(self, planned: Edition) -> None:
        """Keep an edition; the same sound under newer titles takes the place of the old.

        Raises:
            PlanError: its id already names another sound.
        """
        standing = self.get(planned.id)
        if standing == planned:
            return
        if standing is not None and standing.rundown_hash != planned.rundown_hash:
            raise PlanError(reason=f"mã số phát {planned.id} đã dùng cho nội dung khác")
        row = row_of(planned, rundown_hash=planned.rundown_hash)
        if standing is None:
            self.connection.execute(insert(edition).values(row))
        else:
            self.connection.execute(edition.update().where(edition.c.id == planned.id).values(row))

    def get(self, wanted: EditionId) -> Edition | None:
        """Give an edition."""
        return value(self.connection, Edition, select(*columns_of(edition, Edition)).where(edition.c.id == wanted))

    def many(self, wanted: Iterable[EditionId]) -> Mapping[EditionId, Edition]:
        """Give those of some editions that are kept."""
        columns = columns_of(edition, Edition)
        asked = (select(*columns).where(edition.c.id.in_(part)) for part in in_parts(wanted))
        return {each.id: each for statement in asked for each in values(self.connection, Edition, statement)}

    def on(self, day: date) -> tuple[Edition, ...]:
        """Give the editions that a day's playlists carry, by session."""
        carried = select(playlist.c.edition_id).where(playlist.c.air_date == day)
        found = select(*columns_of(edition, Edition)).where(edition.c.id.in_(carried))
        return values(self.connection, Edition, found.order_by(edition.c.session, edition.c.id))

    def since(self, day: date) -> tuple[Edition, ...]:
        """Give the editions of a day and of all days after it, by day and session."""
        found = select(*columns_of(edition, Edition)).where(edition.c.air_date >= day)
        return values(self.connection, Edition, found.order_by(edition.c.air_date, edition.c.session, edition.c.id))


class Playlists:
    """What each outlet is to air, when."""

    def __init__(self, connection: Connection) -> None:
        """Work within an open transaction."""
        self.connection = connection

    def replace_day(self, day: date, plan: Sequence[Playlist]) -> int:
        """Drop a day's plan, keep the new one, and give the number of its playlists.

        Their editions must be kept already. Raises StoreFailed when an outlet has the same run of an edition twice.
        """
        if strays := [each.id for each in plan if each.air_date != day]:
            raise ValueError(f"playlists of another day than {day}: {strays}")
        self.connection.execute(delete(playlist).where(playlist.c.air_date == day))
        self._add(plan)
        return len(plan)

    def exchange(self, gone: Iterable[PlaylistId], new: Sequence[Playlist]) -> None:
        """Drop some playlists and keep others in their place; all that is not named stays as it is.

        Raises StoreFailed when two sessions of one outlet would overlap.
        """
        for part in in_parts(gone):
            self.connection.execute(delete(playlist).where(playlist.c.id.in_(part)))
        self._add(new)

    def _add(self, plan: Sequence[Playlist]) -> None:
        for start in range(0, len(plan), _AT_ONCE):
            part = plan[start : start + _AT_ONCE]
            rows = [row_of(each, "items", stops_at=each.stops_at) for each in part]
            self.connection.execute(insert(playlist), rows)
            if items := [row for each in part for row in _item_rows(each)]:
                self.connection.execute(insert(playlist_item), items)

    def on(self, day: date) -> tuple[Playlist, ...]:
        """Give a day's playlists in order of time, then outlet."""
        return self.between(day, day)

    def between(self, first: date, last: date) -> tuple[Playlist, ...]:
        """Give the playlists of some days, both ends included, in order of time, then outlet."""
        return self._all(playlist.c.air_date.between(first, last), playlist_item.c.air_date.between(first, last))

    def of_outlets(self, day: date, outlets: Iterable[OutletId]) -> tuple[Playlist, ...]:
        """Give a day's playlists of some outlets, in order of time within each part of them."""
        whole, item = playlist.c, playlist_item.c
        return tuple(
            each
            for part in in_parts(outlets)
            for each in self._all(
                (whole.air_date == day) & whole.outlet_id.in_(part), (item.air_date == day) & item.outlet_id.in_(part)
            )
        )

    def of(self, outlet_id: OutletId, first: date, last: date) -> tuple[Playlist, ...]:
        """Give the playlists of one outlet for some days, both ends included, in order of time."""
        return self._all(
            (playlist.c.outlet_id == outlet_id) & playlist.c.air_date.between(first, last),
            (playlist_item.c.outlet_id == outlet_id) & playlist_item.c.air_date.between(first, last),
        )

    def _all(self, wanted: ColumnElement[bool], items_of: ColumnElement[bool] | None) -> tuple[Playlist, ...]:
        items = dict[str, tuple[PlaylistItem, ...]]() if items_of is None else self._items(items_of)
        columns = columns_of(playlist, Playlist, "items")
        found = select(*columns).where(wanted)
        in_order = found.order_by(playlist.c.starts_at, playlist.c.outlet_id, playlist.c.run, playlist.c.id)
        names = [column.name for column in columns]
        rows = [dict(zip(names, row, strict=True)) for row in self.connection.execute(in_order)]
        return tuple(Playlist(**row, items=items.get(row["id"], ())) for row in rows)

    def runs_before(
        self, day: date, items: Iterable[NewsItemId] | None = None
    ) -> Mapping[tuple[OutletId, NewsItemId], int]:
        """Count how many times each item, or each of some, was planned on each outlet on earlier days."""
        item = playlist_item.c
        earlier = (item.item_id.is_not(None), item.run > 0, item.air_date < day)
        counted = select(item.outlet_id, item.item_id, func.count()).where(*earlier)
        counted = counted.group_by(item.item_id, item.outlet_id)
        asked = [counted] if items is None else [counted.where(item.item_id.in_(part)) for part in in_parts(items)]
        found = (row for statement in asked for row in self.connection.execute(statement))
        return {(outlet_id, item_id): runs for outlet_id, item_id, runs in found}

    def to_come(
        self, first: date, last: date, now: datetime, *, apart: tuple[date, date] | None = None
    ) -> Mapping[tuple[OutletId, TopicCode], tuple[int, int]]:
        """Give milliseconds and airings per outlet and topic of sessions not begun, but for the days apart."""
        item = playlist_item.c
        within = (item.air_date.between(first, last), item.topic.is_not(None), playlist.c.starts_at > now)
        sums = select(item.outlet_id, item.topic, func.sum(item.duration), func.count()).where(*within)
        sums = sums if apart is None else sums.where(~item.air_date.between(*apart))
        joined = sums.select_from(playlist_item.join(playlist, item.playlist_id == playlist.c.id))
        found = self.connection.execute(joined.group_by(item.outlet_id, item.topic))
        return {(outlet_id, topic): (int(length), airings) for outlet_id, topic, length, airings in found}

    def ids_between(self, first: date, last: date) -> frozenset[PlaylistId]:
        """Give the ids alone of the playlists of some days."""
        found = select(playlist.c.id).where(playlist.c.air_date.between(first, last))
        return frozenset(self.connection.execute(found).scalars())

    def starts_around(
        self, first: date, last: date, within: timedelta
    ) -> Mapping[tuple[OutletId, NewsItemId], datetime]:
        """Give the latest start of each item on each outlet that lies outside some days, but that near to them."""
        edge = timedelta(days=within.days + 1)
        near = playlist.c.air_date.between(first - edge, last + edge) & ~playlist.c.air_date.between(first, last)
        item = playlist_item.c
        asked = select(item.outlet_id, item.item_id, func.max(playlist.c.starts_at)).select_from(
            playlist.join(playlist_item, item.playlist_id == playlist.c.id)
        )
        kept = asked.where(near, item.run > 0, item.item_id.is_not(None)).group_by(item.outlet_id, item.item_id)
        return {(outlet_id, item_id): at for outlet_id, item_id, at in self.connection.execute(kept)}

    def carrying(self, item_id: NewsItemId, first: date) -> tuple[Playlist, ...]:
        """Give the playlists from a day on that carry an item, in order of time, then outlet, without their items."""
        item = playlist_item.c
        there = select(item.playlist_id).where(item.item_id == item_id, item.air_date >= first)
        return self._all(playlist.c.id.in_(there), None)

    def untold(
        self, first: date, last: date, now: datetime, outlets: Collection[OutletId] | None
    ) -> tuple[int, datetime | None]:
        """Count the playlists of some days that are over and of which nothing is known that aired, of some outlets.

        Gives their number and when the first of them was over; of all outlets when none are named.
        """
        plan, told = playlist.c, airing.c
        same = (told.air_date == plan.air_date, told.outlet_id == plan.outlet_id, told.session == plan.session)
        silent = ~select(told.id).where(*same).correlate(playlist).exists()
        found = select(func.count(), func.min(plan.stops_at)).where(plan.air_date.between(first, last), silent)
        over = found.where(plan.stops_at < now)
        parts = [over] if outlets is None else [over.where(plan.outlet_id.in_(part)) for part in in_parts(outlets)]
        counted = [self.connection.execute(part).one() for part in parts]
        return sum(row[0] for row in counted), min((row[1] for row in counted if row[1] is not None), default=None)

    def next_starts(self, items: Iterable[NewsItemId], first: date, after: datetime) -> Mapping[NewsItemId, datetime]:
        """Give when each of some items airs first after a moment, by the plans from a day on."""
        item = playlist_item.c
        there = playlist_item.join(playlist, playlist.c.id == item.playlist_id)
        starts = select(item.item_id, func.min(playlist.c.starts_at)).select_from(there).group_by(item.item_id)
        coming = starts.where(item.air_date >= first, playlist.c.starts_at > after)
        asked = (coming.where(item.item_id.in_(part)) for part in in_parts(items))
        return {NewsItemId(row[0]): row[1] for each in asked for row in self.connection.execute(each)}

    def latest_starts(self, editions: Iterable[EditionId]) -> Mapping[EditionId, datetime]:
        """Give when each of some editions airs for the last time."""
        starts = select(playlist.c.edition_id, func.max(playlist.c.starts_at)).group_by(playlist.c.edition_id)
        asked = (starts.where(playlist.c.edition_id.in_(part)) for part in in_parts(editions))
        found = (row for statement in asked for row in self.connection.execute(statement))
        return {row[0]: row[1] for row in found}

    def neighbours(self, first: date, last: date, starts: datetime, stops: datetime) -> tuple[Playlist, ...]:
        """Give the playlists of other days than these that air within a span, without their items."""
        other = ~playlist.c.air_date.between(first, last)
        within = (playlist.c.stops_at > starts) & (playlist.c.starts_at < stops)
        return self._all(other & within, None)

    def _items(self, wanted: ColumnElement[bool]) -> Mapping[str, tuple[PlaylistItem, ...]]:
        columns = columns_of(playlist_item, PlaylistItem)
        names = [column.name for column in columns]
        found = self.connection.execute(
            select(playlist_item.c.playlist_id, *columns)
            .where(wanted)
            .order_by(playlist_item.c.playlist_id, playlist_item.c.position)
        )
        return {
            playlist_id: tuple(PlaylistItem(**dict(zip(names, row[1:], strict=True))) for row in rows)
            for playlist_id, rows in groupby(found, key=lambda row: row[0])
        }


def _item_rows(each: Playlist) -> list[dict[str, Any]]:
    return [row_of(item, playlist_id=each.id, air_date=each.air_date, outlet_id=each.outlet_id) for item in each.items]
