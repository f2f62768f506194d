"""The first page: the board that the whole room sees."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from broadcaster.domain.rights import Right
from broadcaster.services.show_today import Progress, show_progress, show_today
from broadcaster.station import Station
from broadcaster.web.asked import Asked, asked_by
from broadcaster.web.look.day_strip import day_strip
from broadcaster.web.look.render import page

router = APIRouter()

_AskedForBoard = Annotated[Asked, Depends(asked_by(Right.SEE_BOARD))]

WALL_SECONDS = 30
"""How often the page on the wall is asked for again."""

COUNTED_FOR = timedelta(minutes=5)
"""How long a count of targets is shown before it is counted anew; the page says when it was."""


@router.get("/", response_class=HTMLResponse, include_in_schema=False)
def today(
    request: Request, asked: Annotated[Asked, Depends(asked_by(Right.SEE_BOARD))], *, tuong: bool = False
) -> HTMLResponse:
    """Show now and next, the next 24 hours, what is wrong, what waits for whom, and how targets stand."""
    only = asked.who.outlets
    seen = show_today(asked.station, now=asked.now, only=only)
    strip = None if seen.board is None else day_strip(seen.board.lines, seen.quiet, seen.now)
    progress = None if only is not None else _counted(request, asked)
    answer = page(request, "today.html", today=seen, strip=strip, progress=progress, wall=tuong)
    if tuong:
        answer.headers["Refresh"] = str(WALL_SECONDS)
    return answer


def _counted(request: Request, asked: Asked) -> Progress:
    """Give the last count of targets while it is new enough; counting a year takes longer than a page may."""
    kept: tuple[Station, Progress] | None = getattr(request.app.state, "progress", None)
    if kept is not None and kept[0] is asked.station and timedelta() <= asked.now - kept[1].counted_at < COUNTED_FOR:
        return kept[1]
    counted = show_progress(asked.station, now=asked.now)
    request.app.state.progress = asked.station, counted
    return counted
