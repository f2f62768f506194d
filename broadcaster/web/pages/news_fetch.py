"""News taken from an address on the network that somebody names."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from starlette.responses import Response

from broadcaster.domain.news_receipts import Way
from broadcaster.domain.rights import Right
from broadcaster.services.fetch_page import fetch_pages
from broadcaster.services.keep_news import Received
from broadcaster.services.take_in_news import Bringing
from broadcaster.web.asked import Asked, asked_by
from broadcaster.web.desk_rights import require_change
from broadcaster.web.look.render import page

router = APIRouter(include_in_schema=False)

_Adder = Annotated[Asked, Depends(asked_by(Right.ADD_NEWS))]


@router.post("/tin/lay")
def fetch(request: Request, asked: _Adder, dia_chi: Annotated[str, Form(max_length=2000)] = "") -> Response:
    """Fetch one page or document, and say what came of it."""
    require_change(asked, Right.ADD_NEWS, ())
    bringing = Bringing(way=Way.PAGE, by=asked.who.name, now=asked.now, again=True)
    addresses = [dia_chi.strip()] if dia_chi.strip() else []
    visits = fetch_pages(asked.station, addresses, bringing=bringing)
    received = tuple(Received(name=each.address, gathered=each.taken, refusal=each.refusal) for each in visits)
    for each in received:
        asked.note("news_fetched", each.name[:200], detail=each.refusal or f"{len(each.gathered)} tin")
    return page(request, "news_received.html", status=200 if received else 400, received=received)
