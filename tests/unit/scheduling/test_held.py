"""Stories that are held while one moves: each where it stands, behind what is moved, and never told as queued."""

from __future__ import annotations

import pytest
from makers import COMMUNE, DAY, EVENING, NOW, a_playlist, a_playlist_item, a_queue_entry

from broadcaster.domain.ids import NewsItemId
from broadcaster.scheduling.day_plan import DaysPlan
from broadcaster.scheduling.held import before_held, held, told_as_kept
from broadcaster.scheduling.week_plan import PlacedBecause, Placement, SlotKey, WeekPlan

KEY = SlotKey(DAY, EVENING, COMMUNE)


def a_session(*names):
    items = tuple(a_playlist_item(item_id=NewsItemId(name)) for name in names)
    return a_playlist(outlet_id=COMMUNE, session=EVENING, items=items)


@pytest.mark.parametrize(("less", "left"), [(0, ["a", "b", "d"]), (1, ["a", "b"]), (9, [])])
def test_all_but_what_moves_stay_in_their_order_and_the_last_give_way(less, left):
    entries = list(held([a_session("a", "b", "c", "d")], NewsItemId("c"), now=NOW, less=less))
    assert [each.item_id for each in entries] == left
    assert [each.position for each in entries] == sorted(each.position for each in entries)
    assert {(each.air_date, each.session, each.outlet_id) for each in entries} <= {KEY}


def test_what_is_moved_stands_before_what_is_held_and_that_before_what_was_queued():
    moved = before_held([a_queue_entry(item_id="x", position=-1), a_queue_entry(item_id="y", position=0)])
    stay = list(held([a_session(*(f"s{number}" for number in range(40)))], NewsItemId("c"), now=NOW))
    order = sorted([*stay, *moved, a_queue_entry(item_id="q", position=1)], key=lambda each: each.position)
    assert [each.item_id for each in order[:3]] == ["x", "y", "s0"]
    assert order[-1].item_id == "q"


def test_only_what_somebody_queued_is_told_as_queued():
    placed = [
        Placement(key=KEY, item_id=NewsItemId(name), because=because, sentence="vì")
        for name, because in (("a", PlacedBecause.QUEUED), ("b", PlacedBecause.QUEUED), ("c", PlacedBecause.GOAL))
    ]
    plan = DaysPlan(days=(), week=WeekPlan(fillings={}, placements=tuple(placed)))
    by_hand = [a_queue_entry(item_id="a", air_date=DAY, session=EVENING, outlet_id=None)]
    told = {each.item_id: (each.because, each.sentence) for each in told_as_kept(plan, by_hand).week.placements}
    assert told["a"] == (PlacedBecause.QUEUED, "vì")
    assert told["b"][0] is PlacedBecause.KEPT
    assert "không có lý do để đổi" in told["b"][1]
    assert told["c"] == (PlacedBecause.GOAL, "vì")
