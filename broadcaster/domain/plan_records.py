"""What is kept beside a plan: why each item is where it is, how targets fared, what staff changed or took out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from broadcaster.domain.ids import NewsItemId, OutletId, SessionId, TopicCode
from broadcaster.domain.timetables import Measure


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanReason:
    """Why one item is in one session of one outlet."""

    air_date: date
    """Local calendar day."""
    session: SessionId
    """Session of the day."""
    outlet_id: OutletId
    """Where."""
    item_id: NewsItemId
    """What."""
    because: str
    """The strongest reason, as the planner names it."""
    sentence: str
    """The same in Vietnamese."""


@dataclass(frozen=True, kw_only=True, slots=True)
class GoalOutcome:
    """What a plan does for one target on one outlet."""

    name: str
    """Names the target in sentences."""
    topic: TopicCode | None
    """The topic, or none for all together."""
    measure: Measure
    """Milliseconds of airtime when minutes, else airings."""
    outlet_id: OutletId
    """Where."""
    wanted: int
    """Milliseconds or airings that these days had to bring."""
    planned: int
    """What the plan brings."""
    sentence: str
    """What is missing and what would help, in Vietnamese; empty when the target is met."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanResult:
    """How good the plan of some days is."""

    first: date
    """First day."""
    last: date
    """Last day."""
    at: datetime
    """When it was made (aware, UTC)."""
    goals: tuple[GoalOutcome, ...]
    """Each target on each outlet."""
    shortfall: int
    """Weighted shortfall of all targets, in the planner's own unit."""
    bound: int
    """No plan can have less."""
    proven: bool
    """True when no better plan exists."""
    conflicts: tuple[str, ...] = ()
    """Airings that had to be and could not be, with the rules against them, in Vietnamese."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Withdrawal:
    """Somebody took an item off the air for good, or let it on again; only ever added, the newest counts."""

    item_id: NewsItemId
    """Which item."""
    title: str
    """Its title then."""
    allowed: bool = False
    """True when it may air again."""
    by: str
    """Who said so (chưa xác thực)."""
    reason: str
    """Why: a death, a flood, a recalled document."""
    at: datetime
    """When (aware, UTC)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanChange:
    """A late story: somebody put an item into a session after it was planned; only ever added."""

    air_date: date
    """Local calendar day."""
    session: SessionId
    """Session of the day."""
    outlet_id: OutletId | None
    """Only there, or none for every outlet."""
    item_in: NewsItemId
    """What was put in."""
    item_out: NewsItemId | None
    """What had to go for it, or none when the planner chose."""
    by: str
    """Who did it (chưa xác thực)."""
    reason: str
    """Why."""
    at: datetime
    """When (aware, UTC)."""
