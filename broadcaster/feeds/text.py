"""News as a plain text file: the title, lines such as ``Chủ đề: 2``, a blank line, the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from broadcaster.domain.news import NewsDraft
from broadcaster.errors import BadFrontMatter
from broadcaster.feeds.fields import LABELS, draft_of, field_named
from broadcaster.feeds.news_text import read_news_text
from broadcaster.newsroom.document_news import document_news
from broadcaster.newsroom.legal_layout import read_document

_HEADER = re.compile(r"(?P<name>[^:\uff1a]{1,30})[:\uff1a]\s*(?P<value>.*)")
_SHOWN = 60


class TextSource:
    """Reads one item out of a ``.txt`` file."""

    suffixes: Sequence[str] = (".txt",)
    """File endings it answers for."""

    def read(self, path: Path) -> Sequence[NewsDraft]:
        """Give the file's one item; header lines are known by name, with or without marks, or in English.

        An administrative document has no such lines: its parts are told by its layout.

        Raises:
            FileMissing, EmptyFile, BinaryFile, WrongEncoding: of the file.
            BadFrontMatter: a header line has an unknown name or is given twice; with its line.
            NewsWithoutTitle, NewsWithoutBody: what the item lacks.
        """
        letters = read_news_text(path)
        lines = letters.text.split("\n")
        document = read_document([line for line in lines if line.strip()])
        if document is not None:
            fields = {"title": document_news(document).title, "body": letters.text, "source": document.agency}
            return (replace(draft_of(fields, path=path, letters=letters), document=document),)
        fields, rest = _head(lines, path)
        return (draft_of({**fields, "body": "\n".join(lines[rest:])}, path=path, letters=letters),)


def _head(lines: Sequence[str], path: Path) -> tuple[dict[str, str], int]:
    """Give the fields of the head and the index of the first line after it."""
    fields: dict[str, str] = {}
    at = _next_written(lines, 0)
    if _header(lines[at]) is None:
        fields["title"] = lines[at]
        at = _next_written(lines, at + 1)
    if at == len(lines) or _header(lines[at]) is None:
        return fields, at
    while at < len(lines) and lines[at].strip():
        found = _header(lines[at])
        if found is None:
            reason = f'"{lines[at].strip()[:_SHOWN]}" không phải mục đã biết; để một dòng trống trước nội dung'
            raise BadFrontMatter(path=path, line=at + 1, reason=reason)
        name, value = found
        if name in fields:
            raise BadFrontMatter(path=path, line=at + 1, reason=f'mục "{LABELS[name]}" ghi hai lần')
        fields[name] = value
        at += 1
    return fields, at


def _next_written(lines: Sequence[str], start: int) -> int:
    return next((at for at in range(start, len(lines)) if lines[at].strip()), len(lines))


def _header(line: str) -> tuple[str, str] | None:
    found = _HEADER.fullmatch(line.strip())
    name = field_named(found["name"]) if found else None
    return (name, found["value"]) if found and name and name != "body" else None
