"""What is asked of the filling of a session, and what comes back: plain values, whatever the solver."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from broadcaster.domain.ids import NO_TIME, DurationMs, NewsItemId, OutletId, SessionId, TopicCode
from broadcaster.domain.scripts import Presenter
from broadcaster.domain.timetables import Clock, ClockEventKind
from broadcaster.domain.topics import Genre

LEAST_CLOSING = DurationMs(6_000)
"""Shortest closing music: anything less sounds cut off."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FillItem:
    """A news item that is ready for air, as far as filling needs to know it."""

    item_id: NewsItemId
    """Which item."""
    title: str
    """Title, for messages."""
    genre: Genre
    """Decides which events may take it."""
    topic: TopicCode
    """Decides shortfall and what may follow it."""
    length: DurationMs
    """Length of its segment, whole MP3 frames."""
    headline: DurationMs = NO_TIME
    """What its headline adds to the headlines; nothing when it has none."""
    reader: Presenter
    """Who leads it."""
    arrived_at: datetime
    """When it came (aware, UTC)."""
    runs: int = 0
    """How often it has run on this outlet before."""
    outlets: tuple[OutletId, ...] = ()
    """Outlets it is meant for; empty means every outlet."""

    def meant_for(self, outlet_id: OutletId) -> bool:
        """Say whether an outlet may air it."""
        return not self.outlets or outlet_id in self.outlets


@dataclass(frozen=True, kw_only=True, slots=True)
class FillRequest:
    """One session of one outlet, to be filled to the exact length of its clock."""

    day: date
    """Local calendar day, for messages."""
    session: SessionId
    """Session of the day, for messages."""
    outlet_id: OutletId
    """Where it airs."""
    clock: Clock
    """Its model."""
    items: tuple[FillItem, ...]
    """What could air."""
    queued: tuple[NewsItemId, ...] = ()
    """Items that staff put in by hand, in their order; they must air."""
    fixed: Mapping[ClockEventKind, DurationMs] = field(default_factory=dict[ClockEventKind, DurationMs])
    """Lengths of ident, opening, sting and sign-off; of the headlines what they take before any item is named."""
    closing_least: DurationMs = LEAST_CLOSING
    """Shortest closing music."""
    weights: Mapping[TopicCode, float] = field(default_factory=dict[TopicCode, float])
    """How far each topic is behind its target, more is more urgent; not named: not behind. Empty: all are equal."""


@dataclass(frozen=True, kw_only=True, slots=True)
class LeftOut:
    """An item that found no place, and why."""

    item_id: NewsItemId
    """Which item."""
    title: str
    """Its title."""
    reason: str
    """Why, in Vietnamese."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Filling:
    """What airs in each event of the clock."""

    events: tuple[tuple[NewsItemId, ...], ...]
    """Per event of the clock: the items that it airs or, for headlines, names; empty for music and frame."""
    items: tuple[NewsItemId, ...]
    """Every item once, in order of airing."""
    closing: DurationMs
    """Length of the closing music: exactly what everything else leaves."""
    left_out: tuple[LeftOut, ...]
    """What found no place, with reasons."""
    shortages: tuple[str, ...]
    """Events that got fewer items than the clock asks for, one Vietnamese sentence each."""
