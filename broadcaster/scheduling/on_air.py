"""The part of a timetable that can be heard: two that agree in it put the same on air, whatever else differs."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace

from broadcaster.domain.timetables import Timetable


def air_of(timetable: Timetable) -> Hashable:
    """Give everything of a timetable that bears on what is on air and when; names, documents and targets do not."""
    return (
        frozenset(timetable.slots),
        frozenset(timetable.relays),
        frozenset(replace(each, name="") for each in timetable.exceptions),
        frozenset(replace(each, name="", document="") for each in timetable.campaigns),
        frozenset(each.day for each in timetable.holidays),
        frozenset((each.id, each.length, each.events) for each in timetable.clocks),
        frozenset((each.outlet_id, each.quiet, each.daily_most) for each in timetable.policies),
        frozenset((each.id, each.offset_lu) for each in timetable.outlets),
    )
