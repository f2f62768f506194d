"""A commune's portal: what it is to air today and tomorrow, to be heard and taken."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from io import BytesIO
from typing import Annotated, Any

import segno
from fastapi import APIRouter, Depends, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from broadcaster.domain.airings import Handover
from broadcaster.domain.ids import OutletId
from broadcaster.domain.rights import Right
from broadcaster.errors import NotThere
from broadcaster.services.audit import Actor
from broadcaster.services.give_reports import give_week
from broadcaster.services.outlet_files import bundle_to_send, file_to_send, note_fetched
from broadcaster.services.show_outlet_day import show_outlet_day
from broadcaster.services.tell_aired import over_sessions, waiting
from broadcaster.web.asked import Asked, asked_by
from broadcaster.web.look.render import page
from broadcaster.web.office import Office
from broadcaster.web.resumable import Part, sending

router = APIRouter(include_in_schema=False)

_Taker = Annotated[Asked, Depends(asked_by(Right.DOWNLOAD))]

WEEKS_SHOWN = timedelta(days=370)
"""How far from today a week can be printed."""

_FILES = ["GET", "HEAD"]


@router.get("/xa")
def choose(request: Request, asked: _Taker) -> Response:
    """Let somebody who has several outlets choose; who has one is led to it."""
    mine = [each for each in asked.timetable.outlets if asked.who.may_at(Right.DOWNLOAD, each.id)]
    if len(mine) == 1:
        return RedirectResponse(f"/xa/{mine[0].id}", status_code=303)
    return page(request, "portal_choose.html", outlets=mine, units=asked.timetable.unit_of)


@router.get("/xa/{outlet}")
def programme(request: Request, asked: _Taker, outlet: str) -> Response:
    """Show today and tomorrow."""
    here = asked.require_outlet(outlet, Right.DOWNLOAD)
    today = asked.now.astimezone(asked.station.zone).date()
    days = [show_outlet_day(asked.station, asked.timetable, here, today + timedelta(days=n)) for n in range(2)]
    shown: dict[str, Any] = {
        "days": days,
        "today": today,
        "next_week": today + timedelta(days=7),
        "address": _address(request, here),
    }
    return page(request, "portal.html", **frame(asked, here), **shown)


@router.get("/xa/{outlet}/ngay/{day}")
def print_day(request: Request, asked: _Taker, outlet: str, day: str) -> Response:
    """Show one day as a sheet to be printed and hung up."""
    here = asked.require_outlet(outlet, Right.DOWNLOAD)
    shown = show_outlet_day(asked.station, asked.timetable, here, day_named(day))
    return page(request, "portal_day.html", **frame(asked, here), day=shown, address=_address(request, here))


@router.get("/xa/{outlet}/tuan/{day}/lich.pdf")
def week(asked: _Taker, outlet: str, day: str) -> Response:
    """Give the printed week that holds a day; raises NotThere for days that no plan reaches."""
    here, wanted = asked.require_outlet(outlet, Right.DOWNLOAD), day_named(day)
    if abs(wanted - asked.now.astimezone(asked.station.zone).date()) > WEEKS_SHOWN:
        raise NotThere
    given = give_week(asked.station, here, wanted)
    named = {"Content-Disposition": f'attachment; filename="{given.name}"', "Cache-Control": "private, no-store"}
    return Response(given.content, media_type="application/pdf", headers=named)


@router.get("/xa/{outlet}/qr.svg")
def quick_response(request: Request, asked: _Taker, outlet: str) -> Response:
    """Give the portal's address as a picture for the camera of a phone."""
    here = asked.require_outlet(outlet, Right.DOWNLOAD)
    drawn = BytesIO()
    segno.make(_address(request, here), error="m").save(drawn, kind="svg", scale=5, border=4, light="#fff")
    return Response(drawn.getvalue(), media_type="image/svg+xml")


@router.api_route("/xa/{outlet}/ngay/{day}/goi", methods=_FILES)
def bundle(request: Request, asked: _Taker, outlet: str, day: str) -> Response:
    """Send the day's bundle as it was published; that it was taken whole is recorded."""
    here = asked.require_outlet(outlet, Right.DOWNLOAD)
    handover, path = bundle_to_send(asked.station, here, day_named(day))
    part = Part(path=path, offset=0, length=handover.bytes_count, tag=handover.bundle, name=path.name)
    return sending(request, part, sent=_recorder(request, asked, handover))


@router.api_route("/xa/{outlet}/ngay/{day}/tep/{name:path}", methods=_FILES)
def single_file(request: Request, asked: _Taker, outlet: str, day: str, name: str) -> Response:
    """Send one file of the day's bundle, by its name in the manifest."""
    here = asked.require_outlet(outlet, Right.DOWNLOAD)
    path, file = file_to_send(asked.station, here, day_named(day), name)
    part = Part(
        path=path, offset=file.offset, length=file.bytes_count, tag=file.sha256, name=file.name.rpartition("/")[2]
    )
    return sending(request, part)


def frame(asked: Asked, outlet_id: OutletId) -> dict[str, Any]:
    """Give what every page of the portal shows: whose it is, and what waits for a word."""
    outlet = asked.timetable.outlet(outlet_id)
    confirms = asked.who.may_at(Right.CONFIRM_AIRED, outlet_id)
    over = over_sessions(asked.station, outlet_id, now=asked.now) if confirms else ()
    return {
        "outlet": outlet,
        "unit": asked.timetable.unit_of(outlet),
        "over": over,
        "waits": waiting(over),
        "confirms": confirms,
        "announces": asked.who.may_at(Right.SEND_LOCAL, outlet_id),
    }


def day_named(text: str) -> date:
    """Read a day of an address; raises NotThere."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise NotThere from error


def _address(request: Request, outlet_id: OutletId) -> str:
    """Give the portal's address, by the name under which the reader asked."""
    return str(request.url_for("programme", outlet=outlet_id))


def _recorder(request: Request, asked: Asked, handover: Handover) -> Callable[[int, int], Awaitable[None]]:
    """Give what records a bundle once all of its bytes went to one account, in one go or in several."""
    office: Office = request.app.state.office
    account = asked.who.account

    async def sent(first: int, stop: int) -> None:
        if office.fetches.whole((account.id, handover.outlet_id, handover.bundle), (first, stop), handover.bytes_count):
            by = Actor(who=account.id, now=office.clock(), address=asked.address)
            await run_in_threadpool(note_fetched, asked.station, handover, name=account.full_name, by=by)

    return sent
