"""Show the airtime of a period beside the period before it, and how far its targets have come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from broadcaster.asrun.airtime import AirtimeRequest
from broadcaster.domain.airtime import AirtimeReport, TargetStanding
from broadcaster.domain.periods import Period
from broadcaster.domain.timetables import Timetable
from broadcaster.services.report_airtime import ReportScope, known_targets, report_airtime
from broadcaster.services.report_paper import narrowed_target, standing_of
from broadcaster.station import Station


@dataclass(frozen=True, kw_only=True, slots=True)
class AirtimeShown:
    """The airtime of a period as a reader may see it."""

    timetable: Timetable
    """Names of topics and outlets, of those alone that the reader may know."""
    period: Period
    """Which days."""
    report: AirtimeReport
    """What was counted."""
    previous: AirtimeReport
    """The same of the period before."""


@dataclass(frozen=True, kw_only=True, slots=True)
class NumberedStanding:
    """How a target stands, with its place in the timetable."""

    number: int
    """From 1; names it for a dossier."""
    standing: TargetStanding
    """How it stands over its own whole period."""


def show_airtime(station: Station, period: Period, scope: ReportScope, *, as_of: date) -> AirtimeShown:
    """Count a period and the one before it, from what had arrived by the end of a day.

    Raises:
        NoTimetable, UnknownOutlet, AmbiguousOutlet, UnknownGroup, UnknownTopic, NotThere.
        BadPeriod: nothing lies before it.
    """
    return AirtimeShown(
        timetable=scope.known(station.timetable()),
        period=period,
        report=report_airtime(station, period, scope, as_of=as_of),
        previous=report_airtime(station, period.before, scope, as_of=as_of),
    )


def show_standings(
    station: Station, period: Period, scope: ReportScope, *, as_of: date
) -> tuple[NumberedStanding, ...]:
    """Hold the targets that share a day with a period against the log and the plan, each over its own whole period.

    Raises:
        NoTimetable, UnknownOutlet, AmbiguousOutlet, UnknownGroup, UnknownTopic, NotThere.
    """
    return tuple(_standings(station, period, scope, as_of))


def _standings(station: Station, period: Period, scope: ReportScope, as_of: date) -> Iterator[NumberedStanding]:
    timetable = station.timetable()
    with station.store.reading() as tx:
        whole = replace(timetable, targets=known_targets(tx, timetable, as_of))
        known = scope.known(whole)
        asked = AirtimeRequest(
            period=period,
            timetable=known,
            playlists=(),
            handovers=(),
            airings=(),
            outlets=scope.outlets(known),
            topics=scope.topics(known),
            grade=scope.grade,
        )
        for number, target in enumerate(whole.targets, start=1):
            narrowed = narrowed_target(asked, target) if target in known.targets else None
            if narrowed is not None:
                yield NumberedStanding(number=number, standing=standing_of(tx, known, narrowed, as_of=as_of))
