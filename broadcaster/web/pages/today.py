"""The first page: the board that the whole room sees."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from starlette.responses import RedirectResponse, Response

from broadcaster.domain.rights import Right
from broadcaster.errors import NotAllowed
from broadcaster.services.show_today import show_today
from broadcaster.web.asked import AskedNow
from broadcaster.web.counting import Counting
from broadcaster.web.look.day_strip import day_strip
from broadcaster.web.look.render import page

router = APIRouter()

WALL_SECONDS = 30
"""How often the page on the wall is asked for again."""


@router.get("/", response_class=HTMLResponse, include_in_schema=False)
def today(request: Request, asked: AskedNow, *, tuong: bool = False) -> Response:
    """Show now and next, the next 24 hours, what is wrong, what waits for whom, and how targets stand.

    Who has no board but takes programmes, the people of a commune, is led to the portal.
    """
    if not asked.may(Right.SEE_BOARD):
        if asked.may(Right.DOWNLOAD):
            return RedirectResponse("/xa", status_code=303)
        raise NotAllowed(right=Right.SEE_BOARD.label)
    only = asked.who.outlets
    seen = show_today(asked.station, now=asked.now, only=only)
    strip = None if seen.board is None else day_strip(seen.board.lines, seen.quiet, seen.now)
    counting: Counting = request.app.state.counting
    progress = None if only is not None else counting.last(asked.station, now=asked.now)
    answer = page(request, "today.html", today=seen, strip=strip, progress=progress, all=only is None, wall=tuong)
    if tuong:
        answer.headers["Refresh"] = str(WALL_SECONDS)
    return answer
