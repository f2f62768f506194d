"""Hours as a person says them."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.scheduling.spoken_hours import spoken_hour, told_hour, told_span


@pytest.mark.parametrize(
    ("hour", "said"),
    [
        (time(5, 15), "5 giờ 15 sáng"),
        (time(17, 15), "5 giờ 15 chiều"),
        (time(11, 30), "11 giờ 30 trưa"),
        (time(12, 5), "12 giờ 05 trưa"),
        (time(0), "12 giờ đêm"),
        (time(3, 15), "3 giờ 15 đêm"),
        (time(4, 30), "4 giờ 30 sáng sớm"),
        (time(15, 15), "3 giờ 15 chiều"),
        (time(19, 30), "7 giờ 30 tối"),
        (time(22), "10 giờ đêm"),
        (time(6, 0, 30), "6 giờ 00 phút 30 giây sáng"),
    ],
)
def test_an_hour_is_said_as_people_say_it(hour, said):
    assert spoken_hour(hour) == said


def test_the_figure_of_24_hours_stands_beside():
    assert told_hour(time(3, 15)) == "3 giờ 15 đêm (03:15)"


@given(st.times(), st.times())
def test_two_minutes_of_the_day_are_never_said_alike(one, other):
    one, other = one.replace(second=0, microsecond=0), other.replace(second=0, microsecond=0)
    assert (spoken_hour(one) == spoken_hour(other)) == (one == other)


@pytest.mark.parametrize(("minutes", "said"), [(0, "0 phút"), (45, "45 phút"), (120, "2 giờ"), (725, "12 giờ 5 phút")])
def test_spans_are_said_in_hours_and_minutes(minutes, said):
    assert told_span(minutes) == said
