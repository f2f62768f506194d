"""Airtime counted: how much was planned, sent, aired, and rehearsed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from broadcaster.domain.ids import NO_TIME, DurationMs, OutletId, TopicCode
from broadcaster.domain.timetables import Target
from broadcaster.domain.topics import Genre


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


NOTHING = Tally()
"""Nothing counted."""


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
    """First runs with real evidence: an operator, a player or a measurement."""
    aired_repeat: Tally
    """Repeats with real evidence."""
    rehearsed_first: Tally
    """First runs of a rehearsal: never aired."""
    rehearsed_repeat: Tally
    """Repeats of a rehearsal: never aired."""
    operator_first: Tally = NOTHING
    """Of the aired first runs, those that only an operator confirmed."""
    operator_repeat: Tally = NOTHING
    """Of the aired repeats, those that only an operator confirmed."""
    player_first: Tally = NOTHING
    """Of the aired first runs, those that a player wrote down, and nothing stronger tells of."""
    player_repeat: Tally = NOTHING
    """Of the aired repeats, those that a player wrote down, and nothing stronger tells of."""
    measured_first: Tally = NOTHING
    """Of the aired first runs, those that were measured off air."""
    measured_repeat: Tally = NOTHING
    """Of the aired repeats, those that were measured off air."""
    genre: Genre | None = None
    """The genre, or none when the row is about something else, or where nobody knows it any more."""


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
class OutletPoints:
    """One outlet on a target's scoring table."""

    outlet_id: OutletId
    """Who is scored."""
    amount: float
    """What has aired, in the target's measure."""
    points: float
    """Points of that amount."""
    forecast: float
    """What will have aired at the end of the period when the plan as it stands is kept."""
    forecast_points: float
    """Points of the forecast."""
    next_points: float | None
    """Points of the next step, or none at the top."""
    next_needs: float
    """How much is missing from what has aired to the next step; 0 at the top."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TargetStanding:
    """A target held against what aired and what is planned, over its own whole period, all its outlets together."""

    target: Target
    """What was wanted, with the baseline filled in."""
    wanted: float
    """Amount wanted, in the target's measure."""
    aired: float
    """What has aired with the evidence that is asked for."""
    aired_first: float
    """Of that, first runs; different items count here and in repeats when they had both."""
    aired_repeat: float
    """Of that, repeats."""
    lost: float
    """Planned for days that are past, and not heard or not witnessed."""
    ahead: float
    """Planned for days to come."""
    planned_until: date | None
    """Last day that is planned; none when nothing is."""
    forecast: float
    """What will have aired when the plan as it stands is kept; nothing is made up beyond it."""
    missing: float
    """What is missing from what has aired."""
    unplanned: float
    """What must still be planned to reach the target: the make-good beyond the plan."""
    points: tuple[OutletPoints, ...] = ()
    """Each outlet's points, where the target is a scoring table."""
    number: int = 0
    """The target's place in the timetable, counted from 1, as a dossier is asked for; 0 where nobody asked."""


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
    by_genre: tuple[AirtimeRow, ...] = ()
    """One row per genre that the records name; the last one is of items whose genre nobody knows."""
    items_first: int = 0
    """How many different items aired at least once as a first run, all outlets together."""
    items: int = 0
    """How many different items aired at all."""
