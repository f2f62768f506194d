"""A few days stand for all: whatever rows hold, every kind of day that there is has been chosen."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from broadcaster.settings.day_choice import days_to_check

FIRST = date(2023, 1, 1)
SOME_DAYS = st.integers(0, 120).map(lambda n: FIRST + timedelta(days=n))
SPANS = st.lists(st.tuples(st.none() | SOME_DAYS, st.none() | SOME_DAYS), max_size=4)


def kind(day, spans, holidays):
    """Say everything of a day and the next that decides what airs on it."""
    tomorrow = day + timedelta(days=1)
    return tuple(
        (each.weekday(), each in holidays, *((not a or a <= each) and (not b or each <= b) for a, b in spans))
        for each in (day, tomorrow)
    )


@given(spans=SPANS, holidays=st.frozensets(SOME_DAYS, max_size=12))
def test_every_kind_of_two_days_in_a_row_is_chosen(spans, holidays):
    chosen = {kind(day, spans, holidays) for day in days_to_check(spans, holidays)}
    every = {kind(FIRST + timedelta(days=n), spans, holidays) for n in range(-30, 160)}
    assert every <= chosen


def test_without_dates_and_holidays_a_week_and_the_last_day_are_enough():
    assert len(days_to_check([], ())) == 8


def test_days_near_those_that_people_typed_are_chosen():
    days = days_to_check([(date(2023, 3, 15), None)], ())
    assert [day for day in days if day.year < 2023] == []
