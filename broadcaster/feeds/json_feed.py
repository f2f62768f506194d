"""News as a JSON Feed saved to a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from pydantic import BaseModel, ValidationError

from broadcaster.domain.news import NewsDraft
from broadcaster.errors import EmptyFile, NotAFeed
from broadcaster.feeds.entries import Completed, completed
from broadcaster.feeds.fields import draft_of, web_address
from broadcaster.feeds.paragraphs import html_paragraphs
from broadcaster.files import read_text

_VERSION = "https://jsonfeed.org/version/"


class _Author(BaseModel):
    name: str = ""


class _Item(BaseModel):
    id: str | float = ""
    url: str = ""
    title: str = ""
    summary: str = ""
    content_html: str = ""
    content_text: str = ""
    date_published: str = ""
    authors: tuple[_Author, ...] = ()


class _Feed(BaseModel):
    version: str
    title: str = ""
    items: tuple[_Item, ...] = ()


class JsonFeedSource:
    """Reads the items of a JSON Feed (version 1 or 1.1, https://www.jsonfeed.org/version/1.1/)."""

    suffixes: Sequence[str] = (".json",)
    """File endings it answers for."""

    def __init__(self, *, fetched: bool = False) -> None:
        """Take whether the station fetched the feed itself: then a poor item keeps no other from coming in."""
        self._fetched = fetched

    def read(self, path: Path) -> Sequence[NewsDraft]:
        """Give every item in the order of the feed; its summary is the headline, and the text where there is no other.

        Raises:
            FileMissing, EmptyFile, BinaryFile, WrongEncoding: of the file; a feed without items is empty too.
            NotAFeed: it is other JSON, or broken.
            NewsWithoutTitle, NewsWithoutBody: with the item's place, unless the feed was fetched.
        """
        try:
            feed = _Feed.model_validate_json(read_text(path))
        except ValidationError as error:
            raise NotAFeed(path=path, found="đây là JSON hỏng hoặc JSON loại khác") from error
        if not feed.version.startswith(_VERSION):
            raise NotAFeed(path=path, found=f"đây là JSON loại {feed.version[:60]}")
        if not feed.items:
            raise EmptyFile(path=path)
        drafts = (_draft(item, feed, path, at, fetched=self._fetched) for at, item in enumerate(feed.items, start=1))
        return [draft for draft in drafts if draft is not None]


def _draft(item: _Item, feed: _Feed, path: Path, position: int, *, fetched: bool) -> NewsDraft | None:
    body = html_paragraphs(item.content_html) or item.content_text
    fields = {
        "title": item.title,
        "body": body or item.summary,
        "headline": item.summary if body else "",
        "source": feed.title,
        "author": ", ".join(filter(None, (each.name for each in item.authors))),
        "id": str(item.id),
    }
    link = web_address(item.url)
    whole = completed(fields, link=link) if fetched else Completed(fields=fields, notes=())
    if whole is None:
        return None
    draft = draft_of(whole.fields, path=path, position=position, origin=f"{path}, mục thứ {position}")
    notes = (*draft.notes, *whole.notes)
    return replace(draft, link=link, notes=notes, published_at=_moment(item.date_published))


def _moment(text: str) -> datetime | None:
    """Read a moment as RFC 3339 writes it, or none; one without its zone is none."""
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        return None
    return read if read.tzinfo else None
