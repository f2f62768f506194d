from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from makers import NOW, a_news_draft
from schedule_files import new_station

from broadcaster.copydesk.word_diff import DiffKind
from broadcaster.domain.ids import NewsItemId, TopicCode
from broadcaster.domain.news_receipts import Way
from broadcaster.domain.plan_records import Withdrawal
from broadcaster.errors import UnknownItem
from broadcaster.services.audit import Actor
from broadcaster.services.choose_topic import choose_topic
from broadcaster.services.judge_twins import merge_twins
from broadcaster.services.news_story import StoryKind, news_story
from broadcaster.services.set_air_rule import RuleChange, set_air_rule
from broadcaster.services.take_in_news import Bringing, arrivals, take_in
from broadcaster.services.write_script import write_scripts

DRAFT = a_news_draft(
    title="Xã Hải Vân tiếp dân",
    body="Sáng 15, xã Hải Vân tiếp 11 lượt người dân, trả lời ngay bốn việc.",
    source="Văn phòng xã",
    origin="/den/hai-van.docx",
    rights="Được dùng lại",
    notes=("Đã đổi phông cũ.",),
    key="",
)
HOURS = [NOW + timedelta(hours=hour) for hour in range(8)]


@pytest.fixture
def station(tmp_path):
    with new_station(tmp_path / "dai", "huyen-2023", NOW) as opened:
        yield opened


def _brought(station, draft, now):
    coming = arrivals(station.timetable(), [draft], now=now)
    with station.store.writing() as tx:
        (taken,) = take_in(tx, coming, Bringing(way=Way.FILE, by="Lan", now=now))
    return taken.item


def test_everything_that_happened_is_told_in_order(station):
    item = _brought(station, DRAFT, HOURS[0])
    choose_topic(station, item.id, [TopicCode(2)], by=Actor(who="Hoa", now=HOURS[1]))
    set_air_rule(station, item.id, RuleChange(not_after=HOURS[7], most_runs=3), by="Mai", now=HOURS[2])
    with station.store.writing() as tx:
        tx.withdrawals.add(Withdrawal(item_id=item.id, title=item.title, by="Nam", at=HOURS[3], reason="Chờ xác minh"))
    _brought(station, replace(DRAFT, body=DRAFT.body.replace("bốn", "năm")), HOURS[4])
    told = news_story(station, item.id)
    assert [(each.at, each.kind, each.by) for each in told.entries] == [
        (HOURS[0], StoryKind.RECEIVED, "Lan"),
        (HOURS[1], StoryKind.TOPIC, "Hoa"),
        (HOURS[2], StoryKind.RULE, "Mai"),
        (HOURS[3], StoryKind.WITHDRAWN, "Nam"),
        (HOURS[4], StoryKind.RECEIVED, "Lan"),
    ]
    assert told.entries[0].details == ("/den/hai-van.docx", "Được dùng lại", "Đã đổi phông cũ.")
    assert "nhiều nhất 3 lượt" in told.entries[2].details[0]
    assert told.entries[3].details == ("Chờ xác minh",)


def test_each_version_shows_what_it_changed_and_how_it_came(station):
    item = _brought(station, DRAFT, HOURS[0])
    with station.store.writing() as tx:
        tx.news.save(replace(item, title="Hải Vân tiếp dân"))
    _brought(station, replace(DRAFT, body=DRAFT.body.replace("bốn", "năm")), HOURS[1])
    first, second, third = news_story(station, item.id).versions
    assert (first.number, first.is_change, first.receipt.received_at) == (1, False, HOURS[0])
    assert [span.text for span in second.title if span.kind is DiffKind.OLD] == ["Xã "]
    assert (second.is_change, third.receipt.received_at) == (True, HOURS[1])
    assert [(span.kind, span.text) for span in third.body if span.kind is not DiffKind.SAME] == [
        (DiffKind.OLD, "bốn"),
        (DiffKind.NEW, "năm"),
    ]


def test_the_kept_item_tells_of_the_merged_one_and_the_merged_one_of_where_it_went(station):
    kept = _brought(station, DRAFT, HOURS[0])
    other = _brought(station, replace(DRAFT, source="Phòng Nội vụ", origin="/den/noi-vu.docx"), HOURS[1])
    merge_twins(station, other.id, kept.id, by="Hoa", now=HOURS[2])
    told, gone = news_story(station, kept.id), news_story(station, other.id)
    assert told.sources == ("Văn phòng xã", "Phòng Nội vụ")
    assert [each.id for each in told.merged] == [other.id]
    assert [each.details[0] for each in told.entries if each.about == other.id and each.kind is StoryKind.RECEIVED] == [
        "/den/noi-vu.docx"
    ]
    assert any(each.what == f"nhận gộp tin {other.id}" for each in told.entries)
    assert (gone.standing, gone.merged_into, gone.item) == (False, kept.id, other)
    assert (told.standing, told.merged_into) == (True, None)


def test_the_steps_of_its_script_belong_to_it(station):
    item = _brought(station, DRAFT, HOURS[0])
    write_scripts(station, item_ids=[item.id], now=HOURS[1])
    (written,) = (each for each in news_story(station, item.id).entries if each.kind is StoryKind.SCRIPT)
    assert (written.at, written.what) == (HOURS[1], "kịch bản: bản 1")


def test_what_never_was_has_no_story(station):
    with pytest.raises(UnknownItem):
        news_story(station, NewsItemId("khong-co"))
