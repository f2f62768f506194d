import os
from concurrent.futures import ThreadPoolExecutor

import pytest
from makers import DAY, a_news_item, an_airing
from stores import EITHER, SERVER, run_raw, sqlite_url

from broadcaster.errors import StoreFailed
from broadcaster.storage.connections import doors
from broadcaster.storage.store import Store


def test_sqlite_keeps_a_write_ahead_log_even_over_a_restored_copy(sqlite_store_url):
    run_raw(sqlite_store_url, "PRAGMA journal_mode = DELETE")
    Store.open(sqlite_store_url).close()
    assert run_raw(sqlite_store_url, "PRAGMA journal_mode") == [("wal",)]


def test_a_fact_cannot_be_replaced_under_its_own_id_either(sqlite_store_url):
    store = Store.open(sqlite_store_url)
    with store.writing() as tx:
        tx.airings.add_many([an_airing()])
    with pytest.raises(StoreFailed, match="chỉ được ghi thêm"), store.doors.writer.begin() as connection:
        connection.exec_driver_sql("INSERT OR REPLACE INTO airing SELECT * FROM airing")
    with store.reading() as tx:
        assert tx.airings.between(DAY, DAY) == (an_airing(),)
    store.close()


@pytest.mark.postgresql
@pytest.mark.skipif(not SERVER, reason="BROADCASTER_TEST_POSTGRESQL names no server")
def test_facts_cannot_be_truncated(postgresql_store_url):
    with pytest.raises(Exception, match="chỉ được ghi thêm"):
        run_raw(postgresql_store_url, "TRUNCATE airing")


@pytest.mark.parametrize(
    "name",
    [
        "đài #1 100% (mới)",
        "a&b=c;d",
        "có 'nháy'",
        "50%20",
        pytest.param("a?b", marks=pytest.mark.skipif(os.name == "nt", reason="no such name on Windows")),
    ],
)
def test_any_folder_name_may_hold_a_store(tmp_path, name):
    folder = tmp_path / name
    folder.mkdir()
    store = Store.open(sqlite_url(folder / "broadcaster.db"))
    with store.writing() as tx:
        tx.news.save(a_news_item())
    assert (folder / "broadcaster.db").stat().st_size > 0
    assert store.place == (folder / "broadcaster.db").as_posix()
    store.close()


def test_everything_is_written_into_one_file_once_the_store_is_closed(tmp_path):
    store = Store.open(sqlite_url(tmp_path / "broadcaster.db"))
    with store.writing() as tx:
        tx.news.save(a_news_item())
    store.close()
    assert [path.name for path in tmp_path.iterdir()] == ["broadcaster.db"]


def test_reports_of_a_day_are_found_by_index(sqlite_store_url):
    queries = {
        "airing": "SELECT * FROM airing WHERE air_date BETWEEN '2023-01-01' AND '2023-12-31' AND outlet_id = 'X'",
        "playlist": "SELECT * FROM playlist WHERE air_date = '2023-03-15'",
        "playlist_item": "SELECT * FROM playlist_item WHERE topic = 3 AND air_date > '2023-03-15'",
    }
    for table, query in queries.items():
        plan = run_raw(sqlite_store_url, f"EXPLAIN QUERY PLAN {query}")
        assert all(f"USING INDEX ix_{table}_" in row[-1] for row in plan)


@pytest.mark.parametrize("kind", EITHER)
def test_threads_may_share_a_store(request, kind):
    store = Store.open(request.getfixturevalue(f"{kind}_store_url"))

    def save(number):
        with store.writing() as tx:
            tx.news.save(a_news_item(id=f"tin-{number}"))
        with store.reading() as tx:
            return len(tx.news.all())

    with ThreadPoolExecutor(6) as pool:
        assert max(pool.map(save, range(30))) == 30
    store.close()


def test_the_servers_address_is_shown_without_its_password():
    ways_in = doors("postgresql+psycopg://dai:bi-mat@may-chu/phat-thanh")
    assert ways_in.place == "postgresql+psycopg://dai:***@may-chu/phat-thanh"
    ways_in.close()
