"""One's own account: password, second factor, where one is signed in."""

from __future__ import annotations

from typing import Annotated

import segno
from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from broadcaster.errors import AccountError, CodeWrong, FactorKeyUnusable, PasswordRefused, SignInRefused
from broadcaster.services.second_factor import new_factor, turn_off, turn_on
from broadcaster.services.sign_in import change_password, sign_out_everywhere, visits_of
from broadcaster.web.answers import status_of
from broadcaster.web.asked import Asked, AskedNow, StrangerNow
from broadcaster.web.cookies import drop_visit, set_visit
from broadcaster.web.look.render import page

router = APIRouter(include_in_schema=False)

_Text = Annotated[str, Form(max_length=1000)]


@router.get("/tai-khoan")
def show(request: Request, asked: AskedNow) -> Response:
    """Show one's own account."""
    return _shown(request, asked)


@router.post("/tai-khoan/mat-khau")
def new_password(
    request: Request, asked: AskedNow, stranger: StrangerNow, cu: _Text = "", moi: _Text = "", lai: _Text = ""
) -> Response:
    """Change the password; all other sign-ins end."""
    passwords, stay = stranger.passwords, stranger.stay
    try:
        if moi != lai:
            raise PasswordRefused(reason="hai lần nhập không giống nhau")
        opened = change_password(asked.station, asked.visit, cu, moi, passwords=passwords, stay=stay, by=asked.actor)
    except SignInRefused:
        return _shown(request, asked, first_fault="Mật khẩu hiện tại không đúng.", status=400)
    except AccountError as error:
        return _shown(request, asked, first_fault=str(error), status=status_of(error))
    answer = RedirectResponse("/tai-khoan?xong=mat-khau", status_code=303)
    set_visit(answer, opened, request.app.state.office)
    return answer


@router.post("/tai-khoan/hai-lop")
def offer_factor(request: Request, asked: AskedNow) -> Response:
    """Show a secret to set an authenticator up with."""
    factor = new_factor(asked.station, asked.who.account)
    return page(request, "second_factor.html", secret=factor.secret, picture=_picture(factor.address), fault="")


@router.post("/tai-khoan/hai-lop/bat")
def factor_on(request: Request, asked: AskedNow, khoa: _Text = "", ma: _Text = "") -> Response:
    """Ask for codes from now on, once one was typed rightly; recovery codes are shown this once."""
    try:
        codes = turn_on(asked.station, asked.who.account.id, khoa, ma, by=asked.actor)
    except (CodeWrong, FactorKeyUnusable) as error:
        address = new_factor(asked.station, asked.who.account, secret=khoa).address
        shown = {"secret": khoa, "picture": _picture(address), "fault": str(error)}
        return page(request, "second_factor.html", status=400, **shown)
    return page(request, "recovery_codes.html", codes=codes)


@router.post("/tai-khoan/hai-lop/tat")
def factor_off(request: Request, asked: AskedNow, stranger: StrangerNow, mat_khau: _Text = "") -> Response:
    """Let the password alone do again."""
    try:
        turn_off(asked.station, asked.who.account.id, mat_khau, passwords=stranger.passwords, by=asked.actor)
    except AccountError as error:
        fault = "Mật khẩu không đúng." if isinstance(error, SignInRefused) else str(error)
        return _shown(request, asked, second_fault=fault, status=status_of(error))
    return RedirectResponse("/tai-khoan?xong=hai-lop", status_code=303)


@router.post("/tai-khoan/ra-het")
def leave_all(request: Request, asked: AskedNow) -> Response:
    """End every sign-in, this one too."""
    sign_out_everywhere(asked.station, asked.who.account.id, by=asked.actor)
    answer = RedirectResponse("/vao", status_code=303)
    drop_visit(answer, request.app.state.office)
    return answer


_DONE = {"mat-khau": "Đã đổi mật khẩu; mọi nơi khác đã bị đăng xuất.", "hai-lop": "Đã tắt xác thực hai lớp."}


def _shown(
    request: Request, asked: Asked, *, status: int = 200, first_fault: str = "", second_fault: str = ""
) -> Response:
    stay = request.app.state.office.stay(asked.station)
    visits = visits_of(asked.station, asked.who.account.id, stay=stay, now=asked.now)
    return page(
        request,
        "account.html",
        status=status,
        account=asked.who.account,
        roles=sorted(role.label for role in asked.who.roles),
        visits=visits,
        here=asked.visit.key,
        done=_DONE.get(request.query_params.get("xong", ""), ""),
        first_fault=first_fault,
        second_fault=second_fault,
    )


def _picture(address: str) -> str:
    """Give a QR code as a picture that stands in the page itself, so that no address ever holds the secret."""
    return segno.make(address, error="m").svg_data_uri(scale=5, border=2, light="#ffffff")
