"""Fresh stores for tests, on every database that is there; a conftest imports the fixtures that it needs."""

from __future__ import annotations

import os
import shutil
import uuid

import pytest
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from broadcaster.storage import upgrade
from broadcaster.storage.store import Store

SERVER = os.environ.get("BROADCASTER_TEST_POSTGRESQL", "")
"""A PostgreSQL server on which databases may be made: ``postgresql+psycopg://user:password@host/postgres``."""

EITHER = [
    "sqlite",
    pytest.param(
        "postgresql",
        marks=[
            pytest.mark.postgresql,
            pytest.mark.skipif(not SERVER, reason="BROADCASTER_TEST_POSTGRESQL names no server"),
        ],
    ),
]


def sqlite_url(path):
    return f"sqlite:///{path.as_posix()}"


def on_server(statement):
    """Run one statement on the server itself, outside a transaction."""
    with create_engine(SERVER, isolation_level="AUTOCOMMIT", poolclass=NullPool).connect() as connection:
        connection.exec_driver_sql(statement)


def database_url(name):
    return f"{SERVER.rpartition('/')[0]}/{name}"


def raw(url):
    """Give a bare engine of this database, past the station's rules."""
    return create_engine(url, poolclass=NullPool)


def run_raw(url, *statements):
    """Run statements past the station's rules and give the rows of the last one, if it has any."""
    with raw(url).begin() as connection:
        found = [connection.exec_driver_sql(statement) for statement in statements][-1]
        return found.all() if found.returns_rows else []


def copying(migrate):
    """Give a way to bring stores up that lets `migrate` make the first new SQLite store and copies it for others."""
    ours, made = (upgrade.MIGRATIONS, upgrade.NEWEST), []

    def copied_or_migrated(connection, revision, target, doors):
        new = (connection.dialect.name, revision, target) == ("sqlite", None, "head")
        new = new and ours == (upgrade.MIGRATIONS, upgrade.NEWEST)
        if new and made:
            for statement in made:
                connection.exec_driver_sql(statement)
            return
        migrate(connection, revision, target, doors)
        if new:
            dump = connection.connection.driver_connection.iterdump()
            made[:] = [each for each in dump if each not in {"BEGIN TRANSACTION;", "COMMIT;"}]

    return copied_or_migrated


@pytest.fixture(scope="session", autouse=True)
def new_stores_are_copied():
    """Save hundreds of tests the migrations of a new SQLite store; give what really migrates.

    Commands that tests start migrate by themselves, as do PostgreSQL databases and stores of an older schema.
    """
    real = upgrade.migrate
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(upgrade, "migrate", copying(real))
        yield real


@pytest.fixture(scope="module", autouse=True)
def real_migrations(new_stores_are_copied):
    """Let the migrations make every store where they are what is tested: by import into a conftest."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(upgrade, "migrate", new_stores_are_copied)
        yield


@pytest.fixture(scope="session")
def ready_sqlite(tmp_path_factory):
    """An SQLite file at the newest schema, to be copied."""
    path = tmp_path_factory.mktemp("store") / "ready.db"
    Store.open(sqlite_url(path)).close()
    return path


@pytest.fixture(scope="session")
def ready_postgresql():
    """A database at the newest schema, to be cloned."""
    name = f"broadcaster_ready_{uuid.uuid4().hex[:8]}"
    on_server(f"CREATE DATABASE {name}")
    Store.open(database_url(name)).close()
    yield name
    on_server(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def sqlite_store_url(tmp_path, ready_sqlite):
    folder = tmp_path / "đài mẫu"
    folder.mkdir()
    shutil.copy(ready_sqlite, folder / "broadcaster.db")
    return sqlite_url(folder / "broadcaster.db")


@pytest.fixture
def postgresql_store_url(ready_postgresql):
    name = f"broadcaster_test_{uuid.uuid4().hex[:8]}"
    on_server(f"CREATE DATABASE {name} TEMPLATE {ready_postgresql}")
    yield database_url(name)
    on_server(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=EITHER)
def store_url(request):
    """The address of a fresh store at the newest schema, on each database."""
    return request.getfixturevalue(f"{request.param}_store_url")


@pytest.fixture
def store(store_url):
    """A fresh open store, on each database."""
    opened = Store.open(store_url)
    yield opened
    opened.close()


@pytest.fixture(params=EITHER)
def empty_url(request, tmp_path):
    """The address of a database in which nothing was ever made."""
    if request.param == "sqlite":
        yield sqlite_url(tmp_path / "broadcaster.db")
        return
    name = f"broadcaster_empty_{uuid.uuid4().hex[:8]}"
    on_server(f"CREATE DATABASE {name}")
    yield database_url(name)
    on_server(f"DROP DATABASE {name} WITH (FORCE)")
