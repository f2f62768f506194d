"""Targets as goals: the share of the days that are planned, of what neither aired nor is planned elsewhere."""

from __future__ import annotations

from datetime import date, timedelta

from makers import COMMUNE, DAY, STATION, a_timetable, a_topic

from broadcaster.domain.periods import Period
from broadcaster.domain.timetables import Measure, Target
from broadcaster.scheduling.goals import goals, standings_of

LAST = DAY + timedelta(days=9)


def a_target(**over):
    values = {"topic": 3, "outlets": (), "period": f"{DAY}..{LAST}", "measure": Measure.AIRINGS, "amount": 30}
    return Target(**values | over)


def standings(*targets, aired=None, planned=None):
    timetable = a_timetable(targets=targets, topics=(a_topic(),))
    return standings_of(timetable, lambda _: True, lambda _: (aired or {}, planned or {}))


def missing(found, *days):
    (goal,) = goals(found, days)
    return goal.missing


def test_a_day_brings_its_share_of_the_days_left():
    assert missing(standings(a_target()), DAY) == {STATION: 3, COMMUNE: 3}
    assert missing(standings(a_target()), DAY, DAY + timedelta(days=1)) == {STATION: 6, COMMUNE: 6}
    assert missing(standings(a_target()), LAST) == {STATION: 30, COMMUNE: 30}


def test_the_share_is_rounded_up_so_that_the_last_day_is_never_too_late():
    assert missing(standings(a_target(amount=31)), DAY)[STATION] == 4


def test_what_aired_and_what_is_planned_elsewhere_count_for_their_outlet_and_topic_alone():
    aired = {(STATION, 3): (60_000, 10), (STATION, 4): (60_000, 9), ("NOI-KHAC", 3): (60_000, 9)}
    planned = {(COMMUNE, 3): (60_000, 20)}
    (standing,) = standings(a_target(), aired=aired, planned=planned)
    assert (standing.missing(STATION), standing.missing(COMMUNE)) == (20, 10)
    assert missing((standing,), LAST) == {STATION: 20, COMMUNE: 10}


def test_minutes_are_milliseconds_of_all_topics_where_no_topic_is_named():
    target = a_target(topic=None, measure=Measure.MINUTES, amount=10)
    (standing,) = standings(target, aired={(STATION, 3): (60_000, 1), (STATION, 5): (120_000, 1)})
    assert standing.missing(STATION) == 7 * 60_000
    assert standing.name == "tin của mọi chủ đề"


def test_a_target_that_is_met_is_wanted_nowhere():
    found = standings(a_target(amount=1), aired={(STATION, 3): (1, 5), (COMMUNE, 3): (1, 1)})
    assert missing(found, DAY) == {}


def test_only_its_outlets_and_only_days_of_its_period():
    found = standings(a_target(outlets=(COMMUNE,), period="2023-03"))
    (goal,) = goals(found, [date(2023, 3, 31), date(2023, 4, 1)])
    assert (dict(goal.missing), goal.first, goal.last) == ({COMMUNE: 30}, date(2023, 3, 31), date(2023, 3, 31))


def test_periods_that_were_not_asked_for_are_left_out():
    timetable = a_timetable(targets=(a_target(period="2024"),))
    assert standings_of(timetable, lambda period: period.holds(DAY), lambda _: ({}, {})) == ()
    assert Period.parse("2024").first > DAY
