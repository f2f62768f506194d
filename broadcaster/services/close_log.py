"""Look into the as-run log."""

from __future__ import annotations

from datetime import date

from broadcaster.domain.airings import Airing
from broadcaster.domain.directory import find_outlet
from broadcaster.station import Station


def airings_of(station: Station, day: date, outlet: str | None = None) -> tuple[Airing, ...]:
    """Give the entries of one day in order of outlet and planned time; raises UnknownOutlet, AmbiguousOutlet."""
    wanted = find_outlet(station.timetable(), outlet).id if outlet else None
    with station.store.reading() as tx:
        entries = tx.airings.between(day, day)
    chosen = [entry for entry in entries if wanted is None or entry.outlet_id == wanted]
    return tuple(sorted(chosen, key=lambda entry: (entry.outlet_id, entry.planned_at, entry.position)))
