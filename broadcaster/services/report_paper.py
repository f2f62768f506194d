"""Gather the facts of an airtime report, and write it in the form that the file's name asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from broadcaster.asrun.airtime import AirtimeRequest, counted_airings
from broadcaster.asrun.departures import departures
from broadcaster.asrun.targets import TargetRequest, hold
from broadcaster.domain.airings import Evidence
from broadcaster.domain.airtime import TargetStanding
from broadcaster.domain.chains import ChainHead
from broadcaster.domain.ids import OutletId
from broadcaster.domain.papers import TypedPart
from broadcaster.domain.periods import Period
from broadcaster.domain.timetables import Target, Timetable
from broadcaster.domain.units import Letterhead
from broadcaster.errors import StationUnitUnknown, UnknownReportKind
from broadcaster.files import write_bytes
from broadcaster.reports.report_facts import ReportFacts
from broadcaster.services.reconcile_day import programmes_of
from broadcaster.services.report_airtime import (
    EVERYTHING,
    ReportScope,
    airtime_request,
    arrived_by,
    bring_up,
    counted_airtime,
    known_targets,
)
from broadcaster.settings.report_figures import load_figures
from broadcaster.station import Station
from broadcaster.storage.store import Transaction

Form = Callable[[ReportFacts], bytes]


def airtime_facts(
    station: Station,
    period: Period,
    scope: ReportScope = EVERYTHING,
    *,
    as_of: date,
    figures: Path | None = None,
) -> ReportFacts:
    """Gather everything that a report of a period shows.

    Args:
        station: Whose records.
        period: Which days.
        scope: Which outlets, topics and evidence.
        as_of: Evidence that arrived by the end of this day counts, and days after it are still to come.
        figures: A TOML file of what a person types for the report.

    Raises:
        NoTimetable, UnknownOutlet, AmbiguousOutlet, UnknownGroup, UnknownTopic, SettingsError.
        StationUnitUnknown: the timetable does not know whose report it is.
    """
    timetable = scope.known(station.timetable())
    letterhead = _letterhead(station, timetable, as_of)
    typed: TypedPart | None = load_figures(figures) if figures else None
    for each in (period, period.before, period.year_before):
        bring_up(station, each)
    with station.store.reading() as tx:
        known = replace(timetable, targets=known_targets(tx, timetable, as_of))
        asked = airtime_request(tx, known, period, scope, as_of=as_of)
        report, previous, year_before = (
            counted_airtime(tx, known, each, scope, as_of=as_of) for each in (period, period.before, period.year_before)
        )
        return ReportFacts(
            station=station.words.name,
            period=period,
            as_of=as_of,
            letterhead=letterhead,
            timetable=known,
            scope=scope.words(known),
            grade=scope.grade,
            report=report,
            previous=previous,
            year_before=year_before,
            standings=tuple(_standings(tx, asked, as_of)),
            departures=departures(asked, until=as_of, programmes=programmes_of(tx, asked.playlists)),
            entries=sum(1 for each in counted_airings(asked) if each.evidence is not Evidence.REHEARSAL),
            typed=typed,
            heads=newest_heads(tx, asked.outlets, as_of=as_of),
        )


def _letterhead(station: Station, timetable: Timetable, day: date) -> Letterhead:
    wanted = station.settings.station.unit
    found = next((each for each in timetable.units if each.id == wanted), None)
    if found is None:
        raise StationUnitUnknown(unit=wanted)
    return found.letterhead_on(day)


def write_report(facts: ReportFacts, path: Path) -> None:
    """Write the report as the name of the file ends: ``.csv``, ``.xlsx``, ``.docx`` or ``.pdf``.

    Raises:
        UnknownReportKind, NotTypeset, DiskFull, ReadOnlyPlace, FileFailed.
    """
    forms: dict[str, Form] = {".csv": _csv, ".xlsx": _xlsx, ".docx": _docx, ".pdf": _pdf}
    form = forms.get(path.suffix.lower())
    if form is None:
        raise UnknownReportKind(path=path, known=", ".join(forms))
    write_bytes(path, form(facts))


def newest_heads(tx: Transaction, outlets: Iterable[OutletId], *, as_of: date) -> tuple[ChainHead, ...]:
    """Give the last head of each outlet that was closed by a day, of some outlets or all."""
    wanted = frozenset(outlets)
    newest = {each.outlet_id: each for each in tx.chain.heads() if each.arrival_day <= as_of}
    return tuple(head for outlet_id, head in sorted(newest.items()) if not wanted or outlet_id in wanted)


def heads_shown(
    station: Station, *, now: datetime, only: frozenset[OutletId] | None
) -> tuple[tuple[str, ChainHead], ...]:
    """Give the last head of each outlet that a reader may know of, each with the outlet's name."""
    timetable = station.timetable()
    names = {each.id: each.name for each in timetable.outlets if only is None or each.id in only}
    with station.store.reading() as tx:
        found = newest_heads(tx, (), as_of=now.astimezone(station.zone).date())
    return tuple(
        (names.get(head.outlet_id, head.outlet_id), head) for head in found if only is None or head.outlet_id in only
    )


def standing_of(tx: Transaction, timetable: Timetable, target: Target, *, as_of: date) -> TargetStanding:
    """Hold one target against its own whole period."""
    whole = Period.parse(target.period)
    return hold(
        TargetRequest(
            target=target,
            timetable=timetable,
            playlists=tx.playlists.between(whole.first, whole.last),
            airings=arrived_by(tx.airings.between(whole.first, whole.last), as_of),
            as_of=as_of,
        )
    )


def _standings(tx: Transaction, asked: AirtimeRequest, as_of: date) -> Iterable[TargetStanding]:
    """Hold every target that shares a day with the report, at the outlets that it is about."""
    for number, target in enumerate(asked.timetable.targets, start=1):
        narrowed = narrowed_target(asked, target)
        if narrowed is not None:
            yield replace(standing_of(tx, asked.timetable, narrowed, as_of=as_of), number=number)


def narrowed_target(asked: AirtimeRequest, target: Target) -> Target | None:
    """Give a target at the outlets that a report is about; nothing where the two have no day or no outlet in common."""
    whole = Period.parse(target.period)
    everywhere = target.outlets or tuple(outlet.id for outlet in asked.timetable.outlets)
    outlets = tuple(each for each in everywhere if each in (asked.outlets or {each}))
    apart = whole.last < asked.period.first or asked.period.last < whole.first
    if apart or not outlets or (asked.topics and target.topic not in asked.topics):
        return None
    return replace(target, outlets=outlets) if asked.outlets else target


def _csv(facts: ReportFacts) -> bytes:
    from broadcaster.reports.airtime_csv import airtime_csv  # noqa: PLC0415 - each form brings its own libraries

    return airtime_csv(facts.report, facts.timetable).encode()


def _xlsx(facts: ReportFacts) -> bytes:
    from broadcaster.reports.airtime_xlsx import airtime_xlsx  # noqa: PLC0415 - as above

    return airtime_xlsx(facts)


def _docx(facts: ReportFacts) -> bytes:
    from broadcaster.reports.airtime_paper import airtime_paper  # noqa: PLC0415 - as above
    from broadcaster.reports.official_docx import official_docx  # noqa: PLC0415

    return official_docx(airtime_paper(facts))


def _pdf(facts: ReportFacts) -> bytes:
    from broadcaster.reports.airtime_paper import airtime_paper  # noqa: PLC0415 - as above
    from broadcaster.reports.official_pdf import official_pdf  # noqa: PLC0415

    return official_pdf(airtime_paper(facts))
