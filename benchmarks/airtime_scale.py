"""Seconds of airtime reports over a year of every commune of the country, on SQLite and PostgreSQL.

    python benchmarks/airtime_scale.py [--outlets 10599] [--days 365] [--raw-days 24] [--rounds 7]
                                       [--place DIR] [--only sqlite|postgresql] [--json]

A year of 10,599 outlets with 20 airings a day is 77 million airings. Their sums are made as the product keeps them
(the rows themselves are poured in, past the services), and of the first days the airings too: 5 million. Then the
product's own questions are put to them: a national quarter by topic and grade, the whole report of that quarter, one
outlet's year, one group's quarter; beside them a plain SQL count over the raw slice, and, of one day, whether both come
to the same. The bars: a national quarter under 1 s, one outlet's year under 50 ms. PostgreSQL is the server that
BROADCASTER_TEST_POSTGRESQL names; the database is its own and is dropped. Needs about 8 GB under DIR.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from plan_scale import timetable as plan_timetable
from sqlalchemy import Connection, create_engine, insert, text
from sqlalchemy.pool import NullPool

from broadcaster.asrun.counted import AIRED, Column, Count
from broadcaster.asrun.rollups import EVERY, Cell, Rollup, month_of, tally
from broadcaster.domain.airings import Evidence
from broadcaster.domain.airtime import AirtimeReport
from broadcaster.domain.ids import NewsItemId, OutletId, TopicCode
from broadcaster.domain.periods import Period
from broadcaster.domain.timetables import Timetable
from broadcaster.domain.topics import Genre, Topic
from broadcaster.services.report_airtime import EVERYTHING, ReportScope, counted_airtime
from broadcaster.storage.rolled import month_rows, written
from broadcaster.storage.store import Store
from broadcaster.storage.tables import airtime_day, airtime_item, airtime_month
from broadcaster.storage.tables.rollups import SUMS

SERVER = os.environ.get("BROADCASTER_TEST_POSTGRESQL", "")
FIRST = date(2025, 1, 1)
NEWEST = datetime(2026, 1, 5, tzinfo=UTC)
DISTRICT = 24
"""Outlets that carry the same programme and belong to one group."""
PATTERNS = 211
"""How many different days there are; a district's day is one of them, with items of its own."""
ITEMS = 6
AIRINGS = 20
PLACE = "@"
"""Stands in a pattern for the district and the day."""
GRADED = ("operator_first", "operator_repeat", "player_first", "player_repeat", "measured_first", "measured_repeat")
RAW = """
INSERT INTO airing (id, evidence, said_by, outlet_id, outlet_name, unit_code, air_date, session, playlist_id,
    edition_id, position, kind, title, item_id, topic, genre, run, programme, planned_at, planned, observed_start,
    observed_stop, played, cause, recorded_at)
SELECT o.id || :day || p.position, p.evidence, 'máy phát', o.id, o.id, '', :on, 'morning', o.id || :day, :day,
    p.position, 'item', 'Tin số ' || p.position, replace(p.item, '@', o.name || :day), p.topic, p.genre, p.run, '',
    :at, p.length, :at, :at, p.length, '', :at
FROM bench_outlet o JOIN bench_airing p ON p.pattern = (o.district * 31 + :number) % :patterns
"""
AIRING = """
INSERT INTO bench_airing (pattern, position, item, topic, genre, run, length, evidence)
VALUES (:pattern, :position, :item, :topic, :genre, :run, :length, :evidence)
"""
_COLUMNS = ("month", "topic", "outlet_id", "genre", *SUMS)
MONTH = f"INSERT INTO bench_month ({', '.join(_COLUMNS)}) VALUES ({', '.join(':' + name for name in _COLUMNS)})"  # noqa: S608
MONTHS = f"""
INSERT INTO airtime_month ({", ".join(_COLUMNS)})
SELECT m.month, m.topic, o.id, m.genre, {", ".join(f"m.{name}" for name in SUMS)}
FROM bench_month m JOIN bench_outlet o ON o.name = m.outlet_id ORDER BY m.topic, o.id, m.genre
"""  # noqa: S608 - constants
DAYS = """
INSERT INTO airtime_day (outlet_id, air_day, newest, cells)
SELECT o.id, :on, :newest, replace(p.cells, '@', o.name || :day)
FROM bench_outlet o JOIN bench_day p ON p.pattern = (o.district * 31 + :number) % :patterns ORDER BY o.id
"""
PLAIN = """
SELECT topic, evidence, run > 1, count(*), sum(played) FROM airing
WHERE air_date BETWEEN :first AND :last GROUP BY topic, evidence, run > 1
"""


