"""Each fact of copy is found in its source, or named: no false alarm on templates, hardly a changed fact missed."""

import random
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from makers import NOW, a_topic

from broadcaster.copydesk.facts import FactKind
from broadcaster.copydesk.trace import Source, trace
from broadcaster.copydesk.write import StationWords, unread, write_item
from broadcaster.domain.ids import TopicCode
from broadcaster.domain.scripts import Presenter
from broadcaster.feeds.markdown import MarkdownSource
from broadcaster.feeds.syndication import SyndicationSource
from broadcaster.feeds.table import TableSource
from broadcaster.feeds.text import TextSource
from broadcaster.newsroom.accept import accept

PROFILES = Path(__file__).parents[3] / "broadcaster" / "profiles"
SOURCES = (MarkdownSource(), TextSource(), TableSource(), SyndicationSource())
TOPICS = tuple(a_topic(code=TopicCode(code), name=f"Chủ đề {code}", short=f"{code}") for code in range(12))
STATION = StationWords(
    name="Đài Phát thanh huyện Nghĩa Hưng",
    call="Đây là đài",
    programme="Bản tin cải cách hành chính",
    place="Nghĩa Hưng",
)
OTHER_NAMES = ("Hạnh", "Kim", "Quyết", "Thái", "Sơn")


def sample_items():
    for path in sorted(PROFILES.glob("*/news/*")):
        for source in SOURCES:
            if path.suffix in source.suffixes:
                for draft in source.read(path):
                    yield accept(replace(draft, outlets=()), topics=TOPICS, find_outlet=str, now=NOW)


def shipped(name):
    return (PROFILES / "templates" / name).read_text(encoding="utf-8"), name


def written_lines(item):
    script = write_item(item, reader=Presenter.FEMALE, station=STATION, source=shipped, read=unread, writer="", now=NOW)
    return [line.written for line in script.read_lines]


def source_of(item):
    told = [item.title, item.headline, item.question, item.body, item.author, item.source, STATION.name, STATION.place]
    return Source("\n".join(told))


COPY = [(source_of(item), line) for item in sample_items() for line in written_lines(item)]


def missing(source, text):
    return [each.fact for each in source.trace(text) if each.source is None]


def changed_facts(line, fact, chance):
    """Give a line with one digit, day or name changed."""
    for place in (place for place in range(fact.start, fact.end) if line[place].isdigit()):
        other = chance.choice([each for each in "0123456789" if each != line[place]])
        yield line[:place] + other + line[place + 1 :]
    words = fact.text.split()
    if fact.kind is FactKind.NAME and len(words) > 1:
        other = chance.choice([each for each in OTHER_NAMES if each != words[-1]])
        yield line[: fact.start] + " ".join([*words[:-1], other]) + line[fact.end :]


def test_copy_from_templates_gives_no_false_alarm():
    assert len(COPY) > 300
    assert sum(len(source.trace(line)) for source, line in COPY) > 300
    assert [(line, fact.text) for source, line in COPY for fact in missing(source, line)] == []


def test_of_changed_facts_hardly_one_is_missed():
    chance = random.Random(2023)
    seen, missed = Counter(), []
    for source, line in COPY:
        for traced in source.trace(line):
            for changed in changed_facts(line, traced.fact, chance):
                seen[traced.fact.kind] += 1
                if not missing(source, changed):
                    missed.append((traced.fact.text, changed))
    assert sum(seen.values()) > 400
    assert set(seen) >= {FactKind.NUMBER, FactKind.DATE, FactKind.DOCUMENT, FactKind.NAME}
    assert len(missed) <= 0.01 * sum(seen.values()), missed


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Họp ngày 15 tháng 3.", "Cuộc họp ngày 15/3/2023."),
        ("Họp ngày 15/3/2023.", "Cuộc họp ngày 15 tháng 3 năm 2023."),
        ("Nhận một nghìn hồ sơ.", "Đã nhận 1.000 hồ sơ."),
        ("Đạt 50 phần trăm.", "Tỷ lệ đạt 50%."),
        ("Ủy ban nhân dân xã Nghĩa Sơn họp.", "Sáng nay UBND xã Nghĩa Sơn họp."),
        ("Nghe UBND xã trả lời.", "Ủy ban nhân dân xã trả lời."),
        ("Theo Nghị quyết số 76 của Chính phủ.", "Nghị quyết số 76/NQ-CP nêu rõ."),
        ("Kinh phí 8,45 tỷ đồng.", "Kinh phí 8.450.000.000 đồng."),
        ("Phòng Văn hóa và Thông tin trả lời.", "Việc của Phòng Văn hoá và Thông tin."),
        ("Lúc 7h30 tại Nam Định.", "Từ 7 giờ 30 phút, tại tỉnh Nam Định."),
    ],
)
def test_two_ways_of_writing_one_thing_are_one_fact(text, source):
    traced = trace(text, source)
    assert traced
    assert all(each.source for each in traced)


@pytest.mark.parametrize(
    ("text", "source", "wrong"),
    [
        ("Họp ngày 15/3/2024.", "Họp ngày 15/3/2023.", "15/3/2024"),
        ("Họp ngày 15/3/2023.", "Họp ngày 15/3.", "15/3/2023"),
        ("Nhận 1.350 hồ sơ.", "Nhận 1.250 hồ sơ.", "1.350"),
        ("Mức độ 4, mức độ 4 là cách gọi cũ.", "Mức độ 3, mức độ 4 là cách gọi cũ.", "4"),
        ("Ông Nguyễn Văn Thắng nói.", "Ông Nguyễn Văn Thanh nói.", "Ông Nguyễn Văn Thắng"),
        ("Nghị quyết số 67/NQ-CP.", "Nghị quyết số 76/NQ-CP.", "67/NQ-CP"),
        ("Gọi 0228.3871.243.", "Gọi 0228.3871.234.", "0228.3871.243"),
        (
            "Nghe xã Nghĩa Sơn kể về huyện Nghĩa Sơn cũ do bảy xã nhập lại.",
            "Nghe xã Nghĩa Sơn kể về huyện Nghĩa Hưng cũ do bảy xã nhập lại.",
            "Nghĩa Sơn",
        ),
    ],
)
def test_what_the_source_does_not_say_is_named(text, source, wrong):
    assert wrong in [each.fact.text for each in trace(text, source) if each.source is None]


def test_a_fact_is_traced_to_its_place():
    source = "Sáng nay, xã nhận 1.250 hồ sơ."
    (traced,) = trace("Xã nhận 1250 hồ sơ.", source)
    assert source[traced.source.start : traced.source.end] == "1.250"
