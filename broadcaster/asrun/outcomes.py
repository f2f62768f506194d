"""How an airing turned out, against its plan."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

from broadcaster.domain.airings import Airing
from broadcaster.domain.ids import DurationMs

TOLERANCE = DurationMs(1_000)
"""How far start and length may be from the plan and still count as on time."""


class Outcome(StrEnum):
    """What became of a planned item."""

    ON_TIME = "on-time"
    """Heard in full at its time."""
    EARLY = "early"
    """Heard in full before its time."""
    LATE = "late"
    """Heard in full after its time."""
    PARTIAL = "partial"
    """Cut short, at whatever time."""
    NOT_AIRED = "not-aired"
    """Not heard at all."""

    @property
    def label(self) -> str:
        """Give the Vietnamese name."""
        return _LABELS[self]


_LABELS = {
    Outcome.ON_TIME: "đúng giờ",
    Outcome.EARLY: "phát sớm",
    Outcome.LATE: "phát trễ",
    Outcome.PARTIAL: "phát không trọn",
    Outcome.NOT_AIRED: "không phát",
}


def outcome(airing: Airing) -> Outcome:
    """Judge an airing, with a tolerance of one second; being cut short weighs more than being late."""
    if airing.observed_start is None or airing.played <= 0:
        return Outcome.NOT_AIRED
    if airing.played < airing.planned - TOLERANCE:
        return Outcome.PARTIAL
    delay = airing.observed_start - airing.planned_at
    if abs(delay) <= timedelta(milliseconds=TOLERANCE):
        return Outcome.ON_TIME
    return Outcome.LATE if delay > timedelta(0) else Outcome.EARLY
