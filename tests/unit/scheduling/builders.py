"""Sessions and days for the tests of scheduling: items by number and length, clocks by their events."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from makers import (
    DAY,
    MORNING,
    NOW,
    STATION,
    a_clock,
    a_cut,
    a_news_item,
    a_read_line,
    a_script,
    a_timetable,
    a_voicing,
)

from broadcaster.domain.carts import CartKind
from broadcaster.domain.ids import DurationMs, NewsItemId, ScriptId, TopicCode, seconds
from broadcaster.domain.scripts import LinePart, Presenter, Script
from broadcaster.domain.sound import Voicing, framed
from broadcaster.domain.timetables import Clock, ClockEvent, ClockEventKind
from broadcaster.domain.topics import Genre
from broadcaster.scheduling.day_plan import DayRequest
from broadcaster.scheduling.filling import Filling, FillItem, FillRequest
from broadcaster.scheduling.rundown import Candidate

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
CARTS = {CartKind.IDENT: DurationMs(10_000), CartKind.STING: DurationMs(3_000)}
FIXED = {
    ClockEventKind.IDENT: DurationMs(9_600),
    ClockEventKind.OPENING: DurationMs(14_400),
    ClockEventKind.HEADLINES: DurationMs(3_460),
    ClockEventKind.STING: DurationMs(2_400),
    ClockEventKind.SIGN_OFF: DurationMs(7_200),
}


def event(kind: ClockEventKind, least: int = 1, most: int = 1) -> ClockEvent:
    return ClockEvent(kind=kind, least=least, most=most)


def news_clock(length_s: float, *, least: int = 0, most: int = 20) -> Clock:
    """Give a clock of news and closing music only."""
    events = (event(ClockEventKind.NEWS, least, most), event(ClockEventKind.CLOSING))
    return a_clock(length=seconds(length_s), events=events)


def a_fill_item(number: int, length_s: float = 60, **over: Any) -> FillItem:
    """Give the item of that number: 60 seconds of news on a topic of its own, arrived in the order of numbers."""
    values: dict[str, Any] = {
        "item_id": NewsItemId(f"tin-{number:03}"),
        "title": f"Tin số {number}",
        "genre": Genre.NEWS,
        "topic": TopicCode(number),
        "length": framed(round(length_s * 1000)),
        "headline": DurationMs(0),
        "reader": Presenter.FEMALE if number % 2 else Presenter.MALE,
        "arrived_at": NOW + timedelta(minutes=number),
    }
    return FillItem(**values | over)


def a_fill_request(items: tuple[FillItem, ...], **over: Any) -> FillRequest:
    values: dict[str, Any] = {
        "day": DAY,
        "session": MORNING,
        "outlet_id": STATION,
        "clock": a_clock(),
        "items": items,
        "fixed": FIXED,
    }
    return FillRequest(**values | over)


def numbers(filling: Filling) -> list[int]:
    """Give the numbers of the items that air, in order."""
    return [int(item_id.removeprefix("tin-")) for item_id in filling.items]


def a_candidate(number: int, length_s: float = 60, **over: Any) -> Candidate:
    """Give an item with copy and sound; its segment lasts the given seconds plus the pauses around."""
    item = a_news_item(
        **{
            "id": NewsItemId(f"tin-{number:03}"),
            "title": f"Tin số {number}",
            "topic": TopicCode(number % 4),
            "received_at": NOW + timedelta(minutes=number),
        }
        | over
    )
    first = Presenter.FEMALE if number % 2 else Presenter.MALE
    script = a_script(
        id=ScriptId(item.id),
        title=item.title,
        item_id=item.id,
        genre=item.genre,
        topic=item.topic,
        lines=(
            a_read_line(presenter=first, spoken=f"Điểm tin số {number}.", part=LinePart.HEADLINE),
            a_read_line(presenter=first, spoken=f"Nội dung tin số {number}."),
            a_read_line(presenter=first.other, spoken=f"Phần hai của tin số {number}."),
        ),
    )
    half = round(length_s * 500)
    return Candidate(item=item, script=script, voicing=voiced(script, 4_000, half, half))


def voiced(script: Script, *lengths: int) -> Voicing:
    """Give the sound of a script, one cut a line, with lengths in milliseconds."""
    lines = zip(script.read_lines, lengths, strict=True)
    cuts = tuple((a_cut(spoken=line.spoken, duration=DurationMs(length)),) for line, length in lines)
    return a_voicing(script, lines=cuts)


def a_frame() -> tuple[Script, Voicing]:
    """Give call, greeting, introduction and sign-off with their sound."""
    parts = (LinePart.CALL, LinePart.GREETING, LinePart.INTRODUCTION, LinePart.SIGN_OFF)
    lines = tuple(a_read_line(spoken=f"Lời {part.value}.", part=part) for part in parts)
    script = a_script(id=ScriptId("khung"), title="Lời dẫn", item_id=None, lines=lines)
    return script, voiced(script, 3_000, 8_000, 2_500, 6_000)


def a_day_request(candidates: tuple[Candidate, ...], **over: Any) -> DayRequest:
    timetable = over.get("timetable") or a_timetable()
    values: dict[str, Any] = {
        "day": DAY,
        "timetable": timetable,
        "zone": ZONE,
        "programme": "Bản tin cải cách hành chính",
        "candidates": candidates,
        "frames": {part.id: a_frame() for part in timetable.dayparts},
        "cart_lengths": CARTS,
    }
    return DayRequest(**values | over)
