"""News as a JSON Feed saved to a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from pydantic import BaseModel, ValidationError

from broadcaster.domain.news import NewsDraft
from broadcaster.errors import EmptyFile, NotAFeed
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

    def read(self, path: Path) -> Sequence[NewsDraft]:
        """Give every item in the order of the feed; its summary is the headline, and the text where there is no other.

        Raises:
            FileMissing, EmptyFile, BinaryFile, WrongEncoding: of the file; a feed without items is empty too.
            NotAFeed: it is other JSON, or broken.
            NewsWithoutTitle, NewsWithoutBody: with the item's place.
        """
        try:
            feed = _Feed.model_validate_json(read_text(path))
        except ValidationError as error:
            raise NotAFeed(path=path, found="đây là JSON hỏng hoặc JSON loại khác") from error
        if not feed.version.startswith(_VERSION):
            raise NotAFeed(path=path, found=f"đây là JSON loại {feed.version[:60]}")
        if not feed.items:
            raise EmptyFile(path=path)
        return [_draft(item, feed, path, position) for position, item in enumerate(feed.items, start=1)]


def _draft(item: _Item, feed: _Feed, path: Path, position: int) -> NewsDraft:
    body = html_paragraphs(item.content_html) or item.content_text
    fields = {
        "title": item.title,
        "body": body or item.summary,
        "headline": item.summary if body else "",
        "source": feed.title,
        "author": ", ".join(filter(None, (each.name for each in item.authors))),
        "id": str(item.id),
    }
    draft = draft_of(fields, path=path, position=position, origin=f"{path}, mục thứ {position}")
    return replace(draft, link=web_address(item.url), published_at=_moment(item.date_published))


def _moment(text: str) -> datetime | None:
    """Read a moment as RFC 3339 writes it, or none; one without its zone is none."""
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        return None
    return read if read.tzinfo else None