def timetable(outlets: int) -> Timetable:
    """Give a timetable with groups and eleven topics."""
    made = plan_timetable(outlets)
    grouped = tuple(replace(each, groups=(f"huyen-{number // DISTRICT}",)) for number, each in enumerate(made.outlets))
    topics = tuple(Topic(code=TopicCode(n), name=f"Chủ đề {n}", short=f"Chủ đề {n}") for n in range(11))
    return replace(made, outlets=grouped, topics=topics, targets=(), slots=())


def patterns() -> list[list[dict[str, Any]]]:
    """Give the airings of each kind of day."""
    chance = random.Random(2025)  # noqa: S311 - nothing secret
    found: list[list[dict[str, Any]]] = []
    for pattern in range(PATTERNS):
        items = [
            (f"tin-{PLACE}-{n}", chance.randrange(11), chance.choice(list(Genre)), chance.randrange(40, 120) * 1_000)
            for n in range(ITEMS)
        ]
        found.append([])
        for position in range(AIRINGS):
            item, topic, genre, length = items[position % ITEMS]
            evidence = chance.choice((Evidence.PLAYER, Evidence.PLAYER, Evidence.OPERATOR))
            told = {"pattern": pattern, "position": position, "item": item, "topic": topic, "genre": genre.value}
            found[-1].append(told | {"run": position // ITEMS + 1, "length": length, "evidence": evidence.value})
    return found


def rollup(airings: list[dict[str, Any]]) -> Rollup:
    """Give what a kind of day comes to: planned, sent and aired as planned."""
    cells: dict[Cell, Any] = {}
    for each in airings:
        for column in (Column.PLANNED, Column.SENT, Column[each["evidence"].upper()]):
            cell = Cell(
                TopicCode(each["topic"]), Genre(each["genre"]), NewsItemId(each["item"]), each["run"] > 1, column
            )
            cells[cell] = cells.get(cell, tally(0, 0)).plus(each["length"])
    return Rollup(cells=cells, newest=NEWEST)


class Country:
    """What is poured into a store."""

    def __init__(self, outlets: int, days: int) -> None:
        self.outlets = [(f"XA-{number:05}", number // DISTRICT) for number in range(outlets)]
        self.days = [FIRST + timedelta(days=number) for number in range(days)]
        self.patterns = patterns()
        self.rollups = [rollup(each) for each in self.patterns]
        self.short = [each.without_items for each in self.rollups]
        self.sizes = {d: sum(1 for _, each in self.outlets if each == d) for _, d in self.outlets}

    def _pattern(self, district: int, number: int) -> int:
        return (district * 31 + number) % PATTERNS

    def pour(self, connection: Connection, raw_days: int) -> None:
        """Make the sums of all days and the airings of the first ones."""
        run = connection.execute
        run(text("CREATE TABLE bench_outlet (id TEXT PRIMARY KEY, district INTEGER, name TEXT)"))
        outlets = [{"id": outlet, "district": district, "name": str(district)} for outlet, district in self.outlets]
        run(text("INSERT INTO bench_outlet VALUES (:id, :district, :name)"), outlets)
        run(text("CREATE TABLE bench_month AS SELECT * FROM airtime_month WHERE month IS NULL"))
        run(text("CREATE TABLE bench_day (pattern INTEGER PRIMARY KEY, cells TEXT)"))
        cells = [written(each.cells) for each in self.rollups]
        run(text("INSERT INTO bench_day VALUES (:p, :cells)"), [{"p": p, "cells": c} for p, c in enumerate(cells)])
        columns = "pattern INTEGER, position INTEGER, item TEXT, topic INTEGER, genre TEXT, run INTEGER, length INTEGER"
        run(text(f"CREATE TABLE bench_airing ({columns}, evidence TEXT)"))
        run(text(AIRING), [each for pattern in self.patterns for each in pattern])
        for number, day in enumerate(self.days):
            told = {"on": _plain_day(connection, day), "day": f"-{number:03}-", "number": number, "patterns": PATTERNS}
            run(text(DAYS), told | {"newest": _plain(connection, NEWEST)})
            if number < raw_days:
                run(text(RAW), told | {"at": _plain(connection, NEWEST)})
            every = {"newest": NEWEST, "cells": written(self._all_on(number).cells)}
            run(insert(airtime_day), [{"outlet_id": EVERY, "air_day": day, **every}])
        self._months(connection)
        for table in ("bench_outlet", "bench_day", "bench_airing", "bench_month"):
            run(text(f"DROP TABLE {table}"))
        run(text("DELETE FROM airtime_stale"))

    def _all_on(self, number: int) -> Rollup:
        weights = [0] * PATTERNS
        for district, size in self.sizes.items():
            weights[self._pattern(district, number)] += size
        return summed(self.short, weights)

    def _months(self, connection: Connection) -> None:
        for month in sorted({month_of(day) for day in self.days}):
            numbers = [number for number, day in enumerate(self.days) if month_of(day) == month]
            total = [0] * PATTERNS
            rows: list[dict[str, object]] = []
            members: dict[int, list[str]] = {}
            for outlet, district in self.outlets:
                members.setdefault(district, []).append(outlet)
            for district, mine in members.items():
                weights = [0] * PATTERNS
                for number in numbers:
                    weights[self._pattern(district, number)] += 1
                    total[self._pattern(district, number)] += len(mine)
                rows += month_rows(month, OutletId(str(district)), summed(self.short, weights))
            plain = [row | {"month": _plain_day(connection, month)} for row in rows]
            connection.execute(text(MONTH), plain)
            connection.execute(text(MONTHS))
            connection.execute(text("DELETE FROM bench_month"))
            connection.execute(insert(airtime_month), month_rows(month, EVERY, summed(self.short, total)))
            connection.execute(insert(airtime_item), [*self._items(month, numbers)])

    def _items(self, month: date, numbers: list[int]) -> Iterator[dict[str, Any]]:
        for district, size in self.sizes.items():
            for number in numbers:
                found: dict[tuple[str, int], dict[str, Any]] = {}
                for each in self.patterns[self._pattern(district, number)]:
                    name = each["item"].replace(PLACE, f"{district}-{number:03}-")
                    empty = dict.fromkeys(GRADED, 0)
                    row = found.setdefault(
                        (name, each["topic"]), {"month": month, "item_id": name, "topic": each["topic"], **empty}
                    )
                    row[f"{each['evidence']}_{'repeat' if each['run'] > 1 else 'first'}"] += size
                yield from found.values()


def summed(parts: list[Rollup], weights: list[int]) -> Rollup:
    """Give a weighted sum."""
    cells: dict[Cell, Any] = {}
    for part, weight in zip(parts, weights, strict=True):
        if weight:
            for cell, amount in part.cells.items():
                cells[cell] = cells.get(cell, tally(0, 0)).plus(amount.length * weight, amount.airings * weight)
    return Rollup(cells=cells, newest=NEWEST)


def _plain(connection: Connection, at: datetime) -> object:
    return f"{at:%Y-%m-%d %H:%M:%S.%f}" if connection.dialect.name == "sqlite" else at


def _plain_day(connection: Connection, day: date) -> object:
    return day.isoformat() if connection.dialect.name == "sqlite" else day


@contextmanager
def database(kind: str, place: Path) -> Iterator[str]:
    """Give the address of an empty database, and drop it at the end."""
    if kind == "sqlite":
        with tempfile.TemporaryDirectory(dir=place) as folder:
            yield f"sqlite:///{folder}/broadcaster.db"
        return
    name = f"broadcaster_bench_{uuid.uuid4().hex[:8]}"
    server = create_engine(SERVER, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with server.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    try:
        yield f"{SERVER.rpartition('/')[0]}/{name}"
    finally:
        with server.connect() as connection:
            connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")


def bulk(url: str, country: Country, raw_days: int) -> None:
    """Pour everything in, in one transaction with little regard for a power cut."""
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA journal_mode = OFF")
            connection.exec_driver_sql("PRAGMA synchronous = OFF")
            connection.exec_driver_sql("PRAGMA cache_size = -400000")
        else:
            connection.exec_driver_sql("SET synchronous_commit = off")
        connection.commit()
        country.pour(connection, raw_days)
        connection.commit()
    if engine.dialect.name == "postgresql":
        with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            connection.exec_driver_sql("VACUUM ANALYZE")
    engine.dispose()


def size_of(url: str) -> int:
    """Give the bytes on disk."""
    engine = create_engine(url, poolclass=NullPool)
    if engine.dialect.name == "sqlite":
        return sum(each.stat().st_size for each in Path(str(engine.url.database)).parent.iterdir())
    with engine.connect() as connection:
        return int(connection.exec_driver_sql("SELECT pg_database_size(current_database())").scalar_one())


def timed(rounds: int, ask: Callable[[], object]) -> dict[str, float]:
    """Give the first time, when little is in memory, the median of the next ones, and the processor's part of it.

    SQLite works within this process; what PostgreSQL's own process computes is in the time alone.
    """
    taken: list[float] = []
    computed: list[float] = []
    for _ in range(rounds + 1):
        begun, worked = time.perf_counter(), time.process_time()
        ask()
        taken.append(time.perf_counter() - begun)
        computed.append(time.process_time() - worked)
    return {"first": taken[0], "median": statistics.median(taken[1:]), "cpu": statistics.median(computed[1:])}


Figures = dict[tuple[int, str, bool], tuple[int, int]]
"""Airings and milliseconds by topic, grade, and whether they are repeats."""


class Questions:
    """What the product asks, and what is held beside it."""

    def __init__(self, store: Store, given: argparse.Namespace, country: Country) -> None:
        self.store, self.names = store, timetable(given.outlets)
        self.raw = country.days[: given.raw_days]

    def report(self, period: str, scope: ReportScope = EVERYTHING) -> AirtimeReport:
        """Ask for a report, as ``report totals`` does once the timetable is read."""
        with self.store.reading() as tx:
            return counted_airtime(tx, self.names, Period.parse(period), scope, as_of=None)

    def by_topic(self) -> list[Count]:
        """Ask for a national quarter by topic, genre and grade alone."""
        with self.store.reading() as tx:
            return list(tx.rollups.months([date(2025, month, 1) for month in (1, 2, 3)], [EVERY]))

    def plain(self) -> Figures:
        """Count the raw slice with plain SQL; no correction, no weaker evidence is there to be left out."""
        with self.store.reading() as tx:
            connection = tx.rollups.connection
            ends = {"first": _plain_day(connection, self.raw[0]), "last": _plain_day(connection, self.raw[-1])}
            found = connection.execute(text(PLAIN), ends)
            return {(topic, grade, bool(repeat)): (n, int(ms)) for topic, grade, repeat, n, ms in found}

    def by_days(self) -> Figures:
        """Ask the sums of the raw slice's days for the same."""
        told: Figures = {}
        with self.store.reading() as tx:
            for _, each in tx.rollups.days(self.raw, [EVERY]):
                for cell, amount in each.cells.items():
                    if cell.column in AIRED:
                        key = (cell.topic, cell.column.name.lower(), cell.repeat)
                        n, ms = told.get(key, (0, 0))
                        told[key] = (n + amount.airings, ms + amount.length)
        return told


def measure(kind: str, given: argparse.Namespace, country: Country) -> dict[str, Any]:
    """Make one store and put the questions."""
    with database(kind, given.place) as url:
        begun = time.perf_counter()
        Store.open(url).close()
        bulk(url, country, given.raw_days)
        store = Store.open(url)
        made = time.perf_counter() - begun
        print(f"{kind}: made in {made:.0f} s", file=sys.stderr)
        ask = Questions(store, given, country)
        one, group = ReportScope(outlet=ask.names.outlets[-1].id), ReportScope(group="huyen-0")
        asked: dict[str, Callable[[], object]] = {
            "national quarter by topic, genre, grade": ask.by_topic,
            "national quarter, whole report": lambda: ask.report("2025-Q1"),
            "national quarter, one topic, whole report": lambda: ask.report("2025-Q1", ReportScope(topic="3")),
            "one outlet's year, whole report": lambda: ask.report("2025", one),
            "one group's quarter, whole report": lambda: ask.report("2025-Q1", group),
            "raw slice by its days' sums": ask.by_days,
            "raw slice by plain SQL": ask.plain,
        }
        seconds = {name: timed(given.rounds, question) for name, question in asked.items()}
        year = ask.report("2025")
        same = ask.plain() == ask.by_days()
        store.close()
        return {
            "made_s": made,
            "bytes": size_of(url),
            "airings": year.total.aired_first.airings + year.total.aired_repeat.airings,
            "items": year.items,
            "raw": given.outlets * given.raw_days * AIRINGS,
            "same_as_raw": same,
            "seconds": seconds,
        }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--outlets", type=int, default=10_599)
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--raw-days", type=int, default=24)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--place", type=Path, default=Path(tempfile.gettempdir()))
    parser.add_argument("--only", choices=["sqlite", "postgresql"])
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    country = Country(given.outlets, given.days)
    kinds = [given.only] if given.only else ["sqlite", *(["postgresql"] if SERVER else [])]
    found = {kind: measure(kind, given, country) for kind in kinds}
    if given.json:
        print(json.dumps(found, indent=2))
        return
    for kind, told in found.items():
        print(f"{kind}: {told['airings']:,} airings of {told['items']:,} items, {told['bytes'] / 1e9:.1f} GB")
        print(f"  sums of the raw slice ({told['raw']:,} airings) are those of a plain count: {told['same_as_raw']}")
        base = told["seconds"]["raw slice by plain SQL"]["median"]
        print(f"  {'':<46}{'first':>10}{'median':>10}{'cpu':>10}{'plain count / this':>20}")
        for name, each in told["seconds"].items():
            times = "".join(f"{each[what]:>9.3f}s" for what in ("first", "median", "cpu"))
            print(f"  {name:<46}{times}{base / each['median']:>19.1f}x")


if __name__ == "__main__":
    main()
