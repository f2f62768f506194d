"""A script's facts are held against its news: what the news says nowhere is named, and stops an approval until seen."""

from dataclasses import replace
from datetime import date

import pytest
from makers import NOW
from small_station import opened_station, told_frame, told_script

from broadcaster.domain.legal_documents import LegalDocument
from broadcaster.domain.news_receipts import NewsReceipt, Way
from broadcaster.errors import UnknownItem, UntracedFacts
from broadcaster.services.approve_script import approve_text
from broadcaster.services.facts_kept import untraced_facts
from broadcaster.services.write_script import edit_script


@pytest.fixture
def station(tmp_path):
    with opened_station(tmp_path) as opened:
        told_script(opened, "mot-cua", "Ngày 15/3/2023, xã Nghĩa Sơn nhận 1.250 hồ sơ.")
        yield opened


def edited(station, text):
    edit_script(station, "mot-cua", f"NỮ: {text}", path="x", by="Biên", now=NOW)


def told(station):
    return [(each.line, each.kind, each.text) for each in untraced_facts(station, ["mot-cua"]).get("mot-cua", ())]


def test_copy_that_says_what_its_news_says_has_nothing_to_look_at(station):
    assert untraced_facts(station, ["mot-cua"]) == {}
    edited(station, "Xã Nghĩa Sơn nhận một nghìn hai trăm năm mươi hồ sơ hôm 15 tháng 3.")
    assert told(station) == []


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Ngày 16/3/2023, xã Nghĩa Sơn nhận 1.250 hồ sơ.", [(1, "ngày tháng", "16/3/2023")]),
        ("Ngày 15/3/2023, xã Nghĩa Sơn nhận 1.350 hồ sơ.", [(1, "con số", "1.350")]),
        ("Ngày 15/3/2023, xã Nghĩa Lâm nhận 1.250 hồ sơ.", [(1, "tên riêng", "Nghĩa Lâm")]),
    ],
)
def test_a_changed_fact_is_named_and_stops_the_approval_until_it_is_seen(station, text, facts):
    edited(station, text)
    assert told(station) == facts
    with pytest.raises(UntracedFacts, match=facts[0][2]):
        approve_text(station, "mot-cua", by="Trưởng", now=NOW)
    approved = approve_text(station, "mot-cua", by="Trưởng", now=NOW, questions_seen=True)
    assert approved.standing.questions_seen


def test_the_text_and_the_document_that_came_in_count_too(station):
    edited(station, "Quyết định số 12/QĐ-UBND có hiệu lực từ ngày 1/4/2023, kinh phí 300 triệu đồng.")
    assert len(told(station)) == 3
    document = LegalDocument(
        agency="UBND xã", number="12/QĐ-UBND", kind="Quyết định", abstract="", takes_effect_on=date(2023, 4, 1)
    )
    with station.store.writing() as tx:
        item = tx.news.get("mot-cua")
        receipt = NewsReceipt(
            item_id=item.id, given=item.content_hash, received_at=NOW, by="", way=Way.FILE, origin="x",
            file_sha256=None, link="", published_at=None, rights="", original="", notes=(), document=document,
            text="Kinh phí 300 triệu đồng.",
        )  # fmt: skip
        tx.news_receipts.add(receipt)
    assert told(station) == []


def test_a_frame_rests_on_no_news(station):
    frame = told_frame(station, "Hôm nay, ngày 20/4/2023.")
    assert untraced_facts(station, [frame.id]) == {}


def test_an_unknown_script_is_told(station):
    with pytest.raises(UnknownItem):
        untraced_facts(station, ["khong-co"])


def test_approved_words_are_not_asked_about_again(station):
    edited(station, "Xã Nghĩa Sơn nhận 1.350 hồ sơ.")
    approve_text(station, "mot-cua", by="Trưởng", now=NOW, questions_seen=True)
    assert not approve_text(station, "mot-cua", by="Trưởng", now=NOW).new


def test_news_that_was_put_right_answers_the_question(station):
    edited(station, "Ngày 15/3/2023, xã Nghĩa Sơn nhận 1.350 hồ sơ.")
    with station.store.writing() as tx:
        item = tx.news.get("mot-cua")
        tx.news.save(replace(item, body=item.body.replace("1.250", "1.350")))
    assert told(station) == []
