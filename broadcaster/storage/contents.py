"""A store's rows in a form that belongs to no database, and back: for backups, and for going from one to the other.

The tables are looked up in the database itself, so that a store of an older schema can be read too.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any, cast

from sqlalchemy import Boolean, Column, Connection, Date, DateTime, LargeBinary, MetaData, Table, func, select, text
from sqlalchemy import insert as plain_insert

from broadcaster.errors import StoreFailed
from broadcaster.storage.rows import add_new

Row = Mapping[str, object]
"""One row as JSON knows it: texts, whole and broken numbers, true and false, null."""

REVISION_TABLE = "alembic_version"

VERSIONED = {"news_version": "news", "script_version": "script"}
"""Tables whose rows are only ever added, with the table that says which version of each thing stands."""

DERIVED = frozenset({"airtime_day", "airtime_month", "airtime_item", "airtime_stale"})
"""Tables of sums, which are made anew from the others: they are neither copied nor compared, only dropped."""

_AT_ONCE = 200
_UNSEEN = ("arrived",)
"""Columns that the database numbers by itself: two stores may number the same fact differently."""

_LINKED = ("airing", "airing_link")
"""Tables that name one another's rows by that number, so that it has to stay."""

_RANGES = (
    "SELECT t.typname FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace"
    " WHERE n.nspname = current_schema() AND t.typtype = 'r'"
)

_MARKERS = (
    "SELECT p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace"
    " WHERE n.nspname = current_schema() AND strpos(p.proname, '_stale_') > 0 AND p.prorettype = 'trigger'::regtype"
)

_FACTS = {
    "sqlite": "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger' AND name = tbl_name || '_no_delete'",
    "postgresql": "SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
    " JOIN pg_namespace n ON n.oid = c.relnamespace"
    " WHERE n.nspname = current_schema() AND t.tgname = c.relname || '_no_delete'",
}


