"""The draft of a document: which of its paragraphs is the title, what it says of itself, whether it is an act."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile
from pathlib import Path

from broadcaster.domain.aliases import fold
from broadcaster.domain.news import NewsDraft
from broadcaster.errors import DocumentWithoutText
from broadcaster.feeds.composed import Composed, Line
from broadcaster.feeds.fields import draft_of, field_named
from broadcaster.newsroom.document_news import document_news
from broadcaster.newsroom.legal_layout import read_document

FURTHER_READING_GENRE = "pho-bien"
"""The genre of an item that makes a document known."""

_HEAD = 15
"""Paragraphs among which the title is looked for."""
_TITLE_LINES = 4
_LONGEST_TITLE = 40
"""Words of the longest first paragraph that may be a title."""
_FIELD = re.compile(r"(?P<name>[^:\uff1a]{1,30})[:\uff1a]\s*(?P<value>.+)")
_MACHINE_TITLES = re.compile(r"(?:microsoft word|word document|document\d*|tai-lieu\d*|untitled|powerpoint)\b")
_SENTENCE_END = re.compile(r"[.!?…:;][\"”’)\]]*$")
_MOTTO = ("cong-hoa-xa-hoi-chu-nghia-viet-nam", "doc-lap-tu-do-hanh-phuc")

TITLE_FROM_NAME = "Tiêu đề lấy từ tên tệp vì trong tệp không có; hãy đặt lại."
TITLE_FROM_FIRST = "Tiêu đề lấy từ đoạn đầu của tệp; hãy xem lại."


def document_draft(
    whole: Composed, *, path: Path, said_title: str = "", notes: Sequence[str] = (), hint: str = ""
) -> NewsDraft:
    """Make the draft of a document.

    `said_title` is the title among its properties, `notes` what its reader did, `hint` what stands in it in place of
    text, as a part of a sentence.

    Raises:
        DocumentWithoutText: there is nothing to read.
        NewsWithoutBody: there is a title and nothing else.
    """
    lines = [line for line in whole.lines if line.text]
    if not lines:
        raise DocumentWithoutText(path=path, hint=hint)
    document = read_document([line.text for line in lines])
    if document is not None:
        title, rest, more = document_news(document).title, lines, ()
        fields = {"genre": FURTHER_READING_GENRE, "source": document.agency}
    else:
        title, rest, more = _titled(lines, said_title=said_title, path=path)
        fields, rest = _said(rest)
    body = "\n\n".join(line.text for line in rest)
    draft = draft_of({"title": title, "body": body, **fields}, path=path)
    changed = any(line.text != line.original for line in rest)
    return replace(
        draft,
        notes=(*whole.notes, *notes, *more),
        original="\n\n".join(line.original for line in rest) if changed else "",
        document=document,
    )


def _titled(lines: list[Line], *, said_title: str, path: Path) -> tuple[str, list[Line], tuple[str, ...]]:
    """Find the title; gives it, the other lines, and what the editor should know of it."""
    found = _standing_out(lines)
    if found:
        first, last = found
        title = " ".join(line.text for line in lines[first:last])
        return title, lines[:first] + lines[last:], ()
    if said_title and not _MACHINE_TITLES.match(fold(said_title)):
        without = lines[1:] if fold(lines[0].text) == fold(said_title) and len(lines) > 1 else lines
        return said_title, without, ()
    named = _FIELD.fullmatch(lines[0].text)
    if named and field_named(named["name"]) == "title":
        return named["value"], lines[1:], ()
    first_text = lines[0].text
    if len(lines) > 1 and len(first_text.split()) <= _LONGEST_TITLE and not _SENTENCE_END.search(first_text):
        return first_text, lines[1:], (TITLE_FROM_FIRST,)
    return name_as_title(path), lines, (TITLE_FROM_NAME,)


def name_as_title(path: Path) -> str:
    """Make a file's name readable: ``2023_03-tin cai cach.docx`` is ``2023 03 tin cai cach``."""
    words = re.sub(r"[\W_]+", " ", unicodedata.normalize("NFC", path.stem)).strip()
    return words[:1].upper() + words[1:] or "Tin không có tiêu đề"


def _standing_out(lines: Sequence[Line]) -> tuple[int, int] | None:
    """Give the places of the first title, heading or bold line in the middle, with those that go on with it."""
    for at, line in enumerate(lines[:_HEAD]):
        if line.heads and not line.aside and not fold(line.text).startswith(_MOTTO):
            goes_on = 1 if line.heads != "bold" else _TITLE_LINES
            same = takewhile(lambda other: other.heads == line.heads, lines[at : at + goes_on])  # noqa: B023 - used at once
            last = at + len(list(same))
            return (at, last) if len(lines) > last - at else None
    return None


def _said(lines: list[Line]) -> tuple[dict[str, str], list[Line]]:
    """Take the lines such as ``Nguồn: Phòng Nội vụ`` that open a text, as in plain text files."""
    fields: dict[str, str] = {}
    for line in lines[:-1]:
        found = _FIELD.fullmatch(line.text)
        name = field_named(found["name"]) if found else None
        if not found or not name or name in {*fields, "body", "title"}:
            break
        fields[name] = found["value"]
    return fields, lines[len(fields) :]
