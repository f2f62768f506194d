"""Rules about the events of a clock that filling and rundown share."""

from __future__ import annotations

from collections.abc import Sequence

from broadcaster.domain.timetables import ClockEvent, ClockEventKind
from broadcaster.domain.topics import Genre

ITEM_EVENTS = (ClockEventKind.NEWS, ClockEventKind.FEATURE, ClockEventKind.SPOT)
"""Events that take news items."""

COUNTED_EVENTS = (*ITEM_EVENTS, ClockEventKind.HEADLINES)
"""Events that vanish when nothing is there for them."""

EVENT_OF_GENRE: dict[Genre, ClockEventKind] = {
    Genre.NEWS: ClockEventKind.NEWS,
    Genre.QUESTION_AND_ANSWER: ClockEventKind.NEWS,
    Genre.LEGAL_DOCUMENT: ClockEventKind.NEWS,
    Genre.MODEL_CASE: ClockEventKind.NEWS,
    Genre.FEATURE: ClockEventKind.FEATURE,
    Genre.SLOGAN: ClockEventKind.SPOT,
}
"""Where each genre airs."""

STAND_IN_FEATURES = (Genre.LEGAL_DOCUMENT, Genre.MODEL_CASE)
"""Genres that may air as the feature on a day without any feature."""

EVENT_NAMES: dict[ClockEventKind, str] = {
    ClockEventKind.NEWS: "tin",
    ClockEventKind.FEATURE: "bài, chuyên mục",
    ClockEventKind.SPOT: "khẩu hiệu",
    ClockEventKind.HEADLINES: "câu điểm tin",
}
"""Vietnamese names for counts in messages."""


def bounds(events: Sequence[ClockEvent], kind: ClockEventKind) -> tuple[int, int]:
    """Give how many items all events of a kind want together: fewest and most."""
    asked = [event for event in events if event.kind is kind]
    return sum(event.least for event in asked), sum(event.most for event in asked)


def spread(events: Sequence[ClockEvent], kind: ClockEventKind, count: int) -> tuple[int, ...]:
    """Share a number of items among the events of one kind: each its fewest first, then up to its most, in order.

    Gives one number per event, 0 for events of other kinds.
    """
    shares = [0] * len(events)
    asked = [(number, event) for number, event in enumerate(events) if event.kind is kind]
    for number, event in asked:
        shares[number] = min(event.least, count)
        count -= shares[number]
    for number, event in asked:
        more = min(event.most - shares[number], count)
        shares[number] += more
        count -= more
    return tuple(shares)


def kept(events: Sequence[ClockEvent], filled: Sequence[int]) -> tuple[bool, ...]:
    """Say which events of a clock are heard, given the number of items in each.

    An item event or the headlines without any item vanish; so does a sting that would directly follow a sting.
    """
    heard: list[bool] = []
    after_sting = False
    for event, count in zip(events, filled, strict=True):
        sting = event.kind is ClockEventKind.STING
        stays = not after_sting if sting else event.kind not in COUNTED_EVENTS or count > 0
        after_sting = sting if stays else after_sting
        heard.append(stays)
    return tuple(heard)