class Contents:
    """All rows of a store, within an open transaction."""

    def __init__(self, connection: Connection) -> None:
        """Look up the tables."""
        self.connection = connection
        found = MetaData()
        found.reflect(connection)
        there = {each.name: each for each in found.sorted_tables if each.name != REVISION_TABLE}
        self.tables: dict[str, Table] = {name: each for name, each in there.items() if name not in DERIVED}
        self._derived = sorted(DERIVED.intersection(there))

    def facts(self) -> tuple[str, ...]:
        """Give the tables of what is never lost: those that the database lets nobody change, and what is like them."""
        asked = text(_FACTS[self.connection.dialect.name])
        guarded = {str(name) for (name,) in self.connection.execute(asked)}
        wanted = guarded | {"job_run", "timetable", *VERSIONED}
        return tuple(name for name in self.tables if name in wanted)

    def rows(self, name: str) -> Iterator[Row]:
        """Give a table's rows in the order of its key."""
        table = self.tables[name]
        found = select(table).order_by(*table.primary_key.columns)
        forms = [(column.name, _out(column)) for column in table.columns]
        for row in self.connection.execute(found, execution_options={"yield_per": _AT_ONCE}):
            yield {name: form(value) for (name, form), value in zip(forms, row, strict=True)}

    def count(self, name: str) -> int:
        """Give the number of a table's rows."""
        return self.connection.execute(select(func.count()).select_from(self.tables[name])).scalar_one()

    def newest(self, name: str) -> datetime | None:
        """Give the newest time that a table's rows name, of the first column that holds times."""
        times = [each for each in self.tables[name].columns if isinstance(each.type, DateTime)]
        if not times:
            return None
        found = self.connection.execute(select(func.max(times[0]))).scalar()
        return found.replace(tzinfo=UTC) if found is not None and found.tzinfo is None else found

    def fill(self, name: str, rows: Iterable[Row]) -> None:
        """Put rows into a table that has none; columns that they lack keep their default."""
        table = self.tables[name]
        rest = iter(rows)
        while part := list(islice(rest, _AT_ONCE)):
            self.connection.execute(plain_insert(table), [_in(table, row) for row in part])
        self._go_on_numbering(name)

    def _go_on_numbering(self, name: str) -> None:
        """Let PostgreSQL's own numbers go on after those that were put in; SQLite does so by itself."""
        table = self.tables[name]
        if "arrived" in table.columns and self.connection.dialect.name == "postgresql":
            numbers = func.pg_get_serial_sequence(name, "arrived")
            highest = select(func.max(table.c.arrived)).scalar_subquery()
            self.connection.execute(select(func.setval(numbers, func.coalesce(highest, 1), highest.is_not(None))))

    def merge(self, name: str, rows: Iterable[Row]) -> None:
        """Add rows that are not there yet, numbered anew; of versions, the highest stands from then on.

        Entries of the log and the links of its chain keep their numbers, and their places in the chain.

        Raises:
            StoreFailed: another entry has that number already.
        """
        table = self.tables[name]
        linked = name in _LINKED
        new = [_in(table, row, leave_out=() if linked else _UNSEEN) for row in rows]
        for each in new:
            if not add_new(self.connection, table, [each]) and linked:
                reason = f"số thứ tự {each['arrived']} của bảng {name} đã thuộc về mục khác"
                raise StoreFailed(store=name, reason=reason)
        if linked:
            self._go_on_numbering(name)
        if name in VERSIONED:
            self._let_stand(self.tables[VERSIONED[name]], new)

    def drop(self) -> None:
        """Drop every table and what guards it."""
        for name in (*self._derived, *reversed(self.tables)):
            self.connection.execute(text(f"DROP TABLE {name}"))
        if self.connection.dialect.name == "postgresql":  # SQLite drops what guards a table together with it
            for name in self.tables:
                self.connection.execute(text(f"DROP FUNCTION IF EXISTS {name}_only_ever_added()"))
            for name in self.connection.execute(text(_MARKERS)).scalars().all():
                self.connection.execute(text(f"DROP FUNCTION {name}()"))
            for name in self.connection.execute(text(_RANGES)).scalars().all():
                self.connection.execute(text(f"DROP TYPE {name}"))
        self.connection.execute(text(f"DROP TABLE IF EXISTS {REVISION_TABLE}"))

    def _let_stand(self, heads: Table, versions: Iterable[Mapping[str, Any]]) -> None:
        for each in versions:
            head = {"id": each["id"], "version": each["version"]}
            if not add_new(self.connection, heads, [head]):
                older = (heads.c.id == head["id"], heads.c.version < head["version"])
                self.connection.execute(heads.update().where(*older).values(version=head["version"]))


def mark(name: str, row: Row) -> bytes:
    """Give what is the same of one fact in two stores, whatever number each gave it; of a job's run, job and time."""
    told = {"job": row["job"], "due_at": row["due_at"]} if name == "job_run" else row
    shown = {key: value for key, value in told.items() if key not in _UNSEEN}
    return hashlib.sha256(json.dumps(shown, sort_keys=True).encode()).digest()


def _out(column: Column[Any]) -> Callable[[Any], object]:
    """Give how a column's values are written."""
    if isinstance(column.type, DateTime):
        return _instant_out
    if isinstance(column.type, Date):
        return lambda value: None if value is None else cast("date", value).isoformat()
    if isinstance(column.type, LargeBinary):
        return lambda value: None if value is None else base64.b64encode(value).decode()
    return lambda value: value


def _instant_out(value: datetime | None) -> str | None:
    if value is None:
        return None
    aware = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    return aware.isoformat()


def _in(table: Table, row: Row, *, leave_out: Iterable[str] = ()) -> dict[str, Any]:
    """Give a row as this database wants it."""
    return {name: _taken(table.columns[name], value) for name, value in row.items() if name not in leave_out}


def _taken(column: Column[Any], value: Any) -> Any:  # noqa: ANN401 - any value of any column
    if value is None:
        return None
    if isinstance(column.type, DateTime):
        at = datetime.fromisoformat(value)
        return at if column.type.timezone else at.replace(tzinfo=None)
    if isinstance(column.type, Date):
        return date.fromisoformat(value)
    if isinstance(column.type, LargeBinary):
        return base64.b64decode(value)
    return bool(value) if isinstance(column.type, Boolean) else value
