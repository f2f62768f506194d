"""Hold a day's plan against the as-run log, keep every answer, and judge clocks."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from broadcaster.asrun.clock_offset import ClockOffset, clock_offset
from broadcaster.asrun.matching import outlets_of
from broadcaster.asrun.reconcile import Rules, reconcile
from broadcaster.domain.airings import Airing, Evidence
from broadcaster.domain.directory import find_outlet
from broadcaster.domain.ids import DurationMs, OutletId, PlaylistId, Sha256
from broadcaster.domain.playlists import Playlist
from broadcaster.domain.reconciliations import Reconciliation
from broadcaster.errors import NotPlanned
from broadcaster.station import Station
from broadcaster.storage.store import Transaction

_CLOCK_DAYS = 14
"""Days before the asked one whose entries tell of a clock."""


def reconcile_day(
    station: Station,
    day: date,
    *,
    outlet: str | None = None,
    clock: DurationMs | None = None,
    now: datetime,
) -> tuple[Reconciliation, ...]:
    """Give what became of a day's plan, outlet by outlet; an answer that differs from the last one is kept beside it.

    Args:
        station: The station.
        day: Local calendar day.
        outlet: Only this one.
        clock: How far the clocks of the outlet's players are ahead; what people say is by the station's clock.
        now: When it is worked out.

    Raises:
        NotPlanned: there is neither a plan nor an entry for that day.
        UnknownOutlet, AmbiguousOutlet.
    """
    wanted = find_outlet(station.timetable(), outlet, day=day).id if outlet else None
    with station.store.reading() as tx:
        playlists, airings = tx.playlists.on(day), tx.airings.between(day, day)
        programmes = programmes_of(tx, playlists)
    players = {each.said_by for each in airings if each.evidence is Evidence.PLAYER and each.outlet_id == wanted}
    clocks = dict.fromkeys(players, clock) if clock else {}
    rules = Rules(clocks=clocks, programmes=programmes)
    outlets = (wanted,) if wanted else outlets_of(airings, playlists)
    answers = tuple(reconcile(each, day, playlists, airings, rules=rules, made_at=now) for each in outlets)
    if not any(answer.items or answer.unplanned for answer in answers):
        raise NotPlanned(date=day)
    with station.store.writing() as tx:
        tx.reconciliations.add_new(answers)
    return answers


def clocks_of(station: Station, day: date, outlet_id: OutletId) -> dict[str, ClockOffset]:
    """Judge the clock of every player of an outlet from the fortnight that ends with a day."""
    with station.store.reading() as tx:
        airings = tx.airings.between(day - timedelta(days=_CLOCK_DAYS - 1), day)
    told: dict[str, list[Airing]] = {}
    for entry in airings:
        if entry.outlet_id == outlet_id:
            told.setdefault(entry.said_by, []).append(entry)
    judged = {said_by: clock_offset(entries) for said_by, entries in sorted(told.items())}
    return {said_by: found for said_by, found in judged.items() if found is not None}


def programmes_of(tx: Transaction, playlists: tuple[Playlist, ...]) -> dict[PlaylistId, frozenset[Sha256]]:
    """Give the finished files that carry each plan."""
    made = tx.programmes.many({each.edition_id for each in playlists})
    return {
        each.id: frozenset(programme.audio for (edition, _), programme in made.items() if edition == each.edition_id)
        for each in playlists
    }
