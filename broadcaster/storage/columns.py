"""How domain values lie in columns: UTC instants, words, whole documents."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import BigInteger, DateTime, Dialect, Integer, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

Name: TypeEngine[str] = Text().with_variant(Text(collation="C"), "postgresql")
"""An id or code; both databases put it in the order of its bytes."""

Serial: TypeEngine[int] = BigInteger().with_variant(Integer(), "sqlite")
"""A number that the database gives, in order of arrival."""


class Instant(TypeDecorator[datetime]):
    """An aware datetime, kept in UTC and read back aware."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Bring to UTC; raises ValueError for a naive datetime, which is always a mistake in the program."""
        del dialect
        if value is not None and value.utcoffset() is None:
            raise ValueError(f"naive datetime: {value!r}")
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give it aware; SQLite keeps no offset."""
        del dialect
        if value is None or value.tzinfo is UTC:
            return value
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Word(TypeDecorator[StrEnum]):
    """A member of an enumeration, kept as its value."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: type[StrEnum]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: StrEnum | None, dialect: Dialect) -> str | None:
        """Give its value."""
        del dialect
        return None if value is None else value.value

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:
        """Give the member."""
        del dialect
        return None if value is None else self.kind(value)


class OutletOrEvery(TypeDecorator[str]):
    """An outlet id, or none for every outlet; never NULL, so that a unique constraint sees it."""

    impl = Name
    cache_ok = True
    coerce_to_is_types = ()

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str:
        """Write every outlet as an empty string."""
        del dialect
        return value or ""

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """Read an empty string as every outlet."""
        del dialect
        return value or None


class Document(TypeDecorator[Any]):
    """A tree of frozen values, kept as JSON text."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: Any) -> None:  # noqa: ANN401 - a type form such as tuple[Cut, ...] has no type of its own
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: Any, dialect: Dialect) -> str:  # noqa: ANN401 - any document
        """Write JSON."""
        del dialect
        return _form(self.kind).dump_json(value).decode()

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ANN401 - any document
        """Read JSON and check it."""
        del dialect
        return None if value is None else _form(self.kind).validate_json(value)


@cache
def _form(kind: Any) -> TypeAdapter[Any]:  # noqa: ANN401 - a type form
    return TypeAdapter(kind)
