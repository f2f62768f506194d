from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from makers import NOW, a_news_item, a_script
from retellings_made import stories
from small_station import opened_station

from broadcaster.copydesk.word_diff import DiffKind
from broadcaster.domain.ids import NewsItemId, ScriptId
from broadcaster.domain.news_twins import TwinKind, Verdict
from broadcaster.domain.playlists import QueueEntry
from broadcaster.errors import MergeRefused, NameNeeded, NotMerged, UnknownItem
from broadcaster.services.find_twins import note_twins, twins_of, twins_waiting
from broadcaster.services.judge_twins import keep_twins, merge_twins, part_twins, sources_of

LATER = NOW + timedelta(days=1)
ONE, TWO, APART = NewsItemId("mot-cua"), NewsItemId("mot-cua-2"), NewsItemId("mot-cua-khac")
STORY = next(each for each in stories() if each.name == "mot-cua-tan-khe")


def _item(name, told, source):
    return a_news_item(id=name, title=told.title, body=told.body, source=source, received_at=NOW)


@pytest.fixture
def station(tmp_path):
    with opened_station(tmp_path) as opened:
        first, second = STORY.tellings
        items = [
            _item(ONE, first, "Văn phòng huyện"),
            _item(TWO, second, "Phòng Nội vụ"),
            _item(APART, STORY.others[0], "Huyện An Lạc"),
        ]
        with opened.store.writing() as tx:
            for item in items:
                tx.news.save(item)
            note_twins(tx, items[1:], now=NOW)
        yield opened


def _standing(station):
    with station.store.reading() as tx:
        return {item.id for item in tx.news.all()}


def _waiting(station):
    return [(each.item.id, each.other.id) for each in twins_waiting(station)]


def test_a_pair_waits_with_its_differing_words(station):
    (twin,) = twins_waiting(station)
    assert (twin.item.id, twin.other.id, twin.pair.kind) == (TWO, ONE, TwinKind.REWRITE)
    assert "".join(span.text for span in twin.body if span.kind is not DiffKind.OLD) == twin.item.body
    assert any(span.kind is DiffKind.OLD for span in twin.title)


def test_on_demand_every_item_is_looked_at_anew(station):
    (twin,) = twins_of(station, ONE, now=NOW)
    assert twin.other.id == TWO
    assert twins_of(station, APART, now=NOW) == ()
    assert twins_of(station, ONE, now=NOW + timedelta(days=400)) == ()
    with pytest.raises(UnknownItem):
        twins_of(station, NewsItemId("khong-co"), now=NOW)


def test_an_item_that_merges_two_others_is_called_so(station):
    bodies = [STORY.tellings[0].body, stories()[0].tellings[0].body]
    items = [a_news_item(id="khac", title="Tin khác", body=bodies[1], received_at=NOW)]
    items.append(a_news_item(id="tong-hop", title="Tin trong ngày", body="\n\n".join(bodies), received_at=NOW))
    with station.store.writing() as tx:
        for item in items:
            tx.news.save(item)
        found = note_twins(tx, items[1:], now=NOW)[items[1].id]
    assert {pair.other_id: pair.kind for pair in found if pair.other_id != TWO} == {
        ONE: TwinKind.MERGE,
        "khac": TwinKind.MERGE,
    }


def test_a_merged_item_leaves_the_news_and_its_source_stays(station):
    merged = merge_twins(station, TWO, ONE, by="  Lan  Anh ", now=LATER)
    assert merged.sources == ("Văn phòng huyện", "Phòng Nội vụ")
    assert _standing(station) == {ONE, APART}
    assert _waiting(station) == []
    with station.store.reading() as tx:
        (verdict,) = tx.news_twins.verdicts(ONE)
        assert (verdict.verdict, verdict.by, verdict.at) == (Verdict.MERGED, "Lan Anh", LATER)


def test_what_was_merged_is_told_through_every_merging(station):
    merge_twins(station, TWO, ONE, by="Lan", now=NOW)
    merge_twins(station, ONE, APART, by="Lan", now=LATER)
    with station.store.reading() as tx:
        told = sources_of(tx, tx.news.get(APART))
    assert told == ("Huyện An Lạc", "Văn phòng huyện", "Phòng Nội vụ")


def test_parting_brings_the_item_back_as_it_was_and_asks_again(station):
    with station.store.reading() as tx:
        before = tx.news.get(TWO)
    merge_twins(station, TWO, ONE, by="Lan", now=NOW)
    assert part_twins(station, TWO, by="Hoa", now=LATER) == before
    assert _standing(station) == {ONE, TWO, APART}
    assert _waiting(station) == [(TWO, ONE)]
    with pytest.raises(NotMerged):
        part_twins(station, TWO, by="Hoa", now=LATER)


def test_of_two_that_stay_nobody_is_asked_again(station):
    keep_twins(station, ONE, TWO, by="Lan", now=NOW)
    with station.store.writing() as tx:
        changed = replace(tx.news.get(TWO), body=f"{STORY.tellings[1].body} Hết.")
        tx.news.save(changed)
        assert note_twins(tx, [changed], now=LATER) == {}
    assert _waiting(station) == []
    assert [each.other.id for each in twins_of(station, TWO, now=LATER)] == [ONE]


def test_what_people_have_worked_on_is_not_taken_away(station):
    with station.store.writing() as tx:
        item = tx.news.get(TWO)
        tx.scripts.save(a_script(id=ScriptId(TWO), item_id=TWO, item_hash=item.content_hash))
    with pytest.raises(MergeRefused, match=r"đã có kịch bản \(nháp\); gộp theo chiều ngược lại"):
        merge_twins(station, TWO, ONE, by="Lan", now=NOW)
    assert merge_twins(station, ONE, TWO, by="Lan", now=NOW).kept.id == TWO


def test_an_item_that_waits_in_a_list_is_not_taken_away(station):
    day = LATER.date()
    with station.store.writing() as tx:
        tx.queue.add(
            QueueEntry(air_date=day, session="morning", outlet_id=None, item_id=TWO, position=1, by="Nam", at=NOW)
        )
    with pytest.raises(MergeRefused, match="hàng chờ ngày 15/03/2023"):
        merge_twins(station, TWO, ONE, by="Lan", now=NOW)
    assert TWO in _standing(station)


@pytest.mark.parametrize(
    ("item", "into", "by", "error"),
    [
        (ONE, ONE, "Lan", MergeRefused),
        (ONE, TWO, "  ", NameNeeded),
        (NewsItemId("khong-co"), ONE, "Lan", UnknownItem),
    ],
)
def test_wrong_asking_changes_nothing(station, item, into, by, error):
    for judge in (merge_twins, keep_twins):
        with pytest.raises(error):
            judge(station, item, into, by=by, now=NOW)
    assert _standing(station) == {ONE, TWO, APART}
    assert _waiting(station) == [(TWO, ONE)]


def test_verdicts_are_only_ever_added(station):
    merge_twins(station, TWO, ONE, by="Lan", now=NOW)
    with station.store.contents() as held:
        assert "news_verdict" in held.facts()
        assert "news_twin" not in held.facts()
