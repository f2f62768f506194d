"""What players saw go out, in and out."""

from __future__ import annotations

import datetime as dt
from datetime import datetime
from typing import Annotated

from fastapi import Depends, Query
from pydantic import AwareDatetime, Field

from broadcaster.domain.airings import Airing
from broadcaster.domain.ids import DurationMs, Sha256
from broadcaster.domain.tokens import Scope
from broadcaster.services.take_as_run import MOST_ENTRIES, PlayerEntry, PlayerLog, entries_of, take_as_run
from broadcaster.web.api.contract import OutletPart, Shape, api_router, refusals
from broadcaster.web.asked import Called, called_by

router = api_router("as-run")

_Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
_DAY_MS = 86_400_000


class EntryGiven(Shape):
    """One item as a player saw it."""

    id: str = Field(
        description="The player's name of this event; sent again it is known", pattern=r"^[A-Za-z0-9_.:-]{1,100}$"
    )
    playlist_id: str = Field(description="The plan that it played", min_length=1, max_length=200)
    position: int = Field(description="Place in that plan", ge=0, le=10_000)
    started_at: AwareDatetime | None = Field(default=None, description="Null when it did not air")
    stopped_at: AwareDatetime | None = Field(default=None, description="Null when nobody knows")
    played_ms: int = Field(description="How much was played; 0 when it did not air", ge=0, le=_DAY_MS)
    cause: str = Field(default="", description="Why it was late, cut or lost", max_length=500)
    cuts: list[_Hash] = Field(default=[], description="SHA-256 of the sounds that were played", max_length=500)
    sink: str = Field(default="", description="Through which loudspeaker or transmitter", max_length=200)


class LogGiven(Shape):
    """What a player sends, all of it or nothing."""

    player: str = Field(description="What the player is called", pattern=r"^[A-Za-z0-9_.:-]{1,100}$")
    entries: list[EntryGiven] = Field(min_length=1, max_length=MOST_ENTRIES)


class LogTaken(Shape):
    """What came of it."""

    fresh: int = Field(description="Entries that are new")
    known: int = Field(description="Entries that were there")
    evidence: str = Field(description="player for a token of this outlet alone, else operator")


class EntryShown(Shape):
    """One entry of the log."""

    id: str
    evidence: str
    said_by: str
    date: dt.date
    session: str
    playlist_id: str
    position: int
    title: str
    item_id: str | None
    topic: int | None
    run: int
    planned_at: datetime
    planned_ms: int
    started_at: datetime | None
    stopped_at: datetime | None
    played_ms: int
    cause: str
    recorded_at: datetime
    corrects: str | None


class LogShown(Shape):
    """The entries of some days, corrected ones too."""

    outlet_id: str
    entries: list[EntryShown]


@router.post("/outlets/{outlet_id}/as-run", responses=refusals(404, 409, 413))
def take(called: Annotated[Called, Depends(called_by(Scope.AS_RUN))], outlet_id: OutletPart, log: LogGiven) -> LogTaken:
    """Take a player's entries. Send the same again until it is answered: no entry is ever written twice."""
    wanted = called.require_outlet(outlet_id)
    measured = called.holder.token.outlet_id == wanted
    given = tuple(_entry(each) for each in log.entries)
    told = PlayerLog(outlet_id=wanted, player=log.player, entries=given, measured=measured)
    taken = take_as_run(called.station, told, by=called.actor)
    return LogTaken(fresh=taken.fresh, known=taken.known, evidence="player" if measured else "operator")


@router.get("/outlets/{outlet_id}/as-run", responses=refusals(404))
def show(
    called: Annotated[Called, Depends(called_by(Scope.AS_RUN_OUT))],
    outlet_id: OutletPart,
    date: Annotated[dt.date, Query(description="Local calendar day")],
) -> LogShown:
    """Give the log of an outlet's day."""
    wanted = called.require_outlet(outlet_id)
    return LogShown(outlet_id=wanted, entries=[_shown(each) for each in entries_of(called.station, wanted, date)])


def _entry(given: EntryGiven) -> PlayerEntry:
    return PlayerEntry(
        id=given.id,
        playlist_id=given.playlist_id,
        position=given.position,
        started_at=given.started_at,
        stopped_at=given.stopped_at,
        played=DurationMs(given.played_ms),
        cause=given.cause,
        cuts=tuple(Sha256(each) for each in given.cuts),
        sink=given.sink,
    )


def _shown(entry: Airing) -> EntryShown:
    return EntryShown(
        id=entry.id,
        evidence=entry.evidence.value,
        said_by=entry.said_by,
        date=entry.air_date,
        session=entry.session,
        playlist_id=entry.playlist_id,
        position=entry.position,
        title=entry.title,
        item_id=entry.item_id,
        topic=entry.topic,
        run=entry.run,
        planned_at=entry.planned_at,
        planned_ms=entry.planned,
        started_at=entry.observed_start,
        stopped_at=entry.observed_stop,
        played_ms=entry.played,
        cause=entry.cause,
        recorded_at=entry.recorded_at,
        corrects=entry.corrects,
    )
