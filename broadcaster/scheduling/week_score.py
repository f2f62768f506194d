"""How good a plan of a class of outlets is: what it cannot meet, time that nothing fills, shortfall against goals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from broadcaster.domain.sound import FRAME_MS
from broadcaster.domain.timetables import Measure
from broadcaster.scheduling.events import ITEM_EVENTS
from broadcaster.scheduling.outlet_week import OutletWeek
from broadcaster.scheduling.slot_choice import SlotChoice, events_of
from broadcaster.scheduling.week_plan import Goal

_USUAL_LENGTH = 60_000
"""Milliseconds of an item where a topic has none to judge by."""


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class Score:
    """What a plan leaves undone, the worst first; less is better."""

    unmet_runs: int
    """Airings that items must have here and do not get."""
    unmet_counts: int
    """Items that clocks ask for and do not get."""
    excess: int
    """Frames of closing music beyond the longest, all slots together; a silent slot counts whole."""
    shortfall: int
    """Frames of airtime missed by the goals."""


def score(week: OutletWeek, choices: Sequence[SlotChoice]) -> Score:
    """Measure a plan."""
    return Score(
        unmet_runs=sum(max(0, owed - got) for owed, got in _owed(week, choices)),
        unmet_counts=sum(_unmet_counts(week, number, choice) for number, choice in enumerate(choices)),
        excess=sum(excess(week, number, choice) for number, choice in enumerate(choices)),
        shortfall=sum(
            max(0, wanted(week, goal, missing) - _brings(week, goal, choices)) for goal, missing in week.goals
        ),
    )


def excess(week: OutletWeek, number: int, choice: SlotChoice) -> int:
    """Give the frames of closing music of an open slot that are too many even with the longest pauses."""
    slot, room = week.slots[number], week.rooms[number]
    if slot.frozen is not None:
        return 0
    if not choice.items:
        return slot.clock.length // FRAME_MS
    closing = room.closing(events_of(week, number, choice))
    takes = sum(week.items[key].take for key in choice.ids)
    return max(0, closing - takes - slot.closing_most) // FRAME_MS


def worth(week: OutletWeek, goal: Goal) -> int:
    """Give the frames that an airing stands for where a goal counts airings: what an item of its topic lasts."""
    lengths = [each.item.length for each in week.items.values() if goal.topic in (None, each.item.topic)]
    return (sum(lengths) // len(lengths) if lengths else _USUAL_LENGTH) // FRAME_MS


def wanted(week: OutletWeek, goal: Goal, missing: int) -> int:
    """Give what a goal misses, in frames."""
    return -(-missing // FRAME_MS) if goal.measure is Measure.MINUTES else missing * worth(week, goal)


def _brings(week: OutletWeek, goal: Goal, choices: Sequence[SlotChoice]) -> int:
    items = [
        week.items[key].item
        for number, choice in enumerate(choices)
        for key in choice.ids
        if week.counts_for(goal, number, week.items[key].item)
    ]
    if goal.measure is Measure.MINUTES:
        return sum(item.length for item in items) // FRAME_MS
    return len(items) * worth(week, goal)


def _owed(week: OutletWeek, choices: Sequence[SlotChoice]) -> list[tuple[int, int]]:
    """Give for each item with a fewest number of airings how many are due here and how many it gets."""
    planned = Counter(key for choice in choices for key in choice.ids)
    return [
        (each.least_runs - week.runs.get(key, 0), planned[key]) for key, each in week.items.items() if each.least_runs
    ]


def _unmet_counts(week: OutletWeek, number: int, choice: SlotChoice) -> int:
    if week.slots[number].frozen is not None or not choice.items:
        return 0
    counts, least = Counter(kind for _, kind in choice.items), week.rooms[number].least
    return sum(max(0, least.of(kind) - counts[kind]) for kind in ITEM_EVENTS)
