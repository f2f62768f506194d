"""Checks dayparts and clocks, and makes the domain's values of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from broadcaster.domain.day_grid import DAY_MS, milliseconds
from broadcaster.domain.ids import NO_TIME, SessionId
from broadcaster.domain.sound import framed
from broadcaster.domain.timetables import Clock, ClockEvent, ClockEventKind, Daypart
from broadcaster.settings.findings import Finding
from broadcaster.settings.rows import Placed, repeated
from broadcaster.settings.tables import ClockRow, DaypartRow, EventRow

_COUNTED = {ClockEventKind.HEADLINES, ClockEventKind.NEWS, ClockEventKind.FEATURE, ClockEventKind.SPOT}
_COPY = {ClockEventKind.NEWS, ClockEventKind.FEATURE, ClockEventKind.SPOT}
LONGEST_NIGHT = DAY_MS // 2
"""A longer block that crosses midnight is rather two hours typed the wrong way round."""

_ORDER = (
    (ClockEventKind.OPENING, ClockEventKind.HEADLINES),
    (ClockEventKind.OPENING, ClockEventKind.SIGN_OFF),
    (ClockEventKind.HEADLINES, ClockEventKind.SIGN_OFF),
)


def daypart(row: DaypartRow) -> Daypart:
    """Make the domain's daypart."""
    return Daypart(id=SessionId(row.id), name=row.name, starts=row.starts, stops=row.stops)


def clock(row: ClockRow) -> Clock:
    """Make the domain's clock."""
    events = tuple(
        ClockEvent(kind=event.kind, least=event.least, most=event.most, length=framed(event.length or NO_TIME))
        for event in row.events
    )
    return Clock(id=row.id, name=row.name, length=row.length, events=events)


def daypart_findings(dayparts: Sequence[Placed[DaypartRow]]) -> Iterator[Finding]:
    """Find ids used twice and dayparts that end before they start."""
    yield from repeated(dayparts, "id", lambda row: row.id)
    for placed in dayparts:
        row = placed.row
        if not 0 < span(daypart(row)) <= (LONGEST_NIGHT if row.stops < row.starts else DAY_MS):
            yield placed.finding(
                "stops",
                f"'stops' = {row.stops:%H:%M} phải sau 'starts' = {row.starts:%H:%M}; "
                "buổi qua nửa đêm dài nhiều nhất 12 giờ",
            )


def span(block: Daypart) -> int:
    """Give the length of a daypart in milliseconds; one that stops before it starts crosses midnight."""
    return (milliseconds(block.stops) - milliseconds(block.starts)) % DAY_MS


def clock_findings(clocks: Sequence[Placed[ClockRow]]) -> Iterator[Finding]:
    """Find ids used twice and events that no programme could be made of."""
    yield from repeated(clocks, "id", lambda row: row.id)
    for placed in clocks:
        for problem in (*_problems(placed.row.events), *_music(placed.row)):
            yield placed.finding("events", f"mẫu giờ '{placed.row.id}' {problem}")


def _problems(events: Sequence[EventRow]) -> Iterator[str]:
    kinds = [event.kind for event in events]
    yield from _ends(kinds)
    yield from _middle(kinds)
    for event in events:
        if event.most < event.least:
            yield f"có mục '{event.kind}' với least = {event.least} lớn hơn most = {event.most}"
        if event.kind not in _COUNTED and (event.least, event.most) != (1, 1):
            yield f"có mục '{event.kind}' không nhận least, most"


def _music(row: ClockRow) -> Iterator[str]:
    for event in row.events:
        if event.kind is ClockEventKind.MUSIC and event.length is None:
            yield 'có mục \'music\' thiếu length: ghi nhạc dài bao lâu, ví dụ { kind = "music", length = "1:30" }'
        elif event.kind is not ClockEventKind.MUSIC and event.length is not None:
            yield f"có mục '{event.kind}' không nhận length, chỉ mục 'music' nhận"
        elif (event.length or 0) >= row.length:
            yield "có mục 'music' dài bằng hoặc hơn cả chương trình"


def _ends(kinds: Sequence[ClockEventKind]) -> Iterator[str]:
    if kinds[0] is not ClockEventKind.IDENT:
        yield "phải mở đầu bằng 'ident' (nhạc hiệu)"
    if kinds[-1] is not ClockEventKind.CLOSING:
        yield "phải kết thúc bằng 'closing' (nhạc kết), phần co giãn cho đủ giờ"
    if not _COPY.intersection(kinds):
        yield "không có mục tin bài nào ('news', 'feature' hoặc 'spot')"


def _middle(kinds: Sequence[ClockEventKind]) -> Iterator[str]:
    for kind in ClockEventKind:
        if kind not in {*_COPY, ClockEventKind.STING} and kinds.count(kind) > 1:
            yield f"có '{kind}' nhiều lần, chỉ được một"
    for earlier, later in _ORDER:
        if earlier in kinds and later in kinds and kinds.index(later) < kinds.index(earlier):
            yield f"có '{later}' đứng trước '{earlier}'"
    copy = [index for index, kind in enumerate(kinds) if kind in _COPY]
    for kind in (ClockEventKind.OPENING, ClockEventKind.HEADLINES):
        if copy and kind in kinds and kinds.index(kind) > copy[0]:
            yield f"có '{kind}' đứng sau tin bài"
    if copy and ClockEventKind.SIGN_OFF in kinds and kinds.index(ClockEventKind.SIGN_OFF) < copy[-1]:
        yield "có 'sign-off' (lời kết) đứng trước tin bài"
