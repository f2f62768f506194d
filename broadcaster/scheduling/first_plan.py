"""The greedy first plan of a class of outlets: session after session in order of time, each filled exactly by itself.

Every hard rule holds. What must air a number of times comes first, then what is urgent, then topics behind their goals
as far as they are behind, then what has run least.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from broadcaster.domain.air_rules import Priority
from broadcaster.domain.ids import DurationMs, NewsItemId, TopicCode
from broadcaster.domain.sound import FRAME_MS
from broadcaster.domain.timetables import ClockEventKind, Measure
from broadcaster.errors import DoesNotFit
from broadcaster.scheduling.choice import Choice
from broadcaster.scheduling.filling import FillItem
from broadcaster.scheduling.outlet_week import OutletWeek
from broadcaster.scheduling.session_fill import choose_items
from broadcaster.scheduling.slot_choice import SlotChoice, fits
from broadcaster.scheduling.week_plan import PlanItem

_LOOKED_AT = 20
"""At least so many of the most wanted items are weighed against one another for a slot, else twice what it may take."""

_MANY = 12
"""Slots of a day up to which every choice of those that air is tried."""

_Want = tuple[bool, bool, bool, bool, int]
"""Whether it need not air, did not stand here, is not urgent, is not behind a goal; and its runs."""


def first_plan(week: OutletWeek, kept: Mapping[int, SlotChoice]) -> tuple[SlotChoice, ...]:
    """Give the choice for each slot, ``kept`` ones as they are, and others as near to what stood as can be.

    Raises QueueConflict or DoesNotFit where what is queued cannot air.
    """
    diary, silent = _Diary(week, kept), silent_slots(week)
    choices: list[SlotChoice] = []
    for number in range(len(week.slots)):
        if number in kept:
            choices.append(kept[number])
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

    def __init__(self, week: OutletWeek, kept: Mapping[int, SlotChoice]) -> None:
        self._week = week
        self._at: dict[NewsItemId, set[int]] = defaultdict(set)
        self._open = [missing for _, missing in week.goals]
        for number, given in enumerate(week.given):
            items = kept[number].ids if number in kept else given
            self._count(number, items)
            for item_id in (*items, *given):
                self._at[item_id].add(number)

    def fill(self, number: int) -> SlotChoice:
        """Choose the items of a slot and remember them."""
        items, firm = self._ranked(number)
        choice, gap = self._chosen(number, items)
        if gap > 0:  # what is wanted most leaves a gap: then the longest of what is wanted at all
            level = [item if item.item_id in firm else replace(item, runs=len(items)) for item in items]
            other, less = self._chosen(number, level)
            choice = other if less < gap else choice
        given = self._week.given[number]
        found = SlotChoice(items=tuple((item.item_id, kind) for item, kind in choice.items))
        if not fits(self._week, number, found, max(0, gap)):  # with the headlines that were reckoned with it does
            spoken = [item for item, kind in choice.items if kind is not ClockEventKind.SPOT]
            named = tuple(tuple(item.item_id for item in spoken[:most]) for most in self._week.rooms[number].headlines)
            found = replace(found, named=named)
        for item_id in found.ids:
            self._at[item_id].add(number)
        self._count(number, [item_id for item_id in found.ids if item_id not in given])
        return found

    def _chosen(self, number: int, items: Sequence[FillItem]) -> tuple[Choice, int]:
        """Choose among ranked items, and give the frames of closing music that are too many; raises PlanError."""
        week, given, slot = self._week, self._week.given[number], self._week.slots[number]
        room = week.rooms[number]
        room = replace(room, request=replace(room.request, queued=given, weights=self._weights(number)))
        try:
            _, _, choice = choose_items(room, items)
        except DoesNotFit:  # with the shortest pauses it may
            short = [_shortest(week, item) if item.item_id in given else item for item in items]
            _, _, choice = choose_items(room, short)
        return choice, (slot.clock.length - slot.closing_most) // FRAME_MS - choice.total(room)

    def _ranked(self, number: int) -> tuple[tuple[FillItem, ...], set[NewsItemId]]:
        """Give the items wanted most of those that may air here, with their rank in the place of runs.

        Also gives those that must not make way for a better sum.
        """
        week, given = self._week, self._week.given[number]
        free = [each for each in week.offered[number] if each.item.item_id in given or self._free(number, each)]
        wants = self._wants(number, free)
        free.sort(key=lambda each: (each.item.item_id not in given, wants[each.item.item_id]))
        free = free[: max(_LOOKED_AT, 2 * sum(week.rooms[number].most), len(given))]
        ranks = {want: rank for rank, want in enumerate(sorted({wants[each.item.item_id] for each in free}))}
        firm = {key for key, want in wants.items() if not all(want[:3])}
        return tuple(replace(each.item, runs=ranks[wants[each.item.item_id]]) for each in free), firm

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
            stood_here = key in self._week.previous.get(number, ())
            wants[key] = (runs[key] >= each.least_runs, not stood_here, not urgent, not behind, runs[key])
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
