"""Quiet hours: when nothing may be planned or played, and the night band that only warns."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from broadcaster.domain.timetables import NIGHT_BAND, QuietHours
from broadcaster.errors import InQuietHours


def touches(quiet: QuietHours, starts: datetime, stops: datetime) -> bool:
    """Say whether a span of local time shares any moment with quiet hours.

    ``starts`` and ``stops`` are the station's local time (aware). Quiet hours may cross midnight; their first minute is
    quiet and their last is not, so a session that stops when they start, or starts when they stop, does not touch them.
    Quiet hours that start and stop at the same time are empty.
    """
    first, last = starts.replace(tzinfo=None), stops.replace(tzinfo=None)
    days = (last.date() - first.date()).days
    spans = (_span_on(quiet, first.date() + timedelta(days=shift)) for shift in range(-1, days + 1))
    return any(first < end and begin < last for begin, end in spans if begin < end)


def refuse_if_quiet(*, what: str, outlet: str, starts: datetime, stops: datetime, quiet: QuietHours) -> None:
    """Raise InQuietHours when a span of local time touches quiet hours; ``what``, ``outlet``: names for people."""
    if touches(quiet, starts, stops):
        raise InQuietHours(what=what, start=hour(starts), stop=hour(stops), outlet=outlet, quiet=str(quiet))


def night_warning(*, what: str, where: str, starts: datetime, stops: datetime) -> str:
    """Warn of a session in the 21-06 h night band of QCVN 26:2010/BTNMT, or give an empty string."""
    if not touches(NIGHT_BAND, starts, stops):
        return ""
    return (
        f"{what} lúc {hour(starts)}–{hour(stops)} ({where}) nằm trong khung giờ đêm {NIGHT_BAND} của "
        "QCVN 26:2010/BTNMT. Hãy giảm âm lượng loa hoặc chọn giờ khác trong schedules/."
    )


def hour(moment: datetime | time) -> str:
    """Write a time of day as operators read it, with seconds only when there are any."""
    return f"{moment:%H:%M:%S}" if moment.second else f"{moment:%H:%M}"


def _span_on(quiet: QuietHours, day: date) -> tuple[datetime, datetime]:
    """Give the quiet span that begins on a day."""
    begin, end = datetime.combine(day, quiet.starts), datetime.combine(day, quiet.stops)
    return begin, end + timedelta(days=1) if quiet.stops < quiet.starts else end
