"""Bundles and the files in them by their SHA-256: the bytes of an address never change, so half a file goes on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import Depends, Path, Request, Response

from broadcaster.domain.airings import Handover
from broadcaster.domain.ids import Sha256
from broadcaster.domain.tokens import Scope
from broadcaster.errors import NotThere
from broadcaster.services.audit import Actor
from broadcaster.services.offer_bundles import FilePlace
from broadcaster.services.outlet_files import Fetched
from broadcaster.web.api.contract import OutletPart, api_router, refusals
from broadcaster.web.asked import Called, called_by
from broadcaster.web.office import Office
from broadcaster.web.resumable import FOR_GOOD, Part, sending

router = api_router("files")

_Caller = Annotated[Called, Depends(called_by(Scope.BUNDLES))]
_Hash = Annotated[str, Path(description="SHA-256 of the file, as the manifest tells it", pattern=r"^[0-9a-f]{64}$")]
_BYTES = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}
_SENT = {
    200: {"description": "The whole file", "content": _BYTES},
    206: {"description": "The part that Range asked for", "content": _BYTES},
    304: {"description": "The file that was shown in If-None-Match"},
    416: {"description": "Range lies outside of the file"},
}


@router.head("/files/{sha256}", include_in_schema=False)
@router.get("/files/{sha256}", response_class=Response, responses=refusals(404) | _SENT)
def by_hash(request: Request, called: _Caller, sha256: _Hash) -> Response:
    """Give a bundle, or a file of one, that is offered to an outlet of the token; takes Range."""
    office: Office = request.app.state.office
    wanted = Sha256(sha256)
    place = office.offers.place(
        called.station, wanted, (each.id for each in called.outlets), stamp=called.handed, now=called.now
    )
    return _sent(request, called, place, wanted, keep=FOR_GOOD)


@router.head("/outlets/{outlet_id}/bundles/{date}", include_in_schema=False)
@router.get("/outlets/{outlet_id}/bundles/{date}", response_class=Response, responses=refusals(404) | _SENT)
def of_day(request: Request, called: _Caller, outlet_id: OutletPart, date: dt.date) -> Response:
    """Give the newest bundle of an outlet's day; takes Range, and If-Range guards a part against another bundle."""
    office: Office = request.app.state.office
    found = office.offers.of(called.station, called.require_outlet(outlet_id), stamp=called.handed, now=called.now)
    bundle = next((each.bundle for each in found.days if each.air_date == date), None)
    if bundle is None:
        raise NotThere
    return _sent(request, called, found.places[bundle], bundle, keep="private, no-cache")


def _sent(request: Request, called: Called, place: FilePlace | None, name: Sha256, *, keep: str) -> Response:
    if place is None:
        raise NotThere
    name_of_file = place.name.rpartition("/")[2]
    part = Part(path=place.path, offset=place.offset, length=place.bytes_count, tag=name, name=name_of_file)
    given = place.handover
    return sending(request, part, sent=None if given is None else _recorder(request, called, given), keep=keep)


def _recorder(request: Request, called: Called, given: Handover) -> Callable[[int, int], Awaitable[None]]:
    """Give what remembers a bundle once all of its bytes went to one token; it is written down with many others."""
    office: Office = request.app.state.office
    token = called.holder.token

    async def sent(first: int, stop: int) -> None:
        if office.fetches.whole((f"token:{token.id}", given.outlet_id, given.bundle), (first, stop), given.bytes_count):
            by = Actor(who=f"token:{token.id}", now=office.clock(), address=called.address)
            office.fetched.add(Fetched(handover=given, name=token.name, by=by))

    return sent
