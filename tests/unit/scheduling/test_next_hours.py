"""The board of the next hours."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from makers import COMMUNE, DAY, EVENING, MORNING, STATION, a_playlist, a_slot, a_timetable, an_edition

from broadcaster.domain.ids import minutes
from broadcaster.domain.timetables import Relay
from broadcaster.scheduling.next_hours import Reached, Standing, next_hours

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
NIGHT = datetime(2023, 3, 14, 15, 0, tzinfo=UTC)
"""22:00 the evening before DAY."""


def board(timetable, playlists=(), *, now=NIGHT, hours=24, mixed=(), sent=None):
    standing = Standing(playlists=tuple(playlists), mixed=frozenset(mixed), sent=sent or {})
    return next_hours(timetable, standing, now=now, hours=hours, zone=ZONE)


def plan(session=MORNING, outlet=COMMUNE, **over):
    edition = an_edition(session=session)
    return a_playlist(edition, outlet_id=outlet, **over)


def test_everything_without_a_plan_is_on_the_board_and_warned_of():
    lines = board(a_timetable())
    assert [(f"{line.starts:%d %H:%M}", line.what, line.reached) for line in lines] == [
        ("15 05:30", "buổi sáng", Reached.NOTHING),
        ("15 17:30", "buổi chiều", Reached.NOTHING),
    ]
    assert lines[0].outlets == (STATION, COMMUNE)
    assert any("broadcaster plan 2023-03-15" in each for each in lines[0].warnings)
    assert any("giờ đêm" in each for each in lines[0].warnings)
    assert not any("giờ đêm" in each for each in lines[1].warnings)


def test_each_outlet_stands_where_it_has_come_to():
    mine, other = plan(), plan(outlet=STATION)
    lines = board(a_timetable(), [mine, other], hours=8, mixed=[mine.edition_id], sent={(DAY, COMMUNE): {mine.id}})
    assert {line.outlets: line.reached for line in lines} == {(COMMUNE,): Reached.SENT, (STATION,): Reached.MIXED}
    planned = board(a_timetable(), [mine, other], hours=8)
    assert {line.reached for line in planned} == {Reached.PLANNED}


def test_a_plan_with_the_old_time_is_shown_at_its_time_with_a_warning():
    moved = replace(a_timetable(), slots=tuple(replace(s, starts=time(6)) for s in a_timetable().slots[2:3]))
    (line,) = board(moved, [plan()], hours=12)
    assert f"{line.starts:%H:%M}" == "05:30"
    assert any("lịch nay ghi 6 giờ sáng (06:00)" in each and "--replace" in each for each in line.warnings)


def test_a_plan_that_the_timetable_no_longer_has_is_shown():
    (line,) = board(replace(a_timetable(), slots=()), [plan()], hours=12)
    assert any("không còn buổi này" in each for each in line.warnings)


def test_a_bundle_of_an_older_plan_is_warned_of():
    slots = tuple(slot for slot in a_timetable().slots if slot.outlet_id == COMMUNE)
    (line,) = board(replace(a_timetable(), slots=slots), [plan()], hours=8, sent={(DAY, COMMUNE): {"older"}})
    assert line.reached is Reached.PLANNED
    assert any("kế hoạch cũ" in each for each in line.warnings)


def test_relays_are_on_the_board_and_3h15_is_told_as_what_it_is():
    relay = Relay(
        id="vov",
        outlet_id=COMMUNE,
        source="VOV1",
        starts=time(3, 15),
        length=minutes(20),
        weekdays=tuple(range(7)),
    )
    lines = board(replace(a_timetable(slots=()), relays=(relay,)))
    (line,) = lines
    assert (line.what, line.reached) == ("tiếp âm VOV1", Reached.RELAY)
    assert any("TRONG GIỜ YÊN TĨNH 21:30-04:30" in each for each in line.warnings)


def test_what_is_on_air_now_is_still_there_and_what_is_over_is_not():
    start = datetime(2023, 3, 14, 22, 30, tzinfo=UTC)
    during = board(a_timetable(), now=start + timedelta(minutes=14), hours=1)
    assert len(during) == 1
    assert board(a_timetable(), now=start + timedelta(minutes=15), hours=1) == ()


def test_a_session_of_yesterday_that_runs_past_midnight_is_found():
    late = a_timetable(slots=(a_slot(starts=time(23, 50)),))
    now = datetime(2023, 3, 14, 17, 1, tzinfo=UTC)  # 00:01 on the 15th
    lines = board(late, now=now, hours=1)
    assert [f"{line.starts:%d %H:%M}" for line in lines] == ["14 23:50"]


def test_two_sessions_planned_for_one_outlet_are_two_lines():
    lines = board(a_timetable(), [plan(), plan(session=EVENING)], hours=24)
    assert [line.reached for line in lines if line.outlets == (COMMUNE,)] == [Reached.PLANNED, Reached.PLANNED]
