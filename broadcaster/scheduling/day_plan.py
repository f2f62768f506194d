"""What is asked of the plan of a day, and the plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from broadcaster.domain.carts import CartKind
from broadcaster.domain.editions import Edition
from broadcaster.domain.ids import DurationMs, EditionId, NewsItemId, OutletId, SessionId, TopicCode
from broadcaster.domain.playlists import Playlist, QueueEntry
from broadcaster.domain.timetables import Timetable
from broadcaster.scheduling.filling import LEAST_CLOSING, LeftOut
from broadcaster.scheduling.layout import Pauses, VoicedScript
from broadcaster.scheduling.rundown import Candidate


@dataclass(frozen=True, kw_only=True, slots=True)
class DayRequest:
    """One local day of all outlets, to be planned."""

    day: date
    """Local calendar day."""
    timetable: Timetable
    """Slots, clocks, quiet hours."""
    zone: ZoneInfo
    """The station's zone: slots are in its local time."""
    programme: str
    """Name of the standing show."""
    candidates: tuple[Candidate, ...]
    """What may air."""
    frames: Mapping[SessionId, VoicedScript]
    """The bulletin frame of each session."""
    queue: tuple[QueueEntry, ...] = ()
    """Items put in by hand; entries of other days are left alone."""
    runs_before: Mapping[tuple[OutletId, NewsItemId], int] = field(
        default_factory=dict[tuple[OutletId, NewsItemId], int]
    )
    """How often each item has run on each outlet before this day."""
    cart_lengths: Mapping[CartKind, DurationMs] = field(default_factory=dict[CartKind, DurationMs])
    """Lengths of ident and sting."""
    pauses: Pauses = field(default_factory=Pauses)
    """Silences."""
    closing_least: DurationMs = LEAST_CLOSING
    """Shortest closing music."""
    weights: Mapping[TopicCode, float] = field(default_factory=dict[TopicCode, float])
    """How far each topic is behind its target; empty when all count the same."""

    def session_name(self, session: SessionId) -> str:
        """Give a session's Vietnamese name, or its id when the timetable has none."""
        return next((part.name for part in self.timetable.dayparts if part.id == session), session)


@dataclass(frozen=True, kw_only=True, slots=True)
class DayPlan:
    """Editions and playlists of one day."""

    day: date
    """Local calendar day."""
    editions: tuple[Edition, ...]
    """Each content once, in order of first airing."""
    playlists: tuple[Playlist, ...]
    """One per outlet and session, in order of time and outlet."""
    warnings: tuple[str, ...]
    """What a person should look at, in Vietnamese."""
    left_out: Mapping[EditionId, tuple[LeftOut, ...]]
    """Per edition what found no place, with reasons."""
