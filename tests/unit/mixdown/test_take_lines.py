"""Parting a reading of several lines into its lines."""

import pytest
from readings import RATE, read_aloud, recording, said

from broadcaster.errors import TakeNotSplit
from broadcaster.mixdown.take_lines import parted, parted_at
from broadcaster.mixdown.takes import Listening

LINES = (
    ("Chuyên mục hôm nay nói về chuyển đổi số.",),
    ("Thưa quý vị và bà con!", "Sau đây, mời quý vị và bà con nghe bài viết của phóng viên đài."),
    ("Loa truyền thanh đã gắn với làng quê qua nhiều thế hệ.", "Nay, chiếc loa ấy cũng bước vào chuyển đổi số."),
    ("Quý vị và bà con vừa nghe bài viết.",),
)


def length(sentence):
    return len(said(sentence)) * 1000 // RATE


EXPECTED = [sum(map(length, line)) + 300 * (len(line) - 1) for line in LINES]


def reading(*, sentence=300, line=900, noise=-60):
    """Give the reading of LINES with the places in which each line truly begins."""
    parts, begins, at = [], [], 600
    for sentences in LINES:
        begins.append(at)
        for text in sentences:
            parts += [text, sentence]
            at += length(text) + sentence
        parts[-1] = line
        at += line - sentence
    return Listening(recording(read_aloud(*parts[:-1], noise_dbfs=noise)), "bai.wav"), begins


@pytest.mark.parametrize("pace", [0.7, 1.0, 1.3])
@pytest.mark.parametrize("noise", [-75, -50])
def test_lines_are_found_by_the_pauses_whatever_the_readers_pace(pace, noise):
    heard, begins = reading(noise=noise)
    places = parted(heard, [round(each * pace) for each in EXPECTED], "bai.wav")
    assert places[0] == 0
    for place, begin in zip(places[1:], begins[1:], strict=True):
        assert begin - 900 < place < begin, "in the pause before the line, never in its words"


def test_a_pause_inside_a_line_is_not_taken_for_its_end():
    heard, begins = reading(sentence=700, line=800)
    places = parted(heard, EXPECTED, "bai.wav")
    assert all(begin - 800 < place < begin for place, begin in zip(places[1:], begins[1:], strict=True))


def test_a_reading_without_clear_pauses_is_refused_with_those_there_are():
    heard, _ = reading(sentence=60, line=80)
    with pytest.raises(TakeNotSplit, match=r"không có khoảng lặng rõ.*--split"):
        parted(heard, EXPECTED, "bai.wav")


def test_another_text_than_was_read_is_refused():
    heard, _ = reading()
    with pytest.raises(TakeNotSplit):
        parted(heard, list(reversed([1_000, 30_000, 1_000, 20_000])), "bai.wav")


def test_what_could_be_parted_in_two_ways_is_asked_about():
    same = "Xin mời bà con cùng nghe."
    heard = Listening(recording(read_aloud(same, *(700, same) * 4)), "bai.wav")
    half = round(2.5 * length(same))
    with pytest.raises(TakeNotSplit, match="không chắc dòng nào bắt đầu"):
        parted(heard, [half, half], "bai.wav")


def test_typed_places_move_into_the_pause_that_is_there():
    heard, begins = reading()
    typed = [0, *(begin + 100 for begin in begins[1:])]
    places = parted_at(heard, typed, len(LINES), "bai.wav")
    assert all(begin - 900 < place < begin for place, begin in zip(places[1:], begins[1:], strict=True))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda begins: begins[:-1], "4 dòng nhưng --split ghi 3 mốc"),
        (lambda begins: [0, begins[1] + 1_500, *begins[2:]], "nằm giữa lời đọc"),
        (lambda begins: [0, begins[2], begins[1], begins[3]], "tăng dần"),
        (lambda begins: [0, begins[1], begins[1] - 100, begins[3]], "mỗi mốc một khoảng lặng"),
    ],
)
def test_typed_places_that_do_not_fit_are_refused(change, told):
    heard, begins = reading()
    with pytest.raises(TakeNotSplit, match=told):
        parted_at(heard, change(begins), len(LINES), "bai.wav")
