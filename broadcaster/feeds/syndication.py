"""News as an RSS or Atom feed saved to a file; nothing is ever fetched."""

from __future__ import annotations

import contextlib
import io
import re
import xml.sax
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import feedparser

from broadcaster.domain.news import NewsDraft
from broadcaster.errors import DocumentUnsafe, EmptyFile, NotAFeed
from broadcaster.feeds.entries import Completed, completed
from broadcaster.feeds.fields import draft_of, field_named, web_address
from broadcaster.feeds.news_text import read_news_text
from broadcaster.feeds.paragraphs import html_paragraphs
from broadcaster.newsroom.letters import Letters

_Entry = Mapping[str, Any]

_AS_UTF8 = {"content-type": "application/xml; charset=utf-8"}
"""The text was read as UTF-8 before it came here, whatever its XML declaration says."""

_HTML = re.compile(r"\s*(<\?xml.*?\?>\s*)?(<!--.*?-->\s*)*<(!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
_ROOT = re.compile(r"<([A-Za-z_][\w:.-]*)")
_MARKED_UP = frozenset({"text/html", "application/xhtml+xml"})


class SyndicationSource:
    """Reads the items of an RSS or Atom file."""

    suffixes: Sequence[str] = (".xml", ".rss", ".atom")
    """File endings it answers for."""

    def __init__(self, *, fetched: bool = False) -> None:
        """Take whether the station fetched the feed itself: then a poor entry keeps no other from coming in."""
        self._fetched = fetched

    def read(self, path: Path) -> Sequence[NewsDraft]:
        """Give every entry in the order of the feed.

        Categories with the domain or scheme ``topic``, ``genre``, ``outlets`` and ``question`` give those fields; the
        summary is the headline, and the text where there is no other.

        Raises:
            FileMissing, EmptyFile, BinaryFile, WrongEncoding: of the file; a feed without entries is empty too.
            NotAFeed: it is a web page, other XML, or broken XML; with what was found.
            NewsWithoutTitle, NewsWithoutBody: with the entry's place, unless the feed was fetched.
            DocumentUnsafe: it declares entities, which multiply or fetch.
        """
        entries = _entries_as_sent(read_news_text(path), path)
        if not entries:
            raise EmptyFile(path=path)
        drafts = (_draft(entry, path, at, fetched=self._fetched) for at, entry in enumerate(entries, start=1))
        return [draft for draft in drafts if draft is not None]


def _entries_as_sent(letters: Letters, path: Path) -> list[_Entry]:
    """Give the entries in the letters in which they came, that each may be read by itself and shown beside its own."""
    if letters.original:
        with contextlib.suppress(NotAFeed):  # signs that no XML may have were letters, or were hidden
            return _entries(letters.original, path)
    return _entries(letters.text, path)


def _entries(text: str, path: Path) -> list[_Entry]:
    if _HTML.match(text):
        raise NotAFeed(path=path, found="đây là trang web HTML")
    root = _ROOT.search(text)
    if root and "<!ENTITY" in text[: root.start()].upper():  # they multiply, and name files to be put in
        raise DocumentUnsafe(path=path, reason="XML có khai báo ENTITY")
    # A stream, never a string: feedparser takes a string that looks like an address for one and would fetch it.
    stream = io.BytesIO(text.encode())
    parse = feedparser.parse  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType] - it has no types
    try:
        feed = cast("Mapping[str, Any]", parse(stream, response_headers=_AS_UTF8, resolve_relative_uris=False))
    except Exception as error:  # broken XML is read as loose HTML, where the library falls over signs that are none
        raise NotAFeed(path=path, found="XML hỏng") from error
    fault = feed.get("bozo_exception")
    if isinstance(fault, xml.sax.SAXParseException) and (feed.get("version") or root):
        raise NotAFeed(path=path, found=f"XML hỏng ở dòng {fault.getLineNumber()}: {fault.getMessage()}") from fault
    if not feed.get("version"):
        raise NotAFeed(path=path, found=f"đây là XML loại <{root[1]}>" if root else "đây không phải XML")
    return cast("list[_Entry]", feed["entries"])


def _draft(entry: _Entry, path: Path, position: int, *, fetched: bool) -> NewsDraft | None:
    link = web_address(entry.get("link") or "")
    summary = _paragraphs(entry.get("summary_detail"))
    body = "\n\n".join(filter(None, (_paragraphs(part) for part in entry.get("content", ()))))
    fields = {
        "title": _paragraphs(entry.get("title_detail")),
        "body": body or summary,
        "headline": summary if body else "",
        "source": _source(entry),
        "author": entry.get("author", ""),
        "id": entry.get("id", ""),
    }
    labelled = _labelled(entry)
    outlets = tuple(labelled.pop("outlets", ()))
    fields |= {name: values[0] for name, values in labelled.items()}
    whole = completed(fields, link=link) if fetched else Completed(fields=fields, notes=())
    if whole is None:
        return None
    draft = draft_of(whole.fields, path=path, position=position, origin=f"{path}, mục thứ {position}", outlets=outlets)
    return replace(
        draft,
        link=link,
        notes=(*draft.notes, *whole.notes),
        published_at=_published(entry),
        rights=html_paragraphs(entry.get("rights") or ""),
    )


def _published(entry: _Entry) -> datetime | None:
    parsed = entry.get("published_parsed") or entry.get("updated_parsed")
    try:
        return datetime(*parsed[:6], tzinfo=UTC) if parsed else None
    except ValueError:
        return None


def _labelled(entry: _Entry) -> dict[str, list[str]]:
    """Give the values of the categories whose domain or scheme names a field."""
    labelled: dict[str, list[str]] = {}
    for tag in entry.get("tags", ()):
        name = field_named(tag.get("scheme") or "")
        if name in {"topic", "genre", "outlets", "question"} and tag.get("term"):
            labelled.setdefault(name, []).append(tag["term"])
    return labelled


def _source(entry: _Entry) -> str:
    """Give where the facts rest: Dublin Core's source, the quoted feed's title, or the rights."""
    quoted = cast("_Entry", entry.get("source") or {})
    return html_paragraphs(entry.get("dc_source") or quoted.get("title") or entry.get("rights") or "")


def _paragraphs(detail: _Entry | None) -> str:
    if not detail:
        return ""
    value = cast("str", detail.get("value") or "")
    return html_paragraphs(value) if detail.get("type") in _MARKED_UP or "<p" in value else value
