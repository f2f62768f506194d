"""Sign in, with a second factor where there is one, and out."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote, urlsplit

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from broadcaster.errors import CodeWrong, FactorKeyUnusable, SignInRefused, SignInTooSoon
from broadcaster.services.sign_in import Opened, give_code, sign_in, sign_out
from broadcaster.web.answers import status_of
from broadcaster.web.asked import AskedNow, StrangerNow
from broadcaster.web.cookies import cookies_of, drop_visit, set_visit, visit_cookie
from broadcaster.web.look.language import marked
from broadcaster.web.look.render import page, say_done

router = APIRouter(include_in_schema=False)

_Text = Annotated[str, Form(max_length=1000)]
_Word = Annotated[str, Query(max_length=20)]

DONE = {"mat-khau": marked("Đã đặt mật khẩu. Đăng nhập để vào.")}
"""What was just done, by the word that the address carries."""


@router.get("/vao")
def ask_who(request: Request, tiep: Annotated[str, Query(max_length=2000)] = "/", xong: _Word = "") -> Response:
    """Show the form; somebody who has signed in goes on."""
    if request.state.who is not None:
        return RedirectResponse(own_path(tiep), status_code=303)
    say_done(request, DONE.get(xong, ""))
    return page(request, "sign_in.html", next=own_path(tiep), typed="", fault="")


@router.post("/vao")
def let_in(
    request: Request, stranger: StrangerNow, ten: _Text = "", mat_khau: _Text = "", tiep: _Text = "/"
) -> Response:
    """Check name and password."""
    try:
        opened = sign_in(
            stranger.station,
            ten,
            mat_khau,
            passwords=stranger.passwords,
            stay=stranger.stay,
            by=stranger.actor(),
            agent=stranger.agent,
        )
    except (SignInRefused, SignInTooSoon) as error:
        shown = {"next": own_path(tiep), "typed": ten, "fault": str(error)}
        return page(request, "sign_in.html", status=status_of(error), **shown)
    if opened.visit.waiting:
        return _with(request, opened, f"/vao/ma?tiep={quote(own_path(tiep), safe='')}")
    return _with(request, opened, own_path(tiep))


@router.get("/vao/ma")
def ask_code(request: Request, tiep: Annotated[str, Query(max_length=2000)] = "/") -> Response:
    """Ask for the second factor."""
    return page(request, "sign_in_code.html", next=own_path(tiep), fault="")


@router.post("/vao/ma")
def take_code(request: Request, stranger: StrangerNow, ma: _Text = "", tiep: _Text = "/") -> Response:
    """Check the second factor."""
    secret = cookies_of(request).get(visit_cookie(request.app.state.office.served), "")
    by, agent = stranger.actor(), stranger.agent
    try:
        opened = give_code(stranger.station, secret, ma, stay=stranger.stay, by=by, agent=agent)
    except SignInRefused:
        return RedirectResponse("/vao", status_code=303)  # it took too long
    except (CodeWrong, FactorKeyUnusable, SignInTooSoon) as error:
        return page(request, "sign_in_code.html", status=status_of(error), next=own_path(tiep), fault=str(error))
    return _with(request, opened, own_path(tiep))


@router.post("/ra")
def let_out(request: Request, asked: AskedNow) -> Response:
    """Sign out."""
    office = request.app.state.office
    sign_out(asked.station, cookies_of(request).get(visit_cookie(office.served), ""), by=asked.actor)
    answer = RedirectResponse("/vao", status_code=303)
    drop_visit(answer, office)
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


def own_path(wanted: str) -> str:
    """Give where to go on: an address of this site, or its first page for anything else."""
    parts = urlsplit(wanted) if wanted.isprintable() else None
    bad = parts is None or parts.scheme or parts.netloc or "\\" in wanted
    return "/" if bad or not wanted.startswith("/") or wanted.startswith("//") else wanted


def _with(request: Request, opened: Opened, where: str) -> Response:
    answer = RedirectResponse(where, status_code=303)
    set_visit(answer, opened, request.app.state.office)
    return answer
