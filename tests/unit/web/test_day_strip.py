"""The dial of the next 24 hours."""

from datetime import datetime, time, timedelta

from broadcaster.domain.ids import OutletId
from broadcaster.domain.timetables import QuietHours
from broadcaster.domain.zone import ZONE
from broadcaster.scheduling.next_hours import BoardLine, Reached
from broadcaster.web.look.day_strip import day_strip

NOW = datetime(2023, 3, 15, 16, 30, tzinfo=ZONE)
QUIET = QuietHours(starts=time(22), stops=time(4))


def line(hours, minutes=15, reached=Reached.SENT):
    starts = NOW.replace(minute=0) + timedelta(hours=hours)
    stops = starts + timedelta(minutes=minutes)
    return BoardLine(starts=starts, stops=stops, what="buổi", reached=reached, outlets=(OutletId("XA"),))


def test_now_stands_in_the_first_hour_and_a_session_at_its_share_of_the_day():
    strip = day_strip([line(12, 60)], QUIET, NOW)
    assert strip.needle == 2.08
    assert [(mark.x, mark.width, mark.shape) for mark in strip.marks] == [(50, 4.17, "sent")]
    assert strip.lanes == 1


def test_sessions_that_overlap_lie_in_rows_of_their_own_and_a_free_row_is_used_again():
    strip = day_strip([line(1, 60), line(1.5, 60, Reached.RELAY), line(2, 30)], QUIET, NOW)
    assert [(mark.lane, mark.shape) for mark in strip.marks] == [(0, "sent"), (1, "relay"), (0, "sent")]
    assert strip.lanes == 2


def test_a_short_session_is_wide_enough_to_be_seen_and_none_stands_over_an_edge():
    strip = day_strip([line(-1, 90), line(5, 1), line(23.99, 60), line(25)], QUIET, NOW)
    assert len(strip.marks) == 3
    assert strip.marks[0].x == 0
    for mark in strip.marks:
        assert mark.width >= 0.45
        assert mark.x + mark.width <= 100.001


def test_quiet_hours_over_midnight_are_one_span():
    assert day_strip([], QUIET, NOW).quiet == ((25, 25),)
    early = day_strip([], QUIET, NOW.replace(hour=2)).quiet
    assert early == ((0, 8.33), (83.33, 16.67))


def test_every_third_hour_is_named():
    ticks = day_strip([], QUIET, NOW).ticks
    assert len(ticks) == 24
    assert [label for _, label, _ in ticks if label] == ["18:00", "21:00", "00:00", "03:00", "06:00", "09:00", "12:00", "15:00"]  # fmt: skip
    assert [label for _, label, size in ticks if size == "big"] == ["18:00", "00:00", "06:00", "12:00"]
