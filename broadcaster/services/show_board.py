"""The board of the next hours: what goes on air where, how far it has come, what is wrong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from broadcaster.domain.airings import Handover
from broadcaster.domain.directory import find_outlet
from broadcaster.domain.ids import OutletId, PlaylistId
from broadcaster.errors import BroadcasterError
from broadcaster.scheduling.next_hours import BoardLine, Standing, board_days, next_hours
from broadcaster.services.guard_sending import refuse_unless_current
from broadcaster.station import Station

HOURS = 24
"""How far the board looks unless told."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Board:
    """What is on air in the next hours."""

    now: datetime
    """From when (aware, local time)."""
    until: datetime
    """Until when (aware, local time)."""
    version: int
    """Version of the timetable in force."""
    lines: tuple[BoardLine, ...]
    """In order of time."""
    names: dict[OutletId, str]
    """Name of every outlet that the board is about."""
    warnings: tuple[str, ...] = ()
    """What is wrong with the station as a whole: its clock, its store."""


def show_board(station: Station, *, now: datetime, hours: int = HOURS, outlet: str | None = None) -> Board:
    """Give what is on air from now on, everywhere or at one outlet.

    Raises:
        NoTimetable, UnknownOutlet, AmbiguousOutlet.
    """
    timetable = station.timetable()
    wanted = {find_outlet(timetable, outlet).id} if outlet else {each.id for each in timetable.outlets}
    first, last = board_days(now, hours, station.zone)
    with station.store.reading() as tx:
        playlists = tx.playlists.between(first, last)
        mixed = tx.programmes.many(list(dict.fromkeys(each.edition_id for each in playlists)))
        handovers, version = tx.handovers.between(first, last), tx.timetables.version()
    standing = Standing(playlists=playlists, mixed=frozenset(edition for edition, _ in mixed), sent=_newest(handovers))
    lines = next_hours(timetable, standing, now=now, hours=hours, zone=station.zone)
    here = ((each, tuple(o for o in each.outlets if o in wanted)) for each in lines)
    return Board(
        now=now.astimezone(station.zone),
        until=(now + timedelta(hours=hours)).astimezone(station.zone),
        version=version,
        lines=tuple(_at(line, outlets) for line, outlets in here if outlets),
        names={each.id: each.name for each in timetable.outlets if each.id in wanted},
        warnings=tuple(_wrong(station, now)),
    )


def _at(line: BoardLine, outlets: tuple[OutletId, ...]) -> BoardLine:
    return line if outlets == line.outlets else replace(line, outlets=outlets)


def _newest(handovers: Iterable[Handover]) -> dict[tuple[date, OutletId], frozenset[PlaylistId]]:
    ordered = sorted(handovers, key=lambda each: each.at)
    return {(each.air_date, each.outlet_id): frozenset(each.playlists) for each in ordered}


def _wrong(station: Station, now: datetime) -> Iterable[str]:
    try:
        refuse_unless_current(station, now=now)
    except BroadcasterError as error:
        yield str(error)
