"""A number that tells at once whether anybody has written."""

from makers import NOW

from broadcaster.services.audit import Actor
from broadcaster.storage.store import Store

ENTRY = Actor(who="thử", now=NOW).entry("thu", "x")


def test_the_number_changes_when_anybody_writes_and_only_then(sqlite_store_url):
    ours, theirs = Store.open(sqlite_store_url), Store.open(sqlite_store_url)
    first = ours.mark()
    with ours.reading() as tx:
        assert tx.tokens.version() == (0, 0)
    assert ours.mark() == first is not None
    for store in (ours, theirs):
        before = ours.mark()
        with store.writing() as tx:
            tx.audit.add(ENTRY)
        assert ours.mark() != before
    ours.close()
    theirs.close()


def test_postgresql_is_looked_at_each_time(postgresql_store_url):
    store = Store.open(postgresql_store_url)
    assert store.mark() is None
    store.close()
