"""What other processes do to a store in tests; importable by a spawned process."""

from __future__ import annotations

import os

from makers import a_news_item, an_airing

from broadcaster.storage.store import Store


def open_together(url, barrier):
    """Open the store at the same moment as others."""
    barrier.wait(600)
    Store.open(url).close()


def write_together(url, barrier, name, count):
    """Write many small transactions at the same time as others; each reads before it writes."""
    store = Store.open(url)
    barrier.wait(600)
    for number in range(count):
        with store.writing() as tx:
            there = len(tx.news.all())
            tx.news.save(a_news_item(id=f"{name}-{number}", title=f"tin thứ {there + 1}"))
    store.close()


def die_while_writing(url):
    """End without a word in the middle of a transaction that no longer fits into memory."""
    store = Store.open(url)
    with store.writing() as tx:
        tx.news.save(a_news_item(title="sửa dở dang"))
        tx.airings.add_many([an_airing()])
        for number in range(20):
            tx.news.save(a_news_item(id=f"dài-{number}", body="dài " * 100_000))
        os._exit(9)
