"""How the two databases are reached, so that both behave alike: readers see one moment, writers wait their turn."""

from __future__ import annotations

import os
import sqlite3
import time
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.engine.interfaces import DBAPIConnection

from broadcaster.errors import StoreBusy, StoreFailed
from broadcaster.storage.disk_room import TO_OPEN, TO_WRITE, check_room
from broadcaster.storage.refusals import connecting, meaning, place_of, translate

WAIT_S = 30
"""How long one writer waits for another before StoreBusy."""

_TRIES = 300
_FILE = "sqlite:///"
_WRITES = "broadcaster_writes"
_WRITERS_LOCK = 0x62_72_6F_61_64
"""Advisory lock that makes the writers of one PostgreSQL database take turns, as SQLite's do."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Doors:
    """The two ways into one database; they share a pool."""

    place: str
    """Its name for people."""
    reader: Engine
    """Each transaction sees one moment and can write nothing."""
    writer: Engine
    """Each transaction begins when no other writer is inside."""

    def close(self) -> None:
        """Let go of every connection."""
        self.reader.dispose()


def doors(address: str) -> Doors:
    """Make ready for a database without touching it; raises StoreFailed for an address that cannot be used."""
    with connecting(address):
        url = _address(address)
    place = place_of(url)
    with connecting(place):
        if url.get_backend_name() == "sqlite":
            return _sqlite(url, place)
        if url.get_backend_name() == "postgresql":
            return _postgresql(url, place)
    reason = f"không dùng được loại {url.get_backend_name()}; chỉ dùng sqlite:/// hoặc postgresql+psycopg://"
    raise StoreFailed(store=place, reason=reason)


def _address(address: str) -> URL:
    """Take the path of an SQLite file exactly as it is: folders may be called anything, ``50%`` and ``a?b`` too."""
    path = address.removeprefix(_FILE)
    if path in {address, ""} or path.startswith("file:"):
        return make_url(address)
    return URL.create("sqlite", database=path)


# --- SQLite ---------------------------------------------------------------------------------------------------------


def _sqlite(url: URL, place: str) -> Doors:
    if url.database in {None, "", ":memory:"}:
        raise StoreFailed(store=place, reason="địa chỉ thiếu tên tệp, viết dạng sqlite:///C:/dai/broadcaster.db")
    engine = create_engine(_unchanging(Path(url.database or "")) or url, connect_args={"timeout": WAIT_S})
    translate(engine, place)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return Doors(place=place, reader=engine, writer=engine.execution_options(**{_WRITES: True}))


def _unchanging(path: Path) -> URL | None:
    """Give the address of a file in a folder where nothing can be made, so that it is read without its neighbours.

    A log beside it (``-wal``) means that it may change or is not whole by itself: then it is opened as ever.
    """
    log = path.with_name(f"{path.name}-wal")
    if not path.is_file() or log.exists() or os.access(path.parent, os.W_OK):
        return None
    query = {"mode": "ro", "immutable": "1", "uri": "true"}
    return URL.create("sqlite", database=path.absolute().as_uri(), query=query)


def _prepare_sqlite(connection: DBAPIConnection, _: object) -> None:
    connection.isolation_level = None  # we begin transactions ourselves; the driver would begin them too late
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA recursive_triggers = ON")  # so that INSERT OR REPLACE meets the triggers too
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    if writes:
        check_room(place_of(connection.engine.url), TO_WRITE)
    connection.exec_driver_sql(f"PRAGMA query_only = {'OFF' if writes else 'ON'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def keep_write_ahead_log(doors: Doors) -> None:
    """Put an SQLite file into WAL mode, in which readers never block; a read-only file stays as it is.

    Raises:
        StoreBusy: when others hold the file for longer than WAIT_S.
        DiskFull: its disk has too little room to open it safely.
    """
    if doors.writer.dialect.name != "sqlite":
        return
    check_room(doors.place, TO_OPEN)
    with connecting(doors.place), doors.writer.connect() as connection:
        driver = cast("sqlite3.Connection", connection.connection.driver_connection)
        for _ in range(_TRIES):
            if _in_write_ahead_log(driver, doors.place):
                return
            time.sleep(WAIT_S / _TRIES)  # SQLite does not wait by itself for a change of this mode
    raise StoreBusy(store=doors.place)


def _in_write_ahead_log(driver: sqlite3.Connection, place: str) -> bool:
    try:
        driver.execute("PRAGMA journal_mode = WAL")
    except sqlite3.Error as error:
        ours = meaning(error, place)
        if isinstance(ours, StoreBusy):
            return False
        raise ours from error
    return True


# --- PostgreSQL -----------------------------------------------------------------------------------------------------


def _postgresql(url: URL, place: str) -> Doors:
    if url.drivername == "postgresql":
        url = url.set(drivername="postgresql+psycopg")
    patience = {} if "connect_timeout" in url.query else {"connect_timeout": WAIT_S}
    engine = create_engine(url, connect_args=patience, pool_pre_ping=True)
    translate(engine, place)
    event.listen(engine, "begin", _begin_postgresql)
    reader = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    writer = engine.execution_options(isolation_level="READ COMMITTED", **{_WRITES: True})
    return Doors(place=place, reader=reader, writer=writer)


def _begin_postgresql(connection: Connection) -> None:
    if connection.get_execution_options().get(_WRITES, False):
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{WAIT_S}s'")
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _WRITERS_LOCK})
