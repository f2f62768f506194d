from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from makers import NOW, a_news_draft
from schedule_files import new_station

from broadcaster.domain.ids import NewsItemId, TopicCode
from broadcaster.domain.news_receipts import Way
from broadcaster.domain.topics import TopicOrigin
from broadcaster.services.take_in_news import Bringing, arrivals, take_in, twin
from broadcaster.storage.saved import Saved

LATER = NOW + timedelta(days=1)


@pytest.fixture
def station(tmp_path):
    with new_station(tmp_path / "dai", "huyen-2023", NOW) as opened:
        yield opened


@pytest.fixture
def brought(station):
    """Take drafts into a station, and give what became of them."""

    def bring(*drafts, now=NOW, again=False):
        coming = arrivals(station.timetable(), drafts, now=now)
        with station.store.writing() as tx:
            return take_in(tx, coming, Bringing(way=Way.FILE, by="Lan", now=now, again=again))

    return bring


def _receipts(station, item_id):
    with station.store.reading() as tx:
        return tx.news_receipts.of(item_id)


def test_an_item_comes_in_with_a_receipt_of_what_its_source_gave(station, brought):
    draft = a_news_draft(link="https://xa.vn/1", rights="Được dùng", original="TiÕng ViÖt", notes=("Đã đổi phông.",))
    (taken,) = brought(draft)
    (receipt,) = _receipts(station, taken.item.id)
    assert taken.saved is Saved.ADDED
    assert (receipt.by, receipt.way, receipt.link, receipt.rights) == ("Lan", Way.FILE, draft.link, draft.rights)
    assert (receipt.original, receipt.text, receipt.notes) == (draft.original, taken.item.body, draft.notes)
    assert receipt.awaits_look


def test_the_same_again_is_nothing_new_even_where_an_editor_has_changed_the_item(station, brought):
    (taken,) = brought(a_news_draft())
    with station.store.writing() as tx:
        tx.news.save(replace(taken.item, body="Biên tập viết lại.", topic_origin=TopicOrigin.CHOSEN))
    (again,) = brought(a_news_draft(), now=LATER)
    assert again.saved is Saved.UNCHANGED
    assert again.item.body == "Biên tập viết lại."
    assert len(_receipts(station, taken.item.id)) == 1


def test_what_the_source_changed_becomes_a_new_version_with_a_receipt_of_its_own(station, brought):
    brought(a_news_draft())
    (changed,) = brought(a_news_draft(body="Nguồn đã sửa."), now=LATER)
    assert changed.saved is Saved.CHANGED
    with station.store.reading() as tx:
        assert len(tx.news.history(changed.item.id)) == 2
    assert [each.received_at for each in _receipts(station, changed.item.id)] == [NOW, LATER]


def test_a_topic_that_an_editor_chose_outlives_a_new_version_that_says_none(station, brought):
    (taken,) = brought(a_news_draft())
    other = next(each.code for each in station.timetable().topics if each.code != taken.item.topic)
    chosen = replace(taken.item, topic=other, other_topics=(taken.item.topic,), topic_origin=TopicOrigin.CHOSEN)
    coming = replace(
        arrivals(station.timetable(), [a_news_draft(body="Nguồn đã sửa.")], now=LATER)[0],
        draft=a_news_draft(body="Nguồn đã sửa.", topic=""),
    )
    with station.store.writing() as tx:
        tx.news.save(chosen)
        (kept,) = take_in(tx, [coming], Bringing(way=Way.FEED, now=LATER))
    assert (kept.item.topic, kept.item.other_topics) == (other, (taken.item.topic,))
    assert kept.item.topic_origin is TopicOrigin.CHOSEN
    assert kept.item.body == "Nguồn đã sửa."


def test_an_item_that_was_taken_out_stays_out_until_it_changes_or_is_asked_for(station, brought):
    (taken,) = brought(a_news_draft())
    with station.store.writing() as tx:
        tx.news.remove(taken.item.id)
    assert brought(a_news_draft()) == ()
    assert brought(a_news_draft(), again=True)[0].saved is Saved.ADDED


def test_embargo_and_expiry_of_the_source_become_a_rule_once(station, brought):
    draft = a_news_draft(not_before=NOW, not_after=LATER)
    (taken,) = brought(draft)
    brought(replace(draft, body="Nguồn đã sửa.", not_after=LATER + timedelta(days=9)))
    with station.store.reading() as tx:
        (rule,) = tx.air_rules.history(taken.item.id)
    assert (rule.not_before, rule.not_after, rule.by) == (NOW, LATER, "Lan")


def test_an_editors_look_at_converted_letters_is_kept(station, brought):
    (taken,) = brought(a_news_draft(original="TiÕng ViÖt"))
    with station.store.writing() as tx:
        assert tx.news_receipts.accept(taken.item.id, by="Hoa", now=LATER) == 1
        assert tx.news_receipts.accept(taken.item.id, by="Mai", now=LATER) == 0
    (receipt,) = _receipts(station, taken.item.id)
    assert (receipt.accepted_by, receipt.accepted_at, receipt.awaits_look) == ("Hoa", LATER, False)


