"""What holds of every reading: of real copy, of damaged copy, of every kind of writing, of any characters at all."""

import datetime as dt
import json
import random
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from number_words import Meant, follows, hear
from reading_invariants import MAY_BE_SHORTER, SIGNS, alternatives, broken
from reading_texts import MUTATIONS, lines, pages, written_kinds

from broadcaster.copydesk.reading import STEPS, read

FOUND = [json.loads(line) for line in (Path(__file__).parent / "found.jsonl").read_text(encoding="utf-8").splitlines()]
EXAMPLES = settings(deadline=None, max_examples=300)


def mutated(text, changes):
    for mutation, place, way in changes:
        text = mutation(text, min(place, len(text)), way)
    return text


DAMAGE = st.lists(st.tuples(st.sampled_from(MUTATIONS), st.integers(0, 300), st.integers(0, 999)), max_size=4)
TEXTS = st.one_of(
    st.text(),
    st.text(alphabet=st.characters(categories=["N", "P", "S", "Z", "C"])),
    st.builds(mutated, st.sampled_from(lines()), DAMAGE),
    st.integers(0, 2**32).map(lambda seed: written_kinds(random.Random(seed))),
)


def of_kind(text, *kinds):
    return [each for each in broken(text, read) if each.kind in kinds]


@EXAMPLES
@given(TEXTS)
@example("\ud800")
@example("٣³½①⑫Ⅳ")
@example("\ue000 1 \ue001 2 \uf8ff")
def test_any_text_is_read_and_neither_a_digit_nor_a_mark_is_left(text):
    assert of_kind(text, "crash", "digit left", "mark left") == []


@EXAMPLES
@given(TEXTS)
def test_reading_what_was_spoken_changes_nothing(text):
    assert of_kind(text, "not the same when read again") == []


@EXAMPLES
@given(TEXTS)
def test_spans_are_slices_of_the_text_in_order(text):
    assert of_kind(text, "span out of order", "span is not its slice") == []


@EXAMPLES
@given(TEXTS)
def test_between_spans_no_word_is_lost_or_invented(text):
    assert of_kind(text, "word lost or invented") == []


@EXAMPLES
@given(TEXTS)
def test_figures_of_a_span_are_heard_as_they_are_written(text):
    assert of_kind(text, "number lost or invented") == []


@EXAMPLES
@given(TEXTS)
def test_only_named_rules_leave_words_unsaid(text):
    assert of_kind(text, "silent word") == []


def test_every_rule_that_may_leave_words_unsaid_is_a_step():
    assert set(MAY_BE_SHORTER) <= {step.name for step in STEPS}


@pytest.mark.parametrize("text", [pytest.param(page, id=f"page {place}") for place, page in enumerate(pages())])
def test_everything_holds_of_the_sample_news_and_of_the_plan(text):
    assert broken(text, read) == []


def test_everything_holds_of_every_line_of_copy_and_of_the_presenters_cases():
    assert [(line, found) for line in lines() if (found := broken(line, read))] == []


@pytest.mark.parametrize("sign", sorted(SIGNS))
def test_signs_say_their_numbers(sign):
    assert broken(f"Đạt {sign} kế hoạch", read) == []


@pytest.mark.parametrize("row", [pytest.param(row, id=f"{place}") for place, row in enumerate(FOUND, 1)])
def test_what_was_once_found_holds_now(row):
    assert broken(row["written"], read) == []


PILES = (
    "1.", "(((", "a/", "- ", "./.", "1-", "A.", " ", "\n", "₫", "ABC&", "ABC ", "7", "1/", "1,", "@a", "a.", "I.", "…", "0 ",
    "số 1/", "TP. ", "a\n", "a\u0301", "\u0301", "\u200b", "\r", "&", "x1", "1h", "1:",
)  # fmt: skip


@pytest.mark.parametrize("pile", PILES, ids=repr)
def test_everything_holds_of_a_pile_of_one_thing(pile):
    assert broken((pile * 20_000)[:20_000], read) == []


