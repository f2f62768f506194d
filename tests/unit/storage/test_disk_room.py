"""On a full disk SQLite would speak of I/O errors in English, or be killed by the system: we look first."""

import os
import shutil
import sqlite3
from types import SimpleNamespace

import pytest
from makers import a_news_item
from stores import sqlite_url

from broadcaster.errors import DiskFull, ReadOnlyPlace, StoreFailed
from broadcaster.storage.disk_room import TO_OPEN, TO_WRITE
from broadcaster.storage.refusals import meaning
from broadcaster.storage.store import Store


@pytest.fixture
def disk(monkeypatch):
    """A disk whose free bytes a test sets."""
    told = SimpleNamespace(total=8_000_000, free=8_000_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: told)
    return told


def _io_error(code=sqlite3.SQLITE_IOERR_SHMSIZE):
    refusal = sqlite3.OperationalError("disk I/O error")
    refusal.sqlite_errorcode = code
    return refusal


def test_a_store_is_not_opened_where_its_readers_file_has_no_room(sqlite_store_url, disk):
    Store.open(sqlite_store_url).close()
    disk.free = TO_OPEN - 1
    with pytest.raises(DiskFull, match=r"broadcaster\.db"):
        Store.open(sqlite_store_url)
    disk.free = TO_OPEN
    Store.open(sqlite_store_url).close()


def test_nothing_is_written_on_the_last_bytes_and_reading_goes_on(sqlite_store_url, disk):
    store = Store.open(sqlite_store_url)
    with store.writing() as tx:
        tx.news.save(a_news_item())
    disk.free = TO_WRITE - 1
    with pytest.raises(DiskFull, match=r"broadcaster\.db"), store.writing():
        pytest.fail("let in")
    with store.reading() as tx:
        assert tx.news.all() == (a_news_item(),)
    disk.free = TO_WRITE
    with store.writing() as tx:
        tx.news.save(a_news_item(title="Tin sau"))
    store.close()


@pytest.mark.parametrize("code", [sqlite3.SQLITE_IOERR_SHMSIZE, sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_CANTOPEN])
def test_an_error_of_the_disk_means_a_full_one_when_there_is_no_room(tmp_path, disk, code):
    disk.free = 0
    assert isinstance(meaning(_io_error(code), str(tmp_path / "broadcaster.db")), DiskFull)


def test_an_error_of_a_disk_with_room_is_said_in_vietnamese(tmp_path, disk):
    ours = meaning(_io_error(), str(tmp_path / "broadcaster.db"))
    assert isinstance(ours, StoreFailed)
    assert "ổ đĩa đọc hoặc ghi bị lỗi (disk I/O error)" in str(ours)


def test_a_disk_that_tells_nothing_or_is_never_written_has_room_enough(sqlite_store_url, disk, monkeypatch):
    disk.free = disk.total = 0
    Store.open(sqlite_store_url).close()
    disk.total = 8_000_000
    monkeypatch.setattr(os, "access", lambda *_: False)
    Store.open(sqlite_store_url).close()

    def refuse(_):
        raise OSError

    monkeypatch.undo()
    monkeypatch.setattr(shutil, "disk_usage", refuse)
    Store.open(sqlite_store_url).close()


def test_a_store_in_a_folder_that_cannot_be_written_is_read_and_left_as_it_is(tmp_path, monkeypatch):
    folder = tmp_path / "đài 50%?a#b"
    folder.mkdir()
    url = sqlite_url(folder / "broadcaster.db")
    store = Store.open(url)
    with store.writing() as tx:
        tx.news.save(a_news_item())
    store.close()
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    monkeypatch.setattr(os, "access", lambda *_: False)
    locked = Store.open(url)
    with locked.reading() as tx:
        assert tx.news.all() == (a_news_item(),)
    with pytest.raises(ReadOnlyPlace, match=r"đài 50%\?a#b"), locked.writing() as tx:
        tx.news.save(a_news_item(title="Tin sau"))
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    locked.close()


def test_a_store_that_others_have_open_is_never_taken_for_unchanging(sqlite_store_url, monkeypatch):
    first = Store.open(sqlite_store_url)
    with first.writing() as tx:
        tx.news.save(a_news_item())
    monkeypatch.setattr(os, "access", lambda *_: False)
    second = Store.open(sqlite_store_url)
    with first.writing() as tx:
        tx.news.save(a_news_item(title="Tin sau"))
    with second.reading() as tx:
        assert tx.news.all() == (a_news_item(title="Tin sau"),)
    second.close()
    first.close()
