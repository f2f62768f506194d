"""What a person should look at in the plan of a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from broadcaster.domain.ids import EditionId, SessionId
from broadcaster.scheduling.day_plan import DayRequest
from broadcaster.scheduling.filling import Filling
from broadcaster.scheduling.lengths import in_words
from broadcaster.scheduling.quiet_hours import night_warning
from broadcaster.scheduling.sharing import Made
from broadcaster.scheduling.slot_times import SlotTime

LONG_CLOSING = 60_000
"""Closing music longer than this many milliseconds is worth a warning."""


def plan_warnings(
    request: DayRequest, planned: Sequence[tuple[SlotTime, Made]], skipped: Sequence[SlotTime]
) -> tuple[str, ...]:
    """Give one Vietnamese sentence per matter, with the number of outlets that it concerns."""
    times = [time for time, _ in planned]
    return (*_night(request, times), *_thin(request, planned), *_nothing(request, skipped))


def _night(request: DayRequest, times: Iterable[SlotTime]) -> Iterator[str]:
    """Warn of sessions in the night band."""
    alike: dict[tuple[SessionId, datetime, datetime], list[SlotTime]] = defaultdict(list)
    for time in times:
        alike[time.slot.session, time.starts, time.stops].append(time)
    for (session, starts, stops), there in alike.items():
        what = _named(request, session)
        warning = night_warning(what=what, where=_where(there), starts=starts, stops=stops)
        if warning:
            yield warning


def _thin(request: DayRequest, planned: Iterable[tuple[SlotTime, Made]]) -> Iterator[str]:
    """Warn of too few items and of long closing music."""
    alike: dict[EditionId, list[SlotTime]] = defaultdict(list)
    made: dict[EditionId, Made] = {}
    for time, each in planned:
        alike[each.edition.id].append(time)
        made[each.edition.id] = each
    for edition_id, there in alike.items():
        filling = made[edition_id].filling
        who = f"{_named(request, there[0].slot.session)} ({_where(there)})"
        for shortage in filling.shortages:
            yield f"{who} {shortage}. Duyệt và thu thêm rồi lập lại kế hoạch."
        if filling.closing > LONG_CLOSING:
            yield f"{who} còn trống nên nhạc kết dài {in_words(filling.closing)}. {_advice(filling)}"


def _nothing(request: DayRequest, skipped: Iterable[SlotTime]) -> Iterator[str]:
    """Warn of sessions that got no playlist."""
    alike: dict[SessionId, list[SlotTime]] = defaultdict(list)
    for time in skipped:
        alike[time.slot.session].append(time)
    for session, there in alike.items():
        name = _named(request, session)
        yield f"{name} ({_where(there)}) không có tin nào để phát nên chưa xếp. Duyệt và thu tin rồi lập lại kế hoạch."


def _advice(filling: Filling) -> str:
    """Say what would shorten the closing music."""
    if not filling.left_out:
        return "Duyệt và thu thêm tin rồi lập lại kế hoạch."
    waiting = f"Còn {len(filling.left_out)} tin chưa xếp vì đã đủ số tin hoặc quá dài"
    return f"{waiting}: xem lại số tin nhiều nhất (most) của mẫu giờ trong schedules/."


def _where(times: Sequence[SlotTime]) -> str:
    return times[0].outlet.name if len(times) == 1 else f"{len(times)} nơi phát"


def _named(request: DayRequest, session: SessionId) -> str:
    name = request.session_name(session)
    return name[:1].upper() + name[1:]
