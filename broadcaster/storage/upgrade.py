"""Brings a store to the newest schema; quick when it is there already, safe when two programs open it at once."""

from __future__ import annotations

import threading
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from broadcaster.errors import StoreTooNew
from broadcaster.storage.connections import Doors, keep_write_ahead_log

NEWEST = "0009"
"""The newest revision under ``migrations/versions``."""

MIGRATIONS = Path(__file__).parent / "migrations"

_one_at_a_time = threading.Lock()
"""Alembic keeps its context in module globals."""


def bring_up(doors: Doors) -> None:
    """Make the schema the newest; all or nothing.

    Raises:
        StoreTooNew: a newer broadcaster has used this store; nothing was touched.
        StoreFailed, StoreBusy, StoreDamaged, ReadOnlyPlace, DiskFull, FileMissing.
    """
    keep_write_ahead_log(doors)
    with doors.reader.begin() as connection:
        if _revision(connection) == NEWEST:
            return
    with _one_at_a_time, doors.writer.begin() as connection:
        revision = _revision(connection)  # another program may have come first
        if revision != NEWEST:
            _migrate(connection, revision, doors.place)


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _migrate(connection: Connection, revision: str | None, place: str) -> None:
    # Alembic is loaded only when the schema moves, so that opening a ready store stays quick.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415
    from alembic.util import CommandError  # noqa: PLC0415

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    try:
        if revision is not None:
            ScriptDirectory.from_config(config).get_revision(revision)
    except CommandError as error:
        raise StoreTooNew(store=place) from error
    command.upgrade(config, "head")
