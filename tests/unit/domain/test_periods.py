"""Periods beside periods."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.domain.periods import Period


@pytest.mark.parametrize(
    ("text", "before", "year_before", "spoken"),
    [
        ("2023", "2022", "2022", "năm 2023"),
        ("2023-Q1", "2022-Q4", "2022-Q1", "quý I năm 2023"),
        ("2023-Q3", "2023-Q2", "2022-Q3", "quý III năm 2023"),
        ("2023-H1", "2022-H2", "2022-H1", "sáu tháng đầu năm 2023"),
        ("2023-H2", "2023-H1", "2022-H2", "sáu tháng cuối năm 2023"),
        ("2023-01", "2022-12", "2022-01", "tháng 1 năm 2023"),
        ("2024-02", "2024-01", "2023-02", "tháng 2 năm 2024"),
        (
            "2023-03-01..2023-03-15",
            "2023-02-14..2023-02-28",
            "2022-03-01..2022-03-15",
            "từ ngày 01/03/2023 đến ngày 15/03/2023",
        ),
        (
            "2024-02-29..2024-02-29",
            "2024-02-28..2024-02-28",
            "2023-02-28..2023-02-28",
            "từ ngày 29/02/2024 đến ngày 29/02/2024",
        ),
    ],
)
def test_a_period_knows_the_one_before_and_that_of_the_year_before(text, before, year_before, spoken):
    period = Period.parse(text)
    assert (period.before.text, period.year_before.text, period.spoken) == (before, year_before, spoken)


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(0, 800))
def test_the_period_before_ends_the_day_before_and_is_as_long(first, days):
    period = Period.parse(f"{first}..{first + timedelta(days=days)}")
    assert period.before.last == first - timedelta(days=1)
    assert period.before.last - period.before.first == period.last - period.first
    assert Period.parse(period.before.text) == period.before