# Numbers that stand alone in a sentence of their own: what is heard is what was written, in the same order.


def one(value, digits=""):
    whole = str(value) if isinstance(value, int) else ""
    return [[[Meant(Fraction(value), digits or whole)]]]


def grouped(value):
    return f"{value:,}".replace(",", ".")


WHOLE = st.one_of(st.integers(0, 120), st.integers(0, 10**8 - 1))
PLAIN = WHOLE.map(lambda value: (str(value), one(value, str(value))))
DOTTED = st.integers(1000, 10**15 - 1).map(lambda value: (grouped(value), one(value)))
DECIMAL = st.tuples(st.integers(0, 9999), st.text("0123456789", min_size=1, max_size=4)).map(
    lambda parts: (
        f"{grouped(parts[0])},{parts[1]}",
        one(parts[0] + Fraction(int(parts[1]), 10 ** len(parts[1]))),
    )
)
NUMBER = st.one_of(PLAIN, DOTTED, DECIMAL)
SHORT = st.one_of(st.integers(0, 120), st.integers(121, 9999)).map(lambda value: (str(value), one(value, str(value))))


def with_unit(unit):
    return NUMBER.map(lambda number: (number[0] + unit, number[1]))


def scaled(unit, power):
    def scale(number):
        (((meant,),),) = number[1]
        return number[0] + unit, one(meant.value * 10**power)

    return st.one_of(SHORT, DECIMAL).map(scale)


def pair(mark, unit="", members=SHORT):
    return st.tuples(members, members).map(lambda two: (two[0][0] + mark + two[1][0] + unit, two[0][1] + two[1][1]))


def ordered(mark, unit=""):
    two = st.tuples(st.integers(1, 500), st.integers(1, 500)).map(sorted)
    return two.map(lambda low: (f"{low[0]}{mark}{low[1]}{unit}", one(low[0]) + one(low[1])))


def date(form):
    days = st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31))
    return days.map(lambda day: (form.format(day), one(day.day) + one(day.month) + one(day.year)))


def clock(form):
    def said(time):
        minutes = one(time.minute) if time.minute else []
        return form.format(time), one(time.hour) + minutes

    return st.times().map(said)


