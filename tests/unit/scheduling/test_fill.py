"""The joint plan: what it is for, told by small weeks."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from makers import COMMUNE, EVENING, MORNING, STATION, a_clock
from unit.scheduling.builders import FIXED, event, news_clock
from unit.scheduling.week_builders import (
    a_goal,
    a_plan_item,
    a_plan_slot,
    a_week_request,
    broken,
    closing,
    short_clock,
    tin,
)

from broadcaster.domain.air_rules import Priority
from broadcaster.domain.ids import DurationMs, OutletId, TopicCode, seconds
from broadcaster.domain.timetables import ClockEventKind, Measure
from broadcaster.errors import DoesNotFit, NoPlan
from broadcaster.scheduling.fill import fill_week
from broadcaster.scheduling.week_classes import outlet_weeks
from broadcaster.scheduling.week_plan import PlacedBecause, PlanRules

NAMES = {COMMUNE: "xã Nghĩa Sơn", STATION: "huyện Nghĩa Hưng"}
SESSIONS = {MORNING: "buổi sáng", EVENING: "buổi chiều"}
RULES = PlanRules(outlet_names=NAMES, session_names=SESSIONS)


def a_day(items, *, slots=None, **over):
    """Give one day of one commune: morning and evening."""
    slots = slots or (a_plan_slot(0, MORNING), a_plan_slot(0, EVENING))
    return a_week_request(slots, tuple(items), **{"rules": RULES} | over)


def a_busy_week(outlets=3, items=30, days=5, **over):
    """Give a week in which topics compete, each outlet with an item of its own and other minutes missing."""
    names = [OutletId(f"XA-{number:02}") for number in range(outlets)]
    offered = tuple(
        a_plan_item(
            number,
            20 + (number * 37) % 150,
            fill={
                "topic": TopicCode(number % 4),
                "headline": DurationMs(4_000 + number),
                "outlets": (names[number],) if number < outlets else (),
            },
        )
        for number in range(items)
    )
    slots = tuple(
        a_plan_slot(day, session, name, clock=a_clock(), fixed=FIXED)
        for day in range(days)
        for session in (MORNING, EVENING)
        for name in names
    )
    goals = tuple(
        replace(a_goal(topic, 1), missing={name: 60_000 * (10 + 7 * topic + 5 * k) for k, name in enumerate(names)})
        for topic in range(4)
    )
    return a_week_request(slots, offered, **{"goals": goals, "rules": RULES, "effort": 0.2} | over)


def contents(plan):
    return {key: filling.items for key, filling in plan.fillings.items()}


# --- what is chosen ------------------------------------------------------------------------------------------------


def test_the_topic_that_is_behind_comes_before_the_others():
    items = [a_plan_item(number, 120, fill={"topic": TopicCode(number % 2)}) for number in range(6)]
    plan = fill_week(a_day(items, goals=(a_goal(1, 8),)))
    aired = [key for items in contents(plan).values() for key in items]
    assert len(aired) == 4
    assert set(aired) == {tin(1), tin(3), tin(5)}
    assert plan.shortfall == 0
    assert plan.proven


def test_minutes_that_lost_sessions_owe_are_made_good_on_the_outlet_that_lost_them():
    items = [a_plan_item(number, 130, fill={"topic": TopicCode(number)}) for number in range(4)]
    slots = tuple(a_plan_slot(0, MORNING, outlet) for outlet in (STATION, COMMUNE))
    plan = fill_week(a_week_request(slots, tuple(items), goals=(a_goal(3, 2, COMMUNE),)))
    assert tin(3) in plan.fillings[slots[1].key].items
    assert {result.missing for result in plan.goals} == {0}


def test_a_goal_that_is_missed_says_how_many_items_or_airings_would_help():
    items = [a_plan_item(1, 130, fill={"topic": TopicCode(1)}, most_runs=1), a_plan_item(2, 100)]
    plan = fill_week(a_day(items, goals=(a_goal(1, 6 + 10 / 60),)))
    [result] = plan.goals
    assert result.planned == 130_008
    assert result.sentence == (
        "Thiếu 4 phút tin về tài chính công cho xã Nghĩa Sơn đến 30/9: cần thêm 2 tin (khoảng 2 phút 11 giây mỗi tin) "
        "hoặc 2 lượt phát lại (tin dài nhất 2 phút 11 giây)."
    )
    assert plan.bound == plan.shortfall > 0


def test_a_goal_in_airings_counts_airings():
    items = [a_plan_item(1, 60, fill={"topic": TopicCode(1)})]
    goal = replace(a_goal(1, 0), measure=Measure.AIRINGS, missing={COMMUNE: 5})
    [result] = fill_week(a_day(items, goals=(goal,))).goals
    assert (result.planned, result.missing) == (2, 3)
    assert "Thiếu 3 lượt tin về tài chính công cho xã Nghĩa Sơn đến 30/9: cần thêm 3 lượt phát" in result.sentence


def test_without_goals_what_has_run_least_airs_and_repeats_are_even():
    items = [a_plan_item(number, 130) for number in range(4)]
    plan = fill_week(a_day(items, runs_before={(COMMUNE, tin(0)): 3, (COMMUNE, tin(1)): 0}))
    assert tin(0) not in {key for items in contents(plan).values() for key in items}


def test_an_item_of_another_outlet_never_airs_here():
    own = a_plan_item(1, 100, fill={"outlets": (COMMUNE,)})
    slots = (a_plan_slot(0, MORNING, COMMUNE), a_plan_slot(0, MORNING, STATION))
    plan = fill_week(a_week_request(slots, (own, a_plan_item(2, 100))))
    assert [len(filling.items) for filling in plan.fillings.values()] == [1, 2]


def test_an_urgent_item_opens_the_session_and_says_why():
    items = [a_plan_item(1, 60), a_plan_item(2, 60), a_plan_item(3, 60, priority=Priority.PRIORITY)]
    plan = fill_week(a_day(items))
    first = next(iter(plan.fillings.values()))
    assert first.items[0] == tin(3)
    why = next(placement for placement in plan.placements if placement.item_id == tin(3))
    assert (why.because, why.sentence) == (
        PlacedBecause.PRIORITY,
        "Tin ưu tiên: được xếp trước tin thông thường (lượt 1).",
    )


def test_the_queue_keeps_its_place_and_order():
    items = [a_plan_item(number, 60) for number in range(5)]
    slots = (a_plan_slot(0, MORNING), a_plan_slot(0, EVENING, queued=(tin(4), tin(2))))
    plan = fill_week(a_day(items, slots=slots))
    evening = plan.fillings[slots[1].key].items
    assert [key for key in evening if key in (tin(2), tin(4))] == [tin(4), tin(2)]
    sentences = [p.sentence for p in plan.placements if p.because is PlacedBecause.QUEUED]
    assert sentences == [
        "Được xếp tay vào buổi chiều ngày 13/3, thứ tự 1.",
        "Được xếp tay vào buổi chiều ngày 13/3, thứ tự 2.",
    ]


def test_what_is_frozen_stays_even_when_its_items_are_gone():
    slots = (a_plan_slot(0, MORNING, frozen=(tin(9), tin(1))), a_plan_slot(0, EVENING))
    plan = fill_week(a_day([a_plan_item(1, 60), a_plan_item(2, 60)], slots=slots))
    assert plan.fillings[slots[0].key].items == (tin(9), tin(1))
    assert plan.placements[0].because is PlacedBecause.FROZEN


def test_least_runs_are_spread_over_the_sessions_that_may_take_them():
    items = [a_plan_item(number, 110) for number in range(4)]
    items.append(a_plan_item(9, 110, least_runs=3))
    slots = tuple(a_plan_slot(day, session) for day in range(2) for session in (MORNING, EVENING))
    plan = fill_week(a_day(items, slots=slots))
    assert sum(tin(9) in items for items in contents(plan).values()) >= 3
    assert any(p.sentence == "Lượt 1 trong 3 lượt phải phát của tin này." for p in plan.placements)
    assert plan.conflicts == ()


# --- time ----------------------------------------------------------------------------------------------------------


def test_pauses_make_exact_what_items_alone_cannot():
    slot = a_plan_slot(clock=short_clock(120), **closing(6, 6))
    loose = a_plan_item(1, 116, give=DurationMs(2_400))
    plan = fill_week(a_week_request((slot,), (loose,)))
    assert plan.gives == {slot.key: 116_016 + 6_000 - 120_000}
    assert plan.fillings[slot.key].closing == 6_000
    tight = a_plan_item(1, 110, take=DurationMs(4_800))
    plan = fill_week(a_week_request((slot,), (tight,)))
    assert plan.gives == {slot.key: -(120_000 - 6_000 - 110_016)}


def test_too_few_items_leave_the_least_music():
    slot = a_plan_slot(clock=short_clock(300, most=2))
    items = tuple(a_plan_item(number, 40 + number) for number in range(4))
    plan = fill_week(a_week_request((slot,), items))
    assert set(plan.fillings[slot.key].items) == {tin(2), tin(3)}


def test_the_headlines_name_as_many_as_they_may_and_their_words_are_counted():
    kinds = (event(ClockEventKind.HEADLINES, most=2), event(ClockEventKind.NEWS, most=8), event(ClockEventKind.CLOSING))
    clock = a_clock(length=seconds(300), events=kinds)
    slot = a_plan_slot(clock=clock, fixed=FIXED, **closing(6, 8))
    items = tuple(
        a_plan_item(number, 41.5 + number * 7.3, fill={"headline": DurationMs(3_001 + 517 * number)})
        for number in range(8)
    )
    request = a_week_request((slot,), items)
    plan = fill_week(request)
    assert broken(request, plan) == []
    assert plan.fillings[slot.key].closing <= 8_000
    assert len(plan.fillings[slot.key].events[0]) == 2


def test_a_day_that_is_too_long_loses_as_little_as_possible():
    slots = (
        a_plan_slot(0, MORNING, clock=news_clock(300)),
        a_plan_slot(0, EVENING, clock=news_clock(600)),
    )
    rules = replace(RULES, daily_most={COMMUNE: seconds(900)}, relayed={(COMMUNE, slots[0].key.day): seconds(60)})
    items = [a_plan_item(number, 100) for number in range(6)]
    plan = fill_week(a_day(items, slots=slots, rules=rules))
    assert [bool(items) for items in contents(plan).values()] == [False, True]


# --- conflicts ------------------------------------------------------------------------------------------------------


def refused(request):
    with pytest.raises(NoPlan) as failed:
        fill_week(request)
    return str(failed.value)


def test_a_queue_that_is_too_long_is_named_with_its_session():
    slots = (a_plan_slot(0, MORNING, queued=(tin(1), tin(2), tin(3))),)
    said = refused(a_day([a_plan_item(number, 140) for number in range(5)], slots=slots))
    assert said.count("được xếp tay vào buổi sáng ngày 13/3") == 3
    assert "buổi sáng ngày 13/3 dài 5 phút" in said
    assert "Cách gỡ: bỏ bớt tin xếp tay hoặc chuyển sang buổi khác." in said


def test_only_the_rules_that_conflict_are_named():
    slots = (a_plan_slot(0, MORNING, queued=(tin(1), tin(2))), a_plan_slot(0, EVENING, queued=(tin(1), tin(3))))
    rules = replace(RULES, repeat_gap=timedelta(hours=20))
    said = refused(a_day([a_plan_item(number, 50) for number in range(5)], slots=slots, rules=rules))
    assert "phải cách nhau 20 giờ" in said
    assert said.count("Tin số 1") == 3
    assert "Tin số 2" not in said
    assert "Tin số 3" not in said


@pytest.mark.parametrize(
    ("over", "why"),
    [
        ({"not_after": a_plan_slot(0, MORNING).starts_at}, "đã hết hạn phát"),
        ({"not_before": a_plan_slot(1).starts_at}, "chưa đến ngày được phát"),
        ({"fill": {"outlets": (STATION,)}}, "chỉ phát ở huyện Nghĩa Hưng"),
        ({"most_runs": 0}, "đã phát đủ 0 lượt"),
    ],
)
def test_a_queued_item_that_may_not_air_is_refused_with_the_reason(over, why):
    slots = (a_plan_slot(0, MORNING, queued=(tin(1),)),)
    assert why in refused(a_day([a_plan_item(1, 50, **over), a_plan_item(2)], slots=slots))


def test_a_queued_item_that_is_not_there_is_refused():
    slots = (a_plan_slot(0, MORNING, queued=(tin(7),)),)
    assert "tin chưa sẵn sàng để phát" in refused(a_day([a_plan_item(1)], slots=slots))


def test_a_day_whose_queue_is_longer_than_its_limit_is_refused():
    slots = (a_plan_slot(0, MORNING, queued=(tin(1),)), a_plan_slot(0, EVENING, queued=(tin(2),)))
    rules = replace(RULES, daily_most={COMMUNE: seconds(400)})
    said = refused(a_day([a_plan_item(1), a_plan_item(2)], slots=slots, rules=rules))
    assert "ngày 13/3 các buổi chỉ được phát tổng cộng 6 phút 40 giây" in said


def test_airings_that_cannot_be_had_before_an_item_expires_are_reported_and_the_plan_stands():
    item = a_plan_item(1, 50, least_runs=3, not_after=a_plan_slot(0, EVENING).stops_at)
    slots = tuple(a_plan_slot(day, session) for day in range(2) for session in (MORNING, EVENING))
    plan = fill_week(a_day([item, a_plan_item(2, 50)], slots=slots))
    [said] = plan.conflicts
    assert "phải phát ít nhất 3 lượt, mà chỉ có 2 buổi phát được" in said
    assert sum(tin(1) in items for items in contents(plan).values()) == 2


def test_airings_that_an_item_can_still_have_later_are_no_conflict():
    plan = fill_week(a_day([a_plan_item(1, 50, least_runs=30)]))
    assert plan.conflicts == ()


def test_a_frame_that_is_longer_than_its_clock_is_the_clocks_fault():
    with pytest.raises(DoesNotFit):
        fill_week(a_day([a_plan_item(1)], slots=(a_plan_slot(clock=a_clock(length=seconds(24)), fixed=FIXED),)))


# --- changes --------------------------------------------------------------------------------------------------------


def test_after_one_change_only_the_slots_it_touches_change():
    request = a_busy_week()
    plan = fill_week(request)
    gone = next(iter(plan.fillings.values())).items[-1]
    items = tuple(each for each in request.items if each.item.item_id != gone)
    after = fill_week(replace(request, items=items, previous=contents(plan)))
    assert broken(replace(request, items=items), after) == []
    touched = {key for key, items in contents(plan).items() if gone in items}
    assert touched
    for key, items in contents(after).items():
        if key in touched:
            kept = set(contents(plan)[key]) - {gone}
            assert len(kept & set(items)) >= len(kept) - 1
        else:
            assert items == contents(plan)[key]
    assert after.changed == len(touched)


def test_a_plan_that_still_stands_is_left_alone():
    request = a_busy_week(outlets=2, days=2)
    plan = fill_week(request)
    again = fill_week(replace(request, previous=contents(plan)))
    assert (contents(again), again.changed) == (contents(plan), 0)


def test_a_new_item_that_must_air_finds_a_place_with_few_changes():
    request = a_busy_week(outlets=1, days=2)
    plan = fill_week(request)
    new = a_plan_item(99, 80, least_runs=2)
    after = fill_week(replace(request, items=(*request.items, new), previous=contents(plan)))
    assert sum(tin(99) in items for items in contents(after).values()) == 2
    assert after.changed == 2


def test_an_item_queued_later_comes_in_and_the_other_slots_stay():
    request = a_busy_week(outlets=2, days=2)
    plan = fill_week(request)
    key = request.slots[0].key
    late = next(each.item.item_id for each in request.items[5:] if each.item.item_id not in plan.fillings[key].items)
    slots = (replace(request.slots[0], queued=(late,)), *request.slots[1:])
    after = fill_week(replace(request, slots=slots, previous=contents(plan)))
    assert late in after.fillings[key].items
    assert {each for each, items in contents(after).items() if items != contents(plan)[each]} == {key}


# --- many outlets, any time, the same again --------------------------------------------------------------------------


def test_equal_outlets_are_planned_once_and_share_their_fillings():
    names = [OutletId(f"XA-{number:04}") for number in range(300)]
    slots = tuple(a_plan_slot(0, MORNING, name) for name in names)
    items = (*(a_plan_item(number, 50) for number in range(6)), a_plan_item(7, 50, fill={"outlets": (names[8],)}))
    request = a_week_request(slots, items, goals=(a_goal(1, 3, *names),))
    assert [len(week.outlets) for week in outlet_weeks(request)] == [299, 1]
    plan = fill_week(request)
    assert len({id(filling) for filling in plan.fillings.values()}) == 2
    assert len(plan.goals) == 300


@pytest.mark.parametrize("effort", [0.0, 0.05, 1.0])
def test_a_plan_stands_at_any_time_and_more_effort_never_makes_it_worse(effort):
    request = a_busy_week(effort=effort)
    plan = fill_week(request)
    assert broken(request, plan) == []
    assert plan.bound <= plan.shortfall <= fill_week(replace(request, effort=0)).shortfall


def test_time_that_has_run_out_leaves_the_greedy_plan():
    request = a_busy_week(guard_seconds=0.0)
    assert broken(request, fill_week(request)) == []


def test_two_processes_find_the_same_plan():
    program = (
        "import hashlib\n"
        "from unit.scheduling.test_fill import a_busy_week, contents\n"
        "from broadcaster.scheduling.fill import fill_week\n"
        "plan = fill_week(a_busy_week(outlets=2, days=3))\n"
        "print(hashlib.sha256(repr((sorted(contents(plan).items()), plan.placements)).encode()).hexdigest())\n"
    )
    tests = Path(__file__).parents[2]
    said = [
        subprocess.run(
            [sys.executable, "-c", f"import sys\nsys.path.insert(0, {str(tests)!r})\n{program}"],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for _ in range(2)
    ]
    assert said[0] == said[1] != ""


def test_a_greedy_plan_needs_no_solver():
    program = (
        "import sys\n"
        "from unit.scheduling.test_fill import a_busy_week\n"
        "from broadcaster.scheduling.fill import fill_week\n"
        "fill_week(a_busy_week(effort=0))\n"
        "print('ortools' in sys.modules)\n"
    )
    tests = Path(__file__).parents[2]
    command = [sys.executable, "-c", f"import sys\nsys.path.insert(0, {str(tests)!r})\n{program}"]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "False\n"
