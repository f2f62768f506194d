"""Write the page of a day, ``index.html`` in the station folder, to be seen and heard without a network."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from broadcaster.asrun.outcomes import outcome
from broadcaster.asrun.standing import standing
from broadcaster.domain.airings import Airing, Handover
from broadcaster.domain.airtime import AirtimeReport
from broadcaster.domain.editions import Edition
from broadcaster.domain.ids import OutletId
from broadcaster.domain.outcomes import Outcome
from broadcaster.domain.periods import Period
from broadcaster.domain.playlists import Playlist
from broadcaster.domain.timetables import Timetable
from broadcaster.errors import NotPlanned
from broadcaster.files import write_text
from broadcaster.outlets.names import PLAYLIST, PLAYLIST_JSON
from broadcaster.reports.day_page import day_page
from broadcaster.reports.page_values import DayPage, PageEdition, PageOutlet, PageScript
from broadcaster.scheduling.quiet_hours import night_warning
from broadcaster.services.approve_script import ScriptStanding, standings
from broadcaster.services.report_airtime import report_airtime
from broadcaster.services.write_script import frame_id
from broadcaster.services.write_sheet import sheet_folder
from broadcaster.station import Station


def show_day(station: Station, day: date) -> Path:
    """Write the page of a planned day; the same state of the store gives the same bytes.

    Raises:
        NotPlanned: there is nothing to show.
    """
    timetable = station.timetable()
    with station.store.reading() as tx:
        editions, playlists = tx.editions.on(day), tx.playlists.on(day)
        programmes = {edition: made for (edition, _), made in tx.programmes.many([e.id for e in editions]).items()}
        handovers, entries = tx.handovers.between(day, day), tx.airings.between(day, day)
    if not playlists:
        raise NotPlanned(date=day)
    report = report_airtime(station, Period.parse(f"{day:%Y-%m}"))
    latest = {each.outlet_id: each for each in sorted(handovers, key=lambda each: each.at)}
    page = DayPage(
        station=station.words.name,
        air_date=day,
        made_at=_made_at(playlists, handovers, entries),
        timetable=timetable,
        editions=tuple(
            PageEdition(edition=each, programme=programmes.get(each.id), sheet=_sheet(station, each))
            for each in _by_start(editions, playlists)
        ),
        scripts=tuple(PageScript(script=each.script, state=each.state) for each in _shown(station, day, editions)),
        outlets=tuple(
            PageOutlet(
                outlet=outlet,
                playlists=tuple(each for each in playlists if each.outlet_id == outlet.id),
                handover=latest.get(outlet.id),
                lists=_lists(station, day, outlet.id),
            )
            for outlet in timetable.outlets
        ),
        recorded=len(entries),
        deviations=tuple(each for each in standing(entries) if outcome(each) is not Outcome.ON_TIME),
        report=report,
        chart=_chart(report, timetable),
        warnings=_night(station, playlists),
    )
    path = station.folder / "index.html"
    write_text(path, day_page(page))
    return path


def _night(station: Station, playlists: tuple[Playlist, ...]) -> tuple[str, ...]:
    """Say which sessions lie in the night band."""
    said = [
        night_warning(
            what=station.session_name(each.session).capitalize(),
            where=each.outlet_name,
            starts=each.starts_at.astimezone(station.zone),
            stops=each.stops_at.astimezone(station.zone),
        )
        for each in playlists
    ]
    return tuple(each for each in said if each)


def _made_at(playlists: tuple[Playlist, ...], handovers: tuple[Handover, ...], entries: tuple[Airing, ...]) -> datetime:
    """Give the time of the newest thing shown, so that looking twice changes nothing."""
    times = [each.at for each in handovers] + [each.recorded_at for each in entries]
    return max(times, default=playlists[0].starts_at)


def _sheet(station: Station, edition: Edition) -> str:
    return _shown_path(station, sheet_folder(station, edition.air_date) / f"{edition.id}.html")


def _lists(station: Station, day: date, outlet_id: OutletId) -> tuple[tuple[str, str], ...]:
    folder = station.outlet_folder(day, outlet_id)
    named = (("M3U8", folder / PLAYLIST), ("JSON", folder / PLAYLIST_JSON))
    return tuple((name, shown) for name, path in named if (shown := _shown_path(station, path)))


def _shown_path(station: Station, path: Path) -> str:
    """Give a path relative to the page, or nothing while the file is not there."""
    return path.relative_to(station.folder).as_posix() if path.is_file() else ""


def _by_start(editions: tuple[Edition, ...], playlists: tuple[Playlist, ...]) -> list[Edition]:
    """Order editions by the first time that any outlet airs them."""
    first = {each.edition_id: each.starts_at for each in sorted(playlists, key=lambda p: p.starts_at, reverse=True)}
    return sorted(editions, key=lambda edition: (first[edition.id], edition.id))


def _shown(station: Station, day: date, editions: tuple[Edition, ...]) -> tuple[ScriptStanding, ...]:
    """Give the scripts of the day's items and frames."""
    wanted = {str(part.item_id) for edition in editions for part in edition.segments if part.item_id}
    wanted |= {frame_id(day, edition.session) for edition in editions}
    return tuple(each for each in standings(station) if each.script.id in wanted)


def _chart(report: AirtimeReport, timetable: Timetable) -> str:
    from broadcaster.reports.airtime_chart import airtime_chart  # noqa: PLC0415 - fifty megabytes that only charts need

    return airtime_chart(report, timetable)
