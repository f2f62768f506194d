"""Count airtime of a period against the targets, every grade of evidence apart."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from broadcaster.asrun.airtime import AirtimeRequest, count_airtime
from broadcaster.asrun.targets import with_baseline
from broadcaster.domain.airings import Airing, Evidence, Handover
from broadcaster.domain.airtime import AirtimeReport
from broadcaster.domain.directory import find_outlet, find_topic
from broadcaster.domain.ids import OutletId, TopicCode
from broadcaster.domain.periods import Period
from broadcaster.domain.timetables import Target, Timetable
from broadcaster.domain.zone import ZONE
from broadcaster.errors import PlaceError, UnknownGroup
from broadcaster.services.roll_up_airtime import refresh_rollups
from broadcaster.services.rolled_report import rolled_report
from broadcaster.station import Station
from broadcaster.storage.store import Transaction

logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class ReportScope:
    """What a report is about beside its period, as it was typed; all of it by default."""

    outlet: str = ""
    """One outlet."""
    group: str = ""
    """The outlets of a group."""
    topic: str = ""
    """One topic."""
    grade: Evidence = Evidence.OPERATOR
    """The least evidence that counts as aired."""

    def outlets(self, timetable: Timetable) -> frozenset[OutletId]:
        """Give the outlets meant, none for all; raises UnknownOutlet, AmbiguousOutlet, UnknownGroup."""
        named = {find_outlet(timetable, self.outlet).id} if self.outlet else set[OutletId]()
        if not self.group:
            return frozenset(named)
        groups = sorted({group for outlet in timetable.outlets for group in outlet.groups})
        if self.group not in groups:
            raise UnknownGroup(group=self.group, known=", ".join(groups) or "chưa có nhóm nào")
        return frozenset(named | {outlet.id for outlet in timetable.outlets if self.group in outlet.groups})

    def topics(self, timetable: Timetable) -> frozenset[TopicCode]:
        """Give the topic meant, none for all; raises UnknownTopic."""
        return frozenset({find_topic(timetable, self.topic).code}) if self.topic else frozenset()

    def words(self, timetable: Timetable) -> str:
        """Say what it narrows the report to; nothing where it is about everything."""
        parts = [
            self.topic and f"chủ đề {find_topic(timetable, self.topic).short}",
            self.outlet and find_outlet(timetable, self.outlet).name,
            self.group and f"nhóm {self.group}",
            "" if self.grade is Evidence.OPERATOR else f"bằng chứng ít nhất: {self.grade.label}",
        ]
        return ", ".join(filter(None, parts))


EVERYTHING = ReportScope()


def report_airtime(
    station: Station, period: Period, scope: ReportScope = EVERYTHING, *, as_of: date | None = None
) -> AirtimeReport:
    """Count what was planned, sent, aired and rehearsed in a period.

    Args:
        station: Whose records.
        period: Which days.
        scope: Which outlets, topics and evidence.
        as_of: Only records that had arrived by the end of this day count; all when none is given.

    Raises:
        NoTimetable, UnknownOutlet, AmbiguousOutlet, UnknownGroup, UnknownTopic.
    """
    timetable = station.timetable()
    bring_up(station, period)
    with station.store.reading() as tx:
        known = replace(timetable, targets=known_targets(tx, timetable, as_of))
        return counted_airtime(tx, known, period, scope, as_of=as_of)


def counted_airtime(
    tx: Transaction, timetable: Timetable, period: Period, scope: ReportScope, *, as_of: date | None
) -> AirtimeReport:
    """Count a period from the kept sums, or from the records where the sums cannot tell.

    Raises:
        UnknownOutlet, AmbiguousOutlet, UnknownGroup, UnknownTopic.
    """
    asked = AirtimeRequest(
        period=period,
        timetable=timetable,
        playlists=(),
        handovers=(),
        airings=(),
        outlets=scope.outlets(timetable),
        topics=scope.topics(timetable),
        grade=scope.grade,
    )
    told = rolled_report(tx, asked, before=None if as_of is None else _end_of(as_of))
    if told is not None:
        return told
    return count_airtime(airtime_request(tx, timetable, period, scope, as_of=as_of))


def bring_up(station: Station, period: Period) -> None:
    """Add up anew what is stale; a store that cannot be written now is counted as it stands."""
    try:
        refresh_rollups(station.store, period)
    except PlaceError as error:
        logger.warning("%s", error, extra={"action": "rollups_stale"})


def airtime_request(
    tx: Transaction, timetable: Timetable, period: Period, scope: ReportScope, *, as_of: date | None
) -> AirtimeRequest:
    """Gather what a period is counted from; raises UnknownOutlet, AmbiguousOutlet, UnknownGroup, UnknownTopic."""
    return AirtimeRequest(
        period=period,
        timetable=timetable,
        playlists=tx.playlists.between(period.first, period.last),
        handovers=_given_by(tx.handovers.between(period.first, period.last), as_of),
        airings=arrived_by(tx.airings.between(period.first, period.last), as_of),
        outlets=scope.outlets(timetable),
        topics=scope.topics(timetable),
        grade=scope.grade,
    )


def arrived_by(airings: Iterable[Airing], as_of: date | None) -> tuple[Airing, ...]:
    """Give the entries that were recorded by the end of a local day; all when none is given."""
    return tuple(each for each in airings if as_of is None or each.recorded_at < _end_of(as_of))


def _given_by(handovers: Iterable[Handover], as_of: date | None) -> tuple[Handover, ...]:
    return tuple(each for each in handovers if as_of is None or each.at < _end_of(as_of))


def _end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=ZONE)


def known_targets(tx: Transaction, timetable: Timetable, as_of: date | None) -> tuple[Target, ...]:
    """Give the timetable's targets, with the baselines that the log itself gives filled in."""
    return tuple(_known(tx, timetable, target, as_of) for target in timetable.targets)


def _known(tx: Transaction, timetable: Timetable, target: Target, as_of: date | None) -> Target:
    if not target.baseline_period:
        return target
    base = Period.parse(target.baseline_period)
    return with_baseline(target, timetable, arrived_by(tx.airings.between(base.first, base.last), as_of))
