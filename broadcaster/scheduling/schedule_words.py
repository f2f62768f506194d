"""Changes of the timetable in the words of the people who have to say yes to them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta

from broadcaster.domain.ids import OutletId
from broadcaster.domain.schedule_changes import ChangeKind, ScheduleChange, ScheduleChanges
from broadcaster.domain.timetables import NIGHT_BAND
from broadcaster.scheduling.spoken_hours import told_hour, told_span

_NAMED = 3
_SUMMED = 4
_HALF_DAY, _BIG, _NEAR = 720, 120, 45
"""Minutes."""
_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def change_sentence(change: ScheduleChange, changes: ScheduleChanges, names: Mapping[OutletId, str]) -> str:
    """Say one change, where and when it holds, and what is to be thought over; `names`: all outlets by id."""
    told = [_told(change), outlets_told(change.outlets, names)]
    if change.days:
        told.append(days_told(change.days, changes.first, changes.days))
    return "; ".join(told) + "." + "".join(f" {each}" for each in _thought(change))


def summary(changes: ScheduleChanges, names: Mapping[OutletId, str]) -> str:
    """Say in a line what changes, for the history of versions."""
    if not changes.alters_air:
        return "không đổi gì trên sóng"
    told = [f"{_told(each)} ({outlets_told(each.outlets, names)})" for each in changes.changes[:_SUMMED]]
    more = len(changes.changes) - len(told)
    if not told:
        return f"không đổi gì trong {changes.days} ngày kế tiếp và các ngày đặc biệt sau đó; có đổi quy định khác"
    return "; ".join(told) + (f"; và {more} thay đổi khác" if more else "")


def outlets_told(outlets: Sequence[OutletId], names: Mapping[OutletId, str]) -> str:
    """Say where: by name when they are few, by number when they are many."""
    few = ", ".join(names.get(outlet, outlet) for outlet in outlets[:_NAMED])
    if len(outlets) <= _NAMED:
        return few
    if len(outlets) == len(names):
        return f"tất cả {len(outlets)} nơi phát"
    return f"{len(outlets)} nơi phát: {few}…"


def days_told(days: Collection[date], first: date, count: int) -> str:
    """Say on which of the days from `first` on something holds: every day, some weekdays, or dates."""
    span = {first + timedelta(days=number) for number in range(count)}
    if span <= set(days):
        return "mọi ngày"
    weekdays = sorted({day.weekday() for day in days})
    if {day for day in span if day.weekday() in weekdays} == set(days) and len(days) > len(weekdays):
        return "các ngày " + ", ".join(_WEEKDAYS[each] for each in weekdays)
    return "ngày " + ", ".join(_runs(sorted(days)))


def day_told(day: date) -> str:
    """Write a day as people do, with its weekday."""
    return f"{_WEEKDAYS[day.weekday()]} {day:%d/%m/%Y}"


def _runs(days: Sequence[date]) -> list[str]:
    """Join days in a row: ``02/09/2026 đến 04/09/2026``."""
    runs: list[tuple[date, date]] = []
    for day in days:
        if runs and day - runs[-1][1] == timedelta(days=1):
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    return [f"{one:%d/%m/%Y}" if one == other else f"{one:%d/%m/%Y} đến {other:%d/%m/%Y}" for one, other in runs]


def _told(change: ScheduleChange) -> str:
    if change.kind is ChangeKind.MOVED and change.before is not None and change.after is not None:
        way = "sớm hơn" if change.shift < 0 else "muộn hơn"
        hours = f"từ {told_hour(change.before)} sang {told_hour(change.after)}"
        return f"dời {change.what} {hours}, {way} {told_span(abs(change.shift))}"
    at = change.after or change.before
    if change.kind in {ChangeKind.ADDED, ChangeKind.REMOVED} and at is not None:
        return f"{change.kind.value} {change.what} lúc {told_hour(at)}, dài {told_span(round(change.length / 60_000))}"
    hour = f" lúc {told_hour(at)}" if at is not None else ""
    if change.old == change.new:
        return f"{change.kind.value} của {change.what}{hour}: {change.new} có nội dung khác"
    what = "" if at is None else f" của {change.what}"
    return f"{change.kind.value}{what}{hour}: {change.old} thành {change.new}"


def _thought(change: ScheduleChange) -> list[str]:
    told: list[str] = []
    if change.shift and abs(abs(change.shift) - _HALF_DAY) <= _NEAR:
        how = "ĐÚNG" if abs(change.shift) == _HALF_DAY else "KHOẢNG"
        told.append(f"LỆCH {how} 12 GIỜ: có gõ nhầm giờ sáng với giờ chiều không?")
    elif change.kind is ChangeKind.MOVED and change.asks:
        told.append("DỜI XA: xem kỹ giờ mới." if abs(change.shift) > _BIG else "LẤN VÀO BAN ĐÊM: xem kỹ giờ mới.")
    if change.kind is ChangeKind.QUIET and change.asks:
        told.append("BỚT GIỜ YÊN TĨNH: từ nay có giờ đêm được phép phát.")
    if change.night:
        told.append(f"Nằm trong khung giờ đêm {NIGHT_BAND}.")
    return told
