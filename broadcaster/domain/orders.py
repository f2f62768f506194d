"""Work that somebody asks the service to do as soon as it can: voice, plan, mix, hand over, ask a feed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from broadcaster.domain.ids import OrderId

UNNUMBERED = OrderId(0)
"""The number of an order that no store has yet."""


class OrderKind(StrEnum):
    """What is to be done."""

    VOICE = "voice"
    """Voice scripts; the arguments are their ids."""
    PLAN = "plan"
    """Plan a day; the argument is its ISO date."""
    MIX = "mix"
    """Mix a planned day; the argument is its ISO date."""
    PUBLISH = "publish"
    """Hand a mixed day over; the argument is its ISO date."""
    FEED = "feed"
    """Ask a feed for news; the argument is its name in the settings."""

    @property
    def label(self) -> str:
        """Give what people read."""
        return _LABELS[self]


_LABELS = {
    OrderKind.VOICE: "thu tiếng",
    OrderKind.PLAN: "lập kế hoạch",
    OrderKind.MIX: "dựng chương trình",
    OrderKind.PUBLISH: "giao gói phát",
    OrderKind.FEED: "hỏi nguồn tin",
}


class OrderOutcome(StrEnum):
    """How an order ended."""

    DONE = "done"
    """It was carried out."""
    FAILED = "failed"
    """It could not be; what was finished before stays."""
    CUT_OFF = "cut-off"
    """The process that was at it ended first."""
    CANCELLED = "cancelled"
    """Somebody took it back before it was begun."""

    @property
    def label(self) -> str:
        """Give what people read."""
        return {"done": "xong", "failed": "hỏng", "cut-off": "bị ngắt", "cancelled": "đã hủy"}[self.value]


@dataclass(frozen=True, kw_only=True, slots=True)
class WorkOrder:
    """One piece of work that somebody asked for, and how far it has come."""

    kind: OrderKind
    """What is to be done."""
    arguments: tuple[str, ...]
    """To what: ids of scripts, or one ISO date."""
    by: str
    """Who asked for it."""
    ordered_at: datetime
    """When (aware, UTC)."""
    id: OrderId = UNNUMBERED
    """The number that the store gave it; orders are carried out by it."""
    started_at: datetime | None = None
    """When it was begun (aware, UTC)."""
    ended_at: datetime | None = None
    """When it ended (aware, UTC)."""
    outcome: OrderOutcome | None = None
    """How it ended; none before."""
    message: str = ""
    """What it did, or why it failed, for the operator."""
    done: int = 0
    """Steps done so far."""
    total: int = 0
    """Steps in all; 0 while that is not known."""

    @property
    def is_open(self) -> bool:
        """Say whether it waits or is being carried out."""
        return self.ended_at is None

    @property
    def day(self) -> date | None:
        """Give the local day that it is about; none for work on scripts or feeds."""
        of_no_day = {OrderKind.VOICE, OrderKind.FEED}
        return None if self.kind in of_no_day else date.fromisoformat(self.arguments[0])
