"""What news is about, and in which form it is told."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from broadcaster.domain.ids import TopicCode


@dataclass(frozen=True, kw_only=True, slots=True)
class Topic:
    """One content area of the publicity plan; the list itself is the station's data."""

    code: TopicCode
    """Stable number, used in logs and reports."""
    name: str
    """Full name as in the plan."""
    short: str
    """Name for narrow table columns."""


class Genre(StrEnum):
    """The form in which a news item is told on air; the value is what operators type."""

    NEWS = "tin"
    FEATURE = "bai"
    QUESTION_AND_ANSWER = "hoi-dap"
    LEGAL_DOCUMENT = "pho-bien"
    MODEL_CASE = "guong"
    SLOGAN = "khau-hieu"

    @property
    def label(self) -> str:
        """Give the Vietnamese name shown to people."""
        return _LABELS[self]


_LABELS: dict[Genre, str] = {
    Genre.NEWS: "tin",
    Genre.FEATURE: "bài, chuyên mục",
    Genre.QUESTION_AND_ANSWER: "hỏi đáp thủ tục hành chính",
    Genre.LEGAL_DOCUMENT: "phổ biến văn bản",
    Genre.MODEL_CASE: "gương điển hình",
    Genre.SLOGAN: "khẩu hiệu",
}


class TopicOrigin(StrEnum):
    """Who said what an item is about."""

    GIVEN = "nguồn ghi"
    """The source, in a field of its own."""
    SUGGESTED = "máy gợi ý"
    """The topic model; nobody has looked at it yet."""
    CHOSEN = "biên tập chọn"
    """An editor, in the newsroom."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DecidingWords:
    """Words of a text that spoke for a content area, or against it."""

    words: str
    """One syllable or several that stand together, in small letters."""
    weight: float
    """What they added to the sum that decides; below zero they spoke against it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TopicSuggestion:
    """A content area that the topic model sees in a text, with its reasons."""

    code: TopicCode
    """Content area."""
    score: float
    """How sure the model is, from 0 to 1."""
    sure: bool
    """Whether the score is high enough to call it; where none is, the text is perhaps about something else."""
    deciding: tuple[DecidingWords, ...] = ()
    """Words that spoke for it, the weightiest first."""
    against: tuple[DecidingWords, ...] = ()
    """Words that spoke against it, the weightiest first."""
