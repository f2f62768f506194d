"""An outlet's sessions as iCalendar (RFC 5545), for the calendar of an operator's phone.

Times are UTC, which every calendar shows in its own zone. An event keeps its UID for as long as the outlet, the day
and the session are the same, so that a session that moves moves in the phone and is not there twice. The same sessions
always give the same bytes: the stamp that the format asks for is the start of the first day, not the time of writing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from icalendar import Alarm, Calendar, Event

from broadcaster.domain.ids import OutletId
from broadcaster.domain.zone import ZONE
from broadcaster.outlets.times import one_line

_REMINDER = timedelta(minutes=-10)


@dataclass(frozen=True, kw_only=True, slots=True)
class CalendarEntry:
    """One session or relay in the calendar."""

    outlet_id: OutletId
    """Where."""
    air_date: date
    """Local calendar day."""
    name: str
    """Id of the session or relay; with outlet and day it names the event."""
    title: str
    """What the phone shows."""
    place: str
    """Name of the outlet."""
    starts_at: datetime
    """Aware."""
    stops_at: datetime
    """Aware."""
    text: str = ""
    """What is in it, line by line."""
    reminded: bool = True
    """Whether the phone rings ten minutes before."""


def calendar_feed(name: str, entries: Sequence[CalendarEntry]) -> bytes:
    """Write a calendar of that name."""
    calendar: Any = Calendar()  # its way of adding is untyped upstream, as below
    calendar.add("prodid", "-//broadcaster//lich phat song//VI")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", one_line(name))
    calendar.add("x-wr-timezone", ZONE.key)
    for entry in sorted(entries, key=lambda each: (each.starts_at, each.outlet_id, each.name)):
        calendar.add_component(_event(entry))
    return calendar.to_ical()


def _event(entry: CalendarEntry) -> Event:
    event: Any = Event()
    event.add("uid", f"{entry.outlet_id}-{entry.air_date.isoformat()}-{entry.name}@broadcaster".lower())
    event.add("dtstamp", datetime.combine(entry.air_date, time(), tzinfo=ZONE).astimezone(UTC))
    event.add("dtstart", entry.starts_at.astimezone(UTC))
    event.add("dtend", entry.stops_at.astimezone(UTC))
    event.add("summary", one_line(entry.title))
    event.add("location", one_line(entry.place))
    if entry.text:
        event.add("description", entry.text)
    if entry.reminded:
        event.add_component(_alarm(entry))
    return event


def _alarm(entry: CalendarEntry) -> Alarm:
    alarm: Any = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", one_line(entry.title))
    alarm.add("trigger", _REMINDER)
    return alarm
