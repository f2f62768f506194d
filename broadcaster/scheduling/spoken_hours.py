"""Hours as a person says them, so that 3:15 at night cannot pass for a quarter past three in the afternoon."""

from __future__ import annotations

from datetime import datetime, time

from broadcaster.scheduling.quiet_hours import hour

_PARTS = ((4, "đêm"), (5, "sáng sớm"), (11, "sáng"), (13, "trưa"), (19, "chiều"), (22, "tối"), (24, "đêm"))
"""Until which hour of the day each part lasts."""

_HALF_DAY = 12


def spoken_hour(moment: datetime | time) -> str:
    """Say a local time of day: ``5 giờ 15 chiều``, ``12 giờ đêm``."""
    part = next(name for until, name in _PARTS if moment.hour < until)
    said = moment.hour % _HALF_DAY or _HALF_DAY
    minutes = f" {moment.minute:02d}" if moment.minute or moment.second else ""
    seconds = f" phút {moment.second:02d} giây" if moment.second else ""
    return f"{said} giờ{minutes}{seconds} {part}"


def told_hour(moment: datetime | time) -> str:
    """Say a local time of day and give its figure of 24 hours: ``3 giờ 15 đêm (03:15)``."""
    return f"{spoken_hour(moment)} ({hour(moment)})"


def told_span(minutes: int) -> str:
    """Say how long something is in whole minutes: ``1 giờ 45 phút``."""
    hours, rest = divmod(minutes, 60)
    said = [f"{hours} giờ"] if hours else []
    return " ".join([*said, f"{rest} phút"] if rest or not hours else said)
