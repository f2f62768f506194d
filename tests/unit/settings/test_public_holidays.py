"""Tết by the Vietnamese calendar, which is not always the Chinese one, against dates that were published."""

from datetime import date, timedelta

import pytest

from broadcaster.settings.public_holidays import FIRST_YEAR, LAST_YEAR, lunar_day, public_holidays

TET = {
    1968: (1, 29),  # a day before the Chinese year: the North had just gone over to UTC+7
    1985: (1, 21),  # a month before the Chinese year (20 February)
    2007: (2, 17),  # a day before the Chinese year
    2020: (1, 25),
    2021: (2, 12),
    2022: (2, 1),
    2023: (1, 22),
    2024: (2, 10),
    2025: (1, 29),
    2026: (2, 17),
    2027: (2, 6),
    2030: (2, 2),  # a day before the Chinese year
}


@pytest.mark.parametrize(("year", "month_day"), TET.items())
def test_the_lunar_year_begins_on_the_published_day(year, month_day):
    day = date(year, *month_day)
    assert lunar_day(day).startswith("1/1 ")
    assert lunar_day(day - timedelta(days=1)).split(" ")[0] in {"29/12", "30/12"}


@pytest.mark.parametrize(("year", "month_day"), [(y, d) for y, d in TET.items() if y >= FIRST_YEAR])
def test_tet_is_a_holiday_of_its_year(year, month_day):
    assert public_holidays()[date(year, *month_day)] == "Tết Nguyên Đán"


def test_two_libraries_agree_on_every_tet_and_kings_day_that_is_kept():
    named = {"Tết Nguyên Đán": "1/1", "Ngày Giỗ Tổ Hùng Vương": "10/3"}
    found = [(lunar_day(day).split(" ")[0], named[name]) for day, name in public_holidays().items() if name in named]
    assert len(found) >= 2 * (LAST_YEAR - FIRST_YEAR)
    assert all(said == wanted for said, wanted in found)


def test_the_days_off_of_2023_are_those_that_were_announced():
    days = {day for day in public_holidays() if day.year == 2023}
    tet = {date(2023, 1, 20) + timedelta(days=n) for n in range(7)}
    spring = {date(2023, 4, 29) + timedelta(days=n) for n in range(5)}
    national = {date(2023, 9, 1), date(2023, 9, 2), date(2023, 9, 4)}
    assert days == {date(2023, 1, 1), date(2023, 1, 2)} | tet | spring | national


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2023, 3, 15), "24/2 Quý Mão"),
        (date(2023, 3, 25), "4/2 nhuận Quý Mão"),
        (date(2025, 9, 15), "24/7 Ất Tỵ"),
        (date(1899, 12, 31), ""),
        (date(2101, 1, 1), ""),
    ],
)
def test_a_lunar_date_is_written_with_its_year(day, said):
    assert lunar_day(day) == said
