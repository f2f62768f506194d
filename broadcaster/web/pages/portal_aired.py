"""What aired at a commune: two taps for a session that went well, a form for one that did not, and what was told."""

from __future__ import annotations

from datetime import time
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query, Request
from pydantic import BaseModel, Field
from starlette.responses import RedirectResponse, Response

from broadcaster.domain.rights import Right
from broadcaster.domain.zone import ZONE
from broadcaster.errors import BroadcasterError, ConfirmationRefused, ConfirmedOtherwise
from broadcaster.services.tell_aired import AiredSession, ToldSession, over_session, tell_full, tell_otherwise
from broadcaster.web.answers import status_of
from broadcaster.web.asked import Asked, asked_by
from broadcaster.web.look.language import marked
from broadcaster.web.look.render import page
from broadcaster.web.pages.portal import frame

router = APIRouter(include_in_schema=False)

_Witness = Annotated[Asked, Depends(asked_by(Right.CONFIRM_AIRED))]
CAUSES = (
    marked("mất điện"),
    marked("mất mạng, chưa tải được chương trình"),
    marked("máy phát, loa hỏng"),
    marked("người trực mở máy muộn"),
    marked("nhường sóng cho thông báo khẩn"),
    marked("thời tiết xấu"),
)
"""What is offered; anything else can be typed."""


class ToldForm(BaseModel):
    """How a session went, as somebody fills it in."""

    bat_dau: str = Field(default="", max_length=8)
    """When it began, ``HH:MM``."""
    ket_thuc: str = Field(default="", max_length=8)
    """When it ended, ``HH:MM``."""
    nghe: list[int] = []
    """Positions of the items that were heard."""
    nguyen_nhan: str = Field(default="", max_length=300)
    """Why it was otherwise, in one's own words."""
    chon: str = Field(default="", max_length=100)
    """Why, chosen from what is offered."""
    vi_sao: str = Field(default="", max_length=300)
    """Why it takes the place of what was said before."""

    @property
    def told(self) -> ToldSession:
        """Give what a service is told; raises ConfirmationRefused for an hour that is none."""
        cause = "; ".join(filter(None, (self.chon.strip(), " ".join(self.nguyen_nhan.split()))))
        aired = frozenset(self.nghe)
        if not aired:
            return ToldSession(starts=time(), stops=time(), aired=aired, cause=cause)
        return ToldSession(starts=_hour(self.bat_dau), stops=_hour(self.ket_thuc), aired=aired, cause=cause)


DONE = {
    "moi": marked("Đã ghi vào sổ."),
    "cu": marked("Đã có trong sổ từ trước, không ghi thêm."),
}
"""What is said after a word was taken."""


@router.get("/xa/{outlet}/da-phat")
def aired(request: Request, asked: _Witness, outlet: str, xong: Annotated[str, Query(max_length=3)] = "") -> Response:
    """Show what waits for a word, the oldest first, and what was told."""
    here = asked.require_outlet(outlet, Right.CONFIRM_AIRED)
    return page(request, "portal_aired.html", **frame(asked, here), done=DONE.get(xong, ""))


@router.get("/xa/{outlet}/da-phat/{session}/du")
def ask_full(request: Request, asked: _Witness, outlet: str, session: str) -> Response:
    """Ask once more before it is written down that a session aired in full and on time."""
    return _full(request, asked, outlet, _found(asked, outlet, session))


@router.post("/xa/{outlet}/da-phat/{session}/du")
def take_full(request: Request, asked: _Witness, outlet: str, session: str) -> Response:
    """Write down that a session aired in full and on time; said twice it is written once."""
    found = _found(asked, outlet, session)
    try:
        new = tell_full(asked.station, found, by=asked.who.name, now=asked.now)
    except (ConfirmedOtherwise, ConfirmationRefused) as error:
        return _full(request, asked, outlet, found, status=409, fault=_plain(error))
    asked.note("airing.confirm", found.playlist.id, detail=f"{new}")
    return RedirectResponse(f"/xa/{outlet}/da-phat?xong={'moi' if new else 'cu'}", status_code=303)


