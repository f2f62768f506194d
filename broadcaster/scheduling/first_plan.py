"""The greedy first plan of a class of outlets: session after session in order of time, each filled exactly by itself.

Every hard rule holds. What must air a number of times comes first, then what is urgent, then topics behind their goals
as far as they are behind, then what has run least.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import combinations

from broadcaster.domain.air_rules import Priority
from broadcaster.domain.ids import DurationMs, NewsItemId, TopicCode
from broadcaster.domain.timetables import Measure
from broadcaster.errors import DoesNotFit
from broadcaster.scheduling.filling import FillItem
from broadcaster.scheduling.outlet_week import OutletWeek
from broadcaster.scheduling.session_fill import choose_items
from broadcaster.scheduling.slot_choice import SlotChoice, stood
from broadcaster.scheduling.week_plan import PlanItem

_LOOKED_AT = 40
"""How many of the most wanted items are weighed against one another for a slot."""

_MANY = 12
"""Slots of a day up to which every choice of those that air is tried."""

_Want = tuple[bool, bool, bool, int]


def first_plan(week: OutletWeek) -> tuple[SlotChoice, ...]:
    """Give the choice for each slot; raises QueueConflict or DoesNotFit where what is queued cannot air."""
    diary, silent = _Diary(week), silent_slots(week)
    choices: list[SlotChoice] = []
    for number, slot in enumerate(week.slots):
        if slot.frozen is not None:
            choices.append(stood(week, number, slot.frozen))
        elif number in silent:
            choices.append(SlotChoice())
        else:
            choices.append(diary.fill(number))
    return tuple(choices)


def silent_slots(week: OutletWeek) -> frozenset[int]:
    """Give the slots that the daily limit keeps silent: as little time as possible, the later ones."""
    silent: set[int] = set()
    for numbers, left in week.limited_days():
        bound = [n for n in numbers if week.given[n]]
        open_ones = [n for n in numbers if not week.given[n]]
        taken = sum(week.slots[n].clock.length for n in bound)
        silent.update(set(open_ones) - set(_longest(week, open_ones, left - taken)))
    return frozenset(silent)


def _longest(week: OutletWeek, numbers: list[int], left: int) -> tuple[int, ...]:
    """Give those slots that last longest together within the time left, the earlier ones among equals."""
    if len(numbers) > _MANY:
        return _longest(week, numbers[:_MANY], left)
    best: tuple[int, tuple[int, ...]] = (0, ())
    for size in range(1, len(numbers) + 1):
        for some in combinations(numbers, size):
            length = sum(week.slots[n].clock.length for n in some)
            if best[0] < length <= left:
                best = length, some
    return best[1]


class _Diary:
    """What the slots have so far, and what is still wanted."""

    def __init__(self, week: OutletWeek) -> None:
        self._week = week
        self._at: dict[NewsItemId, set[int]] = defaultdict(set)
        for number, given in enumerate(week.given):
            for item_id in given:
                self._at[item_id].add(number)
        self._open = [missing for _, missing in week.goals]
        for number, given in enumerate(week.given):
            self._count(number, given)

    def fill(self, number: int) -> SlotChoice:
        """Choose the items of a slot and remember them."""
        week = self._week
        given, items = week.given[number], self._ranked(number)
        room = week.rooms[number]
        room = replace(room, request=replace(room.request, queued=given, weights=self._weights(number)))
        try:
            _, _, choice = choose_items(room, items)
        except DoesNotFit:  # with the shortest pauses it may
            _, _, choice = choose_items(
                room, [_shortest(week, item) if item.item_id in given else item for item in items]
            )
        found = SlotChoice(items=tuple((item.item_id, kind) for item, kind in choice.items))
        for item_id in found.ids:
            self._at[item_id].add(number)
        self._count(number, [item_id for item_id in found.ids if item_id not in given])
        return found

    def _ranked(self, number: int) -> tuple[FillItem, ...]:
        """Give the items that may air here, those wanted most, with their rank in the place of runs."""
        week, given = self._week, self._week.given[number]
        free = [each for each in week.offered[number] if each.item.item_id in given or self._free(number, each)]
        wants = self._wants(number, free)
        free.sort(key=lambda each: (each.item.item_id not in given, wants[each.item.item_id]))
        free = free[: max(_LOOKED_AT, len(given))]
        ranks = {want: rank for rank, want in enumerate(sorted({wants[each.item.item_id] for each in free}))}
        return tuple(replace(each.item, runs=ranks[wants[each.item.item_id]]) for each in free)

    def _free(self, number: int, plan_item: PlanItem) -> bool:
        """Say whether an item may run once more, and in this slot."""
        at, week = self._at[plan_item.item.item_id], self._week
        if plan_item.most_runs is not None and self._runs(plan_item) >= plan_item.most_runs:
            return False
        return at.isdisjoint(week.near[number]) and number not in at

    def _runs(self, plan_item: PlanItem) -> int:
        key = plan_item.item.item_id
        return self._week.runs.get(key, 0) + len(self._at[key])

    def _wants(self, number: int, free: list[PlanItem]) -> dict[NewsItemId, _Want]:
        """Give for each item how much it is wanted here, less is more."""
        wants: dict[NewsItemId, _Want] = {}
        left = list(self._open)
        runs = {each.item.item_id: self._runs(each) for each in free}
        for each in sorted(free, key=lambda each: (runs[each.item.item_id], each.item.arrived_at, each.item.item_id)):
            key = each.item.item_id
            behind = False
            for place, (goal, _) in enumerate(self._week.goals):
                if left[place] > 0 and self._week.counts_for(goal, number, each.item):
                    behind = True
                    left[place] -= each.item.length if goal.measure is Measure.MINUTES else 1
            urgent = each.priority is not Priority.NORMAL and not runs[key]
            wants[key] = (runs[key] >= each.least_runs, not urgent, not behind, runs[key])
        return wants

    def _weights(self, number: int) -> dict[TopicCode, float]:
        """Give how far topics are behind."""
        day = self._week.slots[number].key.day
        return {
            goal.topic: float(left)
            for (goal, _), left in zip(self._week.goals, self._open, strict=True)
            if goal.topic is not None and left > 0 and goal.first <= day <= goal.last
        }

    def _count(self, number: int, items: tuple[NewsItemId, ...] | list[NewsItemId]) -> None:
        """Take airings off what the goals miss."""
        for place, (goal, _) in enumerate(self._week.goals):
            for item_id in items:
                plan_item = self._week.items.get(item_id)
                if plan_item and self._week.counts_for(goal, number, plan_item.item):
                    self._open[place] -= plan_item.item.length if goal.measure is Measure.MINUTES else 1


def _shortest(week: OutletWeek, item: FillItem) -> FillItem:
    return replace(item, length=DurationMs(item.length - week.items[item.item_id].give))
