"""What a site answered with: a page to read, a feed to follow, or a document; by its first bytes, whatever it says."""

from __future__ import annotations

import mimetypes
import re
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from broadcaster.feeds.members import safe_name
from broadcaster.feeds.visitor import Fetched

PAGE = ".html"
"""The ending that a page gets."""
FEED = (".xml", ".json")
"""The endings that a feed gets."""

_PACKED = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.oasis.opendocument.text": ".odt",
}
_PLAIN = {"text/plain": ".txt", "text/markdown": ".md", "text/csv": ".csv"}
_MARKS = ((b"%PDF-", ".pdf"), (b"{\\rtf", ".rtf"), (b"\xd0\xcf\x11\xe0", ".doc"))
_PAGES = frozenset({"text/html", "application/xhtml+xml", ""})
_FEED_ROOT = re.compile(
    rb"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*|<\?[^>]*\?>\s*)*<(?:rss|feed|rdf:RDF)\b", re.DOTALL
)
_HEAD = 4096


def ending_of(got: Fetched) -> str:
    """Give the ending under which an answer is read: ``.html`` for a page, ``.xml`` and ``.json`` for a feed.

    Empty for what is none of these and no document that its kind or its name tells.
    """
    head = got.content[:_HEAD].removeprefix(b"\xef\xbb\xbf")
    if _FEED_ROOT.match(head):
        return ".xml"
    if "json" in got.media_type and b"jsonfeed.org/version" in got.content:
        return ".json"
    marked = next((ending for mark, ending in _MARKS if mark in head[:1024] and head.lstrip().startswith(mark)), "")
    if marked:
        return marked
    named = PurePosixPath(urlsplit(got.address).path).suffix.lower()
    if head.startswith(b"PK\x03\x04"):
        return _PACKED.get(got.media_type) or (named if named in {*_PACKED.values(), ".zip"} else ".zip")
    if got.media_type in _PAGES or b"<html" in head.lower():
        return PAGE
    return _PLAIN.get(got.media_type, "")


def kind_of(got: Fetched) -> str:
    """Name what an answer says it is, for people."""
    return got.media_type or mimetypes.guess_type(urlsplit(got.address).path)[0] or "không rõ"


def name_of(got: Fetched, ending: str) -> str:
    """Give a file name for an answer: the last part of its address, with this ending."""
    last = PurePosixPath(unquote(urlsplit(got.address).path)).name
    stem = safe_name(last) if last else "trang"
    return stem if stem.lower().endswith(ending) else f"{stem}{ending}"
