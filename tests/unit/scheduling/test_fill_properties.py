"""The joint plan against brute force on small weeks, and the hard rules on larger random ones."""

from __future__ import annotations

from datetime import timedelta
from itertools import chain, combinations, pairwise, product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from makers import COMMUNE, EVENING, MORNING, STATION, a_clock
from unit.scheduling.builders import FIXED
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
from broadcaster.domain.ids import DurationMs, TopicCode, seconds
from broadcaster.domain.sound import FRAME_MS
from broadcaster.domain.topics import Genre
from broadcaster.errors import NoPlan
from broadcaster.scheduling.fill import fill_week
from broadcaster.scheduling.week_plan import PlanRules, WeekRequest

SLOW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
LENGTHS = st.sampled_from([24.0, 36.0, 48.0, 60.0, 96.0])


@st.composite
def small_weeks(draw):
    """Two or three sessions of one outlet and up to four items, with every kind of rule."""
    count = draw(st.integers(1, 4))
    items = [
        a_plan_item(
            number,
            draw(LENGTHS),
            fill={"topic": TopicCode(draw(st.integers(0, 1)))},
            most_runs=draw(st.sampled_from([None, 1, 2])),
            least_runs=draw(st.sampled_from([0, 0, 1, 2])),
            give=DurationMs(draw(st.sampled_from([0, 48 * FRAME_MS]))),
            take=DurationMs(draw(st.sampled_from([0, 48 * FRAME_MS]))),
            not_after=draw(st.sampled_from([None, a_plan_slot(1, MORNING).starts_at])),
        )
        for number in range(count)
    ]
    places = [(0, MORNING), (0, EVENING), (1, MORNING)][: draw(st.integers(2, 3))]
    slots = [
        a_plan_slot(
            day,
            session,
            clock=short_clock(draw(st.sampled_from([96, 120, 180])), draw(st.integers(0, 1)), draw(st.integers(1, 3))),
            queued=tuple(draw(st.lists(st.sampled_from([tin(n) for n in range(count)]), max_size=2, unique=True))),
            **closing(6, draw(st.sampled_from([12, 60, 150]))),
        )
        for day, session in places
    ]
    rules = PlanRules(
        repeat_gap=timedelta(hours=draw(st.sampled_from([4, 13]))),
        daily_most=draw(st.sampled_from([{}, {COMMUNE: seconds(250)}])),
    )
    goals = (a_goal(0, draw(st.sampled_from([1, 3]))), a_goal(None, 6))
    return a_week_request(tuple(slots), tuple(items), rules=rules, goals=goals[: draw(st.integers(0, 2))])


def best_by_hand(request: WeekRequest):
    """Try every set of items in every slot: what is left undone at best, or none when no plan keeps the rules."""
    items = {each.item.item_id: each for each in request.items}
    choices = [list(_sets(slot, items)) for slot in request.slots]
    return min(
        (_undone(request, items, plan) for plan in product(*choices) if _legal(request, items, plan)), default=None
    )


def _sets(slot, items):
    able = [key for key, each in items.items() if not (each.not_after and slot.stops_at > each.not_after)]
    news = slot.clock.events[0]
    for some in chain.from_iterable(combinations(able, size) for size in range(min(len(able), news.most) + 1)):
        used = sum(items[key].item.length - items[key].give for key in some)
        if set(slot.queued) <= set(some) and used <= slot.clock.length - slot.closing_least:
            yield some


def _legal(request, items, plan):
    day = sum(
        slot.clock.length for slot, some in zip(request.slots, plan, strict=True) if some and slot.key.day.day == 13
    )
    if any(day > most for most in request.rules.daily_most.values()):
        return False
    for key, each in items.items():
        starts = [slot.starts_at for slot, some in zip(request.slots, plan, strict=True) if key in some]
        if each.most_runs is not None and len(starts) > each.most_runs:
            return False
        if any(b - a < request.rules.repeat_gap for a, b in pairwise(starts)):
            return False
    return True


