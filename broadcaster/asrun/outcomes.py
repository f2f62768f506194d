"""How an airing turned out, against its plan."""

from __future__ import annotations

from datetime import timedelta

from broadcaster.domain.airings import Airing
from broadcaster.domain.ids import DurationMs
from broadcaster.domain.outcomes import Outcome

TOLERANCE = DurationMs(1_000)
"""How far start and length may be from the plan and still count as on time."""


def outcome(airing: Airing) -> Outcome:
    """Judge an airing, with a tolerance of one second; being cut short weighs more than being late.

    One that began, and of which nobody says how long it was heard, is not known.
    """
    if airing.open_ended:
        return Outcome.UNKNOWN
    if airing.observed_start is None or airing.played <= 0:
        return Outcome.NOT_AIRED
    if airing.played < airing.planned - TOLERANCE:
        return Outcome.PARTIAL
    delay = airing.observed_start - airing.planned_at
    if abs(delay) <= timedelta(milliseconds=TOLERANCE):
        return Outcome.ON_TIME
    return Outcome.LATE if delay > timedelta(0) else Outcome.EARLY
