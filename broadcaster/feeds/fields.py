"""The fields of a news item under all the names people give them, and drafts made from them."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from pathlib import Path

from broadcaster.domain.aliases import fold
from broadcaster.domain.news import NewsDraft
from broadcaster.errors import NewsWithoutBody, NewsWithoutTitle
from broadcaster.feeds.paragraphs import plain_paragraphs

LABELS: Mapping[str, str] = {
    "title": "Tiêu đề",
    "topic": "Chủ đề",
    "genre": "Thể loại",
    "source": "Nguồn",
    "author": "Tác giả",
    "headline": "Điểm tin",
    "question": "Câu hỏi",
    "outlets": "Nơi phát",
    "id": "Mã",
    "body": "Nội dung",
}
"""Each field with the name that Vietnamese files use for it; the marks may be left out."""

_OTHER_NAMES = {
    "outlet": "outlets",
    "key": "id",
    "guid": "id",
    "Tên tin": "title",
    "Mã tin": "id",
    "Nguồn tin": "source",
}


def _spelled(name: str) -> str:
    return fold(name).replace("-", "")


_FIELDS = {
    _spelled(name): field
    for names in ({field: field for field in LABELS}, {label: field for field, label in LABELS.items()}, _OTHER_NAMES)
    for name, field in names.items()
}


def field_named(name: str) -> str | None:
    """Give the field that a column, key or header line means, or none: ``Chủ đề``, ``chu de`` and ``topic`` are one."""
    return _FIELDS.get(_spelled(name))


def draft_of(
    fields: Mapping[str, str], *, path: Path, position: int = 1, origin: str = "", outlets: tuple[str, ...] = ()
) -> NewsDraft:
    """Make a draft of one item's fields: NFC, spaces folded, outlets split at commas and semicolons.

    `position` is the item's place in the file, `origin` what messages call it (the path when empty), `outlets` the
    outlets where the file gives them as a list.

    Raises:
        NewsWithoutTitle, NewsWithoutBody: named with the file.
    """
    title, body = _line(fields, "title"), plain_paragraphs(fields.get("body", ""))
    if not title:
        raise NewsWithoutTitle(path=path, position=position)
    if not body:
        raise NewsWithoutBody(title=title, path=path)
    named = outlets or tuple(_line(fields, "outlets").replace(";", ",").split(","))
    return NewsDraft(
        title=title,
        body=body,
        topic=_line(fields, "topic"),
        genre=_line(fields, "genre"),
        headline=_line(fields, "headline") or title,
        source=_line(fields, "source"),
        author=_line(fields, "author"),
        question=_line(fields, "question"),
        outlets=tuple(name.strip() for name in named if name.strip()),
        key=_line(fields, "id"),
        origin=origin or str(path),
    )


def web_address(text: str) -> str:
    """Give an address that may stand as a link, or nothing: no script, no file, no other program."""
    address = text.strip()
    plain = address.isprintable() and not any(ch.isspace() for ch in address)
    return address if plain and address.lower().startswith(("http://", "https://")) else ""


def _line(fields: Mapping[str, str], name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", fields.get(name, "")).split())
