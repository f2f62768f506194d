"""Outlets that have the same on air by two timetables: one of each kind is looked at, and stands for all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import replace

from broadcaster.domain.ids import OutletId
from broadcaster.domain.timetables import Timetable

_NOBODY = OutletId("")


def alike(old: Timetable, new: Timetable) -> dict[OutletId, tuple[OutletId, ...]]:
    """Give, by one outlet of each kind, all outlets that both timetables treat as they treat it."""
    sides = [_treatment(timetable) for timetable in (old, new)]
    outlets = dict.fromkeys(outlet for side in reversed(sides) for outlet in side)
    kinds: defaultdict[tuple[Hashable, ...], list[OutletId]] = defaultdict(list)
    for outlet in outlets:
        kinds[tuple(side.get(outlet) for side in sides)].append(outlet)
    return {members[0]: tuple(members) for members in kinds.values()}


def only(timetable: Timetable, outlets: Mapping[OutletId, object]) -> Timetable:
    """Give the timetable of some outlets alone."""
    return replace(
        timetable,
        outlets=tuple(each for each in timetable.outlets if each.id in outlets),
        slots=tuple(each for each in timetable.slots if each.outlet_id in outlets),
        relays=tuple(each for each in timetable.relays if each.outlet_id in outlets),
        policies=tuple(each for each in timetable.policies if each.outlet_id in outlets),
    )


def _treatment(timetable: Timetable) -> dict[OutletId, Hashable]:
    """Give all that a timetable says of each outlet, without its name; of what holds for all it says nothing."""
    said: defaultdict[OutletId, list[Hashable]] = defaultdict(list)
    for outlet in timetable.outlets:
        said[outlet.id].append(("level", outlet.offset_lu))
    for each in (*timetable.slots, *timetable.relays, *timetable.policies):
        said[each.outlet_id].append(replace(each, outlet_id=_NOBODY))
    for number, exception in enumerate(timetable.exceptions):
        for outlet in exception.outlets:
            said[outlet].append(("exception", number))
    return {outlet: tuple(things) for outlet, things in said.items()}
