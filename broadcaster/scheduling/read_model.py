"""Between the variables of a week's problem and the choices that they stand for."""

from __future__ import annotations

from collections.abc import Sequence

from broadcaster.scheduling.linear import Column
from broadcaster.scheduling.outlet_week import OutletWeek
from broadcaster.scheduling.slot_choice import SlotChoice, fits, wanted_first
from broadcaster.scheduling.slot_rows import SlotRows
from broadcaster.scheduling.week_model import WeekModel


def hints_of(model: WeekModel, choices: Sequence[SlotChoice]) -> dict[Column, int]:
    """Give the values that a plan has for the variables of items."""
    return {
        column: int((each.key, kind) in choices[number].items)
        for number, rows in model.slots.items()
        for each in rows.airs
        for kind, column in each.columns.items()
    }


def choices_of(model: WeekModel, values: Sequence[int]) -> tuple[SlotChoice, ...]:
    """Give the plan that values stand for."""
    return tuple(
        model.kept[number] if number in model.kept else _choice(model.week, number, model.slots[number], values)
        for number in range(len(model.week.slots))
    )


def _choice(week: OutletWeek, number: int, rows: SlotRows, values: Sequence[int]) -> SlotChoice:
    """Read one slot: the queue first, then what is urgent; the headlines name the first of these wherever that fits."""
    chosen = [(each.key, kind) for each in rows.airs for kind, column in each.columns.items() if values[column]]
    plain = SlotChoice(items=tuple(sorted(chosen, key=lambda pair: wanted_first(week, number, pair[0]))))
    if not any(rows.names) or fits(week, number, plain, values[rows.excess]):
        return plain
    named = tuple(
        tuple(key for key, _ in plain.items if names is None or (key in names and values[names[key]]))
        for names in rows.names
    )
    return SlotChoice(items=plain.items, named=named)
