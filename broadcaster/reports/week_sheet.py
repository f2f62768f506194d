"""The printed week of one outlet (lịch phát sóng): when what airs, large enough for the wall."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from itertools import groupby

from broadcaster.domain.ids import SessionId
from broadcaster.domain.playlists import Playlist
from broadcaster.domain.zone import ZONE
from broadcaster.reports.typeset import typeset

TEMPLATE = "lich-phat-song.typ"
_SPACE = "\N{NO-BREAK SPACE}"
WEEKDAYS = tuple(
    name.replace(" ", _SPACE) for name in ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")
)


@dataclass(frozen=True, kw_only=True, slots=True)
class WeekRow:
    """One session or relay of one day."""

    start: str
    """``06:00``."""
    stop: str
    """``06:15``."""
    name: str
    """What people call it: ``Buổi sáng``, ``Tiếp âm VOV1``."""
    what: str = ""
    """Name of the programme."""
    note: str = ""
    """What the operator should know of it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class WeekDay:
    """One day of the week."""

    day: date
    """Local calendar day."""
    rows: tuple[WeekRow, ...]
    """In order of time."""
    holiday: str = ""
    """Name of the public holiday, or empty."""
    playlists: tuple[Playlist, ...] = ()
    """What is planned, for the pages of contents."""


@dataclass(frozen=True, kw_only=True, slots=True)
class WeekSheet:
    """One outlet's week."""

    station: str
    """Who makes the programmes."""
    outlet: str
    """Whose week."""
    days: tuple[WeekDay, ...]
    """Seven, Monday first."""
    notes: tuple[str, ...] = ()
    """Sentences under the title."""
    footer: str = ""
    """At the foot of every page."""


def week_sheet(sheet: WeekSheet, session_names: Mapping[SessionId, str]) -> bytes:
    """Give the week as PDF, A4 upright; days in a row that are alike share a line. Raises NotTypeset."""
    first, last = sheet.days[0].day, sheet.days[-1].day
    values: dict[str, object] = {
        "station": sheet.station,
        "outlet": sheet.outlet,
        "span": f"Tuần từ {_day(first)} đến {_day(last)}",
        "notes": list(sheet.notes),
        "footer": sheet.footer,
        "groups": [*_groups(sheet.days)],
        "days": [_contents(day, session_names) for day in sheet.days if day.playlists],
    }
    return typeset(TEMPLATE, values, made_at=datetime.combine(first, time(), tzinfo=ZONE))


def _groups(days: Sequence[WeekDay]) -> Iterator[dict[str, object]]:
    """Give the days in rows of the table; those without anything on air are left out."""
    for (rows, holiday), alike in groupby(days, key=lambda day: (day.rows, day.holiday)):
        same = [*alike]
        if rows:
            yield {
                "name": _span(WEEKDAYS[same[0].day.weekday()], WEEKDAYS[same[-1].day.weekday()]),
                "dates": _span(_day(same[0].day), _day(same[-1].day)),
                "holiday": holiday,
                "rows": [asdict(row) for row in rows],
            }


def _contents(day: WeekDay, names: Mapping[SessionId, str]) -> dict[str, object]:
    sessions = [
        {
            "start": _hour(playlist.starts_at),
            "name": _capital(names.get(playlist.session, playlist.session)),
            "items": [
                {
                    "start": f"{item.starts_at.astimezone(ZONE):%H:%M:%S}",
                    "title": item.title + (" (phát lại)" if item.run > 1 else ""),
                    "length": _length(item.duration),
                }
                for item in playlist.items
                if item.item_id is not None
            ],
        }
        for playlist in sorted(day.playlists, key=lambda each: each.starts_at)
    ]
    return {"name": WEEKDAYS[day.day.weekday()], "date": _day(day.day), "sessions": sessions}


def _span(first: str, last: str) -> str:
    return first if first == last else f"{first} đến {last}"


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def _day(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"


def _hour(moment: datetime) -> str:
    return f"{moment.astimezone(ZONE):%H:%M}"


def _length(length: int) -> str:
    minutes, seconds = divmod(round(length / 1000), 60)
    return f"{minutes}:{seconds:02d}"
