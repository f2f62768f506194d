"""Vietnamese number words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.copydesk.reading.numbers import cardinal, digits, dotted, number, padded, rank, roman

ONES = {"một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "sáu": 6, "bảy": 7, "tám": 8}
ONES |= {"chín": 9, "không": 0, "linh": 0}
SCALES = {"nghìn": 10**3, "triệu": 10**6}


def understood(words):
    """Take number words for a listener who knows only the words, not how they were made."""
    total = group = part = 0
    for word in words.split():
        if word in ONES:
            part = ONES[word] if word != "linh" else part
        elif word == "mười":
            group, part = group + 10, 0
        elif word == "mươi":
            group, part = group + part * 10, 0
        elif word == "trăm":
            group, part = group + part * 100, 0
        elif word == "tỷ":
            total, group, part = (total + group + part) * 10**9, 0, 0
        else:
            total, group, part = total + (group + part) * SCALES[word], 0, 0
    return total + group + part


@given(st.integers(min_value=0, max_value=10**15))
def test_a_count_is_understood_as_what_was_written(value):
    assert understood(cardinal(value)) == value


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "không"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (25, "hai mươi lăm"),
        (105, "một trăm linh năm"),
        (110, "một trăm mười"),
        (2_004, "hai nghìn không trăm linh bốn"),
        (10_050, "mười nghìn không trăm năm mươi"),
        (3_000_005, "ba triệu không trăm linh năm"),
        (1_000_000_000, "một tỷ"),
        (5_000_000_000_000, "năm nghìn tỷ"),
    ],
)
def test_zero_hundreds_are_always_said(value, words):
    assert cardinal(value) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("1.234,5", "một nghìn hai trăm ba mươi tư phẩy năm"),
        ("94,45", "chín mươi tư phẩy bốn mươi lăm"),
        ("0,05", "không phẩy không năm"),
        ("3,125", "ba phẩy một hai năm"),
        ("95.1", "chín mươi lăm phẩy một"),
        ("02", "hai"),
        ("9" * 16, " ".join(["chín"] * 16)),
    ],
)
def test_numbers_are_read_as_vietnamese_writes_them(written, words):
    assert number(written) == words


def test_digits_headings_minutes_and_ranks():
    assert digits("0228") == "không hai hai tám"
    assert dotted("2.10.") == "hai chấm mười"
    assert (padded("05"), padded("00"), padded("15")) == ("linh năm", "không", "mười lăm")
    assert (rank(1), rank(4), rank(24)) == ("nhất", "tư", "hai mươi tư")


@pytest.mark.parametrize(("text", "value"), [("XIII", 13), ("IV", 4), ("XXI", 21), ("IIII", 0), ("VX", 0), ("", 0)])
def test_only_well_formed_roman_numerals_have_a_value(text, value):
    assert roman(text) == value
