"""Entries of a feed that was fetched: nobody can be asked to write it better, so that a poor one is made up for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

NO_TEXT = "Mục này trong nguồn tin không có nội dung; lời tạm lấy từ tiêu đề. Mở đường dẫn của tin để xem bài."
NO_TITLE = "Mục này trong nguồn tin không có tiêu đề; tiêu đề tạm lấy từ những chữ đầu của bài."

_TITLE_WORDS = 12


@dataclass(frozen=True, kw_only=True, slots=True)
class Completed:
    """The fields of an entry, with what was made up for."""

    fields: Mapping[str, str]
    """Fields by their names, title and text among them."""
    notes: tuple[str, ...]
    """What was made up for, a Vietnamese sentence each."""


def completed(fields: Mapping[str, str], *, link: str) -> Completed | None:
    """Give an entry title, text and a key where it lacks one of them; none where it has neither title nor text."""
    title, body = fields["title"].strip(), fields["body"].strip()
    if not title and not body:
        return None
    notes = ([] if title else [NO_TITLE]) + ([] if body else [NO_TEXT])
    made = {"title": title or _first_words(body), "body": body or title, "id": fields["id"].strip() or link}
    return Completed(fields={**fields, **made}, notes=tuple(notes))


def _first_words(text: str) -> str:
    words = text.split("\n\n", 1)[0].split()
    return " ".join(words[:_TITLE_WORDS]) + ("…" if len(words) > _TITLE_WORDS else "")