@router.get("/xa/{outlet}/da-phat/{session}/khac")
def ask_otherwise(request: Request, asked: _Witness, outlet: str, session: str) -> Response:
    """Ask how a session went otherwise than planned, or correct what was said of it."""
    found = _found(asked, outlet, session)
    return _otherwise(request, asked, outlet, found, typed=_as_told(found))


@router.post("/xa/{outlet}/da-phat/{session}/khac")
def take_otherwise(
    request: Request, asked: _Witness, outlet: str, session: str, given: Annotated[ToldForm, Form()]
) -> Response:
    """Write down how a session went."""
    found = _found(asked, outlet, session)
    try:
        told = given.told
        new = tell_otherwise(asked.station, found, told, by=asked.who.name, now=asked.now, instead=given.vi_sao)
    except BroadcasterError as error:
        return _otherwise(request, asked, outlet, found, typed=given, status=status_of(error), fault=_plain(error))
    asked.note("airing.tell", found.playlist.id, detail=f"{new} {told.cause}")
    return RedirectResponse(f"/xa/{outlet}/da-phat?xong={'moi' if new else 'cu'}", status_code=303)


def _found(asked: Asked, outlet: str, session: str) -> AiredSession:
    """Give one session of an outlet in which who asks may confirm; raises NotThere, NotAllowed."""
    here = asked.require_outlet(outlet, Right.CONFIRM_AIRED)
    return over_session(asked.station, here, session, now=asked.now)


def _full(
    request: Request, asked: Asked, outlet: str, found: AiredSession, *, status: int = 200, fault: str = ""
) -> Response:
    values = {"session": found, "fault": fault, "outlet": asked.timetable.outlet(found.playlist.outlet_id)}
    return page(request, "portal_full.html", status=status, at=f"/xa/{outlet}/da-phat", **values)


def _otherwise(
    request: Request,
    asked: Asked,
    outlet: str,
    found: AiredSession,
    *,
    typed: ToldForm,
    status: int = 200,
    fault: str = "",
) -> Response:
    values = {"session": found, "fault": fault, "outlet": asked.timetable.outlet(found.playlist.outlet_id)}
    at = f"/xa/{outlet}/da-phat"
    return page(request, "portal_otherwise.html", status=status, at=at, typed=typed, causes=CAUSES, **values)


def _as_told(found: AiredSession) -> ToldForm:
    """Fill the form in as the session was planned, or as a person told it before."""
    word, plan = found.by_people, found.playlist
    starts = plan.starts_at if word is None or word.started is None else word.started
    stops = plan.stops_at
    if word is not None and word.started is not None:
        stops = max((each.observed_stop for each in word.entries if each.observed_stop), default=stops)
    heard = {each.position for each in plan.items}
    if word is not None:
        heard -= {each.position for each in word.entries if each.observed_start is None}
    return ToldForm(
        bat_dau=f"{starts.astimezone(ZONE):%H:%M}",
        ket_thuc=f"{stops.astimezone(ZONE):%H:%M}",
        nghe=sorted(heard),
        nguyen_nhan="; ".join(word.causes) if word else "",
    )


def _hour(typed: str) -> time:
    try:
        return time.fromisoformat(typed.strip()).replace(second=0, microsecond=0, tzinfo=None)
    except ValueError as error:
        raise ConfirmationRefused(reason=f'không hiểu giờ "{typed.strip()}"; ghi như 05:30') from error


def _plain(error: BroadcasterError) -> str:
    """Give a sentence for people at a page, where the one of the error names a command."""
    if isinstance(error, ConfirmedOtherwise):
        return 'Buổi này đã được xác nhận khác. Nếu lần này mới đúng, bấm "Đính chính"; bản cũ vẫn được giữ.'
    return str(error)
