"""What a database refuses, said in the station's own errors; done once, here."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Generator
from pathlib import Path

from sqlalchemy import URL, Engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from broadcaster.errors import (
    BroadcasterError,
    DiskFull,
    FileMissing,
    ReadOnlyPlace,
    StoreBusy,
    StoreDamaged,
    StoreFailed,
)
from broadcaster.storage.disk_room import lacks_room

_PRIMARY = 0xFF
"""SQLite's extended codes carry the primary code in the lowest byte."""

_UNREACHED = "08"
_CLASHES = "23"
"""Classes of PostgreSQL's codes: connection exceptions (none at all when no server answered), broken constraints."""

_OVERLAP = "23P01"
"""PostgreSQL's code for a broken exclusion constraint; the store has one, against sessions that overlap."""

_CLASH = "dữ liệu trùng hoặc thiếu liên kết"
_OVERLAPS = "Hai buổi phát chồng giờ nhau trên một nơi phát"
_DISK = "ổ đĩa đọc hoặc ghi bị lỗi"

_SQLITE: dict[int, type[BroadcasterError]] = {
    sqlite3.SQLITE_READONLY: ReadOnlyPlace,
    sqlite3.SQLITE_PERM: ReadOnlyPlace,
    sqlite3.SQLITE_FULL: DiskFull,
    sqlite3.SQLITE_BUSY: StoreBusy,
    sqlite3.SQLITE_LOCKED: StoreBusy,
    sqlite3.SQLITE_CORRUPT: StoreDamaged,
    sqlite3.SQLITE_NOTADB: StoreDamaged,
}
_POSTGRESQL: dict[str, type[BroadcasterError]] = {
    "25006": ReadOnlyPlace,  # read_only_sql_transaction
    "42501": ReadOnlyPlace,  # insufficient_privilege
    "53100": DiskFull,
    "53300": StoreBusy,  # too_many_connections
    "55P03": StoreBusy,  # lock_not_available
    "40001": StoreBusy,  # serialization_failure
    "40P01": StoreBusy,  # deadlock_detected
    "XX001": StoreDamaged,  # data_corrupted
    "XX002": StoreDamaged,  # index_corrupted
}


def place_of(url: URL) -> str:
    """Name a store for people: the file, or the address without its password."""
    if url.get_backend_name() == "sqlite" and url.database:
        return url.database.removeprefix("file:")
    return url.render_as_string(hide_password=True)


def translate(engine: Engine, place: str) -> None:
    """Have every refusal of this database raised as the station's own error, with the driver's in ``__cause__``."""

    def raise_ours(context: ExceptionContext) -> None:
        refusal = context.original_exception
        from_driver = isinstance(context.sqlalchemy_exception, DBAPIError) or isinstance(refusal, UnicodeEncodeError)
        if from_driver and not context.is_pre_ping:
            raise meaning(refusal, place)

    event.listen(engine, "handle_error", raise_ours)


def meaning(refusal: BaseException, place: str) -> BroadcasterError:
    """Say what a driver's error means for people."""
    first = next(iter(str(refusal).strip().splitlines()), "không rõ")
    if isinstance(refusal, UnicodeEncodeError):
        return StoreFailed(store=place, reason=f"văn bản có ký tự không hợp lệ ({first})")
    if isinstance(refusal, sqlite3.Error):
        code: int = getattr(refusal, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
        kind = _of_sqlite(code & _PRIMARY, place)
        clashes = code & _PRIMARY == sqlite3.SQLITE_CONSTRAINT and code != sqlite3.SQLITE_CONSTRAINT_TRIGGER
        said = _CLASH if clashes else _DISK if code & _PRIMARY == sqlite3.SQLITE_IOERR else ""
        return kind(store=place, path=place, reason=f"{said} ({first})" if said else first)
    state: str = getattr(refusal, "sqlstate", None) or _UNREACHED
    said = {_UNREACHED: "không kết nối được máy chủ", _CLASHES: _CLASH}.get(state[:2])
    said = _OVERLAPS if state == _OVERLAP else said
    return _POSTGRESQL.get(state, StoreFailed)(store=place, path=place, reason=f"{said} ({first})" if said else first)


@contextlib.contextmanager
def connecting(place: str) -> Generator[None]:
    """Translate what can go wrong before a database is reached: a bad address, a missing driver, no free connection.

    Raises:
        StoreFailed, StoreBusy: with the first error in ``__cause__``.
    """
    try:
        yield
    except PoolTimeout as error:
        raise StoreBusy(store=place) from error
    except ArgumentError as error:
        raise StoreFailed(store=place, reason=f"địa chỉ không dùng được ({error})") from error
    except ModuleNotFoundError as error:
        advice = 'cài bằng: pip install "broadcaster[postgresql]"'
        raise StoreFailed(store=place, reason=f"thiếu thư viện {error.name}, {advice}") from error


def _of_sqlite(code: int, place: str) -> type[BroadcasterError]:
    if code in {sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN} and lacks_room(place):
        return DiskFull
    if code == sqlite3.SQLITE_CANTOPEN:
        return ReadOnlyPlace if Path(place).parent.is_dir() else FileMissing
    return _SQLITE.get(code, StoreFailed)
