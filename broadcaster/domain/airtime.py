"""Airtime counted: how much was planned, sent, aired, and rehearsed."""

from __future__ import annotations

from dataclasses import dataclass

from broadcaster.domain.ids import NO_TIME, DurationMs, OutletId, TopicCode
from broadcaster.domain.timetables import Target


@dataclass(frozen=True, kw_only=True, slots=True)
class Tally:
    """Airings and their summed length."""

    airings: int = 0
    """How many."""
    length: DurationMs = NO_TIME
    """Summed length."""

    def plus(self, length: int, airings: int = 1) -> Tally:
        """Give the tally with some more airings of that summed length."""
        return Tally(airings=self.airings + airings, length=DurationMs(self.length + length))


@dataclass(frozen=True, kw_only=True, slots=True)
class AirtimeRow:
    """One line of the airtime report; each grade stands alone and none is ever added to another."""

    topic: TopicCode | None
    """The topic, or none when the row is about an outlet."""
    outlet_id: OutletId | None
    """The outlet, or none when the row is about a topic."""
    planned_first: Tally
    """First runs in playlists."""
    planned_repeat: Tally
    """Repeats in playlists."""
    sent_first: Tally
    """First runs in bundles handed over."""
    sent_repeat: Tally
    """Repeats in bundles handed over."""
    aired_first: Tally
    """First runs with real evidence (operator or player)."""
    aired_repeat: Tally
    """Repeats with real evidence."""
    rehearsed_first: Tally
    """First runs of a rehearsal: never aired."""
    rehearsed_repeat: Tally
    """Repeats of a rehearsal: never aired."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TargetResult:
    """A target held against what aired."""

    target: Target
    """What was wanted."""
    outlets: int
    """How many outlets it speaks of."""
    wanted: float
    """Amount wanted of all those outlets together, in the target's measure."""
    planned: float
    """What is planned in the period."""
    aired: float
    """What has aired with real evidence."""
    rehearsed: float
    """What was only rehearsed."""


@dataclass(frozen=True, kw_only=True, slots=True)
class AirtimeReport:
    """Airtime of one period, by topic and by outlet, against the targets."""

    period: str
    """As it was asked for."""
    by_topic: tuple[AirtimeRow, ...]
    """One row per topic of the timetable."""
    by_outlet: tuple[AirtimeRow, ...]
    """One row per outlet."""
    total: AirtimeRow
    """All together."""
    targets: tuple[TargetResult, ...]
    """Each target that speaks of this period."""
    rehearsals: int
    """How many rehearsal entries were left out of the aired columns."""
