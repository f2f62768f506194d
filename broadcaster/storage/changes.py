"""Whether anybody has written since, told so quickly that every request may ask."""

from __future__ import annotations

import sqlite3
from typing import cast

from broadcaster.storage.connections import Doors


class Changes:
    """A connection of its own that only ever asks for the file's number (``PRAGMA data_version``)."""

    def __init__(self, driver: sqlite3.Connection | None) -> None:
        """Use :func:`changes`."""
        self._driver = driver

    def mark(self) -> int | None:
        """Give a number that changes with every transaction of any other connection; none where there is no such."""
        if self._driver is None:
            return None
        try:
            (number,) = self._driver.execute("PRAGMA data_version").fetchone()
        except sqlite3.Error:  # then whoever asks looks into the store, and hears from it what is wrong
            return None
        return int(number)

    def close(self) -> None:
        """Let go of the connection."""
        if self._driver is not None:
            self._driver.close()


def changes(doors: Doors) -> Changes:
    """Open the way to a database's number; PostgreSQL has none that comes without a look."""
    if doors.reader.dialect.name != "sqlite":
        return Changes(None)
    lent = doors.reader.raw_connection()
    lent.detach()
    return Changes(cast("sqlite3.Connection", lent.driver_connection))
