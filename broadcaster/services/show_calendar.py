"""Show what the applied timetable makes of some days: sessions and relays with their times, and what is special."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from broadcaster.domain.day_grid import DayEvent, Placing, time_of_day
from broadcaster.domain.ids import OutletId
from broadcaster.domain.timetables import Relay, Slot, Timetable
from broadcaster.scheduling.quiet_hours import hour
from broadcaster.settings.public_holidays import lunar_day
from broadcaster.station import Station

_WEEKDAYS = ("Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật")


@dataclass(frozen=True, kw_only=True, slots=True)
class CalendarLine:
    """Outlets that air the same at the same time."""

    hours: str
    """Start and end."""
    what: str
    """The session's name, or whose programme is passed on."""
    outlets: tuple[OutletId, ...]
    """Where."""
    note: str
    """How it came to that time, where that is not its row's own."""


@dataclass(frozen=True, kw_only=True, slots=True)
class CalendarDay:
    """One local day."""

    day: date
    """Which."""
    title: str
    """Weekday and date."""
    lunar: str
    """Date by the Vietnamese lunar calendar."""
    matters: tuple[str, ...]
    """Holiday, campaigns and exceptions."""
    lines: tuple[CalendarLine, ...]
    """In order of time."""


def show_calendar(
    station: Station, first: date, *, days: int, outlets: Collection[OutletId] = ()
) -> Iterator[CalendarDay]:
    """Give days in a row, of all outlets or of those named; raises NoTimetable."""
    timetable = station.timetable()
    for number in range(days):
        day = first + timedelta(days=number)
        yield CalendarDay(
            day=day,
            title=f"{_WEEKDAYS[day.weekday()]} {day:%d/%m/%Y}",
            lunar=lunar_day(day),
            matters=tuple(_matters(timetable, day)),
            lines=_lines(timetable, day, outlets),
        )


def _matters(timetable: Timetable, day: date) -> Iterator[str]:
    holiday = timetable.holiday_on(day)
    if holiday is not None:
        yield f"ngày lễ: {holiday.name}"
    yield from (f"đợt tuyên truyền: {campaign.name}" for campaign in timetable.campaigns_on(day))
    yield from (f"ngoại lệ: {each.name}" for each in timetable.exceptions if each.first <= day <= each.last)


def _lines(timetable: Timetable, day: date, outlets: Collection[OutletId]) -> tuple[CalendarLine, ...]:
    names = {daypart.id: daypart.name for daypart in timetable.dayparts}
    alike: defaultdict[tuple[str, str, str], list[OutletId]] = defaultdict(list)
    for event in timetable.events_on(day):
        if not outlets or event.row.outlet_id in outlets:
            row = event.row
            what = f"tiếp âm {row.source}" if isinstance(row, Relay) else names[row.session]
            alike[_hours(event), what, _note(event)].append(row.outlet_id)
    return tuple(
        CalendarLine(hours=hours, what=what, outlets=tuple(where), note=note)
        for (hours, what, note), where in alike.items()
    )


def _hours(event: DayEvent) -> str:
    return f"{hour(time_of_day(event.starts))}–{hour(time_of_day(event.stops))}"


def _note(event: DayEvent) -> str:
    row, placing = event.row, event.placing
    if event.exception is not None:
        return f"dời: {event.exception.name}"
    if not isinstance(row, Slot) or placing is Placing.OWN:
        return ""
    if placing is Placing.RELATIVE:
        return f"ngay sau {row.follows}" if row.follows else f"tính lùi từ {row.precedes}"
    if placing is Placing.PUSHED:
        return f"giờ mềm {row.starts:%H:%M}, đợi mục trước phát xong"
    return f"không có {row.follows or row.precedes}, theo giờ riêng"
