"""News that other systems send in."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends
from pydantic import Field

from broadcaster.domain.news import NewsDraft
from broadcaster.domain.tokens import Scope
from broadcaster.services.receive_news import receive_news
from broadcaster.web.api.contract import Shape, api_router, refusals
from broadcaster.web.asked import Called, called_by

router = api_router("news")

_Line = Annotated[str, Field(max_length=500)]


class NewsGiven(Shape):
    """One item, as plain text."""

    title: str = Field(min_length=1, max_length=500, pattern=r"\S")
    body: str = Field(
        description="Paragraphs separated by blank lines", min_length=1, max_length=100_000, pattern=r"\S"
    )
    topic: _Line = Field(default="", description="Number or name of a topic; empty: suggested, and an editor chooses")
    genre: _Line = Field(default="", description="tin, bai, hoi-dap, pho-bien, guong or khau-hieu; empty: tin")
    headline: _Line = Field(default="", description="One sentence; the title when empty")
    source: _Line = Field(default="", description="Where the facts rest")
    author: _Line = Field(default="", description="Who wrote it; never allowed to approve it")
    question: str = Field(default="", description="The listener's question", max_length=5_000)
    outlets: list[_Line] = Field(default=[], description="Empty for all that the token is for", max_length=1_000)
    key: _Line = Field(default="", description="The sender's own id; the same key is the same item")


class NewsTaken(Shape):
    """What became of it."""

    id: str
    saved: str = Field(description="added, changed or unchanged")


@router.post("/news", status_code=201, responses=refusals(404, 409, 413))
def receive(called: Annotated[Called, Depends(called_by(Scope.NEWS_IN))], item: NewsGiven) -> NewsTaken:
    """Take an item into the newsroom's inbox; nothing airs before somebody has written and approved it."""
    origin = f"API: {called.holder.token.name}"
    draft = NewsDraft(**item.model_dump(exclude={"outlets"}), outlets=tuple(item.outlets), origin=origin)
    taken = receive_news(called.station, draft, holder=called.holder, by=called.actor)
    return NewsTaken(id=taken.item.id, saved=taken.saved.name.lower())