def test_two_different_items_of_one_name_are_told(station):
    first, second = arrivals(station.timetable(), [a_news_draft(), a_news_draft(body="Khác.")], now=NOW)
    assert twin([first], {}) is None
    assert twin([first, second], {}) is not None
    assert twin([second], {NewsItemId(first.item.id): first.item}) is not None
    assert TopicCode(first.item.topic) == second.item.topic


REPORT = a_news_draft(
    title="Kết quả một cửa",
    body="Trong tháng 5, bộ phận một cửa xã Hải Vân nhận 412 hồ sơ, trả đúng hạn 98,5 phần trăm.\n\n"
    "Hồ sơ hộ tịch có 120, hồ sơ đất đai có 86. Xã đề nghị bà con mang theo căn cước công dân.",
    headline="",
    source="Văn phòng xã",
    key="",
    origin="/den/hai-van.docx",
)
ANOTHER = replace(
    REPORT,
    body="Chín tháng đầu năm, huyện Tân Khê giải quyết 11.240 hồ sơ, chậm nhiều nhất là đất đai.",
    origin="/den/tan-khe.docx",
)


def _kept(station):
    with station.store.reading() as tx:
        return {item.id: item.body for item in tx.news.all()}


def test_another_office_with_the_same_title_overwrites_nothing(station, brought):
    (first,) = brought(REPORT)
    (second,) = brought(ANOTHER, now=LATER)
    assert (second.item.id, second.saved, second.twins) == (f"{first.item.id}-2", Saved.ADDED, ())
    assert _kept(station) == {first.item.id: REPORT.body, second.item.id: ANOTHER.body}
    assert [each.origin for each in _receipts(station, second.item.id)] == [ANOTHER.origin]


def test_its_own_name_stays_with_the_newcomer(station, brought):
    brought(REPORT)
    (second,) = brought(ANOTHER)
    (again,) = brought(ANOTHER, now=LATER)
    (changed,) = brought(replace(ANOTHER, body=f"{ANOTHER.body} Huyện đã xin lỗi."), now=LATER)
    assert (again.item.id, again.saved) == (second.item.id, Saved.UNCHANGED)
    assert (changed.item.id, changed.saved) == (second.item.id, Saved.CHANGED)
    (third,) = brought(replace(ANOTHER, body="Xã Đông Lâm khai trương trung tâm phục vụ.", origin="/den/dl.docx"))
    assert third.item.id.endswith("-3")


def test_the_same_story_of_another_office_is_an_item_of_its_own_and_marked_as_a_twin(station, brought):
    (first,) = brought(REPORT)
    (second,) = brought(replace(REPORT, source="Phòng Nội vụ", origin="/den/noi-vu.docx"), now=LATER)
    assert second.twins == (first.item.id,)
    with station.store.reading() as tx:
        (pair,) = tx.news_twins.waiting()
    assert (pair.item_id, pair.other_id, pair.found_at) == (second.item.id, first.item.id, LATER)


def test_a_file_sent_again_with_corrections_is_a_version_wherever_it_lies(station, brought):
    (first,) = brought(REPORT)
    corrected = REPORT.body.replace("tháng 5", "tháng 6").replace("412", "421")
    (second,) = brought(replace(REPORT, body=corrected, origin="hai-van.docx"), now=LATER)
    assert (second.item.id, second.saved) == (first.item.id, Saved.CHANGED)
    (other,) = brought(replace(ANOTHER, origin="hai-van.docx"), now=LATER)
    assert other.item.id == f"{first.item.id}-2"


def test_an_entry_of_a_feed_stays_the_same_item_whatever_becomes_of_its_text(station, brought):
    entry = replace(REPORT, key="guid-1", origin="https://xa.vn/rss, mục thứ 1")
    (first,) = brought(entry)
    (second,) = brought(replace(entry, body="Tin đã gỡ.", origin="https://xa.vn/rss, mục thứ 9"), now=LATER)
    assert (second.item.id, second.saved) == (first.item.id, Saved.CHANGED)


def test_a_key_makes_versions_of_another_source_only_where_the_texts_are_alike(station, brought):
    (first,) = brought(replace(REPORT, key="1"))
    (same,) = brought(replace(REPORT, key="1", body=f"{REPORT.body} Hết.", origin="/khac/tin.csv, dòng 2"), now=LATER)
    (other,) = brought(replace(ANOTHER, key="1", origin="/nua/bang.csv, dòng 2"), now=LATER)
    assert (same.item.id, same.saved) == (first.item.id, Saved.CHANGED)
    assert other.item.id == f"{first.item.id}-2"
