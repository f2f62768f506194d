"""The stores that other tests get are those that the migrations make."""

import sqlite3
from contextlib import closing

import stores
from stores import sqlite_url

from broadcaster.storage import upgrade
from broadcaster.storage.store import Store


def made(path):
    Store.open(sqlite_url(path)).close()
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def test_a_copied_store_holds_what_a_migrated_one_holds(tmp_path, monkeypatch, new_stores_are_copied):
    calls = []

    def migrations(*given):
        calls.append(given)
        new_stores_are_copied(*given)

    monkeypatch.setattr(upgrade, "migrate", stores.copying(migrations))
    assert made(tmp_path / "mot.db") == made(tmp_path / "hai.db")
    assert len(calls) == 1
