"""Dates, times, lengths and numbers as Vietnamese copy writes them."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from broadcaster.copydesk import filters


@pytest.mark.parametrize(
    ("day", "written"),
    [(date(2023, 3, 15), "15/3/2023"), (date(2023, 12, 1), "1/12/2023")],
)
def test_a_day_is_written_without_leading_noughts(day, written):
    assert filters.day_month_year(day) == written


def test_an_early_morning_at_the_station_is_not_the_day_before():
    at = datetime(2023, 3, 14, 22, 30, tzinfo=UTC)
    assert filters.day_month_year(at) == "15/3/2023"
    assert filters.weekday_name(at) == "thứ Tư"
    assert filters.hours_minutes(at) == "05:30"


def test_every_weekday_has_its_name():
    monday = date(2023, 3, 13)
    names = [filters.weekday_name(monday + timedelta(days=n)) for n in range(7)]
    assert names == ["thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"]


@pytest.mark.parametrize(("moment", "written"), [(time(6), "06:00"), (datetime(2023, 3, 15, 17, 5), "17:05")])  # noqa: DTZ001 - a local time of day
def test_a_time_of_day_is_on_the_24_hour_clock(moment, written):
    assert filters.hours_minutes(moment) == written


@pytest.mark.parametrize(
    ("length", "written"),
    [(0, "0'00\""), (65_000, "1'05\""), (59_600, "1'00\""), (900_000, "15'00\""), (3_605_000, "60'05\"")],
)
def test_a_length_is_written_in_minutes_and_seconds(length, written):
    assert filters.minutes_seconds(length) == written


@pytest.mark.parametrize(("value", "written"), [(1234.5, "1.234,5"), (99.2, "99,2"), (1250, "1.250"), (7, "7")])
def test_a_number_has_a_decimal_comma_and_thousands_points(value, written):
    assert filters.number(value) == written


@pytest.mark.parametrize(
    ("title", "closed"),
    [
        ("Một cửa liên thông", "Một cửa liên thông."),
        ("Phản ánh về đâu?", "Phản ánh về đâu?"),
        ("Toàn dân chung tay!", "Toàn dân chung tay!"),
        ("Ông nói: “Rất tốt.”", "Ông nói: “Rất tốt.”"),
        ("  Đầu đề  ", "Đầu đề."),
    ],
)
def test_a_title_becomes_a_sentence(title, closed):
    assert filters.sentence(title) == closed


def test_a_paragraph_that_tells_the_title_in_other_order_says_it_again():
    paragraph = "Huyện Nghĩa Hưng giao các cơ quan tăng thời lượng phát sóng tin, bài về cải cách."
    assert filters.says_again(paragraph, "Tăng thời lượng phát sóng tin, bài")
    assert not filters.says_again(paragraph, "Bố trí kinh phí cho công tác tuyên truyền")
