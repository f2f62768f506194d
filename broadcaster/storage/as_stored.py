"""Rows read as they lie there, to be checked: a value that its column cannot hold is named instead of being fatal."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from sqlalchemy import Column, Connection, Integer, Table, type_coerce
from sqlalchemy.sql.elements import Label
from sqlalchemy.types import NullType

from broadcaster.storage.rows import columns_of

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_V = TypeVar("_V", bound="DataclassInstance")


@dataclass(frozen=True, kw_only=True, slots=True)
class Spoiled:
    """A row that no value can be made of."""

    column: str
    """The first column that holds what it cannot hold."""


class AsStored(Generic[_V]):
    """Makes one kind of value of the raw rows of its table."""

    def __init__(self, connection: Connection, table: Table, kind: type[_V]) -> None:
        """Take the columns as the database's driver gives them."""
        self._kind = kind
        columns = columns_of(table, kind)
        self._names = [each.name for each in columns]
        self._readers = [_reader(each, connection) for each in columns]
        self.raw: list[Label[Any]] = [
            type_coerce(each, NullType()).label(f"{table.name}_{each.name}") for each in columns
        ]
        """What to select."""

    def value(self, row: Sequence[Any]) -> _V | Spoiled:
        """Make the value of a row, or name the column that spoils it."""
        found: dict[str, Any] = {}
        for name, read, given in zip(self._names, self._readers, row, strict=True):
            try:
                found[name] = read(given)
            except (ValueError, TypeError):
                return Spoiled(column=name)
        return self._kind(**found)


@contextlib.contextmanager
def any_text(connection: Connection) -> Generator[None]:
    """Have SQLite give what is no text as bytes, where it would refuse the whole row."""
    driver = connection.connection.driver_connection
    if not isinstance(driver, sqlite3.Connection):
        yield
        return
    driver.text_factory = _text_or_bytes
    try:
        yield
    finally:
        driver.text_factory = str


def _text_or_bytes(content: bytes) -> str | bytes:
    try:
        return content.decode()
    except UnicodeDecodeError:
        return content


def _reader(column: Column[Any], connection: Connection) -> Callable[[Any], Any]:
    """Give what reads one column's raw values; it raises ValueError or TypeError for those that cannot be there."""
    processor = column.type.dialect_impl(connection.dialect).result_processor(connection.dialect, None)
    kind = int if isinstance(column.type, Integer) else object

    def read(given: Any) -> Any:  # noqa: ANN401 - whatever stands there
        if given is None and column.nullable:
            return None
        value = given if processor is None or isinstance(given, bytes) else processor(given)
        if value is None or isinstance(value, bytes) or not isinstance(value, kind):
            raise TypeError(column.name)
        return value

    return read
