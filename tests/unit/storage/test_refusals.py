import sqlite3
import sys
import uuid

import pytest
from makers import a_news_item, a_script
from sqlalchemy import event, make_url
from stores import SERVER, run_raw, sqlite_url

from broadcaster.errors import DiskFull, FileMissing, ReadOnlyPlace, StoreBusy, StoreDamaged, StoreFailed
from broadcaster.storage import connections
from broadcaster.storage.store import Store


def _read_only(url):
    return url.replace("sqlite:///", "sqlite:///file:") + "?mode=ro&uri=true"


def _refuses_writing_only(url):
    locked = Store.open(url)
    with locked.reading() as tx:
        assert tx.news.all() == (a_news_item(),)
    with pytest.raises(ReadOnlyPlace) as refused, locked.writing() as tx:
        tx.scripts.save(a_script())
    assert refused.value.__cause__ is not None
    locked.close()


def _with_one_item(url):
    store = Store.open(url)
    with store.writing() as tx:
        tx.news.save(a_news_item())
    store.close()


def test_a_read_only_file_can_be_read_but_not_written(sqlite_store_url):
    _with_one_item(sqlite_store_url)
    _refuses_writing_only(_read_only(sqlite_store_url))


@pytest.mark.postgresql
@pytest.mark.skipif(not SERVER, reason="BROADCASTER_TEST_POSTGRESQL names no server")
def test_a_user_without_rights_can_read_but_not_write(postgresql_store_url):
    _with_one_item(postgresql_store_url)
    role = f"reader_{uuid.uuid4().hex[:8]}"
    run_raw(
        postgresql_store_url,
        f"CREATE ROLE {role} LOGIN PASSWORD 'chỉ đọc'",
        f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {role}",
    )
    try:
        url = make_url(postgresql_store_url).set(username=role, password="chỉ đọc")
        _refuses_writing_only(url.render_as_string(hide_password=False))
    finally:
        run_raw(postgresql_store_url, f"DROP OWNED BY {role}", f"DROP ROLE {role}")


def test_a_read_only_store_that_needs_a_migration_says_so(tmp_path):
    path = tmp_path / "broadcaster.db"
    sqlite3.connect(path).close()
    with pytest.raises(ReadOnlyPlace):
        Store.open(_read_only(sqlite_url(path)))


def test_a_full_disk_is_named_and_the_old_state_stands(sqlite_store_url):
    store = Store.open(sqlite_store_url)
    with store.writing() as tx:
        tx.news.save(a_news_item())
    store.close()

    @event.listens_for(store.doors.reader, "connect")
    def fill_the_disk(connection, _):
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages + 2}")

    with pytest.raises(DiskFull, match=r"broadcaster\.db") as refused, store.writing() as tx:
        tx.news.save(a_news_item(id="tin-dai", body="dài " * 50_000))
    assert isinstance(refused.value.__cause__, sqlite3.Error)
    with store.reading() as tx:
        assert tx.news.all() == (a_news_item(),)
    store.close()


@pytest.mark.parametrize("reading", [False, True])
def test_a_writer_waits_for_another_only_so_long_and_readers_never_wait(store_url, monkeypatch, reading):
    monkeypatch.setattr(connections, "WAIT_S", 0.05)
    first, second = Store.open(store_url), Store.open(store_url)
    with first.writing() as tx:
        tx.news.save(a_news_item())
        if reading:
            with second.reading() as other:
                assert other.news.all() == ()
        else:
            with pytest.raises(StoreBusy), second.writing():
                pytest.fail("two writers inside at once")
    with second.writing() as tx:
        assert tx.news.all() == (a_news_item(),)
    first.close()
    second.close()


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(FileMissing, match="khong-co"):
        Store.open(sqlite_url(tmp_path / "khong-co" / "broadcaster.db"))


def test_a_file_that_is_no_database_is_kept_as_it_is(tmp_path):
    path = tmp_path / "broadcaster.db"
    path.write_text("đây là tệp văn bản\n" * 200, encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(StoreDamaged, match=r"broadcaster\.db"):
        Store.open(sqlite_url(path))
    assert path.read_bytes() == before


def test_a_damaged_database_is_named(sqlite_store_url):
    path = sqlite_store_url.removeprefix("sqlite:///")
    run_raw(sqlite_store_url, "PRAGMA journal_mode = DELETE")
    with open(path, "r+b") as file:  # noqa: PTH123 - written in place, on purpose
        room = file.seek(0, 2)
        file.seek(4096)  # the page after the one that says what the file is, and all others
        file.write(b"\xff" * (room - 4096))
    with pytest.raises(StoreDamaged):
        Store.open(sqlite_store_url)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("khong phai dia chi", "địa chỉ không dùng được"),
        ("sqlite://", "thiếu tên tệp"),
        ("sqlite:///:memory:", "thiếu tên tệp"),
        ("sqlite:///", "thiếu tên tệp"),
        ("mysql://u:bi-mat@may/csdl", "không dùng được loại mysql"),
        ("postgresql+khac://u:bi-mat@may/csdl", "địa chỉ không dùng được"),
        ("postgresql+psycopg://u:bi-mat@127.0.0.1:1/csdl", "không kết nối được máy chủ"),
        ("postgresql://u:bi-mat@127.0.0.1:1/csdl", "không kết nối được máy chủ"),
    ],
)
def test_an_address_that_leads_nowhere_is_explained_without_its_password(url, said):
    with pytest.raises(StoreFailed, match=said) as refused:
        Store.open(url)
    assert "bi-mat" not in str(refused.value)


def test_a_missing_driver_is_named_with_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(StoreFailed, match=r"pip install \"broadcaster\[postgresql\]\""):
        Store.open("postgresql+psycopg://u@127.0.0.1/csdl")


def test_an_error_of_the_caller_is_never_taken_for_the_databases(store):
    with pytest.raises(UnicodeEncodeError), store.reading():
        "đ".encode("ascii")
    with pytest.raises(ModuleNotFoundError), store.writing():
        raise ModuleNotFoundError(name="khong_co")
