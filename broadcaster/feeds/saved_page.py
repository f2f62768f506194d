"""News as a page that somebody saved from the web: HTML, or the one-file form of browsers (MHTML)."""

from __future__ import annotations

import email.policy
from collections.abc import Sequence
from dataclasses import dataclass, replace
from email import message_from_bytes
from pathlib import Path

from broadcaster.domain.news import NewsDraft
from broadcaster.domain.reading_limits import ReadingLimits
from broadcaster.errors import DocumentDamaged, DocumentTooLarge, EmptyFile, PageWithoutArticle
from broadcaster.feeds.page.facts import is_web
from broadcaster.feeds.web_page import read_page
from broadcaster.files import read_bytes

KIND = "trang web lưu lại"
_MHTML = (".mht", ".mhtml")
_MOST_MB = 20
"""A page without its pictures is never as large."""
_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, kw_only=True, slots=True)
class _Saved:
    """A page out of a file."""

    content: bytes
    """The page."""
    charset: str
    """What the file says of its letters."""
    address: str
    """Whence it was saved, where the file says so."""


class SavedPageSource:
    """Reads one item out of a page that was saved as a file."""

    suffixes: Sequence[str] = (".html", ".htm", ".xhtml", *_MHTML)
    """File endings it answers for."""

    def __init__(self, limits: ReadingLimits | None = None) -> None:
        """Take how much is read at most."""
        self._limits = limits or ReadingLimits()

    @classmethod
    def within(cls, limits: ReadingLimits) -> SavedPageSource:
        """Make it with the limits that the station sets."""
        return cls(limits)

    def read(self, path: Path) -> Sequence[NewsDraft]:
        """Give the article of the page; its link is what the page or the file says of its address.

        Raises:
            FileMissing, EmptyFile: of the file.
            DocumentTooLarge: the page itself is larger than any.
            DocumentDamaged: a file in the one-file form has no page in it.
            PageWithoutArticle: the page lists articles, or only programs would show one.
        """
        content = read_bytes(path)
        if not content.strip():
            raise EmptyFile(path=path)
        saved = (
            _unpacked(content, path)
            if path.suffix.lower() in _MHTML
            else _Saved(content=content, charset="", address="")
        )
        most = min(self._limits.file_mb, _MOST_MB)
        if len(saved.content) > most * _MEGABYTE:
            raise DocumentTooLarge(path=path, reason=f"trang dài hơn {most} MB")
        try:
            draft = read_page(saved.content, address=saved.address or str(path), charset=saved.charset)
        except PageWithoutArticle as error:
            raise PageWithoutArticle(address=path) from error
        return (replace(draft, origin=str(path)),)


def _unpacked(content: bytes, path: Path) -> _Saved:
    """Give the page of an MHTML file: the part that the file says is the page, else its first."""
    message = message_from_bytes(content, policy=email.policy.default)
    address = _address(str(message.get("Snapshot-Content-Location", "")))
    pages = [part for part in message.walk() if part.get_content_type() in {"text/html", "application/xhtml+xml"}]
    told = [part for part in pages if address and str(part.get("Content-Location", "")).strip() == address]
    if not pages:
        raise DocumentDamaged(path=path, kind=KIND)
    page = (told or pages)[0]
    inside = page.get_payload(decode=True)
    return _Saved(
        content=inside if isinstance(inside, bytes) else b"",
        charset=page.get_content_charset() or "",
        address=address or _address(str(page.get("Content-Location", ""))),
    )


def _address(text: str) -> str:
    return text.strip() if is_web(text.strip()) else ""
