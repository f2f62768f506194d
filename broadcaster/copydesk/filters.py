"""What templates can do with values: dates, times, lengths and numbers as Vietnamese copy writes them."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta, timezone
from typing import TypeVar

from broadcaster.domain.ids import DurationMs

_Day = TypeVar("_Day", bound=date)

_VIETNAM = timezone(timedelta(hours=7))
"""Vietnam's clock has had no summer time since 1975, so a fixed offset is exact for anything that airs."""

_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_SENTENCE_END = re.compile(r"[.!?…:][\"”’)]*$")
_WORD = re.compile(r"\w+")
_REPEATED_SHARE = 0.75


def day_month_year(day: date) -> str:
    """Write a day as copy does: ``15/3/2023``; an aware datetime counts by Vietnamese time."""
    local = _local(day)
    return f"{local.day}/{local.month}/{local.year}"


def weekday_name(day: date) -> str:
    """Name the day of the week: ``thứ Tư``."""
    return _WEEKDAYS[_local(day).weekday()]


def hours_minutes(moment: datetime | time) -> str:
    """Write a time of day on the 24-hour clock: ``06:00``; an aware datetime is shown in Vietnamese time."""
    local = _local(moment) if isinstance(moment, datetime) else moment
    return f"{local.hour:02}:{local.minute:02}"


def minutes_seconds(length: DurationMs) -> str:
    """Write a length in milliseconds as script sheets do, to the nearest second: ``1'05"``."""
    minutes, seconds = divmod(round(length / 1000), 60)
    return f"{minutes}'{seconds:02}\""


def number(value: float) -> str:
    """Write a number with the Vietnamese comma and thousands point: ``1.234,5``."""
    return f"{value:,}".translate(str.maketrans(",.", ".,"))


def sentence(text: str) -> str:
    """Close a title with a full stop, unless it closes itself."""
    bare = text.strip()
    return bare if _SENTENCE_END.search(bare) else f"{bare}."


def says_again(text: str, title: str) -> bool:
    """Say whether a text already tells what a title says: three words in four occur in it."""
    wanted, told = set(_WORD.findall(title.casefold())), set(_WORD.findall(text.casefold()))
    return len(wanted & told) >= _REPEATED_SHARE * len(wanted)


def _local(day: _Day) -> _Day:
    return day.astimezone(_VIETNAM) if isinstance(day, datetime) and day.tzinfo is not None else day
