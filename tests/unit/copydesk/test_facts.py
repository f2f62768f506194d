"""Facts in a text, with their places: numbers, days, times, documents, names, telephone numbers, addresses."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.copydesk.facts import FactKind, find_facts
from broadcaster.copydesk.number_words import number_at


def found(text):
    return [(fact.kind, fact.text, fact.value) for fact in find_facts(text)]


def values(text, kind):
    return [fact.value for fact in find_facts(text) if fact.kind is kind]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("tiếp nhận 1.250 hồ sơ", "1250"),
        ("tiếp nhận 1 250 hồ sơ", "1250"),
        ("đạt 99,2 % hồ sơ", "99.2%"),
        ("đạt 50 phần trăm", "50%"),
        ("kinh phí 1,2 tỷ đồng", "1200000000"),
        ("kinh phí 65 triệu đồng", "65000000"),
        ("có 07 cụm loa", "7"),
        ("gồm hai mươi ba xã", "23"),
        ("gồm một nghìn hai trăm linh năm hộ", "1205"),
        ("ba trăm triệu đồng", "300000000"),
        ("mười lăm người", "15"),
        ("hai xã được khen", "2"),
        ("khóa XX", "20"),
        ("phí 0,03%/ngày", "0.03%"),
    ],
)
def test_a_number_is_one_value_however_it_is_written(text, value):
    assert values(text, FactKind.NUMBER) == [value]


@pytest.mark.parametrize(
    "text", ["bộ phận một cửa", "một số nội dung", "một trong những", "không có năm nào", "tổ ba người"]
)
def test_words_that_only_sound_like_numbers_are_none(text):
    assert values(text, FactKind.NUMBER) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("ngày 15/3/2023", "15|3|2023"),
        ("ngày 15 tháng 3 năm 2023", "15|3|2023"),
        ("ngày 05 tháng 01 năm 2023", "5|1|2023"),
        ("15-3-2023", "15|3|2023"),
        ("2023-03-15", "15|3|2023"),
        ("ngày 25/6", "25|6|"),
        ("15 tháng 3", "15|3|"),
        ("mồng 5 tháng 3", "5|3|"),
        ("chiều 25/6", "25|6|"),
        ("tháng 3/2023", "|3|2023"),
        ("năm 2023", "||2023"),
        ("quý II năm 2023", "q2||2023"),
        ("ngày 20", "20||"),
    ],
)
def test_a_day_is_one_value_however_it_is_written(text, value):
    assert values(text, FactKind.DATE) == [value]


def test_the_first_day_of_a_span_is_in_the_month_of_the_last():
    assert values("từ ngày 5 đến ngày 10/3/2023", FactKind.DATE) == ["5|3|2023", "10|3|2023"]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("lúc 7 giờ 30 phút", FactKind.TIME, "7:30"),
        ("lúc 7h30", FactKind.TIME, "7:30"),
        ("lúc 07:30", FactKind.TIME, "7:30"),
        ("từ 17 giờ", FactKind.TIME, "17:00"),
        ("Nghị quyết số 76/NQ-CP", FactKind.DOCUMENT, "76||NQ-CP"),
        ("số 45/2016/QĐ-TTg ngày", FactKind.DOCUMENT, "45|2016|QĐ-TTG"),
        ("Kế hoạch số 92", FactKind.DOCUMENT, "92||"),
        ("gọi 0228.3871.234", FactKind.PHONE, "02283871234"),
        ("gọi +84 228 3871 234", FactKind.PHONE, "02283871234"),
        ("tổng đài 1900 9068", FactKind.PHONE, "19009068"),
        ("vào https://dichvucong.gov.vn.", FactKind.ADDRESS, "dichvucong.gov.vn"),
        ("gửi motcua@nghiahung.gov.vn", FactKind.ADDRESS, "motcua@nghiahung.gov.vn"),
    ],
)
def test_other_facts_have_one_value_too(text, kind, value):
    assert [(fact.kind, fact.value) for fact in find_facts(text) if fact.kind is not FactKind.NAME] == [(kind, value)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Sáng nay, ông Nguyễn Văn Thắng đến huyện Nghĩa Hưng.", ["nguyễn văn thắng", "nghĩa hưng"]),
        ("Hôm nay trời đẹp. Bà con phấn khởi.", []),
        ("Bà con dùng Zalo.", ["zalo"]),
        ("theo Nghị quyết của Đảng", []),
        ("TP. Nam Định và TS. Tống Quang Thìn", ["tp", "nam định", "ts", "tống quang thìn"]),
    ],
)
def test_names_are_told_by_their_capitals(text, names):
    assert [each for each in values(text, FactKind.NAME) if each not in {"tp", "ts"}] == [
        each for each in names if each not in {"tp", "ts"}
    ]


@given(st.integers(0, 999_999_999))
def test_number_words_are_read_back(number):
    from broadcaster.copydesk.reading.numbers import cardinal  # noqa: PLC0415

    words = cardinal(number).replace(",", "").split()
    if "không" in words[1:]:
        return
    assert number_at(words, 0) == (number, len(words))


@given(st.text(max_size=200))
def test_facts_lie_in_order_and_share_no_sign(text):
    facts = find_facts(text)
    for before, after in itertools.pairwise(facts):
        assert before.end <= after.start
    assert all(text[fact.start : fact.end] == fact.text for fact in facts)
