"""Light or dark, Vietnamese or English: a reader's choice, kept in a cookie, made without a script."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import RedirectResponse

from broadcaster.web.look.language import COOKIE as LANGUAGE_COOKIE
from broadcaster.web.look.language import Language

THEME_COOKIE = "mau"
_YEAR_S = 31_536_000

router = APIRouter()


class Theme(StrEnum):
    """Colours of the pages; the value is what the cookie holds."""

    LIGHT = "sang"
    DARK = "toi"
    AUTOMATIC = "may"


def theme_of(request: Request) -> Theme:
    """Give the colours that a reader chose; the machine's own where none were."""
    chosen = request.cookies.get(THEME_COOKIE, "")
    return Theme(chosen) if chosen in set(Theme) else Theme.AUTOMATIC


@router.get("/giao-dien", include_in_schema=False)
def choose_look(
    request: Request,
    mau: Theme | None = None,
    tieng: Language | None = None,
    ve: Annotated[str, Query(max_length=2000)] = "/",
) -> RedirectResponse:
    """Keep a choice of colours or language, and go back to the page it was made on."""
    answer = RedirectResponse(own_path(ve), status_code=303)
    secure = request.url.scheme == "https"
    for cookie, chosen in ((THEME_COOKIE, mau), (LANGUAGE_COOKIE, tieng)):
        if chosen is not None:
            answer.set_cookie(cookie, chosen.value, max_age=_YEAR_S, httponly=True, samesite="lax", secure=secure)
    return answer


def own_path(asked: str) -> str:
    """Give a path of this site as it was asked for; the first page for an address of anywhere else."""
    parts = urlsplit(asked)
    foreign = parts.scheme or parts.netloc or not asked.startswith("/") or "\\" in asked or asked.startswith("//")
    return "/" if foreign or any(ord(letter) < ord(" ") for letter in asked) else asked
