"""The plan of a week put together from what was chosen for each class of outlets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from broadcaster.scheduling.filling import Filling
from broadcaster.scheduling.outlet_week import OutletWeek
from broadcaster.scheduling.slot_choice import Arranged, SlotChoice, arrange
from broadcaster.scheduling.week_plan import GoalResult, Placement, SlotKey, WeekPlan, WeekRequest
from broadcaster.scheduling.week_reasons import Reason, Reasons, goal_results


@dataclass(frozen=True, kw_only=True, slots=True)
class Solved:
    """What was found for one class of outlets."""

    week: OutletWeek
    """The class."""
    choices: tuple[SlotChoice, ...]
    """Per slot."""
    shortfall: int = 0
    """Of one outlet, in frames."""
    bound: int = 0
    """No plan of one outlet has less."""
    proven: bool = False
    """Whether nothing better exists."""
    effort: float = 0.0
    """Deterministic seconds spent."""
    conflicts: tuple[str, ...] = ()
    """Airings that items must have and cannot have."""


def week_plan(request: WeekRequest, solved: Sequence[Solved]) -> WeekPlan:
    """Give each outlet the plan of its class, with reasons and goals."""
    fillings: dict[SlotKey, Arranged] = {}
    reasons: dict[SlotKey, tuple[Reason, ...]] = {}
    goals: list[GoalResult] = []
    for each in solved:
        keys = _keys(each.week)
        why = Reasons(each.week, each.choices)
        for number, choice in enumerate(each.choices):
            arranged = arrange(each.week, number, choice)
            because = tuple(why.of_slot(number, arranged.filling.items))
            for key in keys[number]:
                fillings[key], reasons[key] = arranged, because
        goals.extend(goal_results(each.week, each.choices))
    order = [slot.key for slot in request.slots]
    return WeekPlan(
        fillings={key: fillings[key].filling for key in order},
        gives={key: fillings[key].gives for key in order if fillings[key].gives},
        placements=tuple(
            Placement(key=key, item_id=item_id, because=because, sentence=sentence)
            for key in order
            for item_id, (because, sentence) in zip(fillings[key].filling.items, reasons[key], strict=True)
        ),
        goals=tuple(goals),
        shortfall=sum(each.shortfall * len(each.week.outlets) for each in solved),
        bound=sum(each.bound * len(each.week.outlets) for each in solved),
        proven=all(each.proven for each in solved),
        conflicts=tuple(dict.fromkeys(text for each in solved for text in each.conflicts)),
        changed=sum(_differs(request, key, fillings[key].filling) for key in order),
    )


def _keys(week: OutletWeek) -> list[list[SlotKey]]:
    """Give for each slot its keys on every outlet of the class."""
    return [[slot.key._replace(outlet_id=outlet_id) for outlet_id in week.outlets] for slot in week.slots]


def _differs(request: WeekRequest, key: SlotKey, filling: Filling) -> bool:
    return key in request.previous and request.previous[key] != filling.items
