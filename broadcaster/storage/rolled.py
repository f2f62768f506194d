"""Airtime added up and kept; what a change of the records has made stale is known by a mark that the database sets."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, delete, func, insert, select, union
from sqlalchemy.dialects import postgresql, sqlite

from broadcaster.asrun.counted import AIRED, Column, Count, Tallies
from broadcaster.asrun.rollups import EVERY, EVERY_TOPIC, Cell, Cells, Rollup, in_order, month_of, tally
from broadcaster.domain.airtime import NOTHING, Tally
from broadcaster.domain.ids import NewsItemId, OutletId, TopicCode
from broadcaster.domain.topics import Genre
from broadcaster.storage.rows import in_parts
from broadcaster.storage.tables import (
    airing,
    airtime_day,
    airtime_item,
    airtime_month,
    airtime_stale,
    handover,
    playlist,
)
from broadcaster.storage.tables.rollups import SUMS

_PLACES = tuple((column, repeat) for column in Column for repeat in (False, True))
"""What the columns of a month hold, in their order; the last two have no length."""

_ITEM_SUMS = tuple((column, repeat) for column in AIRED for repeat in (False, True))
"""What an item's columns hold."""

_ITEM_NAMES = tuple(f"{column.name.lower()}_{'repeat' if repeat else 'first'}" for column, repeat in _ITEM_SUMS)

_MonthKey = tuple[TopicCode, OutletId, str]
"""Topic, outlet and genre of a month's row."""

_RECORDS = (airing, handover, playlist)
"""What sums are made of."""


