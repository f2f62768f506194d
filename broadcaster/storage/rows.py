"""Values to rows and back: a table's columns are named like the fields of the frozen value that they hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Column, Connection, Select, Table, literal
from sqlalchemy.dialects import postgresql, sqlite

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_T = TypeVar("_T")
_V = TypeVar("_V")

_AT_ONCE = 500
"""Fewer than the fewest parameters that any SQLite allows in one statement."""


def row_of(value: DataclassInstance, *left_out: str, **more: object) -> dict[str, Any]:
    """Give the fields of a frozen value, with some left out and some columns more."""
    row = {field.name: getattr(value, field.name) for field in fields(value) if field.name not in left_out}
    return row | more


def columns_of(table: Table, kind: type[DataclassInstance], *left_out: str) -> list[Column[Any]]:
    """Give the columns that hold the fields of a kind of value."""
    return [table.c[field.name] for field in fields(kind) if field.name not in left_out]


def values(connection: Connection, kind: type[_V], statement: Select[Any]) -> tuple[_V, ...]:
    """Read rows as frozen values."""
    found = connection.execute(statement)
    names = tuple(found.keys())
    return tuple(kind(**dict(zip(names, row, strict=True))) for row in found)


def value(connection: Connection, kind: type[_V], statement: Select[Any]) -> _V | None:
    """Read the first row as a frozen value, or nothing."""
    return next(iter(values(connection, kind, statement.limit(1))), None)


def add_new(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> int:
    """Insert the rows whose keys are not there yet and give their number."""
    if not rows:
        return 0
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    statement = insert(table).on_conflict_do_nothing().returning(literal(1))
    return len(connection.execute(statement, rows).all())


def in_parts(wanted: Iterable[_T]) -> Iterable[list[_T]]:
    """Cut a long list of keys into parts that fit one statement each."""
    rest = iter(dict.fromkeys(wanted))
    while part := list(islice(rest, _AT_ONCE)):
        yield part
