"""Whether anybody has written since, told so quickly that every request may ask."""

from __future__ import annotations

import sqlite3

from sqlalchemy.pool import PoolProxiedConnection

from broadcaster.storage.connections import Doors


class Changes:
    """A connection of its own that only ever asks for the file's number (``PRAGMA data_version``)."""

    def __init__(self, connection: PoolProxiedConnection | None) -> None:
        """Use :func:`changes`."""
        self._connection = connection

    def mark(self) -> int | None:
        """Give a number that changes with every transaction of any other connection; none where there is no such."""
        if self._connection is None:
            return None
        try:
            cursor = self._connection.cursor()
            cursor.execute("PRAGMA data_version")
            found = cursor.fetchone()
            cursor.close()
        except sqlite3.Error:  # then whoever asks looks into the store, and hears from it what is wrong
            return None
        return int(found[0]) if found else None

    def close(self) -> None:
        """Let go of the connection."""
        if self._connection is not None:
            self._connection.close()


def changes(doors: Doors) -> Changes:
    """Open the way to a database's number; PostgreSQL has none that comes without a look."""
    if doors.reader.dialect.name != "sqlite":
        return Changes(None)
    lent = doors.reader.raw_connection()
    lent.detach()
    return Changes(lent)
