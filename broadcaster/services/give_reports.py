"""Make a report to be taken away: few at a time, in a folder that is gone afterwards."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from broadcaster.domain.ids import OutletId
from broadcaster.domain.periods import Period
from broadcaster.domain.timetables import Timetable
from broadcaster.domain.topics import Genre
from broadcaster.errors import NotThere, ReportsBusy, UnknownTarget
from broadcaster.services.close_log import Verified, verify_log
from broadcaster.services.print_week import week_pdf
from broadcaster.services.report_airtime import ReportScope
from broadcaster.services.report_paper import airtime_facts, write_report
from broadcaster.services.report_why import explain, explained_pdf
from broadcaster.station import Station

AT_ONCE = 2
"""How many reports one process makes at a time: each wants a core and some hundred megabytes."""

_ROOM = threading.BoundedSemaphore(AT_ONCE)


@dataclass(frozen=True, kw_only=True, slots=True)
class ReportGiven:
    """A report as a file."""

    name: str
    """Name to keep it under."""
    content: bytes
    """The whole file."""


def give_report(station: Station, period: Period, scope: ReportScope, kind: str, *, as_of: date) -> ReportGiven:
    """Make the airtime report of a period as ``docx``, ``pdf``, ``xlsx`` or ``csv``.

    Raises:
        ReportsBusy, UnknownReportKind, NotTypeset, and whatever :func:`~.report_paper.airtime_facts` raises.
    """
    name = f"thoi-luong-{period.text}.{kind}"
    with _room():
        facts = airtime_facts(station, period, scope, as_of=as_of)
        return _file(name, lambda path: write_report(facts, path))


def give_dossier(station: Station, number: int, period: Period, scope: ReportScope, *, as_of: date) -> ReportGiven:
    """Make the dossier of a target.

    Raises:
        ReportsBusy, NotTypeset, UnknownTarget, PeriodApart.
        NotThere: the reader may not know of that target.
    """
    timetable = station.timetable()
    if not 1 <= number <= len(timetable.targets):
        raise UnknownTarget(target=number, known=f" {len(timetable.targets)} chỉ tiêu, đánh số từ 1")
    if not _may_know(timetable, number, scope):
        raise NotThere
    with _room():
        name = f"ho-so-chi-tieu-{number}-{period.text}.zip"
        from broadcaster.services.report_dossier import write_dossier  # noqa: PLC0415 - only workbooks need the library

        return _file(name, lambda path: write_dossier(station, number, period, path, as_of=as_of))


def give_why(
    station: Station,
    period: Period,
    scope: ReportScope,
    *,
    genres: frozenset[Genre | None] = frozenset(),
    as_of: date,
) -> ReportGiven:
    """Make the page that takes a figure apart as PDF; raises ReportsBusy, NotTypeset and what ``explain`` raises."""
    with _room():
        told = explain(station, period, scope, genres=genres, as_of=as_of)
        return ReportGiven(name=f"vi-sao-{period.text}.pdf", content=explained_pdf(station, period, told, as_of=as_of))


def give_week(station: Station, outlet_id: OutletId, day: date) -> ReportGiven:
    """Make the printed week of an outlet as PDF; raises ReportsBusy, NoTimetable, NotTypeset."""
    monday = day - timedelta(days=day.weekday())
    with _room():
        return ReportGiven(name=f"lich-tuan-{outlet_id}-{monday}.pdf", content=week_pdf(station, outlet_id, day))


def give_verified(station: Station, outlet: str | None) -> Verified:
    """Walk the chain of an outlet, or of all; raises ReportsBusy, UnknownOutlet, KeyRefused."""
    with _room():
        return verify_log(station, outlet=outlet)


def _may_know(timetable: Timetable, number: int, scope: ReportScope) -> bool:
    return timetable.targets[number - 1] in scope.known(timetable).targets


@contextmanager
def _room() -> Generator[None]:
    if not _ROOM.acquire(blocking=False):
        raise ReportsBusy
    try:
        yield
    finally:
        _ROOM.release()


def _file(name: str, write: Callable[[Path], object]) -> ReportGiven:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        write(path)
        return ReportGiven(name=name, content=path.read_bytes())
