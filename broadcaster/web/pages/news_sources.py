"""The feeds that the station follows, and how it stands with each."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import RedirectResponse, Response

from broadcaster.domain.rights import Right
from broadcaster.services.show_sources import followed_feeds, order_asking
from broadcaster.web.asked import Asked, asked_by
from broadcaster.web.desk_rights import found
from broadcaster.web.look.language import marked
from broadcaster.web.look.render import page, say_done

router = APIRouter(include_in_schema=False)

_Reader = Annotated[Asked, Depends(asked_by(Right.SEE_NEWS))]
_Worker = Annotated[Asked, Depends(asked_by(Right.RUN_JOBS))]

REFRESH_SECONDS = 3
"""How often the page is asked for again while a feed is being asked."""

DONE = {"hoi": marked("Đã đặt việc hỏi nguồn tin; kết quả hiện ở đây.")}
"""What is said after something was done."""

MAIL = marked("Hòm thư nhận tin")
"""What the mailbox is called."""


@router.get("/tin/nguon")
def sources(request: Request, asked: _Reader, xong: Annotated[str, Query(max_length=20)] = "") -> Response:
    """Show every feed; while one is being asked, the page is shown again by itself."""
    say_done(request, DONE.get(xong, ""))
    feeds = followed_feeds(asked.station, now=asked.now)
    answer = page(request, "news_sources.html", feeds=feeds, may_ask=asked.may(Right.RUN_JOBS))
    if any(each.asking for each in feeds):
        answer.headers["Refresh"] = f"{REFRESH_SECONDS}; url=/tin/nguon"
    return answer


@router.post("/tin/nguon/{name}/hoi")
def ask_now(asked: _Worker, name: str) -> Response:
    """Order that a feed be asked at once; raises NotThere for one that is not followed."""
    found(lambda: order_asking(asked.station, name, by=asked.who.name, now=asked.now))
    asked.note("news_feed_asked", name)
    return RedirectResponse("/tin/nguon?xong=hoi", status_code=303)
