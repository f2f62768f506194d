"""What a page says of itself: title, author, when it was published, site, rights, its canonical address."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from typing import Any, cast
from urllib.parse import urldefrag, urljoin, urlsplit

from broadcaster.domain.zone import ZONE
from broadcaster.feeds.page.node import Node

_PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "date",
)
_RIGHTS = ("dc.rights", "dcterms.rights", "copyright", "rights")
_DAY = re.compile(r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})")
_HOUR = re.compile(r"(?<!\d)(?P<hour>\d{1,2})[:h](?P<minute>\d{2})(?::\d{2})?\s*(?P<half>AM|PM|SA|CH)?", re.IGNORECASE)
_HOST = re.compile(r"\S+\.\S+")
_MOST_JSON = 300_000
_NOON = 12


@dataclass(frozen=True, kw_only=True, slots=True)
class Facts:
    """What stands in the head of a page."""

    title: str
    """Title of the article as the head tells it."""
    author: str
    """Who wrote it."""
    site: str
    """Name of the site."""
    rights: str
    """Its licence or copyright line."""
    published_at: datetime | None
    """When (aware)."""
    link: str
    """Its canonical address on the same site, else the address that it was read from."""


def facts_of(root: Node, *, address: str) -> Facts:
    """Read the head of a page, and what its programs for search engines say."""
    said = _said(root, address)
    metas = _metas(root)
    stated = [metas[name] for name in _PUBLISHED if name in metas]
    in_json = _stated(root)
    stated += [str(each.get("datePublished") or "") for each in in_json]
    stated += [time.get("datetime") or "" for time in root.iter("time")]
    dates = (day_and_hour(text) for text in stated)
    return Facts(
        title=_without_site(said.title, said.sitename),
        author=said.author.replace("; ", ", ") or next((name for each in in_json if (name := _author(each))), ""),
        site="" if _HOST.fullmatch(said.sitename) else said.sitename,
        rights=said.license or next((metas[name] for name in _RIGHTS if name in metas), ""),
        published_at=next((date for date in dates if date is not None), None),
        link=_link(root, metas, address),
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class _Said:
    """What the library finds in a head."""

    title: str = ""
    author: str = ""
    sitename: str = ""
    license: str = ""


def _said(root: Node, address: str) -> _Said:
    metadata: Any = import_module("trafilatura.metadata")  # a tenth of a second that only pages need
    try:
        found = metadata.extract_metadata(root, default_url=address if is_web(address) else None, extensive=False)
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError):
        return _Said()  # it falls over heads that are made to confuse; the article needs none
    return _Said(
        title=_line(found.title),
        author=_line(found.author),
        sitename=_line(found.sitename),
        license=_line(found.license),
    )


def day_and_hour(text: str) -> datetime | None:
    """Read a moment as pages write it: ISO 8601, or day, month and year with an hour before or after; else none.

    What has no zone is Vietnamese time; a day without an hour begins at midnight.
    """
    text = text.strip()
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        day = _DAY.search(text)
        return _moment(day, _HOUR.search(_DAY.sub(" ", text))) if day else None
    return read if read.tzinfo else read.replace(tzinfo=ZONE)


def _moment(day: re.Match[str], hour: re.Match[str] | None) -> datetime | None:
    at = int(hour["hour"]) if hour else 0
    half = (hour["half"] or "").upper() if hour else ""
    if half in {"PM", "CH"} and at < _NOON:
        at += _NOON
    minute = int(hour["minute"]) if hour else 0
    try:
        return datetime(int(day["year"]), int(day["month"]), int(day["day"]), at, minute, tzinfo=ZONE)
    except ValueError:
        return None


def _line(text: object) -> str:
    return " ".join(str(text or "").split())


def _metas(root: Node) -> dict[str, str]:
    metas: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        if name and meta.get("content"):
            metas.setdefault(name.lower(), _line(meta.get("content")))
    return metas


def _stated(root: Node) -> list[Mapping[str, object]]:
    """Give what a page says of itself to search engines."""
    stated: list[Mapping[str, object]] = []
    for script in root.iter("script"):
        if script.get("type") == "application/ld+json" and len(script.text or "") < _MOST_JSON:
            try:
                said: object = json.loads(script.text or "")
            except (ValueError, RecursionError):
                continue
            each = cast("list[object]", said) if isinstance(said, list) else [said]
            stated += [cast("Mapping[str, object]", one) for one in each if isinstance(one, Mapping)]
    return stated


def _author(stated: Mapping[str, object]) -> str:
    said = stated.get("author")
    first: object = cast("list[object]", said)[0] if isinstance(said, list) and said else cast("object", said)
    return _line(cast("Mapping[str, object]", first).get("name")) if isinstance(first, Mapping) else ""


def _without_site(title: str, site: str) -> str:
    """Take the name of the site off the end of a title."""
    for mark in (" - ", " | ", " – ", " :: ", " » "):
        head, found, tail = title.rpartition(mark)
        if found and head and (tail.casefold() == site.casefold() or _SITE_NAME.match(tail)):
            return head.strip()
    return title


_SITE_NAME = re.compile(
    r"(?:cổng|trang) (?:thông tin|tttđt)|(?:báo|đài|ubnd|ủy ban|sở|huyện|xã|thành phố|tỉnh)\b|[\w.-]+\.(?:vn|com|net)$",
    re.IGNORECASE,
)


def _link(root: Node, metas: Mapping[str, str], address: str) -> str:
    """Give the canonical address where it is one of the same site; what the page says of a base is not asked.

    A site that calls its front page the canonical address of every article is not believed.
    """
    canonical = [each.get("href") or "" for each in root.iter("link") if (each.get("rel") or "").lower() == "canonical"]
    for said in (*canonical, metas.get("og:url", "")):
        whole = joined_address(address, said)
        front = not urlsplit(whole).path.strip("/") and bool(urlsplit(address).path.strip("/"))
        if whole and (not is_web(address) or (host_of(whole) == host_of(address) and not front)):
            return whole
    return joined_address(address, address)


def joined_address(base: str, said: str) -> str:
    """Give the whole address that a page means, without the place in it; empty for what is none of the web."""
    try:
        whole = urldefrag(urljoin(base, said.strip())).url if said.strip() else ""
    except ValueError:
        return ""
    return whole if is_web(whole) else ""


def is_web(address: str) -> bool:
    """Say whether an address is one of the web, with a host and of signs that are seen."""
    if not address.isprintable() or " " in address:
        return False
    try:
        parts = urlsplit(address)
        return parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return False


def host_of(address: str) -> str:
    """Give the host of an address, without ``www.``; empty where it has none."""
    try:
        return (urlsplit(address).hostname or "").lower().removeprefix("www.")
    except ValueError:
        return ""
