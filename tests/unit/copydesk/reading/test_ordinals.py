"""Ordinals and Roman numerals."""

import pytest

from broadcaster.copydesk.reading import read


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("lần thứ 1", "lần thứ nhất"),
        ("thứ 4", "thứ tư"),
        ("thứ 14", "thứ mười bốn"),
        ("thứ 2, 4, 6", "thứ hai, tư, sáu"),
        ("mức độ 4", "mức độ bốn"),
    ],
)
def test_first_and_fourth_have_words_of_their_own(written, spoken):
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("thứ 2 - thứ 6", "thứ hai đến thứ sáu"),
        ("thứ 2-6", "thứ hai đến thứ sáu"),
        ("thứ 2-CN", "thứ hai đến chủ nhật"),
        ("từ T2 đến T6", "từ thứ hai đến thứ sáu"),
    ],
)
def test_weekdays_joined_by_a_dash_are_a_range(written, spoken):
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("khóa XX", "khóa hai mươi"),
        ("Thế kỷ XXI", "Thế kỷ hai mươi mốt"),
        ("lần thứ XIII", "lần thứ mười ba"),
        ("lần thứ I", "lần thứ nhất"),
        ("PHỤ LỤC IV", "Phụ lục bốn"),
        ("Chương I, II và III", "Chương một, hai và ba"),
        ("cấp III", "cấp ba"),
        ("Đại hội XIII của Đảng", "Đại hội mười ba của Đảng"),
        ("mục II.1", "mục hai chấm một"),
    ],
)
def test_roman_numerals_are_numbers_after_the_words_that_number(written, spoken):
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("loại C", "loại xê"),
        ("Nguyễn Văn V", "Nguyễn Văn vê"),
        ("Vitamin C", "Vitamin xê"),
    ],
)
def test_letters_that_are_no_numerals_are_letters(written, spoken):
    assert read(written).spoken == spoken
