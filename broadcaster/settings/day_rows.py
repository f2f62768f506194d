"""Checks relays, exceptions, campaigns and holidays row by row, and makes the domain's values of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import combinations
from typing import TypeVar

from broadcaster.domain.ids import TopicCode
from broadcaster.domain.timetables import Campaign, DayException, Holiday
from broadcaster.domain.units import Outlet
from broadcaster.settings.day_tables import CampaignRow, ExceptionRow, HolidayRow, RelayRow
from broadcaster.settings.findings import Finding
from broadcaster.settings.row_values import EVERYWHERE
from broadcaster.settings.rows import Placed, repeated, unknown_name
from broadcaster.settings.selectors import chosen
from broadcaster.settings.tables import SlotRow

_LONGEST_HOLIDAY = timedelta(days=31)
_Dated = TypeVar("_Dated", SlotRow, RelayRow, ExceptionRow, CampaignRow, HolidayRow)


def exception(row: ExceptionRow, outlets: Sequence[Outlet]) -> DayException:
    """Make the domain's exception; ``*`` becomes the empty tuple that means everywhere."""
    return DayException(
        name=row.name,
        first=row.first,
        last=row.last or row.first,
        outlets=() if EVERYWHERE in row.outlets else tuple(chosen(row.outlets, outlets)),
        sessions=row.sessions,
        starts=row.starts,
    )


def campaign(row: CampaignRow) -> Campaign:
    """Make the domain's campaign."""
    return Campaign(
        id=row.id,
        name=row.name,
        first=row.first,
        last=row.last,
        topics=tuple(TopicCode(topic) for topic in row.topics),
        least_runs=row.least_runs,
        document=row.document,
    )


def holidays(rows: Sequence[Placed[HolidayRow]], public: Mapping[date, str]) -> tuple[Holiday, ...]:
    """Give the public holidays with the station's rows added and taken away."""
    days = dict(public)
    for placed in rows:
        for day in _days(placed.row):
            if placed.row.working:
                days.pop(day, None)
            else:
                days[day] = placed.row.name
    return tuple(Holiday(day=day, name=name) for day, name in sorted(days.items()))


def relay_findings(relays: Sequence[Placed[RelayRow]], sessions: frozenset[str]) -> Iterator[Finding]:
    """Find days in the wrong order and ids that a session has, since slots name both alike."""
    for placed in relays:
        yield from order_findings(placed)
        if placed.row.id in sessions:
            yield placed.finding("id", f"'id' = '{placed.row.id}' là mã của một buổi ([[daypart]]); đặt mã khác")


def exception_findings(
    exceptions: Sequence[Placed[ExceptionRow]], names: frozenset[str], outlets: Sequence[Outlet]
) -> Iterator[Finding]:
    """Find unknown sessions, moves of everything to one hour, and exceptions that say two things of one session."""
    for placed in exceptions:
        yield from order_findings(placed)
        for session in placed.row.sessions:
            yield from unknown_name(placed, "sessions", session, names)
        if placed.row.starts is not None and not placed.row.sessions:
            yield placed.finding("starts", "dời giờ thì phải ghi 'sessions': buổi phát, tiếp âm nào dời tới giờ ấy")
    for one, other in combinations(exceptions, 2):
        if one.row.starts != other.row.starts and _meet(exception(one.row, outlets), exception(other.row, outlets)):
            yield other.finding(
                "first", f"'{other.row.name}' trái với '{one.row.name}' ({one.place}): cùng ngày, cùng nơi, cùng buổi"
            )


def campaign_findings(campaigns: Sequence[Placed[CampaignRow]], topics: frozenset[str]) -> Iterator[Finding]:
    """Find ids used twice, days in the wrong order and unknown topics."""
    yield from repeated(campaigns, "id", lambda row: row.id)
    for placed in campaigns:
        yield from order_findings(placed)
        for topic in placed.row.topics:
            yield from unknown_name(placed, "topics", str(topic), topics)


def holiday_findings(rows: Sequence[Placed[HolidayRow]], public: Mapping[date, str]) -> Iterator[Finding]:
    """Find spans of the wrong order or beyond a month, days told twice, and working days that were no holidays."""
    told: dict[date, Placed[HolidayRow]] = {}
    for placed in rows:
        row = placed.row
        yield from order_findings(placed)
        days = _days(row)
        if not days and row.last and row.last > row.first:
            yield placed.finding("last", f"kỳ nghỉ từ {row.first:%d/%m/%Y} tới {row.last:%d/%m/%Y} dài quá 31 ngày")
        for day in days:
            if day in told:
                yield placed.finding("first", f"ngày {day:%d/%m/%Y} đã ghi ở {told[day].place}; chỉ ghi một lần")
            told.setdefault(day, placed)
            if row.working and day not in public:
                yield placed.finding("working", f"ngày {day:%d/%m/%Y} vốn không phải ngày lễ; bỏ ngày này")


def order_findings(placed: Placed[_Dated]) -> Iterator[Finding]:
    """Find a last day before the first."""
    first, last = placed.row.first, placed.row.last
    if first and last and last < first:
        yield placed.finding("last", f"'last' = {last:%d/%m/%Y} đứng trước 'first' = {first:%d/%m/%Y}")


def _meet(one: DayException, other: DayException) -> bool:
    """Say whether two exceptions touch one session of one outlet on one day."""
    return (
        one.first <= other.last
        and other.first <= one.last
        and (not one.outlets or not other.outlets or bool(set(one.outlets) & set(other.outlets)))
        and (not one.sessions or not other.sessions or bool(set(one.sessions) & set(other.sessions)))
    )


def _days(row: HolidayRow) -> Sequence[date]:
    span = (row.last or row.first) - row.first
    return [row.first + timedelta(days=n) for n in range(span.days + 1)] if span <= _LONGEST_HOLIDAY else []
