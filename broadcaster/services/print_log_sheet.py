"""Print what outlets without a player are to confirm: a week as PDF for a pen and as XLSX for a phone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

from broadcaster.domain.chains import ChainHead
from broadcaster.domain.directory import find_outlet
from broadcaster.domain.log_sheets import SheetSession
from broadcaster.domain.playlists import Playlist
from broadcaster.domain.timetables import Timetable
from broadcaster.domain.units import Outlet
from broadcaster.files import write_bytes
from broadcaster.reports.log_sheet import LogSheet, log_sheet_pdf, log_sheet_xlsx
from broadcaster.services.progress import Progress, silent
from broadcaster.station import Station

_SUNDAY = timedelta(days=6)


def print_log_sheets(
    station: Station, day: date, *, outlet: str | None = None, progress: Progress = silent
) -> tuple[Path, ...]:
    """Write the sheets of the week (Monday to Sunday) that holds a day, for one outlet or all; gives the files.

    A workbook that is there already stays as it is, since somebody may have filled it in.

    Raises:
        NoTimetable, UnknownOutlet, AmbiguousOutlet, NotTypeset, DiskFull.
    """
    monday = day - timedelta(days=day.weekday())
    timetable = station.timetable()
    chosen = timetable.outlets if outlet is None else (find_outlet(timetable, outlet, day=day),)
    with station.store.reading() as tx:
        playlists = tx.playlists.between(monday, monday + _SUNDAY)
        heads = {each.outlet_id: each for each in sorted(tx.chain.heads(), key=lambda head: head.arrival_day)}
    folder = station.folder / "audio_out" / "phieu-xac-nhan" / monday.isoformat()
    written: list[Path] = []
    for done, each in enumerate(chosen, start=1):
        sheet = _sheet(station, timetable, each, monday, playlists, heads.get(each.id))
        pdf, xlsx = (folder / f"phieu-{each.id}{suffix}" for suffix in (".pdf", ".xlsx"))
        write_bytes(pdf, log_sheet_pdf(sheet))
        written.append(pdf)
        if not xlsx.exists():
            write_bytes(xlsx, log_sheet_xlsx(sheet))
            written.append(xlsx)
        progress(done, len(chosen))
    return tuple(written)


def _sheet(
    station: Station,
    timetable: Timetable,
    outlet: Outlet,
    monday: date,
    playlists: Sequence[Playlist],
    head: ChainHead | None,
) -> LogSheet:
    sessions = [
        session
        for number in range(7)
        for session in _day(station, timetable, outlet, monday + timedelta(days=number), playlists)
    ]
    return LogSheet(
        station=station.words.name,
        outlet=outlet.name,
        first=monday,
        last=monday + _SUNDAY,
        sessions=tuple(sessions),
        head=head,
    )


def _day(
    station: Station, timetable: Timetable, outlet: Outlet, day: date, playlists: Sequence[Playlist]
) -> list[SheetSession]:
    """Give a day's sessions in order of time: as planned, else as the timetable has them."""
    planned = [each for each in playlists if each.outlet_id == outlet.id and each.air_date == day]
    found = [
        SheetSession(
            playlist_id=each.id,
            outlet_id=outlet.id,
            session=each.session,
            name=_name(station, each.session),
            starts_at=each.starts_at,
            length=each.duration,
        )
        for each in planned
    ]
    sessions = {each.session for each in planned}
    found += [
        SheetSession(
            playlist_id=None,
            outlet_id=outlet.id,
            session=slot.session,
            name=_name(station, slot.session),
            starts_at=datetime.combine(day, slot.starts, tzinfo=station.zone),
            length=timetable.clock(slot.clock).length,
        )
        for slot in timetable.slots_on(day)
        if slot.outlet_id == outlet.id and slot.session not in sessions
    ]
    return sorted(found, key=lambda each: (each.starts_at, each.session))


def _name(station: Station, session: str) -> str:
    name = next((known for each, known in station.session_names.items() if each == session), session)
    return name[:1].upper() + name[1:]
