"""A commune's own announcements: from a short text to the voice, heard at once, approved like all else."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Query, Request
from pydantic import BaseModel, Field
from starlette.responses import RedirectResponse, Response

from broadcaster.domain.ids import OutletId
from broadcaster.domain.rights import Right
from broadcaster.errors import AnnouncementRefused, InputError
from broadcaster.services.announce_locally import (
    LONGEST,
    Announcement,
    Tried,
    announce,
    announced,
    announced_lines,
    open_sessions,
    queue_announcement,
    try_announcement,
)
from broadcaster.web.asked import Asked, asked_by
from broadcaster.web.look.language import marked
from broadcaster.web.look.render import page
from broadcaster.web.pages.portal import frame
from broadcaster.web.ranged import MP3, ranged

router = APIRouter(include_in_schema=False)

_Sender = Annotated[Asked, Depends(asked_by(Right.SEND_LOCAL))]
_Text = Annotated[str, Form(max_length=200)]

DONE = {
    "gui": marked("Đã gửi, chờ đài duyệt."),
    "duyet": marked("Đã duyệt bài theo chính sách một người của đài; còn phải thu tiếng và nghe duyệt."),
    "xep": marked("Đã xếp vào buổi phát."),
}
"""What is said after something was done."""


class NoticeForm(BaseModel):
    """An announcement, as somebody fills it in."""

    ten: str = Field(default="", max_length=200)
    """What it is called."""
    noi_dung: str = Field(default="", max_length=10_000)
    """The words."""
    chu_de: str = Field(default="", max_length=10)
    """Code of its topic."""
    gui: str = Field(default="", max_length=5)
    """Empty to hear how it is read, ``gui`` to hand it in, ``duyet`` to approve it at once."""

    def meant(self, outlet_id: OutletId) -> Announcement:
        """Give what the service wants."""
        return Announcement(outlet_id=outlet_id, title=self.ten, body=self.noi_dung, topic=self.chu_de)


@router.get("/xa/{outlet}/thong-bao")
def notices(request: Request, asked: _Sender, outlet: str, xong: Annotated[str, Query(max_length=5)] = "") -> Response:
    """Show the form, and what was handed in."""
    here = asked.require_outlet(outlet, Right.SEND_LOCAL)
    return _page(request, asked, here, NoticeForm(), done=DONE.get(xong, ""))


@router.post("/xa/{outlet}/thong-bao")
def take_notice(request: Request, asked: _Sender, outlet: str, given: Annotated[NoticeForm, Form()]) -> Response:
    """Show how an announcement is read, or hand it in."""
    here = asked.require_outlet(outlet, Right.SEND_LOCAL)
    straight = given.gui == "duyet" and _may_straight(asked, here)
    try:
        tried = try_announcement(asked.station, given.meant(here))
        if not given.gui:
            return _page(request, asked, here, given, tried=tried)
        item = announce(
            asked.station, asked.timetable, given.meant(here), by=asked.who.name, now=asked.now, straight=straight
        )
    except InputError as error:
        return _page(request, asked, here, given, status=400, fault=str(error))
    asked.note("announcement.submit", item.id, detail=here)
    return RedirectResponse(f"/xa/{here}/thong-bao?xong={'duyet' if straight else 'gui'}", status_code=303)


@router.get("/xa/{outlet}/thong-bao/nghe/{mark}.mp3")
def hear_tried(request: Request, asked: _Sender, outlet: str, mark: str) -> Response:
    """Let the voice say what was tried a moment ago; nothing counts as voiced by it. Raises NotThere."""
    here = asked.require_outlet(outlet, Right.SEND_LOCAL)
    office = request.app.state.office
    return ranged(request, office.trials.mp3(asked.station, [office.tried.get(here, mark)]), MP3)


@router.get("/xa/{outlet}/thong-bao/{item}/nghe.mp3")
def hear_announced(request: Request, asked: _Sender, outlet: str, item: str) -> Response:
    """Let the voices say an announcement as it was handed in, approved or not; raises NotThere."""
    here = asked.require_outlet(outlet, Right.SEND_LOCAL)
    lines = announced_lines(asked.station, here, item, now=asked.now)
    return ranged(request, request.app.state.office.trials.mp3(asked.station, lines), MP3)


@router.post("/xa/{outlet}/thong-bao/{item}/xep")
def queue(request: Request, asked: _Sender, outlet: str, item: str, buoi: _Text = "") -> Response:
    """Queue an announcement that was heard and approved into a session of the outlet."""
    here = asked.require_outlet(outlet, Right.SEND_LOCAL)
    try:
        queue_announcement(asked.station, asked.timetable, here, item, place=buoi, by=asked.who.name, now=asked.now)
    except AnnouncementRefused as error:
        return _page(request, asked, here, NoticeForm(), status=400, fault=str(error))
    asked.note("announcement.queue", item, detail=f"{here} {buoi}")
    return RedirectResponse(f"/xa/{here}/thong-bao?xong=xep", status_code=303)


def _may_straight(asked: Asked, outlet_id: OutletId) -> bool:
    """Say whether who asks may approve their own words there: the station's policy says so, and they approve there."""
    return bool(asked.station.one_person_policy) and asked.who.may_at(Right.APPROVE, outlet_id)


def _page(
    request: Request,
    asked: Asked,
    outlet_id: OutletId,
    typed: NoticeForm,
    *,
    status: int = 200,
    tried: Tried | None = None,
    **said: str,
) -> Response:
    shown = {"done": "", "fault": "", **frame(asked, outlet_id), **_places(asked, outlet_id), **said}
    return page(
        request,
        "portal_notices.html",
        status=status,
        typed=typed,
        tried=tried,
        mark=request.app.state.office.tried.keep(outlet_id, tried.line) if tried and tried.reading.spoken else "",
        longest=LONGEST,
        straight=_may_straight(asked, outlet_id),
        **shown,
    )


def _places(asked: Asked, outlet_id: OutletId) -> dict[str, Any]:
    """Give what was handed in, and where it can be queued."""
    names = asked.station.session_names
    places = open_sessions(asked.station, asked.timetable, outlet_id, now=asked.now)
    return {
        "topics": [(each.code, each.name) for each in asked.timetable.topics],
        "announced": announced(asked.station, outlet_id, now=asked.now),
        "places": [(f"{day}/{session}", names.get(session, session), starts) for day, session, starts in places],
        "names": names,
    }
