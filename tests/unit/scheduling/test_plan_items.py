"""Limits of items: rules, pace of airings, how far pauses give way."""

from __future__ import annotations

from datetime import timedelta

import pytest
from makers import COMMUNE, DAY, NOW, STATION
from unit.scheduling.builders import a_candidate

from broadcaster.domain.air_rules import AirRule, Priority
from broadcaster.domain.sound import FRAME_MS
from broadcaster.domain.timetables import Campaign
from broadcaster.scheduling.layout import Pauses
from broadcaster.scheduling.plan_items import due_runs, plan_items, validity

ONE = a_candidate(1)
DAYS = [DAY + timedelta(days=number) for number in range(7)]


def due(days, *, rules=(), campaigns=(), before=None, before_campaign=None):
    return due_runs(
        [ONE],
        days,
        rules={rule.item_id: rule for rule in rules},
        campaigns=campaigns,
        runs_before=before or {},
        runs_before_campaign=before_campaign or {},
    ).get(ONE.item.id, 0)


def a_rule(**over):
    return AirRule(**{"item_id": ONE.item.id, "at": NOW} | over)


def a_campaign(**over):
    values = {"id": "tuan", "name": "Tuần", "first": DAYS[0], "last": DAYS[6], "topics": (1,), "least_runs": 7}
    return Campaign(**values | over)


def test_what_is_meant_for_one_outlet_alone_airs_there_at_least_once():
    local = a_candidate(2, outlets=(COMMUNE,))
    found = due_runs([ONE, local], DAYS, rules={}, campaigns=(), runs_before={}, runs_before_campaign={})
    assert found == {local.item.id: 1}


def test_a_rule_becomes_limits_and_pauses_become_give_and_take():
    rule = a_rule(priority=Priority.PRIORITY, not_before=NOW, most_runs=3)
    (item,) = plan_items([ONE], Pauses(), {ONE.item.id: rule}, {ONE.item.id: 2})
    assert (item.priority, item.not_before, item.most_runs, item.least_runs) == (Priority.PRIORITY, NOW, 3, 2)
    assert item.give > 0
    assert item.take > 0
    assert (item.give % FRAME_MS, item.take % FRAME_MS) == (0, 0)


def test_an_item_without_a_rule_has_no_limits():
    (item,) = plan_items([ONE], Pauses(), {}, {})
    assert (item.priority, item.not_before, item.not_after, item.most_runs, item.least_runs) == (
        Priority.NORMAL,
        None,
        None,
        None,
        0,
    )


def test_airings_without_a_deadline_are_due_at_once_and_with_one_at_its_pace():
    assert due([DAY], rules=[a_rule(least_runs=4)]) == 4
    week = a_rule(least_runs=7, not_before=NOW + timedelta(days=1), not_after=NOW + timedelta(days=7))
    assert due(DAYS[:1], rules=[week]) < due(DAYS[:4], rules=[week]) < due(DAYS, rules=[week]) == 7


@pytest.mark.parametrize(("days", "runs"), [(1, 1), (3, 3), (7, 7)])
def test_a_campaign_is_due_at_its_pace(days, runs):
    assert due(DAYS[:days], campaigns=[a_campaign()]) == runs


def test_airings_before_a_campaign_do_not_count_for_it():
    before = {(STATION, ONE.item.id): 2, (COMMUNE, ONE.item.id): 1}
    assert due(DAYS, campaigns=[a_campaign()], before_campaign={"tuan": before}) == 9


@pytest.mark.parametrize(
    "over",
    [
        {"topics": (9,)},
        {"topics": ()},
        {"least_runs": 0},
        {"first": DAYS[6] + timedelta(9), "last": DAYS[6] + timedelta(10)},
    ],
)
def test_a_campaign_of_other_topics_or_days_asks_for_nothing(over):
    assert due(DAYS, campaigns=[a_campaign(**over)]) == 0


def test_validity_is_said_in_local_time():
    rule = a_rule(not_before=NOW, not_after=NOW + timedelta(days=1))
    assert validity(rule, NOW - timedelta(seconds=1)) == "chưa được phát trước 08:30 ngày 14/03/2023"
    assert validity(rule, NOW) == ""
    assert validity(rule, NOW + timedelta(days=1)).startswith("đã hết hạn phát lúc 08:30")
    assert validity(None, NOW) == ""