def _undone(request, items, plan):
    pairs = list(zip(request.slots, plan, strict=True))
    runs = {key: sum(key in some for some in plan) for key in items}
    could = {
        key: sum(
            not (each.not_after and slot.stops_at > each.not_after) or key in slot.queued for slot in request.slots
        )
        for key, each in items.items()
    }
    unmet = sum(max(0, min(each.least_runs, could[key]) - runs[key]) for key, each in items.items())
    counts = sum(max(0, slot.clock.events[0].least - len(some)) for slot, some in pairs)
    excess = 0
    for slot, some in pairs:
        used = sum(items[key].item.length + items[key].take for key in some)
        left = slot.clock.length - used - slot.closing_most if some else slot.clock.length
        excess += max(0, left) // FRAME_MS
    shortfall = 0
    for goal in request.goals:
        aired = sum(
            items[key].item.length for some in plan for key in some if goal.topic in (None, items[key].item.topic)
        )
        shortfall += max(0, -(-goal.missing[COMMUNE] // FRAME_MS) - aired // FRAME_MS)
    return unmet, counts, excess, shortfall


@SLOW
@given(small_weeks())
def test_no_plan_is_better_than_the_one_found_and_none_is_found_where_there_is_none(request_):
    best = best_by_hand(request_)
    if best is None:
        with pytest.raises(NoPlan):
            fill_week(request_)
        return
    plan = fill_week(request_)
    assert broken(request_, plan) == []
    items = {each.item.item_id: each for each in request_.items}
    reached = _undone(request_, items, [plan.fillings[slot.key].items for slot in request_.slots])
    assert reached >= best
    assert reached[:3] == best[:3]
    assert plan.shortfall == reached[3]
    if plan.proven:
        assert reached == best
    assert plan.bound <= best[3]
    assert reached[3] <= best[3] * 1.005


def _any_item(draw, number):
    genres = [Genre.NEWS, Genre.NEWS, Genre.SLOGAN, Genre.FEATURE, Genre.LEGAL_DOCUMENT]
    return a_plan_item(
        number,
        draw(st.integers(20, 170)),
        fill={
            "topic": TopicCode(draw(st.integers(0, 3))),
            "genre": draw(st.sampled_from(genres)),
            "headline": DurationMs(draw(st.sampled_from([0, 3_333, 4_100]))),
            "outlets": draw(st.sampled_from([(), (), (COMMUNE,)])),
        },
        priority=draw(st.sampled_from([Priority.NORMAL, Priority.NORMAL, Priority.PRIORITY])),
        most_runs=draw(st.sampled_from([None, 1, 3])),
        least_runs=draw(st.sampled_from([0, 0, 2])),
        give=DurationMs(draw(st.sampled_from([0, 1_200]))),
        take=DurationMs(draw(st.sampled_from([0, 2_400]))),
        not_before=draw(st.sampled_from([None, a_plan_slot(1).starts_at])),
        not_after=draw(st.sampled_from([None, a_plan_slot(2).starts_at])),
    )


@st.composite
def weeks(draw):
    """Three days of three outlets with full clocks, queues, frozen slots, own items and rules of all kinds."""
    outlets = [STATION, COMMUNE, "XA-BA"]
    items = [_any_item(draw, number) for number in range(draw(st.integers(4, 16)))]
    shared = [each.item.item_id for each in items if not each.item.outlets]
    slots = []
    for day, session, outlet in product(range(3), (MORNING, EVENING), outlets):
        over = {}
        if shared and draw(st.integers(0, 9)) == 0:
            over[draw(st.sampled_from(["queued", "frozen"]))] = (draw(st.sampled_from(shared)),)
        slots.append(a_plan_slot(day, session, outlet, clock=a_clock(), fixed=FIXED, **over))
    return a_week_request(
        tuple(slots),
        tuple(items),
        rules=PlanRules(
            repeat_gap=timedelta(hours=draw(st.sampled_from([4, 12, 20]))),
            daily_most=draw(st.sampled_from([{}, {COMMUNE: seconds(1000)}])),
        ),
        goals=(a_goal(1, 10, *outlets), a_goal(2, 30, COMMUNE)),
        effort=draw(st.sampled_from([0.0, 0.3])),
        last_start={(COMMUNE, tin(0)): a_plan_slot(0).starts_at - timedelta(hours=3)},
        runs_before={(COMMUNE, tin(1)): 2},
    )


@settings(SLOW, max_examples=40)
@given(weeks())
def test_every_plan_keeps_every_hard_rule_whatever_the_effort(request_):
    try:
        plan = fill_week(request_)
    except NoPlan:
        assert any(slot.queued for slot in request_.slots)
        return
    assert broken(request_, plan) == []
    assert {(p.key, p.item_id) for p in plan.placements} == {
        (key, item_id) for key, filling in plan.fillings.items() for item_id in filling.items
    }
    again = fill_week(request_)
    assert again == plan
