"""What of a plan that stands can stay: slots that no change touches keep their items, so printed lists stay true."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from broadcaster.domain.ids import NewsItemId
from broadcaster.scheduling.events import ITEM_EVENTS
from broadcaster.scheduling.outlet_week import OutletWeek
from broadcaster.scheduling.slot_choice import SlotChoice, fits, stood
from broadcaster.scheduling.week_score import excess

Kept = Mapping[int, SlotChoice]
"""Slots that stay as they are."""


def frozen_slots(week: OutletWeek) -> dict[int, SlotChoice]:
    """Give the slots that can no longer be changed."""
    return {
        number: stood(week, number, slot.frozen) for number, slot in enumerate(week.slots) if slot.frozen is not None
    }


def untouched(week: OutletWeek) -> dict[int, SlotChoice]:
    """Give the frozen slots and those whose standing items still keep every rule, the earlier ones first."""
    kept = frozen_slots(week)
    at: dict[NewsItemId, set[int]] = defaultdict(set)
    for number, given in enumerate(week.given):
        for key in given:
            at[key].add(number)
    closed = {number for numbers, _ in week.limited_days() for number in numbers}
    for number, items in sorted(week.previous.items()):
        if number in kept or number in closed:
            continue
        choice = stood(week, number, items)
        if _stands(week, number, choice, items) and _apart(week, number, choice.ids, at):
            kept[number] = choice
            for key in choice.ids:
                at[key].add(number)
    return kept


def is_sound(week: OutletWeek) -> bool:
    """Say whether the queue keeps the rules that do not depend on lengths."""
    runs = Counter(key for given in week.given for key in given)
    for number, given in enumerate(week.given):
        if week.slots[number].frozen is not None:
            continue
        able = {each.item.item_id for each in week.offered[number]}
        for key in given:
            if key not in able or week.why_not(number, week.items[key]):
                return False
            most = week.items[key].most_runs
            if most is not None and runs[key] + week.runs.get(key, 0) > most:
                return False
            if any(key in week.given[other] for other in week.near[number]):
                return False
    return all(_day_holds(week, numbers, left) for numbers, left in week.limited_days())


def _day_holds(week: OutletWeek, numbers: Iterable[int], left: int) -> bool:
    """Say whether the slots of a day that have something queued may all air, beside those that are frozen."""
    frozen = sum(week.slots[n].clock.length for n in numbers if week.slots[n].frozen)
    queued = sum(week.slots[n].clock.length for n in numbers if week.slots[n].frozen is None and week.given[n])
    return not queued or frozen + queued <= left


def _stands(week: OutletWeek, number: int, choice: SlotChoice, items: tuple[NewsItemId, ...]) -> bool:
    """Say whether a slot by itself could stay as it was."""
    if choice.ids != tuple(items) or not items:
        return False
    able = {each.item.item_id for each in week.offered[number]}
    queued = tuple(key for key in items if key in week.given[number])
    counts = Counter(kind for _, kind in choice.items)
    return (
        able.issuperset(items)
        and queued == week.given[number]
        and all(counts[kind] <= week.rooms[number].most.of(kind) for kind in ITEM_EVENTS)
        and fits(week, number, choice, excess(week, number, choice))
    )


def _apart(week: OutletWeek, number: int, items: Iterable[NewsItemId], at: Mapping[NewsItemId, set[int]]) -> bool:
    """Say whether the items of a slot keep their distance and their number beside those that stay already."""
    for key in items:
        places = at.get(key, set[int]()) | {number}
        most = week.items[key].most_runs
        if most is not None and week.runs.get(key, 0) + len(places) > most:
            return False
        if not places.isdisjoint(week.near[number]):
            return False
    return True
