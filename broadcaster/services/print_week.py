"""Print an outlet's week, and give it as a calendar to a phone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

from broadcaster.domain.directory import find_outlet
from broadcaster.domain.ids import OutletId
from broadcaster.domain.playlists import Playlist
from broadcaster.domain.timetables import Relay, Slot, StartKind, Timetable
from broadcaster.domain.units import Outlet
from broadcaster.files import write_bytes
from broadcaster.outlets.calendar_feed import CalendarEntry, calendar_feed
from broadcaster.outlets.day_lists import calendar_entry
from broadcaster.reports.week_sheet import WeekDay, WeekRow, WeekSheet, week_sheet
from broadcaster.scheduling.lengths import in_words
from broadcaster.services.progress import Progress, silent
from broadcaster.station import Station

_WEEK = 7


def print_weeks(
    station: Station, day: date, *, outlet: str | None = None, progress: Progress = silent
) -> tuple[Path, ...]:
    """Write the printed week (Monday to Sunday) that holds a day, for one outlet or all; gives the files.

    Raises:
        NoTimetable, UnknownOutlet, AmbiguousOutlet, NotTypeset, DiskFull.
    """
    monday = day - timedelta(days=day.weekday())
    timetable = station.timetable()
    planned = _planned(station, monday, _WEEK)
    with station.store.reading() as tx:
        version = tx.timetables.version()
    written: list[Path] = []
    chosen = _chosen(timetable, outlet)
    for done, each in enumerate(chosen, start=1):
        sheet = _sheet(station, timetable, each, monday, planned.get(each.id, ()), version)
        path = station.folder / "audio_out" / "lich-tuan" / monday.isoformat() / f"lich-{each.id}.pdf"
        write_bytes(path, week_sheet(sheet, station.session_names))
        written.append(path)
        progress(done, len(chosen))
    return tuple(written)


def week_pdf(station: Station, outlet_id: OutletId, day: date) -> bytes:
    """Give the printed week (Monday to Sunday) that holds a day, for one outlet; raises NoTimetable, NotTypeset."""
    monday = day - timedelta(days=day.weekday())
    timetable = station.timetable()
    with station.store.reading() as tx:
        version = tx.timetables.version()
        planned = tx.playlists.of(outlet_id, monday, monday + timedelta(days=_WEEK - 1))
    sheet = _sheet(station, timetable, timetable.outlet(outlet_id), monday, planned, version)
    return week_sheet(sheet, station.session_names)


def write_calendars(station: Station, first: date, *, days: int, outlet: str | None = None) -> tuple[Path, ...]:
    """Write some days as a calendar file for phones, for one outlet or all; gives the files.

    Days that are not planned yet are there with their hours.

    Raises:
        NoTimetable, UnknownOutlet, AmbiguousOutlet, DiskFull.
    """
    timetable = station.timetable()
    planned = _planned(station, first, days)
    written: list[Path] = []
    for each in _chosen(timetable, outlet):
        entries = [
            entry
            for number in range(days)
            for entry in _entries(station, timetable, each, first + timedelta(days=number), planned.get(each.id, ()))
        ]
        path = station.folder / "audio_out" / "lich-dien-thoai" / f"{each.id}.ics"
        write_bytes(path, calendar_feed(f"Lịch phát sóng {each.name}", entries))
        written.append(path)
    return tuple(written)


def _chosen(timetable: Timetable, outlet: str | None) -> tuple[Outlet, ...]:
    return timetable.outlets if outlet is None else (find_outlet(timetable, outlet),)


def _planned(station: Station, first: date, days: int) -> Mapping[OutletId, tuple[Playlist, ...]]:
    with station.store.reading() as tx:
        playlists = tx.playlists.between(first, first + timedelta(days=days - 1))
    found: dict[OutletId, list[Playlist]] = {}
    for each in playlists:
        found.setdefault(each.outlet_id, []).append(each)
    return {outlet_id: tuple(each) for outlet_id, each in found.items()}


def _sheet(
    station: Station, timetable: Timetable, outlet: Outlet, monday: date, playlists: Sequence[Playlist], version: int
) -> WeekSheet:
    holidays = {each.day: each.name for each in timetable.holidays}
    days: list[WeekDay] = []
    for number in range(_WEEK):
        day = monday + timedelta(days=number)
        there = tuple(each for each in playlists if each.air_date == day)
        rows = _rows(station, timetable, outlet, day, there)
        days.append(WeekDay(day=day, rows=rows, holiday=holidays.get(day, ""), playlists=there))
    return WeekSheet(
        station=station.words.name,
        outlet=outlet.name,
        days=tuple(days),
        notes=(f"Giờ yên tĩnh, không phát: {timetable.quiet_hours(outlet.id)}. Giờ ghi theo 24 giờ, giờ Việt Nam.",),
        footer=f"Lịch phiên bản {version}",
    )


def _rows(
    station: Station, timetable: Timetable, outlet: Outlet, day: date, playlists: Sequence[Playlist]
) -> tuple[WeekRow, ...]:
    """Give what airs on a day in order of time; a planned session with the hour of its plan."""
    at = {each.session: each.starts_at.astimezone(station.zone) for each in playlists}
    sessions = [
        (at.get(slot.session, _start(station, day, slot)), slot)
        for slot in timetable.slots_on(day)
        if slot.outlet_id == outlet.id
    ]
    rows = [(starts, _session_row(station, timetable, slot, starts)) for starts, slot in sessions]
    relays = [relay for relay in timetable.relays_on(day) if relay.outlet_id == outlet.id]
    rows += [(_start(station, day, relay), _relay_row(relay, _start(station, day, relay))) for relay in relays]
    return tuple(row for _, row in sorted(rows, key=lambda pair: pair[0]))


def _start(station: Station, day: date, event: Slot | Relay) -> datetime:
    return datetime.combine(day, event.starts, tzinfo=station.zone)


def _session_row(station: Station, timetable: Timetable, slot: Slot, starts: datetime) -> WeekRow:
    clock = timetable.clock(slot.clock)
    stops = starts + timedelta(milliseconds=clock.length)
    name = station.session_name(slot.session)
    soft = slot.start is StartKind.SOFT and slot.window
    return WeekRow(
        start=f"{starts:%H:%M}",
        stop=f"{stops:%H:%M}",
        name=name[:1].upper() + name[1:],
        what=clock.name,
        note=f"Giờ mềm: được trễ tới {in_words(slot.window)}" if soft else "",
    )


def _relay_row(relay: Relay, starts: datetime) -> WeekRow:
    stops = starts + timedelta(milliseconds=relay.length)
    return WeekRow(start=f"{starts:%H:%M}", stop=f"{stops:%H:%M}", name=f"Tiếp âm {relay.source}")


def _entries(
    station: Station, timetable: Timetable, outlet: Outlet, day: date, playlists: Sequence[Playlist]
) -> list[CalendarEntry]:
    """Give a day's sessions and relays; a planned session with its contents."""
    there = {each.session: each for each in playlists if each.air_date == day}
    entries: list[CalendarEntry] = []
    for slot in timetable.slots_on(day):
        if slot.outlet_id != outlet.id:
            continue
        clock = timetable.clock(slot.clock)
        starts = _start(station, day, slot)
        if slot.session in there:
            entries.append(calendar_entry(there[slot.session], clock.name))
            continue
        stops = starts + timedelta(milliseconds=clock.length)
        entries.append(_entry(outlet, day, slot.session, clock.name, starts, stops))
    for relay in timetable.relays_on(day):
        if relay.outlet_id == outlet.id:
            starts = _start(station, day, relay)
            stops = starts + timedelta(milliseconds=relay.length)
            entries.append(_entry(outlet, day, relay.id, f"Tiếp âm {relay.source}", starts, stops))
    return entries


def _entry(outlet: Outlet, day: date, name: str, title: str, starts: datetime, stops: datetime) -> CalendarEntry:
    return CalendarEntry(
        outlet_id=outlet.id,
        air_date=day,
        name=name,
        title=title,
        place=outlet.name,
        starts_at=starts,
        stops_at=stops,
    )
