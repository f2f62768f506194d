"""Which outlets an alert is for: by the official codes of its areas, else by the names of units in their words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from broadcaster.domain.alerts import AlertArea
from broadcaster.domain.aliases import fold
from broadcaster.domain.ids import OutletId, UnitId
from broadcaster.domain.timetables import Timetable
from broadcaster.domain.units import Unit

_PARTS = re.compile(r"[,;/\n\r|.()]|\s-\s|\bvà\b", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class AlertPlaces:
    """Where an alert is to be heard."""

    outlets: tuple[OutletId, ...]
    """In the timetable's order; none when no area is one of ours."""
    unknown: tuple[str, ...]
    """Areas, in their own words, that mean no unit of ours."""


def alert_places(areas: Iterable[AlertArea], timetable: Timetable, day: date) -> AlertPlaces:
    """Give the outlets of the units that the areas mean, and of every unit below them.

    A code counts when it held on that day. Words are held against names of units exactly as written, then without
    marks where that leaves one unit.
    """
    found: set[UnitId] = set()
    unknown: list[str] = []
    for area in areas:
        units = _by_code(area, timetable, day) or _by_words(area, timetable)
        found |= units
        if not units:
            unknown.append(area.description)
    covered = _with_those_below(found, timetable.units)
    outlets = tuple(outlet.id for outlet in timetable.outlets if outlet.unit_id in covered)
    return AlertPlaces(outlets=outlets, unknown=tuple(unknown))


def _by_code(area: AlertArea, timetable: Timetable, day: date) -> set[UnitId]:
    codes = set(area.codes)
    return {unit.id for unit in timetable.units if any(c.code in codes and c.holds_on(day) for c in unit.codes)}


def _by_words(area: AlertArea, timetable: Timetable) -> set[UnitId]:
    parts = [part.strip() for part in (*_PARTS.split(area.description), area.description) if part.strip()]
    return {unit for part in parts for unit in _named(part, timetable.units)}


def _named(words: str, units: Sequence[Unit]) -> Iterator[UnitId]:
    exact = [unit.id for unit in units if _plain(words) in {_plain(name) for name in _names(unit)}]
    folded = [unit.id for unit in units if fold(words) and fold(words) in {fold(name) for name in _names(unit)}]
    if exact:
        yield from exact
    elif len(folded) == 1:
        yield from folded


def _names(unit: Unit) -> tuple[str, ...]:
    return unit.name, unit.full_name, *unit.aliases


def _plain(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def _with_those_below(found: set[UnitId], units: Sequence[Unit]) -> set[UnitId]:
    covered = set(found)
    while more := {unit.id for unit in units if unit.parent in covered} - covered:
        covered |= more
    return covered