class Rollups:
    """Sums beside the records; whoever reads them asks first whether they are stale."""

    def __init__(self, connection: Connection) -> None:
        """Work within an open transaction."""
        self.connection = connection

    # --- what is stale

    def stale(self, first: date, last: date) -> Mapping[date, tuple[OutletId, ...]]:
        """Give the outlets of which records came or went since a day was added up, day by day in order."""
        mark = airtime_stale.c
        found = select(mark.air_day, mark.outlet_id).where(mark.air_day.between(first, last))
        in_turn = self.connection.execute(found.order_by(mark.air_day, mark.outlet_id))
        return {day: tuple(row[1] for row in rows) for day, rows in groupby(in_turn, key=lambda row: row[0])}

    def is_stale(self, first: date, last: date) -> bool:
        """Say whether anything of some days is stale."""
        mark = select(airtime_stale.c.air_day).where(airtime_stale.c.air_day.between(first, last)).limit(1)
        return self.connection.execute(mark).first() is not None

    def forget(self) -> None:
        """Drop every sum, and mark all that there are records of."""
        for table in (airtime_day, airtime_month, airtime_item, airtime_stale):
            self.connection.execute(delete(table))
        named = union(*(select(each.c.air_date, each.c.outlet_id) for each in _RECORDS))
        self.connection.execute(insert(airtime_stale).from_select(["air_day", "outlet_id"], named))

    def span(self) -> tuple[date, date] | None:
        """Give the first and the last day that any sum, mark or record speaks of; none when nothing does."""
        days = [airtime_day.c.air_day, airtime_stale.c.air_day, *(each.c.air_date for each in _RECORDS)]
        ends = union(*(select(end(day)) for day in days for end in (func.min, func.max)))
        found = [each for each in self.connection.execute(ends).scalars() if each is not None]
        return (min(found), max(found)) if found else None

    def recorded(self, day: date) -> tuple[OutletId, ...]:
        """Give the outlets that any record of a day speaks of, in order."""
        named = union(*(select(each.c.outlet_id).where(each.c.air_date == day) for each in _RECORDS))
        return tuple(sorted(self.connection.execute(named).scalars()))

    # --- keeping

    def keep_day(self, day: date, outlets: Sequence[OutletId], fresh: Mapping[OutletId, Rollup]) -> None:
        """Let some outlets' sums of a day be these, and those of all together and of the month follow; takes marks off.

        Args:
            day: The air day.
            outlets: Whose sums are made anew; an outlet without any has nothing on that day.
            fresh: Their sums.
        """
        old = dict(self.days([day], outlets))
        every = Rollup()
        months: dict[_MonthKey, dict[str, int]] = defaultdict(lambda: dict.fromkeys(SUMS, 0))
        items: dict[tuple[NewsItemId, TopicCode], dict[str, int]] = defaultdict(lambda: dict.fromkeys(_ITEM_NAMES, 0))
        for outlet_id in outlets:
            change = fresh.get(outlet_id, Rollup()).minus(old.get((outlet_id, day), Rollup()))
            every = every.plus(change.without_items)
            for cell, amount in change.in_month.cells.items():
                for whose in (outlet_id, EVERY):
                    _add(months[cell.topic, whose, cell.genre or ""], cell, amount)
            for cell, amount in change.cells.items():
                if cell.item_id is not None and cell.column in AIRED:
                    items[cell.item_id, cell.topic][_item_name(cell)] += amount.airings
        self._put_days(day, {outlet_id: fresh.get(outlet_id, Rollup()) for outlet_id in outlets})
        self._put_days(day, {EVERY: dict(self.days([day], [EVERY])).get((EVERY, day), Rollup()).plus(every)})
        self._add_months(month_of(day), months)
        self._add_items(month_of(day), items)
        for part in in_parts(outlets):
            mark = airtime_stale.c
            self.connection.execute(delete(airtime_stale).where(mark.air_day == day, mark.outlet_id.in_(part)))

    def _put_days(self, day: date, kept: Mapping[OutletId, Rollup]) -> None:
        """Let the rows of some outlets be these; one of which nothing is known has none."""
        there = airtime_day.c
        for part in in_parts(kept):
            self.connection.execute(delete(airtime_day).where(there.air_day == day, there.outlet_id.in_(part)))
            rows = [
                {"air_day": day, "outlet_id": each, "newest": kept[each].newest, "cells": written(kept[each].cells)}
                for each in part
                if not kept[each].is_empty
            ]
            if rows:
                self.connection.execute(insert(airtime_day), rows)

    def _add_months(self, month: date, change: Mapping[_MonthKey, Mapping[str, int]]) -> None:
        rows = [
            {"month": month, "topic": topic, "outlet_id": outlet_id, "genre": genre, **amounts}
            for (topic, outlet_id, genre), amounts in change.items()
            if any(amounts.values())
        ]
        self._add(airtime_month, SUMS, rows)
        there = airtime_month.c
        for part in in_parts(outlet_id for _, outlet_id, _ in change):
            mine = (there.month == month, there.outlet_id.in_(part))
            self.connection.execute(delete(airtime_month).where(*mine, *(there[name] == 0 for name in SUMS)))

    def _add_items(self, month: date, change: Mapping[tuple[NewsItemId, TopicCode], Mapping[str, int]]) -> None:
        rows = [
            {"month": month, "item_id": item_id, "topic": topic, **amounts}
            for (item_id, topic), amounts in change.items()
            if any(amounts.values())
        ]
        self._add(airtime_item, _ITEM_NAMES, rows)
        there = airtime_item.c
        for part in in_parts(item_id for item_id, _ in change):
            mine = (there.month == month, there.item_id.in_(part))
            self.connection.execute(delete(airtime_item).where(*mine, *(there[name] == 0 for name in _ITEM_NAMES)))

    def _add(self, table: Table, names: Iterable[str], rows: Sequence[Mapping[str, object]]) -> None:
        """Add amounts to rows, which are made where they are not there yet."""
        if rows:
            kind = postgresql.insert if self.connection.dialect.name == "postgresql" else sqlite.insert
            statement = kind(table)
            sums = {name: table.c[name] + statement.excluded[name] for name in names}
            self.connection.execute(
                statement.on_conflict_do_update(index_elements=list(table.primary_key), set_=sums), rows
            )

    # --- reading

    def days(
        self, days: Iterable[date], outlets: Iterable[OutletId] | None = None
    ) -> Iterator[tuple[tuple[OutletId, date], Rollup]]:
        """Give the sums of some days, of some outlets or of each; those of EVERY, all together, tell no items apart."""
        for outlet_id, day, newest, cells in self._days(days, outlets):
            yield (outlet_id, day), Rollup(cells=read(cells), newest=newest)

    def _rows(self, asked: Select[*tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
        return (tuple(row) for row in self.connection.execute(asked))

    def _days(self, days: Iterable[date], outlets: Iterable[OutletId] | None) -> Iterator[tuple[Any, ...]]:
        there = airtime_day.c
        found = select(there.outlet_id, there.air_day, there.newest, there.cells)
        whose = [there.outlet_id != EVERY] if outlets is None else [there.outlet_id.in_(p) for p in in_parts(outlets)]
        for part in in_parts(days):
            for mine in whose:
                yield from self._rows(found.where(there.air_day.in_(part), mine))

    def months(
        self, months: Sequence[date], outlets: Sequence[OutletId] | None = None, *, topics: Iterable[TopicCode] = ()
    ) -> Iterator[Count]:
        """Give sums of some months, of some outlets (EVERY for all together) or of each; of some topics or of each."""
        there = airtime_month.c
        amounts = [func.sum(there[name]) for name in SUMS]
        asked = select(there.topic, there.outlet_id, there.genre, *amounts).where(there.month.in_(months))
        asked = asked.group_by(there.topic, there.outlet_id, there.genre)
        wanted = list(topics)
        asked = asked.where(there.topic.in_(wanted)) if wanted else asked.where(there.topic != EVERY_TOPIC)
        whose = [there.outlet_id != EVERY] if outlets is None else [there.outlet_id.in_(p) for p in in_parts(outlets)]
        for mine in whose if months else ():
            for topic, outlet_id, genre, *sums in self._rows(asked.where(mine)):
                kind = Genre(genre) if genre else None
                for (column, repeat), airings, length in _pairs(sums):
                    yield Count(
                        column=column,
                        outlet_id=outlet_id,
                        topic=topic,
                        repeat=repeat,
                        length=length,
                        item_id=None,
                        genre=kind,
                        airings=airings,
                    )

    def by_outlet(self, months: Sequence[date], topics: Iterable[TopicCode] = ()) -> Mapping[OutletId, Tallies]:
        """Give what each outlet came to in some months, over some topics or all."""
        there = airtime_month.c
        asked = select(there.outlet_id, *(func.sum(there[name]) for name in SUMS)).group_by(there.outlet_id)
        wanted = list(topics) or [EVERY_TOPIC]
        whole = asked.where(there.month.in_(months), there.topic.in_(wanted), there.outlet_id != EVERY)
        told: dict[OutletId, Tallies] = {}
        for outlet_id, *sums in self._rows(whole):
            mine = {key: tally(n, length) for key, n, length in _pairs(sums) if key[0] is not Column.NOTED}
            if mine:
                told[outlet_id] = mine
        return told

    def newest(self, first: date, last: date, outlets: Sequence[OutletId]) -> datetime | None:
        """Give when the newest record behind some outlets' sums (EVERY for all) of some days was made."""
        there = airtime_day.c
        asked = select(func.max(there.newest)).where(there.air_day.between(first, last))
        found = [self.connection.execute(asked.where(there.outlet_id.in_(part))).scalar() for part in in_parts(outlets)]
        return max((each for each in found if each is not None), default=None)

    def items(self, months: Sequence[date], topics: Iterable[TopicCode], columns: Iterable[Column]) -> tuple[int, int]:
        """Count the different items that aired in some months, and those of them that aired as a first run."""
        there = airtime_item.c
        graded = [each.name.lower() for each in columns]
        first, repeat = ([there[f"{name}_{run}"] for name in graded] for run in ("first", "repeat"))
        asked = select(
            func.count(there.item_id.distinct()).filter(_any(*first, *repeat)),
            func.count(there.item_id.distinct()).filter(_any(*first)),
        ).where(there.month.in_(months))
        if wanted := list(topics):
            asked = asked.where(there.topic.in_(wanted))
        every, as_first = self.connection.execute(asked).one()
        return every, as_first

    def items_of_days(
        self,
        days: Iterable[date],
        outlets: Iterable[OutletId] | None,
        *,
        topics: Iterable[TopicCode],
        columns: Iterable[Column],
    ) -> tuple[frozenset[NewsItemId], frozenset[NewsItemId]]:
        """Give the different items that aired on some outlets or on any, and those that aired as a first run."""
        wanted, places = frozenset(topics), [4 + 2 * each.value for each in columns]
        found: tuple[set[NewsItemId], set[NewsItemId]] = (set(), set())
        for _, _, _, cells in self._days(days, outlets):
            for row in json.loads(cells):
                if row[2] is not None and row[0] in (wanted or {row[0]}) and any(row[n : n + 1] > [0] for n in places):
                    found[0].add(row[2])
                    if not row[3]:
                        found[1].add(row[2])
        return frozenset(found[0]), frozenset(found[1])

    def kept_months(self, month: date) -> Mapping[OutletId, Rollup]:
        """Give all sums of a month by outlet, with those of all outlets and of all topics together."""
        there = airtime_month.c
        asked = select(there.outlet_id, there.topic, there.genre, *(there[name] for name in SUMS))
        told: dict[OutletId, dict[Cell, Tally]] = defaultdict(dict)
        for outlet_id, topic, genre, *sums in self._rows(asked.where(there.month == month)):
            kind = Genre(genre) if genre else None
            for (column, repeat), airings, length in _pairs(sums):
                told[outlet_id][Cell(topic, kind, None, repeat, column)] = tally(airings, length)
        return {outlet_id: Rollup(cells=cells) for outlet_id, cells in told.items()}

    def kept_items(self, month: date) -> Rollup:
        """Give how often each item aired in a month, all outlets together; lengths are not kept."""
        told: dict[Cell, Tally] = {}
        for _, item_id, topic, *sums in self._rows(select(airtime_item).where(airtime_item.c.month == month)):
            for (column, repeat), airings in zip(_ITEM_SUMS, sums, strict=True):
                if airings:
                    told[Cell(topic, None, item_id, repeat, column)] = tally(airings, 0)
        return Rollup(cells=told)


def _any(*columns: ColumnElement[int]) -> ColumnElement[bool]:
    total = columns[0]
    for each in columns[1:]:
        total = total + each
    return total > 0


def _item_name(cell: Cell) -> str:
    return f"{cell.column.name.lower()}_{'repeat' if cell.repeat else 'first'}"


def _add(row: dict[str, int], cell: Cell, amount: Tally) -> None:
    """Add an amount to the columns of a month's row."""
    name = _item_name(cell)
    row[f"{name}_airings"] += amount.airings
    if cell.column is not Column.NOTED:
        row[f"{name}_length"] += amount.length


def _pairs(sums: Sequence[Any]) -> Iterator[tuple[tuple[Column, bool], int, int]]:
    """Read the columns of a month: what counts as what, airings and milliseconds; nothing is left out."""
    lengths = iter(sums)
    for place in _PLACES:
        airings = int(next(lengths))
        length = 0 if place[0] is Column.NOTED else int(next(lengths))
        if airings or length:
            yield place, airings, length


def month_rows(month: date, outlet_id: OutletId, rollup: Rollup) -> list[dict[str, object]]:
    """Give the rows of a month that hold what one outlet came to in it."""
    rows: dict[_MonthKey, dict[str, int]] = defaultdict(lambda: dict.fromkeys(SUMS, 0))
    for cell, amount in rollup.in_month.cells.items():
        _add(rows[cell.topic, outlet_id, cell.genre or ""], cell, amount)
    return [
        {"month": month, "topic": topic, "outlet_id": outlet_id, "genre": genre, **amounts}
        for (topic, _, genre), amounts in rows.items()
    ]


def written(cells: Cells) -> str:
    """Write sums as JSON: topic, genre, item, whether repeats, then airings and milliseconds column by column."""
    rows: list[list[object]] = []
    for (topic, genre, item_id, repeat), mine in groupby(sorted(cells, key=in_order), key=lambda cell: cell[:4]):
        amounts = [NOTHING] * len(Column)
        for cell in mine:
            amounts[cell.column.value] = cells[cell]
        plain = [number for each in amounts for number in (each.airings, each.length)]
        while plain[-2:] == [0, 0]:
            del plain[-2:]
        rows.append([topic, genre, item_id, int(repeat), *plain])
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def read(text: str) -> Cells:
    """Read sums."""
    told: dict[Cell, Tally] = {}
    for topic, genre, item_id, repeat, *plain in json.loads(text):
        kind = None if genre is None else Genre(genre)
        for column, (airings, length) in zip(Column, zip(plain[::2], plain[1::2], strict=True), strict=False):
            if airings or length:
                told[Cell(topic, kind, item_id, bool(repeat), column)] = tally(airings, length)
    return told
