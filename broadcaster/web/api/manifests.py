"""What a receiver asks for every half minute: which days it may fetch, each file by its SHA-256."""

from __future__ import annotations

import datetime as dt
from datetime import datetime
from typing import Annotated

from fastapi import Depends, Request, Response
from pydantic import Field
from starlette.concurrency import run_in_threadpool

from broadcaster.domain.tokens import Scope
from broadcaster.services.offer_bundles import Offer, OfferedDay, offered_days
from broadcaster.web.api.contract import PREFIX, OutletPart, Shape, api_router, refusals
from broadcaster.web.asked import Called, called_by
from broadcaster.web.offers import Written
from broadcaster.web.office import Office
from broadcaster.web.packing import takes_gzip

router = api_router("manifests")

_Caller = Annotated[Called, Depends(called_by(Scope.BUNDLES))]


class FileShown(Shape):
    """One file of a bundle."""

    name: str = Field(description="Path inside the bundle, with forward slashes")
    bytes: int
    sha256: str
    url: str = Field(description="Where to fetch it by itself; never changes")


class BundleShown(Shape):
    """A day in one file."""

    bytes: int
    sha256: str
    url: str


class ManifestDay(Shape):
    """The newest bundle of a day."""

    date: dt.date
    handed_at: datetime
    bundle: BundleShown
    files: list[FileShown]


class ManifestShown(Shape):
    """All that an outlet may fetch: from yesterday on."""

    outlet_id: str
    days: list[ManifestDay]


MANIFEST = f"{PREFIX}/outlets/{{outlet_id}}/manifest"
"""Its address."""


@router.get(
    "/outlets/{outlet_id}/manifest",
    response_model=ManifestShown,
    responses=refusals(404) | {304: {"description": "Nothing new since the ETag that was shown"}},
)
async def manifest(request: Request, called: _Caller, outlet_id: OutletPart) -> Response:
    """Give what an outlet may fetch. Show the last ETag in If-None-Match: mostly nothing is new."""
    wanted = called.require_outlet(outlet_id)
    offers, first = _office(request).offers, offered_days(called.now, called.station)[0]
    made = offers.manifest_at_once(wanted, called.handed, first)
    if made is None:
        found = await run_in_threadpool(offers.of, called.station, wanted, stamp=called.handed, now=called.now)
        made = Written.of(_shown(found).model_dump_json().encode())
        offers.keep_manifest(wanted, made, called.handed, first)
    return manifest_answer(request, made)


def manifest_answer(request: Request, made: Written) -> Response:
    """Answer with a manifest, or say that it is the one that was shown."""
    headers = {"ETag": made.etag, "Cache-Control": "private, no-cache", "Vary": "Accept-Encoding"}
    packed = takes_gzip(request.headers)
    if packed:
        headers["ETag"] = made.packed_etag
    shown = {each.strip().removeprefix("W/") for each in request.headers.get("if-none-match", "").split(",")}
    if shown & {made.etag, made.packed_etag, "*"}:
        return Response(status_code=304, headers=headers)
    if packed:
        headers["Content-Encoding"] = "gzip"
    return Response(made.packed if packed else made.content, media_type="application/json", headers=headers)


def _shown(found: Offer) -> ManifestShown:
    return ManifestShown(outlet_id=found.outlet_id, days=[_day(each) for each in found.days])


def _day(day: OfferedDay) -> ManifestDay:
    return ManifestDay(
        date=day.air_date,
        handed_at=day.handed_at,
        bundle=BundleShown(bytes=day.bytes_count, sha256=day.bundle, url=f"{PREFIX}/files/{day.bundle}"),
        files=[
            FileShown(name=each.name, bytes=each.bytes_count, sha256=each.sha256, url=f"{PREFIX}/files/{each.sha256}")
            for each in day.files
        ],
    )


def _office(request: Request) -> Office:
    return request.app.state.office
