"""News made of an administrative document: who issued what, whom it concerns, from when, and what is to be done.

Every word is the document's own or a fixed one of this page; nothing is retold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from broadcaster.domain.legal_documents import Article, LegalDocument
from broadcaster.domain.news import NewsDraft
from broadcaster.newsroom.legal_heading import LETTER

_ISSUED: Final = frozenset(
    {"Nghị quyết", "Quyết định", "Chỉ thị", "Quy chế", "Quy định", "Thông báo", "Hướng dẫn", "Chương trình", "Kế hoạch",
     "Phương án", "Đề án", "Công điện", "Luật", "Pháp lệnh", "Nghị định", "Thông tư", "Thông tư liên tịch"}
)  # fmt: skip
"""Kinds that are *ban hành*; any other an agency *có*."""

_UNIT_OF = re.compile(r"(?:Ủy ban nhân dân|Hội đồng nhân dân) (?=tỉnh|thành phố|huyện|quận|thị|xã|phường|đặc khu)")
_NAMED = re.compile(r"(?<!\w)(?:tỉnh|thành phố|huyện|quận|thị xã|thị trấn|xã|phường|đặc khu|khu vực) \S")
_ABOUT = re.compile(r"(?:về(?: việc)?|v/v)\s", re.IGNORECASE)
_MARK = re.compile(r"^(?:[-–—+•*▪●]|[a-zđ]\)|\d{1,2}(?:\.\d{1,2})*[.)])\s*(?=[^\W\d])")
_FORMULA = re.compile(r"(?:Trên đây là|Nhận được|Trân trọng|Đề nghị các .{0,80}(?:thực hiện|phối hợp)\W*$|Nơi nhận)")
_EXECUTION = re.compile(
    r"hiệu lực|chịu trách nhiệm (?:thi hành|thực hiện)|căn cứ thi hành|tổ chức thực hiện Nghị quyết này"
)
_AIMS = re.compile(r"MỤC ĐÍCH|MỤC TIÊU|YÊU CẦU|CĂN CỨ|QUAN ĐIỂM")
_ROMAN = re.compile(r"[IVX]+|(?i:chương|phần).*")
_LONGEST: Final = 1_500
"""Letters of the tasks that are kept: about two minutes of reading."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DocumentNews:
    """A document as news."""

    title: str
    """Kind, number and what it is about."""
    headline: str
    """Who issued it, in one sentence."""
    paragraphs: tuple[str, ...]
    """The item's body: who and what; whom and from when; the first tasks, whole paragraphs of the document."""


def document_news(document: LegalDocument) -> DocumentNews:
    """Tell a document as news; its whole text is for the receipt."""
    name = _name(document)
    subject = _subject(document)
    return DocumentNews(
        title=f"{name}{_about(document, plain=': ')}",
        headline=_told(document, _capital(subject), name),
        paragraphs=(_told(document, _dated(document, subject), name), *filter(None, _facts(document))),
    )


def as_news(draft: NewsDraft) -> NewsDraft:
    """Give a draft that is a document title, headline and body of the document's parts; any other as it is."""
    if draft.document is None:
        return draft
    news = document_news(draft.document)
    return replace(draft, title=news.title, headline=news.headline, body="\n\n".join(news.paragraphs))


def _name(document: LegalDocument) -> str:
    return f"{document.kind} số {document.number}" if document.number[:1].isdigit() else document.kind


def _subject(document: LegalDocument) -> str:
    """Give the agency with its place, which an agency below another leaves to the line above."""
    unit = _UNIT_OF.sub("", document.parent_agency)
    if not document.parent_agency or _NAMED.search(document.agency) or unit == document.parent_agency:
        return document.agency
    return f"{document.agency} {unit}"


def _verb(document: LegalDocument) -> str:
    return "ban hành" if document.kind in _ISSUED else "có"


def _about(document: LegalDocument, *, plain: str = " với nội dung: ") -> str:
    if not document.abstract:
        return ""
    if document.kind == LETTER:
        return f" về việc {_small(_ABOUT.sub('', document.abstract, count=1))}"
    if _ABOUT.match(document.abstract):
        return f" {_small(document.abstract)}"
    return f"{plain}{_capital(document.abstract)}"


def _told(document: LegalDocument, who: str, name: str) -> str:
    said = f"{who} {_verb(document)} {name}" if who else name
    return f"{said}{_about(document)}."


def _dated(document: LegalDocument, subject: str) -> str:
    if document.issued_on is None or not subject:
        return _capital(subject)
    return f"Ngày {_day(document.issued_on)}, {subject}"


def _facts(document: LegalDocument) -> tuple[str, ...]:
    return (_bearing(document), *_tasks(document))


def _bearing(document: LegalDocument) -> str:
    """Say from when it holds and whom it concerns."""
    said: list[str] = []
    if document.takes_effect_on:
        said.append(f"{document.kind} có hiệu lực từ ngày {_day(document.takes_effect_on)}.")
    if document.concerns:
        said.append(f"Đối tượng liên quan: {document.concerns}.")
    return " ".join(said)


def _tasks(document: LegalDocument) -> Iterator[str]:
    """Give the first tasks, whole paragraphs, as many as fit; at least one."""
    room, waiting = _LONGEST, ""
    for paragraph in _paragraphs(document.articles):
        if len(paragraph) > room and room < _LONGEST:
            return
        if document.concerns and document.concerns in paragraph and paragraph.startswith("Đối tượng"):
            continue
        room -= len(paragraph)
        if waiting:
            yield waiting
        waiting = paragraph if paragraph.endswith(":") else ""
        if not waiting:
            yield paragraph


def _paragraphs(articles: Sequence[Article]) -> Iterator[str]:
    aims = [_AIMS.search(article.heading) is not None for article in articles if _ROMAN.fullmatch(article.number)]
    skip = any(aims) and not all(aims)
    aside = False
    for article in articles:
        if _ROMAN.fullmatch(article.number):
            aside = skip and _AIMS.search(article.heading) is not None
        if aside or _EXECUTION.search(article.text):
            continue
        parts = [_MARK.sub("", each, count=1) for each in article.text.split("\n\n") if not _FORMULA.match(each)]
        parts = [_closed(each) for each in parts if each.strip()]
        if parts and article.heading and not _ROMAN.fullmatch(article.number):
            parts[0] = f"{article.heading}: {parts[0]}"
        yield from parts


def _closed(paragraph: str) -> str:
    """End a paragraph as a sentence: the mark of a document's end and a list's semicolon become a full stop."""
    bare = re.sub(r"\s*\.?/\.?\s*$|[;,]\s*(?:…|\.{3})\s*$", "", paragraph.strip()).rstrip(" ;,")
    return bare if bare.endswith((".", "!", "?", ":", "…")) else f"{bare}."


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _day(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"
