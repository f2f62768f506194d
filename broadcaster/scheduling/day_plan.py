"""What is asked of the plan of some days, and the plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from broadcaster.domain.air_rules import AirRule
from broadcaster.domain.carts import CartKind
from broadcaster.domain.editions import Edition
from broadcaster.domain.ids import DurationMs, EditionId, NewsItemId, OutletId, SessionId
from broadcaster.domain.playlists import Playlist, QueueEntry
from broadcaster.domain.timetables import Timetable
from broadcaster.scheduling.filling import LEAST_CLOSING, LeftOut
from broadcaster.scheduling.layout import Pauses, VoicedScript
from broadcaster.scheduling.rundown import Candidate
from broadcaster.scheduling.week_plan import LONGEST_CLOSING, REPEAT_GAP, Goal, SlotKey, WeekPlan


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
    closing_most: DurationMs = LONGEST_CLOSING
    """Longest closing music that leaves no gap."""

    def session_name(self, session: SessionId) -> str:
        """Give a session's Vietnamese name, or its id when the timetable has none."""
        return next((part.name for part in self.timetable.dayparts if part.id == session), session)


@dataclass(frozen=True, kw_only=True, slots=True)
class DaysRequest:
    """Some days of all outlets, to be planned together."""

    days: tuple[DayRequest, ...]
    """In order; timetable, candidates and lengths are the same in each, ``runs_before`` is that of the first."""
    air_rules: Mapping[NewsItemId, AirRule] = field(default_factory=dict[NewsItemId, AirRule])
    """What staff said of the airing of items."""
    least_runs: Mapping[NewsItemId, int] = field(default_factory=dict[NewsItemId, int])
    """Airings that items must have had by the end of these days."""
    goals: tuple[Goal, ...] = ()
    """Airtime still wanted."""
    last_start: Mapping[tuple[OutletId, NewsItemId], datetime] = field(
        default_factory=dict[tuple[OutletId, NewsItemId], datetime]
    )
    """When each item last started on each outlet outside these days (aware, UTC)."""
    stands: Mapping[SlotKey, Playlist] = field(default_factory=dict[SlotKey, Playlist])
    """The plan that stands."""
    frozen: frozenset[SlotKey] = frozenset()
    """Sessions of it that stay exactly as they are."""
    only: frozenset[SlotKey] | None = None
    """The sessions that are planned anew; others that have no plan get none. None: all that are not frozen."""
    barred: Mapping[SlotKey, frozenset[NewsItemId]] = field(default_factory=dict[SlotKey, frozenset[NewsItemId]])
    """Items that somebody moved out of sessions, so that they may not air in these; not even when queued there."""
    editions: Mapping[EditionId, Edition] = field(default_factory=dict[EditionId, Edition])
    """The editions of frozen sessions."""
    neighbours: tuple[Playlist, ...] = ()
    """Playlists of other days that air near these, so that no session overlaps one across midnight."""
    repeat_gap: timedelta = REPEAT_GAP
    """Least time from start to start between two airings of an item on an outlet."""
    seed: int = 0
    """The same request with the same seed gives the same plan."""
    effort: float = 0.0
    """Deterministic seconds that the solver may spend."""
    guard_seconds: float = 60.0
    """Wall-clock seconds after which it stops, a guard only."""


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


@dataclass(frozen=True, kw_only=True, slots=True)
class DaysPlan:
    """Some days planned together."""

    days: tuple[DayPlan, ...]
    """In order."""
    week: WeekPlan
    """Why, and how the goals fare."""
