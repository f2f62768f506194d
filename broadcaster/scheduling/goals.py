"""Targets as goals of a plan: what its days must bring of what is still missing."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from broadcaster.domain.ids import OutletId, TopicCode
from broadcaster.domain.periods import Period
from broadcaster.domain.timetables import Measure, Target, Timetable
from broadcaster.scheduling.week_plan import Goal

_MINUTE = 60_000

Counted = Mapping[tuple[OutletId, TopicCode], tuple[int, int]]
"""Milliseconds and airings per outlet and topic."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """A target held against what has really aired and what is planned elsewhere, per outlet."""

    target: Target
    """The target."""
    period: Period
    """Its days."""
    name: str
    """Names it in sentences."""
    wanted: int
    """Milliseconds or airings per outlet in the whole period."""
    aired: Mapping[OutletId, int] = field(default_factory=dict[OutletId, int])
    """What really went out, per outlet that it names."""
    planned: Mapping[OutletId, int] = field(default_factory=dict[OutletId, int])
    """What sessions to come bring, per outlet that it names."""

    def missing(self, outlet_id: OutletId) -> int:
        """Give what neither has aired nor is planned."""
        return max(0, self.wanted - self.aired.get(outlet_id, 0) - self.planned.get(outlet_id, 0))


def standings_of(
    timetable: Timetable,
    wanted: Callable[[Period], bool],
    counted: Callable[[Period], tuple[Counted, Counted]],
) -> tuple[Standing, ...]:
    """Hold the targets of some periods against the counts of those periods: aired, and planned for later."""
    found: list[Standing] = []
    known: dict[str, tuple[Counted, Counted]] = {}
    every = [outlet.id for outlet in timetable.outlets]
    for target in timetable.targets:
        period = Period.parse(target.period)
        if not wanted(period):
            continue
        if period.text not in known:
            known[period.text] = counted(period)
        outlets = target.outlets or every
        aired, planned = (_of_target(target, outlets, counts) for counts in known[period.text])
        found.append(
            Standing(
                target=target,
                period=period,
                name=_name(timetable, target),
                wanted=math.ceil(target.wanted * (_MINUTE if target.measure is Measure.MINUTES else 1)),
                aired=aired,
                planned=planned,
            )
        )
    return tuple(found)


def goals(standings: Iterable[Standing], days: Sequence[date]) -> tuple[Goal, ...]:
    """Give what some days must bring: of what is missing, their share of the days that the period has left.

    What was planned and lost is missing again, so it is made good by and by until the period ends.
    """
    return tuple(_goal(each, days) for each in standings)


def _goal(standing: Standing, days: Sequence[date]) -> Goal:
    mine = [day for day in days if standing.period.holds(day)]
    left = (standing.period.last - mine[0]).days + 1
    shares = {
        outlet_id: -(-standing.missing(outlet_id) * len(mine) // left)
        for outlet_id in standing.aired
        if standing.missing(outlet_id)
    }
    return Goal(
        name=standing.name,
        topic=standing.target.topic,
        first=mine[0],
        last=mine[-1],
        measure=standing.target.measure,
        missing=shares,
    )


def _of_target(target: Target, outlets: Sequence[OutletId], counts: Counted) -> dict[OutletId, int]:
    place = 0 if target.measure is Measure.MINUTES else 1
    sums = dict.fromkeys(outlets, 0)
    for (outlet_id, topic), count in counts.items():
        if target.topic in (None, topic) and outlet_id in sums:
            sums[outlet_id] += count[place]
    return sums


def _name(timetable: Timetable, target: Target) -> str:
    if target.topic is None:
        return "tin của mọi chủ đề"
    short = next((topic.short for topic in timetable.topics if topic.code == target.topic), str(target.topic))
    return f"tin về {short[:1].lower() + short[1:] if not short.isupper() else short}"
