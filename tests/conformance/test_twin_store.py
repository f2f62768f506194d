from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from makers import NOW, a_news_item
from sqlalchemy.exc import DBAPIError
from stores import run_raw

from broadcaster.domain.ids import NewsItemId
from broadcaster.domain.news_twins import TwinKind, TwinPair, TwinVerdict, Verdict

A, B, C = (NewsItemId(name) for name in "abc")


def a_pair(**over):
    values = {"item_id": B, "other_id": A, "kind": TwinKind.REWRITE, "likeness": 0.625, "found_at": NOW}
    return TwinPair(**values | over)


def a_verdict(**over):
    values = {"item_id": B, "other_id": A, "verdict": Verdict.MERGED, "by": "Lan", "at": NOW}
    return TwinVerdict(**values | over)


@pytest.fixture
def filled(store):
    with store.writing() as tx:
        for name in (A, B, C):
            tx.news.save(a_news_item(id=name, received_at=NOW))
    return store


def test_pairs_wait_while_both_stand_and_nobody_has_said_anything(filled):
    with filled.writing() as tx:
        tx.news_twins.keep(B, [a_pair()])
        tx.news_twins.keep(C, [a_pair(item_id=C, kind=TwinKind.CUT)])
        assert tx.news_twins.waiting() == (a_pair(), a_pair(item_id=C, kind=TwinKind.CUT))
        tx.news_twins.say(a_verdict(item_id=A, other_id=B, verdict=Verdict.KEPT))
        assert [each.item_id for each in tx.news_twins.waiting()] == [C]
        tx.news.remove(A)
        assert tx.news_twins.waiting() == ()


def test_what_is_found_anew_replaces_what_was_found_before(filled):
    with filled.writing() as tx:
        tx.news_twins.keep(B, [a_pair()])
        tx.news_twins.keep(A, [a_pair(item_id=A, other_id=C)])
        assert tx.news_twins.waiting() == (a_pair(item_id=A, other_id=C),)


def test_the_newest_verdict_counts_and_none_is_lost(filled, store_url):
    parted = a_verdict(verdict=Verdict.PARTED, at=NOW + timedelta(hours=1))
    with filled.writing() as tx:
        tx.news_twins.say(a_verdict())
        assert tx.news_twins.merged_into(A) == (B,)
        assert tx.news_twins.merged_into(B) == ()
        tx.news_twins.say(parted)
        assert tx.news_twins.merged_into(A) == ()
        assert tx.news_twins.verdicts(B) == (a_verdict(), parted)
        assert tx.news_twins.verdicts(C) == ()
    for statement in ("UPDATE news_verdict SET \"by\" = 'x'", "DELETE FROM news_verdict"):
        with pytest.raises(DBAPIError, match="chỉ được ghi thêm"):
            run_raw(store_url, statement)


def test_words_are_given_of_items_that_came_since_and_days_of_lists_from_one_on(filled):
    with filled.writing() as tx:
        tx.news.save(replace(a_news_item(id="d", title="Tin mới"), received_at=NOW + timedelta(days=2)))
        newer = tx.news.folded_since(NOW + timedelta(days=1))
        assert [name for name, _ in newer] == ["d"]
        assert newer[0][1].startswith("TIN-MOI-")
        assert [name for name, _ in tx.news.folded_since(NOW)] == [A, B, C, "d"]
        assert tx.queue.days_of(A, NOW.date()) == ()
