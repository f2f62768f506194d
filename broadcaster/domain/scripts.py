"""Broadcast copy as data: who says what, in written and in spoken form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from broadcaster.domain.carts import CartKind
from broadcaster.domain.fingerprints import fingerprint
from broadcaster.domain.ids import NewsItemId, ScriptId, Sha256, TopicCode
from broadcaster.domain.topics import Genre


class Presenter(StrEnum):
    """Who reads (phát thanh viên); the value is how scripts mark the line."""

    FEMALE = "NỮ"
    MALE = "NAM"

    @property
    def other(self) -> Presenter:
        """Give the partner who reads next."""
        return Presenter.MALE if self is Presenter.FEMALE else Presenter.FEMALE


class LinePart(StrEnum):
    """What a line is for; an edition takes lines of a script by their part."""

    CALL = "call"
    """Station call (lời xướng)."""
    GREETING = "greeting"
    """Greeting with the date."""
    INTRODUCTION = "introduction"
    """The words that lead in the headlines."""
    HEADLINE = "headline"
    """The item's one sentence in the headlines."""
    BODY = "body"
    """The item itself."""
    SIGN_OFF = "sign-off"
    """The words that close the edition."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadLine:
    """One paragraph of copy for one presenter."""

    presenter: Presenter
    """Who reads it."""
    written: str
    """As an editor writes it."""
    spoken: str
    """As it is said: the only text that a voice ever gets."""
    part: LinePart = LinePart.BODY
    """What the line is for."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SoundCue:
    """Music between lines, as the template asks for it."""

    cart: CartKind
    """Which kind of music."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Script:
    """Broadcast copy of one news item, or of a bulletin frame (call, greeting, sign-off)."""

    id: ScriptId
    """The news item's id, or the frame's."""
    title: str
    """What people call it."""
    lines: tuple[ReadLine | SoundCue, ...]
    """In the order of reading."""
    writer: str
    """Who wrote or last changed it; never allowed to approve it."""
    written_at: datetime
    """When (aware, UTC)."""
    item_id: NewsItemId | None = None
    """The news item, or none for a bulletin frame."""
    genre: Genre | None = None
    """The item's genre."""
    topic: TopicCode | None = None
    """The item's topic."""
    item_hash: Sha256 | None = None
    """Content of the news item that this copy was written from."""

    @property
    def text_hash(self) -> Sha256:
        """Name the exact written and spoken words, with who says them: what a text approval is bound to."""
        return fingerprint(
            [
                [line.presenter.value, line.part.value, line.written, line.spoken]
                if isinstance(line, ReadLine)
                else [line.cart.value]
                for line in self.lines
            ]
        )

    @property
    def read_lines(self) -> tuple[ReadLine, ...]:
        """Give only the lines that somebody reads."""
        return tuple(line for line in self.lines if isinstance(line, ReadLine))
