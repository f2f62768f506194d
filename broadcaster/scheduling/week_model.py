"""The plan of one class of outlets as a problem in whole numbers; lengths in MP3 frames.

Slots that stay as they are enter as constants, so a change of one slot makes a small problem. The levels, in order:
airings that items must have, items that clocks ask for, closing music that is too long, shortfall against goals.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from broadcaster.domain.ids import NewsItemId
from broadcaster.domain.sound import FRAME_MS
from broadcaster.scheduling.linear import Column, Problem
from broadcaster.scheduling.outlet_week import OutletWeek
from broadcaster.scheduling.plan_rules import DailyMost, LeastRuns, MostRuns, MustNotAir, Queued, RepeatGap
from broadcaster.scheduling.slot_choice import SlotChoice
from broadcaster.scheduling.slot_rows import Airs, SlotRows, add_slot_rows
from broadcaster.scheduling.week_score import brings, excess, owed, unmet_counts, wanted


@dataclass(kw_only=True, slots=True)
class WeekModel:
    """The problem with what its variables mean."""

    week: OutletWeek
    """The class of outlets."""
    kept: Mapping[int, SlotChoice]
    """Slots that stay as they are: frozen, or not touched by a change."""
    problem: Problem
    """Variables, rows, levels."""
    slots: dict[int, SlotRows] = field(default_factory=dict[int, SlotRows])
    """The variables of each slot that is planned."""
    per_item: dict[NewsItemId, list[tuple[int, Column]]] = field(
        default_factory=lambda: defaultdict[NewsItemId, list[tuple[int, Column]]](list)
    )
    """The slots in which an item may air, with the variables that say so."""


def week_model(
    week: OutletWeek,
    kept: Mapping[int, SlotChoice],
    *,
    exact: frozenset[int] = frozenset(),
    only: frozenset[NewsItemId] | None = None,
    must: frozenset[NewsItemId] = frozenset(),
) -> WeekModel:
    """Write down the rules and what may be left undone.

    The slots ``exact`` are known to need no closing music that is too long. To find what conflicts, ``only`` looks at
    some items alone, and ``must`` demands the fewest airings of some.
    """
    model = WeekModel(week=week, kept=kept, problem=Problem())
    for number in range(len(week.slots)):
        if number not in kept:
            _add_slot(model, number, only, exact=number in exact)
    _add_gaps(model)
    _add_days(model)
    _add_runs(model, must)
    _add_slot_levels(model)
    _add_shortfall(model)
    return model


def _add_slot(model: WeekModel, number: int, only: frozenset[NewsItemId] | None, *, exact: bool) -> None:
    """Add the variables of a slot: which items air in it."""
    week, room = model.week, model.week.rooms[number]
    given, airs = week.given[number], list[Airs]()
    for plan_item in week.offered[number]:
        key = plan_item.item.item_id
        if (only is not None and key not in only) or (key not in given and _near_kept(model, number, key)):
            continue
        kinds = [kind for kind in room.kinds(plan_item.item) if room.most.of(kind)]
        airs.append(Airs(plan_item=plan_item, columns={kind: model.problem.column() for kind in kinds}))
        columns = list(airs[-1].columns.values())
        model.per_item[key].extend((number, column) for column in columns)
        if len(columns) > 1:
            model.problem.row([(column, 1) for column in columns], most=1)
    _add_queue(model, number, {each.key: list(each.columns.values()) for each in airs})
    model.slots[number] = add_slot_rows(model.problem, week, number, airs, exact=exact)


def _add_queue(model: WeekModel, number: int, columns: Mapping[NewsItemId, list[Column]]) -> None:
    """Ask for what staff put into a slot, and name what stands against it."""
    week, problem = model.week, model.problem
    for key in week.given[number]:
        terms = [(column, 1) for column in columns.get(key) or (problem.column(),)]
        problem.row(terms, least=1, rule=Queued(slot=number, item_id=key))
        if key not in columns or week.why_not(number, week.items[key]):
            problem.row(terms, most=0, rule=MustNotAir(slot=number, item_id=key))
        for other in _near_kept(model, number, key):
            first, second = sorted((number, other))
            problem.row(terms, most=0, rule=RepeatGap(item_id=key, slot=first, other=second))


def _near_kept(model: WeekModel, number: int, key: NewsItemId) -> list[int]:
    return [other for other in model.week.near[number] if other in model.kept and key in model.kept[other].ids]


def _add_gaps(model: WeekModel) -> None:
    """Keep airings of an item apart."""
    for key, places in model.per_item.items():
        for number, column in places:
            for other, later in places:
                if other > number and other in model.week.near[number]:
                    rule = RepeatGap(item_id=key, slot=number, other=other)
                    model.problem.row([(column, 1), (later, 1)], most=1, rule=rule)


def _add_days(model: WeekModel) -> None:
    """Keep to the daily limits: a slot that nothing airs in takes no time."""
    week = model.week
    for numbers, left in week.limited_days():
        taken = sum(week.slots[n].clock.length for n in numbers if n in model.kept and model.kept[n].items)
        open_ones = [(model.slots[n].on, week.slots[n].clock.length // FRAME_MS) for n in numbers if n in model.slots]
        rule = DailyMost(day=week.slots[numbers[0]].key.day)
        model.problem.row(open_ones, most=max(0, left - taken) // FRAME_MS, rule=rule)


def _add_runs(model: WeekModel, must: frozenset[NewsItemId]) -> None:
    """Keep to the most airings of items; count the airings that they must have and do not get."""
    week, problem = model.week, model.problem
    unmet: list[tuple[Column, int]] = []
    constant = 0
    for key, plan_item in week.items.items():
        terms = [(column, 1) for _, column in model.per_item.get(key, ())]
        kept = sum(key in choice.ids for choice in model.kept.values())
        if plan_item.most_runs is not None:
            left = max(0, plan_item.most_runs - week.runs.get(key, 0) - kept)
            if len(terms) > left:
                problem.row(terms, most=left, rule=MostRuns(item_id=key))
        due = owed(week, plan_item) - kept
        if key in must:
            least = plan_item.least_runs - week.runs.get(key, 0) - kept
            problem.row(terms, least=least, rule=LeastRuns(item_id=key))
        elif due > 0 and terms:
            missed = problem.column(due)
            problem.row([*terms, (missed, 1)], least=due)
            unmet.append((missed, 1))
        else:
            constant += max(0, due)
    problem.level("unmet_runs", unmet, constant)


def _add_slot_levels(model: WeekModel) -> None:
    """Count items that clocks ask for, and closing music that is too long."""
    week, kept = model.week, model.kept.items()
    counts = sum(unmet_counts(week, number, choice) for number, choice in kept)
    too_long = sum(excess(week, number, choice) for number, choice in kept)
    short = [(column, 1) for rows in model.slots.values() for column in rows.short]
    model.problem.level("unmet_counts", short, counts)
    model.problem.level("excess", [(rows.excess, 1) for rows in model.slots.values()], too_long)


def _add_shortfall(model: WeekModel) -> None:
    """Count the airtime that goals miss."""
    week, missed = model.week, list[tuple[Column, int]]()
    for goal, missing in week.goals:
        stays = (
            brings(week, goal, number, week.items[key]) for number, choice in model.kept.items() for key in choice.ids
        )
        left = wanted(week, goal, missing) - sum(stays)
        if left <= 0:
            continue
        shortfall = model.problem.column(left)
        terms = [
            (column, brings(week, goal, number, week.items[key]))
            for key, places in model.per_item.items()
            for number, column in places
        ]
        model.problem.row([*(term for term in terms if term[1]), (shortfall, 1)], least=left)
        missed.append((shortfall, 1))
    model.problem.level("shortfall", missed)
