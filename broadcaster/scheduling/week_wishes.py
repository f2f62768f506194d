"""What makes one plan nicer than another of the same shortfall: the last level of a week.

Points, less is better; each kind of wish weighs more than all below it usually can: urgent
items air and air early, items with fewer runs and newer ones come first, an item's runs are spread over the dayparts,
topics and readers can take turns, and outlets air what the outlets planned before them air.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from broadcaster.domain.air_rules import Priority
from broadcaster.domain.ids import NewsItemId, SessionId
from broadcaster.domain.scripts import Presenter
from broadcaster.scheduling.linear import Column
from broadcaster.scheduling.outlet_week import OutletWeek
from broadcaster.scheduling.slot_choice import SlotChoice
from broadcaster.scheduling.week_model import WeekModel

Pattern = Mapping[tuple[date, SessionId], frozenset[NewsItemId]]
"""What other outlets air in a session."""

_URGENT, _EARLY = 5_000, 200
_RUN, _SAME_DAYPART, _IN_A_ROW, _OLD, _UNLIKE = 60, 30, 20, 10, 4
_MINUTE = 60_000
_STEPS = 3

_Terms = Iterator[tuple[Column, int]]


def add_changes(model: WeekModel) -> None:
    """Add the level of items that leave a slot in which they stood, or come into one; before the shortfall."""
    shortfall = model.problem.levels.pop()
    model.problem.level("changes", _changes(model))
    model.problem.levels.append(shortfall)


def add_wishes(model: WeekModel, pattern: Pattern) -> None:
    """Add the last level; slots that stay as they are have no say."""
    terms = (
        *_urgent(model),
        *_runs(model),
        *_dayparts(model),
        *_turns(model),
        *_unlike(model, pattern),
    )
    summed: dict[Column, int] = defaultdict(int)
    for column, points in terms:
        summed[column] += points
    model.problem.level("wishes", summed.items())


def pattern_of(week: OutletWeek, choices: tuple[SlotChoice, ...]) -> Pattern:
    """Give what a class of outlets airs that any outlet could."""
    return {
        (slot.key.day, slot.key.session): frozenset(key for key in choice.ids if not week.items[key].item.outlets)
        for slot, choice in zip(week.slots, choices, strict=True)
    }


def _changes(model: WeekModel) -> _Terms:
    """Ask that what stood in a slot stays there, and nothing else comes."""
    for number, rows in model.slots.items():
        stood = model.week.previous.get(number)
        if stood is not None:
            for each in rows.airs:
                points = -1 if each.key in stood else 1
                yield from ((column, points) for column in each.columns.values())


def _urgent(model: WeekModel) -> _Terms:
    """Ask that urgent items air, and early."""
    for key, places in model.per_item.items():
        if model.week.items[key].priority is Priority.NORMAL or not places:
            continue
        missed = model.problem.column()
        model.problem.row([*((column, 1) for _, column in places), (missed, 1)], least=1)
        yield missed, _URGENT
        last = len(model.week.slots)
        yield from ((column, -_EARLY * (last - number) // last) for number, column in places)


def _runs(model: WeekModel) -> _Terms:
    """Ask for items with fewer runs, then for newer ones; by length, so that long items are not thought fewer."""
    ages = sorted({each.item.arrived_at for each in model.week.items.values()}, reverse=True)
    rank = {at: place * _OLD // len(ages) for place, at in enumerate(ages)}
    for key, places in model.per_item.items():
        item = model.week.items[key].item
        minutes = max(1, round(item.length / _MINUTE))
        before = model.week.runs.get(key, 0) + sum(key in choice.ids for choice in model.kept.values())
        yield from ((column, rank[item.arrived_at] * minutes) for _, column in places)
        steps = [model.problem.column() for _ in range(min(_STEPS, len(places)))]
        more = model.problem.column(len(places))
        runs = [*((column, 1) for _, column in places), *((step, -1) for step in steps), (more, -1)]
        model.problem.row(runs, least=0, most=0)
        yield from ((step, _RUN * minutes * min(before + place, 8)) for place, step in enumerate(steps))
        yield more, _RUN * minutes * min(before + _STEPS, 8)


def _dayparts(model: WeekModel) -> _Terms:
    """Ask that the runs of an item are not all in one session of the day."""
    for places in model.per_item.values():
        sessions: dict[SessionId, list[Column]] = defaultdict(list)
        for number, column in places:
            sessions[model.week.slots[number].key.session].append(column)
        for columns in sessions.values():
            if len(columns) > 1:
                again = model.problem.column(len(columns))
                model.problem.row([*((column, 1) for column in columns), (again, -1)], most=1)
                yield again, _SAME_DAYPART


def _turns(model: WeekModel) -> _Terms:
    """Ask that no topic and no reader has more than every second item of a slot."""
    for rows in model.slots.values():
        marks: dict[int | Presenter, list[Column]] = defaultdict(list)
        for each in rows.airs:
            for mark in (each.plan_item.item.topic, each.plan_item.item.reader):
                marks[mark].extend(each.columns.values())
        every = [column for each in rows.airs for column in each.columns.values()]
        for columns in marks.values():
            if len(columns) > 1:
                own = set(columns)
                over = model.problem.column(len(columns))
                terms = [(column, 1 if column in own else -1) for column in every]
                model.problem.row([*terms, (over, -1)], most=1)
                yield over, _IN_A_ROW


def _unlike(model: WeekModel, pattern: Pattern) -> _Terms:
    """Ask for what other outlets air in the same session."""
    for number, rows in model.slots.items():
        key = model.week.slots[number].key
        same = pattern.get((key.day, key.session), frozenset())
        for each in rows.airs:
            if each.key in same:
                yield from ((column, -_UNLIKE) for column in each.columns.values())
