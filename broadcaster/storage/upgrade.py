"""Brings a store to the newest schema; quick when it is there already, safe when two programs open it at once."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
import uuid
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from broadcaster.errors import StoreTooNew
from broadcaster.storage.connections import Doors, keep_write_ahead_log
from broadcaster.storage.refusals import meaning

NEWEST = "0026"
"""The newest revision under ``migrations/versions``."""

MIGRATIONS = Path(__file__).parent / "migrations"

_one_at_a_time = threading.Lock()
"""Alembic keeps its context in module globals."""


def bring_up(doors: Doors) -> None:
    """Make the schema the newest; all or nothing. An SQLite file is copied first, to a neighbour named by its revision.

    Raises:
        StoreTooNew: a newer broadcaster has used this store; nothing was touched.
        StoreFailed, StoreBusy, StoreDamaged, ReadOnlyPlace, DiskFull, FileMissing.
    """
    keep_write_ahead_log(doors)
    with doors.reader.begin() as connection:
        found = revision_of(connection)
    if found == NEWEST:
        return
    with doors.writer.begin() as connection:
        revision = revision_of(connection)  # another program may have come first
        if revision != NEWEST:
            migrate(connection, revision, "head", doors)


def revision_of(connection: Connection) -> str | None:
    """Give the revision of a store's schema; none for a database in which nothing was ever made."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def migrate(connection: Connection, revision: str | None, target: str, doors: Doors) -> None:
    """Bring the schema from a revision to a later one, within an open transaction; raises StoreTooNew."""
    # Alembic is loaded only when the schema moves, so that opening a ready store stays quick.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415
    from alembic.util import CommandError  # noqa: PLC0415

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    try:
        for each in filter(None, (revision, target)):
            ScriptDirectory.from_config(config).get_revision(each)
    except CommandError as error:
        raise StoreTooNew(store=doors.place) from error
    if revision is not None and connection.dialect.name == "sqlite":
        _keep_copy(Path(doors.place), revision)
    with _one_at_a_time:
        command.upgrade(config, target)


def _keep_copy(store: Path, revision: str) -> None:
    """Copy an SQLite file as it stands beside itself, whole or not at all; nobody else writes meanwhile."""
    path = store.with_name(f"{store.name}.ban-{revision}")
    part = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}.part")
    try:
        with contextlib.closing(sqlite3.connect(store)) as now, contextlib.closing(sqlite3.connect(part)) as copy:
            now.backup(copy)  # over a connection of its own: the one that is to migrate has a transaction open
        part.replace(path)
    except (sqlite3.Error, OSError) as error:
        raise meaning(error, str(path)) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
