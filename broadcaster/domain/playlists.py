"""The plan for one outlet: what is to air, when. Never a record of what did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from broadcaster.domain.carts import SegmentKind
from broadcaster.domain.ids import DurationMs, EditionId, NewsItemId, OutletId, PlaylistId, SessionId, TopicCode
from broadcaster.domain.topics import Genre


@dataclass(frozen=True, kw_only=True, slots=True)
class PlaylistItem:
    """One part of an edition with its absolute time."""

    position: int
    """Counts from 1."""
    kind: SegmentKind
    """What it is."""
    title: str
    """What the operator sees."""
    starts_at: datetime
    """Aware, UTC, exact to the millisecond."""
    offset: DurationMs
    """Offset in the programme file."""
    duration: DurationMs
    """Length."""
    item_id: NewsItemId | None = None
    """The news item, where there is one."""
    topic: TopicCode | None = None
    """Its topic, for airtime."""
    genre: Genre | None = None
    """Its genre."""
    run: int = 0
    """1 for the item's first run on this outlet, 2 and more for repeats, 0 for music and frame."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Playlist:
    """What one outlet is to air in one session."""

    id: PlaylistId
    """Edition, outlet, start and run."""
    edition_id: EditionId
    """The content."""
    outlet_id: OutletId
    """Where."""
    outlet_name: str
    """Its display name at the time of planning."""
    air_date: date
    """Local calendar day."""
    session: SessionId
    """Session of the day."""
    run: int
    """Run number of the edition on this outlet; unique with edition and outlet."""
    starts_at: datetime
    """Aware, UTC."""
    duration: DurationMs
    """Whole length."""
    items: tuple[PlaylistItem, ...]
    """In order, without gaps."""

    @property
    def stops_at(self) -> datetime:
        """Give the planned end."""
        return self.starts_at + timedelta(milliseconds=self.duration)


@dataclass(frozen=True, kw_only=True, slots=True)
class QueueEntry:
    """A news item that staff put into a session by hand."""

    air_date: date
    """Local calendar day."""
    session: SessionId
    """Session of the day."""
    item_id: NewsItemId
    """What to air."""
    outlet_id: OutletId | None
    """Only there, or none for every outlet."""
    position: int
    """Order among the entries of that session and outlet, from 1."""
    by: str
    """Who queued it (chưa xác thực)."""
    at: datetime
    """When (aware, UTC)."""
