"""Who of several running services does the work: the one that holds a lock which falls when its process dies."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from filelock import FileLock, Timeout
from sqlalchemy import Connection, Engine, text

from broadcaster.errors import BroadcasterError
from broadcaster.files import translated
from broadcaster.storage.connections import Doors
from broadcaster.storage.refusals import connecting

_LOCKS = {"leader": 0x62_72_6C_65_61_64, "orders": 0x62_72_6F_72_64_72}
"""Advisory lock of each post; it belongs to a session, so that PostgreSQL lets it go with the connection."""


class Leadership(Protocol):
    """The right to do the service's work for one store."""

    def take(self) -> bool:
        """Take the lead if nobody else has it, without waiting, and say whether we have it."""
        ...

    def holds(self) -> bool:
        """Say whether we still have it."""
        ...

    def let_go(self) -> None:
        """Let another one have it."""
        ...


def leadership(doors: Doors, post: str = "leader") -> Leadership:
    """Give the lead of a store: a locked file beside an SQLite file, an advisory lock in PostgreSQL.

    The post is ``leader`` for the jobs by the clock, ``orders`` for what people ask for; each is had by one process.
    """
    if doors.reader.dialect.name == "sqlite":
        return _LockedFile(Path(f"{doors.place}.{post}"))
    return _AdvisoryLock(doors.reader, doors.place, _LOCKS[post])


class _LockedFile:
    """The operating system lets the lock of a dead process go; the file itself means nothing and stays."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = FileLock(path, thread_local=False)

    def take(self) -> bool:
        if self.holds():
            return True
        with translated(self._path):
            try:
                self._lock.acquire(timeout=0)
            except Timeout:
                return False
        return True

    def holds(self) -> bool:
        return self._lock.is_locked

    def let_go(self) -> None:
        if self.holds():
            self._lock.release(force=True)


class _AdvisoryLock:
    """Held by one connection that does nothing else."""

    def __init__(self, engine: Engine, place: str, lock: int) -> None:
        self._engine = engine.execution_options(isolation_level="AUTOCOMMIT", postgresql_readonly=False)
        self._place = place
        self._lock = lock
        self._connection: Connection | None = None

    def take(self) -> bool:
        if self.holds():
            return True
        with connecting(self._place):
            connection = self._engine.connect()
        asked = text("SELECT pg_try_advisory_lock(:lock)")
        if connection.execute(asked, {"lock": self._lock}).scalar():
            self._connection = connection
            return True
        connection.close()
        return False

    def holds(self) -> bool:
        if self._connection is None:
            return False
        try:
            self._connection.execute(text("SELECT 1"))
        except BroadcasterError:  # the server went away, and the lock with it
            self._drop(self._connection)
            return False
        return True

    def let_go(self) -> None:
        if self._connection is not None and self.holds():
            self._connection.execute(text("SELECT pg_advisory_unlock(:lock)"), {"lock": self._lock})
            self._drop(self._connection)

    def _drop(self, connection: Connection) -> None:
        connection.invalidate()
        connection.close()
        self._connection = None
