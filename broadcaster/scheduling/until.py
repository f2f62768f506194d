"""Until when an emergency bulletin holds, as somebody in a hurry types it."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta

from broadcaster.domain.zone import ZONE
from broadcaster.errors import EmergencyTimeWrong

LONGEST = timedelta(days=7)
"""No bulletin holds longer: who needs that plans it as an item."""

_LENGTH = re.compile(
    r"(?:(?P<hours>\d{1,3})\s*(?:h|giờ))?\s*(?:(?P<minutes>\d{1,4})\s*(?:m|ph|phút|min))?", re.IGNORECASE
)
_HOUR = re.compile(r"(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)", re.ASCII)
_HOW = 'viết 2h, 90m, 22:30 hoặc "2026-11-25 06:00"'


def until_when(text: str, now: datetime) -> datetime:
    """Read an end time: a length (``2h``, ``90m``, ``1h30m``), a local hour, the next of its kind, or a day with it.

    Raises:
        EmergencyTimeWrong: it is none of these, lies in the past, or more than seven days ahead.
    """
    typed = " ".join(text.split())
    ends = _after(typed, now) or _next_hour(typed, now) or _on_a_day(typed)
    if ends is None:
        raise EmergencyTimeWrong(text=text, reason=_HOW)
    return checked_end(ends, now, text=text)


def checked_end(ends: datetime, now: datetime, *, text: str) -> datetime:
    """Give an end time that lies ahead, but not too far; raises EmergencyTimeWrong."""
    if ends <= now:
        raise EmergencyTimeWrong(text=text, reason="giờ này đã qua")
    if ends > now + LONGEST:
        raise EmergencyTimeWrong(text=text, reason=f"xa quá {LONGEST.days} ngày; {_HOW}")
    return ends


def _after(typed: str, now: datetime) -> datetime | None:
    found = _LENGTH.fullmatch(typed) if typed else None
    if found is None:
        return None
    return now + timedelta(hours=int(found["hours"] or 0), minutes=int(found["minutes"] or 0))


def _next_hour(typed: str, now: datetime) -> datetime | None:
    found = _HOUR.fullmatch(typed)
    if found is None:
        return None
    local = now.astimezone(ZONE)
    ends = datetime.combine(local.date(), time(int(found["hour"]), int(found["minute"])), ZONE)
    return ends if ends > now else ends + timedelta(days=1)


def _on_a_day(typed: str) -> datetime | None:
    try:
        ends = datetime.fromisoformat(typed)
    except ValueError:
        return None
    return ends if ends.tzinfo else ends.replace(tzinfo=ZONE)
