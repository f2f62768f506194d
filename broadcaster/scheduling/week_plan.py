"""What is asked of the joint plan over slots, outlets and days, and the plan: plain values, whatever the solver."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from broadcaster.domain.air_rules import Priority
from broadcaster.domain.ids import NO_TIME, DurationMs, NewsItemId, OutletId, SessionId, TopicCode
from broadcaster.domain.timetables import Clock, ClockEventKind, Measure
from broadcaster.scheduling.filling import LEAST_CLOSING, Filling, FillItem

LONGEST_CLOSING = DurationMs(60_000)
"""Closing music that lasts longer than this is time that no item fills."""

REPEAT_GAP = timedelta(hours=4)
"""How long an outlet waits, from start to start, before it airs an item again; a house default."""


class SlotKey(NamedTuple):
    """Names one session of one outlet on one day."""

    day: date
    """Local calendar day."""
    session: SessionId
    """Session of the day."""
    outlet_id: OutletId
    """Where."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanItem:
    """An approved item with its limits."""

    item: FillItem
    """Length, topic, genre, reader, outlets. Its ``runs`` are not looked at: see ``WeekRequest.runs_before``."""
    priority: Priority = Priority.NORMAL
    """Urgent ones stand first."""
    not_before: datetime | None = None
    """No airing may start before (aware, UTC)."""
    not_after: datetime | None = None
    """No airing may stop after (aware, UTC)."""
    least_runs: int = 0
    """Fewest airings on each outlet that may air it, with those before this plan."""
    most_runs: int | None = None
    """Most airings on each outlet, with those before this plan."""
    give: DurationMs = NO_TIME
    """How much shorter its pauses can make it, whole MP3 frames; approved speech never gives."""
    take: DurationMs = NO_TIME
    """How much longer its pauses can make it, whole MP3 frames."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanSlot:
    """One session of one outlet on one day."""

    key: SlotKey
    """Which."""
    starts_at: datetime
    """Aware, UTC."""
    clock: Clock
    """Its model and exact length."""
    fixed: Mapping[ClockEventKind, DurationMs] = field(default_factory=dict[ClockEventKind, DurationMs])
    """Lengths of ident, opening, sting and sign-off; of the headlines what they take before any item is named."""
    closing_least: DurationMs = LEAST_CLOSING
    """Shortest closing music."""
    closing_most: DurationMs = LONGEST_CLOSING
    """Longest closing music that leaves no gap."""
    queued: tuple[NewsItemId, ...] = ()
    """Items that staff put in by hand, in their order; they must air here."""
    frozen: tuple[NewsItemId, ...] | None = None
    """What airs here and can no longer be changed (sent, or on air); none while the slot is open."""
    barred: frozenset[NewsItemId] = frozenset()
    """Items that somebody moved out of this slot: they may not air here."""

    @property
    def stops_at(self) -> datetime:
        """Give the planned end (aware, UTC)."""
        return self.starts_at + timedelta(milliseconds=self.clock.length)


@dataclass(frozen=True, kw_only=True, slots=True)
class Goal:
    """Airtime of a topic still wanted on some outlets within some days: a target less what has really aired."""

    name: str
    """Names the target in sentences: ``tin về tài chính công``."""
    topic: TopicCode | None
    """The topic, or none for all topics together."""
    first: date
    """First air day that counts."""
    last: date
    """Last air day that counts."""
    measure: Measure
    """Milliseconds of airtime when minutes, else airings."""
    missing: Mapping[OutletId, int]
    """Per outlet: milliseconds or airings still missing, without the slots of this request."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanRules:
    """What every plan of the station keeps to."""

    repeat_gap: timedelta = REPEAT_GAP
    """Least time from start to start between two airings of an item on an outlet."""
    daily_most: Mapping[OutletId, DurationMs] = field(default_factory=dict[OutletId, DurationMs])
    """Most airtime of a day per outlet, sessions and relays together; not named: no limit."""
    relayed: Mapping[tuple[OutletId, date], DurationMs] = field(default_factory=dict[tuple[OutletId, date], DurationMs])
    """How long relays of others take of a day, where there is a daily limit."""
    outlet_names: Mapping[OutletId, str] = field(default_factory=dict[OutletId, str])
    """Names for sentences."""
    session_names: Mapping[SessionId, str] = field(default_factory=dict[SessionId, str])
    """Names for sentences."""


