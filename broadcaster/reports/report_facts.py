"""What an airtime report is made from, as the service gathers it; every form of the report shows the same facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from broadcaster.domain.airings import Evidence
from broadcaster.domain.airtime import AirtimeReport, TargetStanding
from broadcaster.domain.chains import ChainHead
from broadcaster.domain.papers import TypedPart
from broadcaster.domain.periods import Period
from broadcaster.domain.reconciliations import Departure
from broadcaster.domain.timetables import Timetable
from broadcaster.domain.units import Letterhead


@dataclass(frozen=True, kw_only=True, slots=True)
class ReportFacts:
    """One report's facts."""

    station: str
    """Name of the producing station."""
    period: Period
    """The days it speaks of."""
    as_of: date
    """Evidence that arrived by the end of this day counts."""
    letterhead: Letterhead
    """Who issues it."""
    timetable: Timetable
    """Names of topics and outlets."""
    scope: str
    """What was asked for beyond the period, in words; empty when it is about everything."""
    grade: Evidence
    """The least evidence that counts as aired."""
    report: AirtimeReport
    """The period."""
    previous: AirtimeReport
    """The period before."""
    year_before: AirtimeReport
    """The same period of the year before."""
    standings: tuple[TargetStanding, ...]
    """Targets, over their own whole periods."""
    departures: tuple[Departure, ...]
    """What did not go as planned."""
    entries: int
    """How many entries of the log make up the figures of what aired."""
    typed: TypedPart | None = None
    """What a person typed, if anything."""
    heads: Sequence[ChainHead] = ()
    """The newest head of each outlet's chain."""

    @property
    def is_empty(self) -> bool:
        """Say whether the period has no plan, no bundle and no entry at all."""
        total = self.report.total
        return not any(
            tally.airings
            for tally in (
                *(total.planned_first, total.planned_repeat, total.sent_first, total.sent_repeat),
                *(total.aired_first, total.aired_repeat, total.rehearsed_first, total.rehearsed_repeat),
            )
        )
