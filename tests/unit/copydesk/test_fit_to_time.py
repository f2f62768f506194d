"""A text is shortened by leaving sentences out: in order, whole, never longer than asked, always the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.copydesk.fit_to_time import fit_to_time, joined
from broadcaster.copydesk.read_time import ASSUMED, read_time

TEXT = (
    "Sáng 15/3/2023, xã Nghĩa Sơn mở bộ phận một cửa mới. Không khí rất vui. Bên cạnh đó, nhiều người đến xem.",
    "Trong quý I, xã tiếp nhận 1.250 hồ sơ, đạt 99,2%. Ai cũng phấn khởi. Ông này cho biết sẽ cố gắng hơn.",
    "Bà con cần hỗ trợ gọi số 0228.3871.234.",
)
WORDS = st.sampled_from(
    ["Xã họp.", "Bên cạnh đó, dân vui.", "Ngày 15/3/2023 mở cửa.", "Ông Nguyễn Văn An nói 3 điều.", "Đó là việc tốt.",
     "Không khí rất vui và mọi người cùng nhau làm việc suốt cả ngày dài.", "TP. Nam Định có 12 xã.", "Vì sao?"]
)  # fmt: skip
PARAGRAPHS = st.lists(st.lists(WORDS, min_size=1, max_size=5).map(" ".join), max_size=5)


def fitted(paragraphs, target):
    return fit_to_time(paragraphs, target, read=str, pace=ASSUMED)


def texts(found):
    return [each.text for each in found.kept]


def test_what_tells_most_stays():
    kept = texts(fitted(TEXT, 9_000))
    assert "Sáng 15/3/2023, xã Nghĩa Sơn mở bộ phận một cửa mới." in kept
    assert "Trong quý I, xã tiếp nhận 1.250 hồ sơ, đạt 99,2%." in kept
    assert "Không khí rất vui." not in kept
    assert "Ông này cho biết sẽ cố gắng hơn." not in kept


def test_every_sentence_is_told_with_its_reason():
    found = fitted(TEXT, 9_000)
    assert [each.number for each in found.sentences] == list(range(1, 8))
    told = {each.text: each.reason for each in found.sentences}
    assert told["Sáng 15/3/2023, xã Nghĩa Sơn mở bộ phận một cửa mới."].startswith("câu mở đầu; có ngày tháng")
    assert told["Ông này cho biết sẽ cố gắng hơn."] == "nối tiếp câu đã bỏ"
    assert all(each.reason for each in found.sentences)


def test_a_text_that_is_short_enough_stays_whole():
    found = fitted(TEXT, 600_000)
    assert len(found.kept) == len(found.sentences) == 7
    assert found.length == found.whole
    assert joined(TEXT, {each.number for each in found.kept}) == "\n\n".join(TEXT)


def test_nothing_fits_into_no_time():
    found = fitted(TEXT, 100)
    assert (found.kept, found.length) == ((), 0)
    assert {each.reason for each in found.sentences} == {"riêng câu này đã dài hơn thời lượng"}


def test_a_sentence_that_leans_on_another_is_worth_less_without_it():
    found = {each.text: each for each in fitted(TEXT, 9_000).sentences}
    whole = {each.text: each for each in fitted(TEXT, 600_000).sentences}
    leaning = "Bên cạnh đó, nhiều người đến xem."
    assert found[leaning].score < whole[leaning].score


@pytest.mark.parametrize("numbers", [set(), {1}, {1, 4}, {2, 7}])
def test_accepted_sentences_make_the_text(numbers):
    sentences = [each for each in fitted(TEXT, 1).sentences if each.number in numbers]
    assert joined(TEXT, numbers).replace("\n\n", " ") == " ".join(each.text for each in sentences)


@given(PARAGRAPHS, st.integers(0, 60_000))
def test_what_is_kept_is_a_part_of_the_text_in_order_and_within_the_time(paragraphs, target):
    found = fitted(paragraphs, target)
    assert found.length <= target
    places = [(each.paragraph, each.start) for each in found.kept]
    assert places == sorted(places)
    assert all(paragraphs[each.paragraph][each.start : each.end] == each.text for each in found.sentences)
    assert " ".join(each.text for each in found.sentences) == " ".join(" ".join(paragraphs).split())
    lines = joined(paragraphs, {each.number for each in found.kept}).replace("\n\n", "\n")
    assert read_time(lines, ASSUMED) == found.length
    assert fitted(paragraphs, target) == found


@given(PARAGRAPHS, st.integers(0, 60_000))
def test_no_sentence_that_is_left_out_would_still_fit_unless_it_leans_on_one_that_is(paragraphs, target):
    found = fitted(paragraphs, target)
    kept = {each.number for each in found.kept}
    for each in found.sentences:
        if not each.kept and each.score > 0:
            lines = joined(paragraphs, kept | {each.number}).replace("\n\n", "\n")
            assert read_time(lines, ASSUMED) > target