@dataclass(frozen=True, kw_only=True, slots=True)
class WeekRequest:
    """Slots of some days and outlets that are to be planned together."""

    slots: tuple[PlanSlot, ...]
    """In order of time, then outlet."""
    items: tuple[PlanItem, ...]
    """What may air."""
    goals: tuple[Goal, ...] = ()
    """Airtime still wanted."""
    rules: PlanRules = field(default_factory=PlanRules)
    """Separation, daily limits."""
    runs_before: Mapping[tuple[OutletId, NewsItemId], int] = field(
        default_factory=dict[tuple[OutletId, NewsItemId], int]
    )
    """How often each item has run on each outlet before these slots."""
    last_start: Mapping[tuple[OutletId, NewsItemId], datetime] = field(
        default_factory=dict[tuple[OutletId, NewsItemId], datetime]
    )
    """When each item last started on each outlet before these slots (aware, UTC)."""
    previous: Mapping[SlotKey, tuple[NewsItemId, ...]] = field(default_factory=dict[SlotKey, tuple[NewsItemId, ...]])
    """The items of the plan that stands, in order of airing; what need not change stays."""
    seed: int = 0
    """The same request with the same seed gives the same plan."""
    effort: float = 5.0
    """Deterministic seconds that the solver may spend; 0 takes the greedy plan as it is."""
    guard_seconds: float = 60.0
    """Wall-clock seconds after which it stops whatever it has, a guard only."""


class PlacedBecause(StrEnum):
    """Why an item is in a session, the strongest reason first."""

    FROZEN = "frozen"
    """Already sent or on air."""
    QUEUED = "queued"
    """Staff put it there."""
    LEAST_RUNS = "least-runs"
    """A campaign or its rule asks for a number of airings."""
    PRIORITY = "priority"
    """It is an ưu tiên item."""
    GOAL = "goal"
    """Its topic is behind its target here."""
    CLOCK = "clock"
    """The clock asks for a fewest number of items."""
    FRESH = "fresh"
    """It has run less than what else could air."""
    KEPT = "kept"
    """The standing plan had it here."""
    FITS = "fits"
    """It fills the time to the second."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Placement:
    """One item in one session and why."""

    key: SlotKey
    """Where."""
    item_id: NewsItemId
    """What."""
    because: PlacedBecause
    """The strongest reason."""
    sentence: str
    """The same in Vietnamese, with names and numbers."""


@dataclass(frozen=True, kw_only=True, slots=True)
class GoalResult:
    """A goal held against the plan, on one outlet."""

    goal: Goal
    """What was wanted."""
    outlet_id: OutletId
    """Where."""
    wanted: int
    """Milliseconds or airings that were missing before this plan."""
    planned: int
    """What the plan brings."""
    sentence: str
    """What is still missing and what would help, in Vietnamese; empty when the goal is met."""

    @property
    def missing(self) -> int:
        """Give what the plan leaves open."""
        return max(0, self.wanted - self.planned)


@dataclass(frozen=True, kw_only=True, slots=True)
class WeekPlan:
    """What airs in every slot, why, and how good it is."""

    fillings: Mapping[SlotKey, Filling]
    """Per slot; a slot in which nothing can air has a filling without items."""
    gives: Mapping[SlotKey, DurationMs] = field(default_factory=dict[SlotKey, DurationMs])
    """Per slot that needs it: milliseconds that its pauses must give (positive) or take (negative) so that it is exact;
    the closing of its filling is already what remains after that."""
    placements: tuple[Placement, ...] = ()
    """Why each item is where it is."""
    goals: tuple[GoalResult, ...] = ()
    """Each goal on each outlet."""
    shortfall: int = 0
    """Weighted shortfall of all goals, in the solver's own unit."""
    bound: int = 0
    """No plan can have less shortfall than this."""
    proven: bool = False
    """True when no better plan exists."""
    conflicts: tuple[str, ...] = ()
    """Airings that items must have and cannot have here, and the rules that stand against them, in Vietnamese."""
    changed: int = 0
    """How many slots differ from the plan that stood."""
    seconds_first: float = 0.0
    """Deterministic effort after which the first plan stood."""
