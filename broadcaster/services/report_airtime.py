"""Count airtime of a period against the targets, every grade of evidence apart."""

from __future__ import annotations

from broadcaster.asrun.airtime import AirtimeRequest, count_airtime
from broadcaster.domain.airtime import AirtimeReport
from broadcaster.domain.periods import Period
from broadcaster.station import Station


def report_airtime(station: Station, period: Period) -> AirtimeReport:
    """Count what was planned, sent, aired and rehearsed in a period."""
    timetable = station.timetable()
    with station.store.reading() as tx:
        return count_airtime(
            AirtimeRequest(
                period=period,
                timetable=timetable,
                playlists=tx.playlists.between(period.first, period.last),
                handovers=tx.handovers.between(period.first, period.last),
                airings=tx.airings.between(period.first, period.last),
            )
        )
