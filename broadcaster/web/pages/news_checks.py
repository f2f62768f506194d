"""What an editor settles on an item's page: its topic, its letters; and what its versions changed."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from starlette.responses import RedirectResponse, Response

from broadcaster.domain.ids import NewsItemId, TopicCode
from broadcaster.domain.rights import Right
from broadcaster.errors import UnknownTopic
from broadcaster.services.choose_topic import choose_topic
from broadcaster.services.compare_letters import accept_letters
from broadcaster.services.show_news import news_versions
from broadcaster.web.asked import Asked, asked_by
from broadcaster.web.desk_rights import found, require_change, require_known
from broadcaster.web.look.language import marked
from broadcaster.web.look.render import page
from broadcaster.web.pages.news import seen_news

router = APIRouter(include_in_schema=False)

_Reader = Annotated[Asked, Depends(asked_by(Right.SEE_NEWS))]
_Adder = Annotated[Asked, Depends(asked_by(Right.ADD_NEWS))]
_Code = Annotated[str, Form(max_length=10)]
_Codes = Annotated[list[str], Form(max_length=50)]

PARTS = (
    marked("Tiêu đề"),
    marked("Câu hỏi của người nghe"),
    marked("Câu điểm tin"),
    marked("Nguồn"),
    marked("Tác giả"),
    marked("Nội dung"),
)
"""What a version may change, as it is shown."""


@router.post("/tin/{name}/chu-de")
def choose(asked: _Adder, name: str, chu_de: _Code = "", them: _Codes = []) -> Response:  # noqa: B006 - each its own
    """Say what an item is about: the first for which its airtime counts, then what it touches too."""
    require_change(asked, Right.ADD_NEWS, seen_news(asked, name).item.outlets)
    codes = [each for each in (chu_de, *them) if each]
    if not all(each.isdecimal() for each in codes):
        raise UnknownTopic(topic=", ".join(codes), where="trang tin", known="các chủ đề trong danh sách")
    choose_topic(asked.station, NewsItemId(name), [TopicCode(int(each)) for each in codes], by=asked.actor)
    return RedirectResponse(f"/tin/{name}?xong=chu-de", status_code=303)


@router.post("/tin/{name}/dung-chu")
def accept(asked: _Adder, name: str) -> Response:
    """Note that somebody compared the text with its original and found it right."""
    require_change(asked, Right.ADD_NEWS, seen_news(asked, name).item.outlets)
    accept_letters(asked.station, NewsItemId(name), name=asked.who.name, by=asked.actor)
    return RedirectResponse(f"/tin/{name}?xong=dung-chu", status_code=303)


@router.get("/tin/{name}/cac-ban")
def versions(request: Request, asked: _Reader, name: str) -> Response:
    """Show what each version of an item changed."""
    item, told = found(lambda: news_versions(asked.station, NewsItemId(name)))
    require_known(asked, item.outlets)
    return page(request, "news_versions.html", item=item, versions=told)
