import multiprocessing

from makers import DAY, a_news_item
from store_workers import die_while_writing, open_together, write_together
from stores import run_raw

from broadcaster.storage.store import Store

SPAWN = multiprocessing.get_context("spawn")


def _run(target, *arguments):
    processes = [SPAWN.Process(target=target, args=each) for each in arguments]
    for process in processes:
        process.start()
    for process in processes:
        process.join(600)
    return [process.exitcode for process in processes]


def test_writers_in_two_processes_both_succeed(store_url):
    barrier = SPAWN.Barrier(2)
    assert _run(write_together, (store_url, barrier, "a", 40), (store_url, barrier, "b", 40)) == [0, 0]
    store = Store.open(store_url)
    with store.reading() as tx:
        titles = [item.title for item in tx.news.all()]
    store.close()
    assert titles == [f"tin thứ {n}" for n in range(1, 81)], "each writer saw all that stood before it"


def test_two_processes_may_open_an_empty_store_at_once(empty_url):
    barrier = SPAWN.Barrier(2)
    assert _run(open_together, (empty_url, barrier), (empty_url, barrier)) == [0, 0]
    assert len(run_raw(empty_url, "SELECT version_num FROM alembic_version")) == 1


def test_a_process_that_dies_while_writing_leaves_what_was(store_url):
    store = Store.open(store_url)
    with store.writing() as tx:
        tx.news.save(a_news_item())
    store.close()
    assert _run(die_while_writing, (store_url,)) == [9]
    store = Store.open(store_url)
    with store.writing() as tx:
        assert tx.news.all() == (a_news_item(),)
        assert tx.airings.between(DAY, DAY) == ()
        tx.news.save(a_news_item(id="tin-sau"))
    store.close()
