"""Airtime added up and kept; what a change of the records has made stale is known by a mark that the database sets."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, delete, func, insert, select, union

from broadcaster.asrun.counted import AIRED, Column, Tallies
from broadcaster.asrun.rollups import EVERY, Cell, Cells, Rollup, in_order, month_of, tally
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

_WHOLE = tuple((column, repeat) for column in Column if column is not Column.NOTED for repeat in (False, True))
"""What SUMS hold, two columns each."""

_ITEM_SUMS = tuple((column, repeat) for column in AIRED for repeat in (False, True))
"""What an item's columns hold."""


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
        change: dict[OutletId, Rollup] = {}
        every = Rollup()
        items: dict[tuple[NewsItemId, TopicCode], list[int]] = defaultdict(lambda: [0] * len(_ITEM_SUMS))
        for outlet_id in outlets:
            mine = fresh.get(outlet_id, Rollup()).minus(old.get((outlet_id, day), Rollup()))
            if mine.is_empty:
                continue
            for cell, amount in mine.cells.items():
                if cell.item_id is not None and cell.column in AIRED:
                    items[cell.item_id, cell.topic][_ITEM_SUMS.index((cell.column, cell.repeat))] += amount.airings
            change[outlet_id] = mine.without_items
        for each in change.values():
            every = every.plus(each)
        self._put(airtime_day, "air_day", day, {outlet_id: fresh.get(outlet_id, Rollup()) for outlet_id in outlets})
        self._put(airtime_day, "air_day", day, self._changed(self.days([day], [EVERY]), {EVERY: every}))
        month, change = month_of(day), change | {EVERY: every}
        self._put(airtime_month, "month", month, self._changed(self.months([month], change), change))
        self._put_items(month, items)
        for part in in_parts(outlets):
            mark = airtime_stale.c
            self.connection.execute(delete(airtime_stale).where(mark.air_day == day, mark.outlet_id.in_(part)))

    @staticmethod
    def _changed(
        standing: Iterable[tuple[tuple[OutletId, date], Rollup]], change: Mapping[OutletId, Rollup]
    ) -> Mapping[OutletId, Rollup]:
        told = {outlet_id: rollup for (outlet_id, _), rollup in standing}
        return {outlet_id: told.get(outlet_id, Rollup()).plus(each) for outlet_id, each in change.items()}

    def _put(self, table: Table, key: str, at: date, kept: Mapping[OutletId, Rollup]) -> None:
        """Let the rows of some outlets be these; one of which nothing is known has none."""
        for part in in_parts(kept):
            there = (table.c[key] == at, table.c.outlet_id.in_(part))
            self.connection.execute(delete(table).where(*there))
            rows = [
                {key: at, "outlet_id": outlet_id, **_row(table, kept[outlet_id])}
                for outlet_id in part
                if not kept[outlet_id].is_empty
            ]
            if rows:
                self.connection.execute(insert(table), rows)

    def _put_items(self, month: date, change: Mapping[tuple[NewsItemId, TopicCode], Sequence[int]]) -> None:
        columns = [each for each in airtime_item.columns if each.name not in ("month", "item_id", "topic")]
        there = airtime_item.c
        for part in in_parts(item_id for item_id, _ in change):
            mine = (there.month == month, there.item_id.in_(part))
            found = self.connection.execute(select(there.item_id, there.topic, *columns).where(*mine))
            sums: dict[tuple[NewsItemId, TopicCode], list[int]] = {}
            for row in found.mappings():
                sums[row["item_id"], row["topic"]] = [row[each.name] for each in columns]
            for key in [each for each in change if each[0] in set(part)]:
                sums[key] = [a + b for a, b in zip(sums.get(key, [0] * len(columns)), change[key], strict=True)]
            self.connection.execute(delete(airtime_item).where(*mine))
            names = [each.name for each in columns]
            rows = [
                {"month": month, "item_id": item_id, "topic": topic, **dict(zip(names, amounts, strict=True))}
                for (item_id, topic), amounts in sums.items()
                if any(amounts)
            ]
            if rows:
                self.connection.execute(insert(airtime_item), rows)

    # --- reading

    def days(
        self, days: Iterable[date], outlets: Iterable[OutletId] | None = None
    ) -> Iterator[tuple[tuple[OutletId, date], Rollup]]:
        """Give the sums of some days, of some outlets or of each; those of EVERY, all together, tell no items apart."""
        return self._rollups(airtime_day, airtime_day.c.air_day, days, outlets)

    def months(
        self, months: Iterable[date], outlets: Iterable[OutletId] | None = None
    ) -> Iterator[tuple[tuple[OutletId, date], Rollup]]:
        """Give the sums of some months, of some outlets (EVERY for all together) or of each."""
        return self._rollups(airtime_month, airtime_month.c.month, months, outlets)

    def _rollups(
        self, table: Table, key: ColumnElement[Any], spans: Iterable[date], outlets: Iterable[OutletId] | None
    ) -> Iterator[tuple[tuple[OutletId, date], Rollup]]:
        found = select(table.c.outlet_id, key, table.c.newest, table.c.cells)
        named = (
            [table.c.outlet_id != EVERY] if outlets is None else [table.c.outlet_id.in_(p) for p in in_parts(outlets)]
        )
        for part in in_parts(spans):
            for whose in named:
                for outlet_id, at, newest, cells in self.connection.execute(found.where(key.in_(part), whose)):
                    yield (outlet_id, at), Rollup(cells=_read(cells), newest=newest)

    def by_outlet(self, months: Sequence[date]) -> Mapping[OutletId, Tallies]:
        """Give what each outlet came to in some months, over all topics."""
        there = airtime_month.c
        sums = [func.sum(there[name]) for name in SUMS]
        asked = select(there.outlet_id, *sums).where(there.month.in_(months), there.outlet_id != EVERY)
        told: dict[OutletId, Tallies] = {}
        for outlet_id, *amounts in self.connection.execute(asked.group_by(there.outlet_id)):
            pairs = zip(amounts[::2], amounts[1::2], strict=True)
            mine = {key: tally(int(n), int(length)) for key, (n, length) in zip(_WHOLE, pairs, strict=True) if n}
            if mine:
                told[outlet_id] = mine
        return told

    def newest(self, months: Sequence[date], days: Sequence[date], outlets: Sequence[OutletId]) -> datetime | None:
        """Give when the newest record behind some outlets' sums (EVERY for all) of some months and days was made."""
        found: list[datetime] = []
        for table, key, spans in (
            (airtime_month, airtime_month.c.month, months),
            (airtime_day, airtime_day.c.air_day, days),
        ):
            for part in in_parts(spans):
                for whose in in_parts(outlets):
                    asked = select(func.max(table.c.newest)).where(key.in_(part), table.c.outlet_id.in_(whose))
                    found += [each for each in self.connection.execute(asked).scalars() if each is not None]
        return max(found, default=None)

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

    def item_cells(self, months: Iterable[date]) -> Iterator[tuple[date, Cell, Tally]]:
        """Give how often each item aired in each of some months, all outlets together; lengths are not kept."""
        for part in in_parts(months):
            for row in self.connection.execute(select(airtime_item).where(airtime_item.c.month.in_(part))):
                for (column, repeat), airings in zip(_ITEM_SUMS, row[3:], strict=True):
                    if airings:
                        yield row.month, Cell(row.topic, None, row.item_id, repeat, column), tally(airings, 0)


def _any(*columns: ColumnElement[int]) -> ColumnElement[bool]:
    total = columns[0]
    for each in columns[1:]:
        total = total + each
    return total > 0


def _row(table: Table, rollup: Rollup) -> dict[str, object]:
    row: dict[str, object] = {"newest": rollup.newest, "cells": _written(rollup.cells)}
    if table is airtime_month:
        sums = [0] * len(SUMS)
        for cell, amount in rollup.cells.items():
            if cell.column is not Column.NOTED:
                place = 2 * _WHOLE.index((cell.column, cell.repeat))
                sums[place] += amount.airings
                sums[place + 1] += amount.length
        row |= dict(zip(SUMS, sums, strict=True))
    return row


def _written(cells: Cells) -> str:
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


def _read(text: str) -> Cells:
    told: dict[Cell, Tally] = {}
    for topic, genre, item_id, repeat, *plain in json.loads(text):
        kind = None if genre is None else Genre(genre)
        for column, (airings, length) in zip(Column, zip(plain[::2], plain[1::2], strict=True), strict=False):
            if airings or length:
                told[Cell(topic, kind, item_id, bool(repeat), column)] = tally(airings, length)
    return told
