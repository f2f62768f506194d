"""The outlets: who runs each and whom to call, what it took and told last, and the tokens of its machines."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Query, Request
from pydantic import BaseModel, Field
from starlette.responses import RedirectResponse, Response

from broadcaster.domain.ids import OutletId
from broadcaster.domain.rights import Right
from broadcaster.domain.tokens import Scope
from broadcaster.errors import ApprovalError, ContactRefused, TokenRefused
from broadcaster.services.keep_contacts import ContactTyped, keep_contact, phone_list
from broadcaster.services.keep_tokens import TokenWanted, issue_token, revoke_token_of, scopes_named
from broadcaster.services.show_outlets import list_outlets, outlet_tokens, serves, show_outlets
from broadcaster.services.tell_aired import over_sessions, waiting
from broadcaster.web.asked import Asked, asked_by
from broadcaster.web.look.render import page

router = APIRouter(include_in_schema=False)

_Reader = Annotated[Asked, Depends(asked_by(Right.SEE_OUTLETS))]
_Manager = Annotated[Asked, Depends(asked_by(Right.MANAGE_OUTLETS))]
_Keeper = Annotated[Asked, Depends(asked_by(Right.MANAGE_TOKENS))]
_Page = Annotated[int, Query(ge=1, le=100_000)]
_Words = Annotated[str, Query(max_length=100)]

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

OF_OUTLETS = (Scope.OUTLETS, Scope.PLAYLISTS, Scope.BUNDLES, Scope.AS_RUN)
"""What a machine of one outlet may be given a token for."""


class TokenForm(BaseModel):
    """A token, as somebody asks for it."""

    ten: str = Field(default="", max_length=100)
    """Who or what will hold it."""
    quyen: list[str] = []
    """Scopes by name."""
    han: str = Field(default="", max_length=10)
    """Last day on which it serves, ``YYYY-MM-DD``; empty for no end."""


class ContactForm(BaseModel):
    """Whom to call, as somebody types it."""

    nguoi: str = Field(default="", max_length=1000)
    """Who it is."""
    dien_thoai: str = Field(default="", max_length=1000)
    """Their number."""
    thu: str = Field(default="", max_length=1000)
    """Their address."""

    @property
    def typed(self) -> ContactTyped:
        """Give what the service wants."""
        return ContactTyped(name=self.nguoi, phone=self.dien_thoai, email=self.thu)


@router.get("/noi-phat")
def every_outlet(request: Request, asked: _Reader, tim: _Words = "", trang: _Page = 1) -> Response:
    """Show the outlets that who asks may know."""
    known, now = asked.who.outlets, asked.now
    listed = list_outlets(asked.station, asked.timetable, now=now, only=known, words=tim, page=trang)
    return page(request, "outlets.html", listed=listed, words=tim, page_number=trang)


@router.get("/noi-phat/danh-ba.xlsx")
def phones(asked: _Reader) -> Response:
    """Give the list of whom to call, of every outlet that who asks may know."""
    rows = show_outlets(asked.station, asked.timetable, now=asked.now, only=asked.who.outlets)
    named = {"Content-Disposition": 'attachment; filename="danh-ba-noi-phat.xlsx"'}
    return Response(phone_list(asked.station, rows, now=asked.now), media_type=_XLSX, headers=named)


@router.get("/noi-phat/{outlet}")
def one_outlet(request: Request, asked: _Reader, outlet: str, trang: _Page = 1) -> Response:
    """Show one outlet."""
    here = asked.require_outlet(outlet, Right.SEE_OUTLETS)
    return _one(request, asked, here, typed=TokenForm(quyen=list(OF_OUTLETS)), number=trang)


@router.post("/noi-phat/{outlet}/lien-he")
def call(request: Request, asked: _Manager, outlet: str, given: Annotated[ContactForm, Form()]) -> Response:
    """Keep whom to call at one outlet."""
    here = asked.require_outlet(outlet, Right.MANAGE_OUTLETS)
    try:
        keep_contact(asked.station, here, given.typed, name=asked.who.name, by=asked.actor)
    except ContactRefused as error:
        blank = TokenForm(quyen=list(OF_OUTLETS))
        return _one(request, asked, here, typed=blank, contact=given.typed, status=400, contact_fault=str(error))
    return RedirectResponse(f"/noi-phat/{here}#lien-he", status_code=303)


@router.post("/noi-phat/{outlet}/ma")
def issue(request: Request, asked: _Keeper, outlet: str, given: Annotated[TokenForm, Form()]) -> Response:
    """Issue a token for one outlet; its secret is shown this once."""
    here = asked.require_outlet(outlet, Right.MANAGE_TOKENS)
    try:
        scopes = tuple(each for each in scopes_named(given.quyen) if each in OF_OUTLETS)
        wanted = TokenWanted(name=given.ten, scopes=scopes, outlet=here, ends_at=_end_of(asked, given.han))
        token, secret = issue_token(asked.station, wanted, by=asked.actor)
    except (TokenRefused, ApprovalError) as error:
        return _one(request, asked, here, typed=given, status=400, fault=_plain(error))
    return _one(request, asked, here, typed=TokenForm(quyen=list(OF_OUTLETS)), issued=token.name, secret=secret)


@router.post("/noi-phat/{outlet}/ma/{token}/thu")
def revoke(asked: _Keeper, outlet: str, token: str) -> Response:
    """Take back a token of this outlet; raises NotThere for any other."""
    here = asked.require_outlet(outlet, Right.MANAGE_TOKENS)
    revoke_token_of(asked.station, here, token, by=asked.actor)
    return RedirectResponse(f"/noi-phat/{here}#ma", status_code=303)


def _one(
    request: Request,
    asked: Asked,
    here: OutletId,
    *,
    typed: TokenForm,
    contact: ContactTyped | None = None,
    status: int = 200,
    number: int = 1,
    **said: str,
) -> Response:
    (row,) = show_outlets(asked.station, asked.timetable, now=asked.now, only=[here])
    return page(
        request,
        "outlet.html",
        status=status,
        row=row,
        contact=contact or row.contact or ContactTyped(name="", phone="", email=""),
        **_tokens(asked, here, number),
        scopes=[(each.value, each.label) for each in OF_OUTLETS],
        typed=typed,
        said_of=said,
        **_about(asked, here),
    )


def _tokens(asked: Asked, outlet_id: OutletId, number: int) -> dict[str, Any]:
    listed = outlet_tokens(asked.station, asked.timetable, outlet_id, page=number)
    tokens = [(each, serves(each, asked.now)) for each in listed.rows]
    return {"listed": listed, "tokens": tokens, "page_number": number}


def _about(asked: Asked, outlet_id: OutletId) -> dict[str, object]:
    """Give what airs there and was told of it, and what who asks may do there."""
    over = over_sessions(asked.station, outlet_id, now=asked.now)
    return {
        "quiet": asked.timetable.quiet_hours(outlet_id),
        "waits": sum(map(len, waiting(over).values())),
        "told": [each for each in reversed(over) if each.words][:10],
        "manages": asked.who.may_at(Right.MANAGE_OUTLETS, outlet_id),
        "keeps": asked.who.may_at(Right.MANAGE_TOKENS, outlet_id),
        "portal": asked.who.may_at(Right.DOWNLOAD, outlet_id),
    }


def _end_of(asked: Asked, typed: str) -> datetime | None:
    """Give the end of a typed day; raises TokenRefused for what is no day."""
    if not typed.strip():
        return None
    try:
        day = date.fromisoformat(typed.strip())
    except ValueError as error:
        raise TokenRefused(reason=f'có hạn "{typed.strip()}" không phải là ngày') from error
    return datetime.combine(day, time.max, tzinfo=asked.station.zone)


def _plain(error: Exception) -> str:
    """Give a sentence for people at a page, where the one of the error names an option of a command."""
    return str(error) if isinstance(error, TokenRefused) else "Ghi tên người hoặc máy giữ mã."