SENTENCES = {
    "count": ("Toàn huyện có {} hồ sơ.", NUMBER),
    "two counts": ("Xã cấp {} thẻ.", pair(" giấy, ")),
    "decimal": ("Chỉ số đạt {} điểm.", DECIMAL),
    "leading zeros": ("Mỗi người nộp {} bộ.", st.integers(1, 9).map(lambda value: (f"0{value}", one(value)))),
    "per cent": ("Kết quả đạt {} kế hoạch.", with_unit("%")),
    "per cent, loose": ("Kết quả đạt {} kế hoạch.", with_unit(" %")),
    "money": ("Tổng thu là {}.", with_unit(" đồng")),
    "money, short": ("Tổng thu là {}.", with_unit("đ")),
    "dollars": ("Tổng thu là {}.", with_unit(" USD")),
    "thousands": ("Tổng thu là {}.", scaled(" nghìn đồng", 3)),
    "millions": ("Tổng thu là {}.", scaled(" triệu đồng", 6)),
    "millions, tight": ("Tổng thu là {}.", scaled("tr", 6)),
    "millions, one word": ("Tổng thu là {} đồng.", scaled("triệu", 6)),
    "billions": ("Tổng thu là {}.", scaled(" tỷ đồng", 9)),
    "billions, one word": ("Tổng thu là {} đồng.", scaled("tỷ", 9)),
    "length": ("Con đường dài {}.", with_unit(" km")),
    "length, tight": ("Con đường dài {}.", with_unit("km")),
    "area": ("Ruộng rộng {}.", with_unit(" m2")),
    "date": ("Hội nghị họp ngày {}.", date("{0.day}/{0.month}/{0.year}")),
    "date, zeros": ("Hội nghị họp ngày {}.", date("{0:%d/%m}/{0.year}")),
    "date, dashes": ("Hội nghị họp ngày {}.", date("{0.day}-{0.month}-{0.year}")),
    "date, dots": ("Hội nghị họp ngày {}.", date("{0:%d.%m}.{0.year}")),
    "date in words": ("Hội nghị họp ngày {}.", date("{0.day} tháng {0.month} năm {0.year}")),
    "time": ("Bản tin phát lúc {}.", clock("{0:%Hh%M}")),
    "time, colon": ("Bản tin phát lúc {}.", clock("{0:%H:%M}")),
    "time, words": ("Bản tin phát lúc {} phút.", st.times().map(
        lambda time: (f"{time.hour} giờ {time.minute}", one(time.hour) + one(time.minute))
    )),
    "years": ("Kế hoạch giai đoạn {}.", st.tuples(st.integers(1900, 2099), st.integers(1, 30)).map(
        lambda years: (f"{years[0]}-{sum(years)}", one(years[0]) + one(sum(years)))
    )),
    "range of per cent": ("Giá tăng {}.", ordered("-", "%")),
    "range of per cent, loose": ("Giá tăng {}.", ordered(" - ", " %")),
    "range of length": ("Sông rộng {}.", ordered("-", " m")),
    "range": ("Mỗi tổ có {} người.", ordered("-")),
    "range in words": ("Mỗi tổ có từ {} người.", pair(" đến ")),
    "fraction": ("Đã xong {} khối lượng.", pair("/", members=st.integers(1, 99).map(lambda value: (str(value), one(value))))),
    "achieved": ("Xã đạt {} tiêu chí.", pair("/")),
    "grade": ("Xã đạt {} điểm.", pair("/", members=st.one_of(SHORT, DECIMAL))),
    "phone": ("Gọi số {}.", st.text("0123456789", min_size=9, max_size=9).map(lambda text: (f"0{text}", one(int(text), f"0{text}")))),
    "article": ("Theo khoản {}.", pair(" Điều ", members=st.integers(1, 300).map(lambda value: (str(value), one(value))))),
    "document": ("Theo Quyết định số {}.", st.tuples(st.integers(1, 9999), st.integers(1990, 2030)).map(
        lambda two: (f"{two[0]}/{two[1]}/QĐ-UBND", one(two[0]) + one(two[1]))
    )),
    "heading": ("Xem mục {} kèm theo.", st.lists(st.integers(1, 30), min_size=2, max_size=3).map(
        lambda parts: (".".join(map(str, parts)), [list(alternatives(str(part)))[:1] for part in parts])
    )),
}  # fmt: skip


@pytest.mark.parametrize("name", SENTENCES)
@given(st.data())
@settings(deadline=None, max_examples=60)
def test_a_number_alone_is_neither_lost_nor_invented(name, data):
    sentence, numbers = SENTENCES[name]
    written, meant = data.draw(numbers)
    spoken = read(sentence.format(written)).spoken
    assert follows(meant, hear(spoken)), f"{written}: {spoken}"


@pytest.mark.parametrize(
    ("spoken", "values"),
    [
        ("hai nghìn không trăm linh bốn", [2004]),
        ("một nghìn hai trăm triệu", [1_200_000_000]),
        ("ba tỷ không trăm linh năm", [3_000_000_005]),
        ("mười năm", [10, 5]),
        ("hai mươi lăm phần trăm", [25]),
        ("chín mươi tư phẩy bốn mươi lăm", [Fraction(9445, 100)]),
        ("không phẩy không năm", [Fraction(5, 100)]),
        ("một phẩy hai tỷ", [1_200_000_000]),
        ("không chín một hai, ba bốn năm", [912, 345]),
        ("tháng tư, thứ nhất, một phần tư", [4, 1, 1, 4]),
        ("đầu tư, thông tin thống nhất", []),
        ("mười tám giờ lẻ năm phút", [18, 5]),
        ("ba mươi ba mươi mốt", [30, 31]),
        ("năm trăm ngàn đồng", [500_000]),
    ],
)
def test_the_ear_hears_number_words(spoken, values):
    assert [each.value for each in hear(spoken)] == values
