"""Quiet hours, to the second, across midnight."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unit.scheduling.builders import ZONE

from broadcaster.domain.timetables import DEFAULT_QUIET, QuietHours
from broadcaster.errors import InQuietHours
from broadcaster.scheduling.quiet_hours import hour, night_warning, refuse_if_quiet, touches

NOON = QuietHours(starts=time(11, 30), stops=time(13, 30))


def at(clock: str, day: int = 15) -> datetime:
    return datetime.combine(datetime(2023, 3, day, tzinfo=ZONE), time.fromisoformat(clock), tzinfo=ZONE)


@pytest.mark.parametrize(
    ("starts", "stops", "quiet"),
    [
        ("21:15:00", "21:30:00", False),
        ("21:15:00", "21:30:01", True),
        ("04:30:00", "04:45:00", False),
        ("04:29:59", "04:45:00", True),
        ("03:15:00", "03:30:00", True),
        ("23:00:00", "23:15:00", True),
        ("12:00:00", "12:15:00", False),
    ],
)
def test_quiet_hours_over_midnight_hold_from_their_first_second_to_their_last(starts, stops, quiet):
    assert touches(DEFAULT_QUIET, at(starts), at(stops)) is quiet


def test_a_session_over_midnight_touches_the_quiet_hours_of_the_next_day():
    early = QuietHours(starts=time(0, 10), stops=time(4))
    assert touches(early, at("23:50"), at("00:11", 16))
    assert not touches(early, at("23:50"), at("00:10", 16))


def test_quiet_hours_inside_one_day_do_not_hold_at_night():
    assert touches(NOON, at("11:20"), at("11:35"))
    assert not touches(NOON, at("23:00"), at("23:15"))


def test_a_whole_day_of_sound_touches_any_quiet_hours():
    assert touches(NOON, at("14:00"), at("14:00", 17))


def test_quiet_hours_without_length_forbid_nothing():
    assert not touches(QuietHours(starts=time(5), stops=time(5)), at("04:50"), at("05:10"))


def test_a_refusal_names_session_times_outlet_and_quiet_hours():
    with pytest.raises(InQuietHours) as refused:
        refuse_if_quiet(
            what="buổi sáng", outlet="Đài xã Nghĩa Sơn", starts=at("03:15"), stops=at("03:30"), quiet=DEFAULT_QUIET
        )
    for word in ("buổi sáng", "03:15–03:30", "Đài xã Nghĩa Sơn", "21:30-04:30"):
        assert word in str(refused.value)


def test_a_session_outside_quiet_hours_is_not_refused():
    refuse_if_quiet(what="buổi sáng", outlet="Đài", starts=at("05:30"), stops=at("05:45"), quiet=DEFAULT_QUIET)


def test_the_night_band_warns_of_a_session_before_six():
    warning = night_warning(what="Buổi sáng", where="24 nơi phát", starts=at("05:45"), stops=at("06:00"))
    assert "05:45–06:00" in warning
    assert "QCVN 26:2010/BTNMT" in warning


def test_the_night_band_is_silent_from_six_on():
    assert night_warning(what="Buổi sáng", where="Đài", starts=at("06:00"), stops=at("06:15")) == ""


def test_seconds_are_shown_only_when_there_are_any():
    assert hour(at("05:30")) == "05:30"
    assert hour(at("05:30:07")) == "05:30:07"


@given(begins=st.integers(0, 1439), lasts=st.integers(1, 600), starts=st.integers(0, 1439), length=st.integers(1, 1439))
def test_touching_means_sharing_a_minute(begins, lasts, starts, length):
    first = at("00:00") + timedelta(minutes=begins)
    stops = (starts + length) % 1440
    quiet = QuietHours(starts=time(*divmod(starts, 60)), stops=time(*divmod(stops, 60)))
    silent = {(starts + minute) % 1440 for minute in range(length)}
    shared = any((begins + minute) % 1440 in silent for minute in range(lasts))
    assert touches(quiet, first, first + timedelta(minutes=lasts)) is shared
