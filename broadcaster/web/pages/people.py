"""Who may come in, and as what."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from starlette.responses import RedirectResponse, Response

from broadcaster.domain.accounts import Role
from broadcaster.domain.rights import Right
from broadcaster.errors import AccountError, ApprovalError
from broadcaster.services.keep_accounts import (
    add_account,
    block,
    grant,
    make_link,
    people,
    person_named,
    take_back,
    unblock,
)
from broadcaster.services.second_factor import reset_factor
from broadcaster.services.sign_in import sign_out_everywhere
from broadcaster.web.answers import status_of
from broadcaster.web.asked import Asked, asked_by
from broadcaster.web.look.render import page

router = APIRouter(include_in_schema=False)

_Text = Annotated[str, Form(max_length=200)]
_Keeper = Annotated[Asked, Depends(asked_by(Right.MANAGE_USERS))]


@router.get("/nguoi-dung")
def everybody(request: Request, asked: _Keeper) -> Response:
    """Show every account."""
    return _list(request, asked)


@router.post("/nguoi-dung")
def add(request: Request, asked: _Keeper, ten: _Text = "", ho_ten: _Text = "") -> Response:
    """Make an account, and go on to its roles."""
    try:
        new = add_account(asked.station, ten, full_name=ho_ten, by=asked.actor)
    except (AccountError, ApprovalError) as error:
        return _list(request, asked, status=400, fault=str(error), typed=(ten, ho_ten))
    return RedirectResponse(f"/nguoi-dung/{new.id}", status_code=303)


@router.get("/nguoi-dung/{name}")
def one(request: Request, asked: _Keeper, name: str) -> Response:
    """Show one account; raises UnknownAccount."""
    return _one(request, asked, name)


@router.post("/nguoi-dung/{name}/vai-tro")
def entrust(request: Request, asked: _Keeper, name: str, vai_tro: Annotated[Role, Form()], noi: _Text = "") -> Response:
    """Give a role; `noi` is ``unit:ID``, ``outlet:ID``, or empty for everywhere."""
    try:
        grant(asked.station, name, vai_tro, by=asked.actor, **_place(noi))
    except AccountError as error:
        return _one(request, asked, name, status=status_of(error), fault=str(error))
    return RedirectResponse(f"/nguoi-dung/{name}", status_code=303)


@router.post("/nguoi-dung/{name}/bo-vai-tro")
def entrust_no_more(
    request: Request, asked: _Keeper, name: str, vai_tro: Annotated[Role, Form()], noi: _Text = ""
) -> Response:
    """Take a role away."""
    try:
        take_back(asked.station, name, vai_tro, by=asked.actor, **_place(noi))
    except AccountError as error:
        return _one(request, asked, name, status=status_of(error), fault=str(error))
    return RedirectResponse(f"/nguoi-dung/{name}", status_code=303)


@router.post("/nguoi-dung/{name}/duong-dan")
def link(request: Request, asked: _Keeper, name: str) -> Response:
    """Make a set-up link, which is shown this once."""
    secret = make_link(asked.station, name, by=asked.actor)
    return _one(request, asked, name, link=str(request.url_for("ask_password", secret=secret)))


@router.post("/nguoi-dung/{name}/khoa")
def shut(request: Request, asked: _Keeper, name: str) -> Response:
    """Shut an account."""
    try:
        block(asked.station, name, by=asked.actor)
    except AccountError as error:
        return _one(request, asked, name, status=status_of(error), fault=str(error))
    return RedirectResponse(f"/nguoi-dung/{name}", status_code=303)


@router.post("/nguoi-dung/{name}/mo-khoa")
def open_again(asked: _Keeper, name: str) -> Response:
    """Open an account again."""
    unblock(asked.station, name, by=asked.actor)
    return RedirectResponse(f"/nguoi-dung/{name}", status_code=303)


@router.post("/nguoi-dung/{name}/ra-het")
def put_out(asked: _Keeper, name: str) -> Response:
    """End every sign-in of an account."""
    sign_out_everywhere(asked.station, person_named(asked.station, name).account.id, by=asked.actor)
    return RedirectResponse(f"/nguoi-dung/{name}", status_code=303)


@router.post("/nguoi-dung/{name}/bo-hai-lop")
def without_factor(asked: _Keeper, name: str) -> Response:
    """Take the second factor from somebody who lost it."""
    reset_factor(asked.station, person_named(asked.station, name).account.id, by=asked.actor)
    return RedirectResponse(f"/nguoi-dung/{name}", status_code=303)


def _place(wanted: str) -> dict[str, str]:
    kind, _, place = wanted.partition(":")
    return {kind: place} if kind in {"unit", "outlet"} and place else {}


def _list(
    request: Request, asked: Asked, *, status: int = 200, fault: str = "", typed: tuple[str, str] = ("", "")
) -> Response:
    rows = [(each, each.grants) for each in people(asked.station)]
    return page(request, "people.html", status=status, rows=rows, fault=fault, typed=typed)


def _one(request: Request, asked: Asked, name: str, *, status: int = 200, fault: str = "", link: str = "") -> Response:
    person = person_named(asked.station, name)
    held = [
        (each, f"outlet:{each.outlet_id}" if each.outlet_id else f"unit:{each.unit_id or ''}") for each in person.grants
    ]
    return page(
        request,
        "person.html",
        status=status,
        account=person.account,
        held=held,
        roles=list(Role),
        outlets=() if asked.applied is None else asked.applied.outlets,
        units=() if asked.applied is None else asked.applied.units,
        fault=fault,
        link=link,
    )
