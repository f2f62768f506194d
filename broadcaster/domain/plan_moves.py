"""An item that somebody moves from one session to another, and who said yes to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from broadcaster.domain.ids import MoveId, NewsItemId, OutletId, SessionId
from broadcaster.domain.schedule_changes import Decision

UNNUMBERED = MoveId(0)
"""The number of a move that no store has yet."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanMove:
    """Somebody wants an item to air in another session, or at another place of its session; only ever added."""

    item_id: NewsItemId
    """What is moved."""
    title: str
    """Its title then."""
    outlet_id: OutletId | None
    """Only there, or none for every outlet that had it in that session."""
    from_day: date
    """Local calendar day of the session that it leaves."""
    from_session: SessionId
    """That session."""
    to_day: date
    """Local calendar day of the session that it comes to."""
    to_session: SessionId
    """That session; the same as before when only the place changes."""
    position: int
    """Its wanted place among the stories there, from 1."""
    by: str
    """Who moves it."""
    reason: str
    """Why."""
    at: datetime
    """When (aware, UTC)."""
    id: MoveId = UNNUMBERED
    """The number that the store gave it."""

    @property
    def within(self) -> bool:
        """Say whether it stays in its session."""
        return (self.from_day, self.from_session) == (self.to_day, self.to_session)


@dataclass(frozen=True, kw_only=True, slots=True)
class MoveDecision:
    """What became of a move; only ever added, one for each. A move without one waits for a second person."""

    move: MoveId
    """Which."""
    decision: Decision
    """Confirmed, which put it into the plan, or rejected."""
    by: str
    """Who decided: another person, or who moved it where one is enough."""
    at: datetime
    """When (aware, UTC)."""
    reason: str = ""
    """Why it was rejected."""
    policy: str = ""
    """Why one person was enough; empty when two stand behind it."""
