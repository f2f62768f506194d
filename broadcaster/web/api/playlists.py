"""What is planned for an outlet on a day."""

from __future__ import annotations

import datetime as dt
from datetime import datetime
from typing import Annotated

from fastapi import Depends
from pydantic import Field

from broadcaster.domain.playlists import Playlist, PlaylistItem
from broadcaster.domain.tokens import Scope
from broadcaster.domain.zone import ZONE
from broadcaster.services.publish_day import sounds_of
from broadcaster.web.api.contract import OutletPart, Shape, api_router, refusals
from broadcaster.web.asked import Called, called_by

router = api_router("playlists")

_Caller = Annotated[Called, Depends(called_by(Scope.PLAYLISTS))]


class ItemShown(Shape):
    """One part of a session."""

    position: int
    starts_at: datetime
    offset_ms: int = Field(description="From the start of the session")
    duration_ms: int
    kind: str
    title: str
    item_id: str | None = Field(description="The news item, where there is one")
    topic: int | None
    genre: str | None
    run: int = Field(description="1 first run, 2 and more repeats, 0 music and frame")


class SessionShown(Shape):
    """One session."""

    session: str
    playlist_id: str
    edition_id: str
    run: int
    start: datetime
    duration_ms: int
    sha256: str | None = Field(description="Of its sound; null until it is mixed")
    items: list[ItemShown]


class DayShown(Shape):
    """An outlet's day."""

    outlet_id: str
    date: dt.date
    sessions: list[SessionShown]


@router.get("/outlets/{outlet_id}/playlists/{date}", responses=refusals(404))
def of_day(called: _Caller, outlet_id: OutletPart, date: dt.date) -> DayShown:
    """Give an outlet's sessions of a local day; none where nothing is planned."""
    wanted = called.require_outlet(outlet_id)
    planned = sounds_of(called.station, date, wanted)
    return DayShown(outlet_id=wanted, date=date, sessions=[_session(each, sound) for each, sound in planned])


def _session(playlist: Playlist, sound: str | None) -> SessionShown:
    return SessionShown(
        session=playlist.session,
        playlist_id=playlist.id,
        edition_id=playlist.edition_id,
        run=playlist.run,
        start=playlist.starts_at.astimezone(ZONE),
        duration_ms=playlist.duration,
        sha256=sound,
        items=[_item(each) for each in playlist.items],
    )


def _item(item: PlaylistItem) -> ItemShown:
    return ItemShown(
        position=item.position,
        starts_at=item.starts_at.astimezone(ZONE),
        offset_ms=item.offset,
        duration_ms=item.duration,
        kind=item.kind.value,
        title=item.title,
        item_id=item.item_id,
        topic=item.topic,
        genre=item.genre.value if item.genre else None,
        run=item.run,
    )
