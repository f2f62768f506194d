"""An item shortened to a length on air, sentence by sentence, as its editor accepts them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from broadcaster.domain.ids import DurationMs, NewsItemId, Sha256
from broadcaster.domain.rights import Right
from broadcaster.errors import InputError
from broadcaster.services.shorten_news import Shortening, accept_sentences, shorten_news
from broadcaster.web.asked import Asked, asked_by
from broadcaster.web.desk_rights import found, require_change
from broadcaster.web.look.language import marked
from broadcaster.web.look.render import page

router = APIRouter(include_in_schema=False)

_Adder = Annotated[Asked, Depends(asked_by(Right.ADD_NEWS))]
_Seconds = Annotated[int, Query(ge=5, le=1800)]
_Numbers = Annotated[list[int], Form(max_length=5000)]

USUAL_SECONDS = 60
"""The length that is tried first."""

NOTHING = marked("Chưa chọn câu nào để giữ, nên tin vẫn như cũ. Đánh dấu những câu muốn giữ rồi lưu.")


@router.get("/tin/{name}/rut-gon")
def suggestion(request: Request, asked: _Adder, name: str, giay: _Seconds = USUAL_SECONDS) -> Response:
    """Show which sentences to keep for a length; nothing is changed by it."""
    return _shown(request, asked, name, giay)


@router.post("/tin/{name}/rut-gon")
def accept(
    request: Request,
    asked: _Adder,
    name: str,
    cau: _Numbers = [],  # noqa: B006 - FastAPI gives each request its own
    thay: Annotated[str, Form(max_length=64)] = "",
    giay: Annotated[int, Form(ge=5, le=1800)] = USUAL_SECONDS,
) -> Response:
    """Keep the accepted sentences alone, as a new version."""
    if not cau:
        return _shown(request, asked, name, giay, fault=NOTHING)
    require_change(asked, Right.ADD_NEWS, _shortening(asked, name, giay).item.outlets)
    try:
        accept_sentences(asked.station, NewsItemId(name), cau, by=asked.who.name, seen=Sha256(thay))
    except InputError as error:
        return _shown(request, asked, name, giay, fault=str(error))
    asked.note("news_shortened", name, detail=f"{len(set(cau))} câu")
    return RedirectResponse(f"/tin/{name}?xong=rut", status_code=303)


def _shortening(asked: Asked, name: str, seconds: int) -> Shortening:
    return found(lambda: shorten_news(asked.station, NewsItemId(name), DurationMs(seconds * 1000)))


def _shown(request: Request, asked: Asked, name: str, seconds: int, *, fault: str = "") -> Response:
    told = _shortening(asked, name, seconds)
    require_change(asked, Right.ADD_NEWS, told.item.outlets)
    return page(request, "news_shorten.html", status=400 if fault else 200, told=told, seconds=seconds, fault=fault)
