"""Set a password by a link that serves once."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from broadcaster.errors import PasswordRefused
from broadcaster.services.keep_accounts import account_of_link, set_password_by_link
from broadcaster.web.asked import StrangerNow
from broadcaster.web.look.render import page

router = APIRouter(include_in_schema=False)

_Text = Annotated[str, Form(max_length=1000)]


@router.get("/lap-mat-khau/{secret}")
def ask_password(request: Request, stranger: StrangerNow, secret: str) -> Response:
    """Show the form; raises LinkOver."""
    account = account_of_link(stranger.station, secret, now=stranger.now)
    return page(request, "setup_link.html", account=account, secret=secret, fault="")


@router.post("/lap-mat-khau/{secret}")
def take_password(
    request: Request, stranger: StrangerNow, secret: str, mat_khau: _Text = "", lai: _Text = ""
) -> Response:
    """Set the password; raises LinkOver."""
    account = account_of_link(stranger.station, secret, now=stranger.now)
    try:
        if mat_khau != lai:
            raise PasswordRefused(reason="hai lần nhập không giống nhau")  # noqa: TRY301 - one answer for both faults
        set_password_by_link(
            stranger.station, secret, mat_khau, passwords=stranger.passwords, by=stranger.actor(account.id)
        )
    except PasswordRefused as error:
        return page(request, "setup_link.html", status=400, account=account, secret=secret, fault=str(error))
    return RedirectResponse("/vao?xong=mat-khau", status_code=303)
