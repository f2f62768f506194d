"""Long lists of the desk as they are asked for and as they are shown, without the words of what is listed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from broadcaster.domain.approvals import ScriptState
from broadcaster.domain.ids import NewsItemId, OutletId, ScriptId, Sha256, TopicCode
from broadcaster.domain.news import NewsItem
from broadcaster.domain.topics import TopicOrigin


@dataclass(frozen=True, kw_only=True, slots=True)
class Sought:
    """What a list is narrowed to."""

    words: str = ""
    """What title or text must have in it, folded (``domain.aliases.fold``); empty for anything."""
    topic: TopicCode | None = None
    """Of which topic; none for all."""
    topic_origin: TopicOrigin | None = None
    """News whose topic was said by whom; none for all."""
    names: frozenset[str] | None = None
    """By whom, exactly as names are written; none for everybody."""
    places: frozenset[tuple[OutletId, ...]] | None = None
    """News for exactly these choices of outlets; none for all."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ScriptLine:
    """A script as a list shows it."""

    id: ScriptId
    """Which."""
    title: str
    """What people call it."""
    topic: TopicCode | None
    """Its news item's topic; none for a bulletin frame."""
    writer: str
    """Who wrote or last changed it."""
    written_at: datetime
    """When (aware, UTC)."""
    state: ScriptState
    """How far it has come."""


@dataclass(frozen=True, kw_only=True, slots=True)
class NewsLine:
    """A news item as a list shows it."""

    item: NewsItem
    """The item."""
    state: ScriptState | None
    """How far its script has come; none before one is written."""
    written_from: Sha256 | None
    """Content of the item that its script was written from."""


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenScript:
    """A script with which somebody still has to do something."""

    id: ScriptId
    """Which."""
    item_id: NewsItemId | None
    """Its news item; none for a bulletin frame."""
    state: ScriptState
    """How far it has come."""
    since: datetime
    """Since when it stands so (aware, UTC)."""
