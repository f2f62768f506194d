"""How good a plan of a class of outlets is: what it cannot meet, time that nothing fills, shortfall against goals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from broadcaster.domain.sound import FRAME_MS
from broadcaster.domain.timetables import Measure
from broadcaster.scheduling.events import ITEM_EVENTS
from broadcaster.scheduling.outlet_week import OutletWeek
from broadcaster.scheduling.slot_choice import SlotChoice, closing_of
from broadcaster.scheduling.week_plan import Goal, PlanItem

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

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """Give the names of the levels."""
        return "unmet_runs", "unmet_counts", "excess", "shortfall"

    @property
    def needs(self) -> tuple[int, int, int]:
        """Give what comes before any goal."""
        return self.unmet_runs, self.unmet_counts, self.excess


def score(week: OutletWeek, choices: Sequence[SlotChoice]) -> Score:
    """Measure a plan."""
    return Score(
        unmet_runs=_unmet_runs(week, choices),
        unmet_counts=sum(unmet_counts(week, number, choice) for number, choice in enumerate(choices)),
        excess=sum(excess(week, number, choice) for number, choice in enumerate(choices)),
        shortfall=sum(
            max(0, wanted(week, goal, missing) - _brought(week, goal, choices)) for goal, missing in week.goals
        ),
    )


def excess(week: OutletWeek, number: int, choice: SlotChoice) -> int:
    """Give the frames of closing music of an open slot that are too many even with the longest pauses."""
    slot = week.slots[number]
    if slot.frozen is not None:
        return 0
    if not choice.items:
        return slot.clock.length // FRAME_MS
    closing = closing_of(week, number, choice)
    takes = sum(week.items[key].take for key in choice.ids)
    return max(0, closing - takes - slot.closing_most) // FRAME_MS


def worth(week: OutletWeek, goal: Goal) -> int:
    """Give the frames that an airing stands for where a goal counts airings: what an item of its topic lasts."""
    lengths = [each.item.length for each in week.items.values() if goal.topic in (None, each.item.topic)]
    return (sum(lengths) // len(lengths) if lengths else _USUAL_LENGTH) // FRAME_MS


def wanted(week: OutletWeek, goal: Goal, missing: int) -> int:
    """Give what a goal misses, in frames."""
    return -(-missing // FRAME_MS) if goal.measure is Measure.MINUTES else missing * worth(week, goal)


def brings(week: OutletWeek, goal: Goal, number: int, plan_item: PlanItem) -> int:
    """Give the frames that an airing in a slot brings to a goal."""
    if not week.counts_for(goal, number, plan_item.item):
        return 0
    return plan_item.item.length // FRAME_MS if goal.measure is Measure.MINUTES else worth(week, goal)


def _brought(week: OutletWeek, goal: Goal, choices: Sequence[SlotChoice]) -> int:
    return sum(
        brings(week, goal, number, week.items[key]) for number, choice in enumerate(choices) for key in choice.ids
    )


def owed(week: OutletWeek, plan_item: PlanItem) -> int:
    """Give how many airings an item must still have, as far as there are slots that may take it."""
    if not plan_item.least_runs:
        return 0
    key = plan_item.item.item_id
    places = sum(key in given or plan_item in offered for given, offered in zip(week.given, week.offered, strict=True))
    return max(0, min(plan_item.least_runs - week.runs.get(key, 0), places))


def _unmet_runs(week: OutletWeek, choices: Sequence[SlotChoice]) -> int:
    planned = Counter(key for choice in choices for key in choice.ids)
    return sum(max(0, owed(week, each) - planned[key]) for key, each in week.items.items())


def unmet_counts(week: OutletWeek, number: int, choice: SlotChoice) -> int:
    """Give how many items an open slot has too few for its clock."""
    if week.slots[number].frozen is not None:
        return 0
    counts, least = Counter(kind for _, kind in choice.items), week.rooms[number].least
    return sum(max(0, least.of(kind) - counts[kind]) for kind in ITEM_EVENTS)
