"""The time of a session counted in MP3 frames: what choices cost and what they leave."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from broadcaster.domain.ids import DurationMs
from broadcaster.domain.sound import FRAME_MS, framed
from broadcaster.domain.timetables import ClockEvent, ClockEventKind
from broadcaster.scheduling.events import COUNTED_EVENTS, EVENT_OF_GENRE, STAND_IN_FEATURES, bounds, kept, spread
from broadcaster.scheduling.filling import FillItem, FillRequest

_FRAME_EVENTS = frozenset(ClockEventKind) - frozenset(COUNTED_EVENTS) - {ClockEventKind.CLOSING}


class Counts(NamedTuple):
    """How many items of each item event are chosen."""

    news: int = 0
    """News items, all news events together."""
    feature: int = 0
    """Features."""
    spot: int = 0
    """Spots."""

    @property
    def named(self) -> int:
        """Give how many of them the headlines could name."""
        return self.news + self.feature

    def of(self, kind: ClockEventKind) -> int:
        """Give the count of one kind of item event."""
        return self[_PLACE[kind]]

    def one_more(self, kind: ClockEventKind, number: int = 1) -> Counts:
        """Give the counts with some more of one kind."""
        news, feature, spot = self
        if kind is ClockEventKind.NEWS:
            return Counts(news + number, feature, spot)
        if kind is ClockEventKind.FEATURE:
            return Counts(news, feature + number, spot)
        return Counts(news, feature, spot + number)


NOTHING = Counts()
"""Nothing chosen yet."""

_PLACE = {ClockEventKind.NEWS: 0, ClockEventKind.FEATURE: 1, ClockEventKind.SPOT: 2}


def frames(length: int) -> int:
    """Give how many MP3 frames hold a length in milliseconds."""
    return -(-length // FRAME_MS)


@dataclass(frozen=True, kw_only=True, slots=True)
class Room:
    """What a clock has room for; lengths in whole frames, never below the true ones."""

    request: FillRequest
    """What is asked."""
    least: Counts
    """Fewest items."""
    most: Counts
    """Most items."""
    headlines: tuple[int, ...]
    """How many items each headlines event may name."""
    told: tuple[int, ...]
    """How many headlines events name the first chosen item, the second, and so on; none after the last."""
    stand_in: bool
    """Whether other genres may air as the feature, because there is no feature."""

    @classmethod
    def of(cls, request: FillRequest, items: tuple[FillItem, ...]) -> Room:
        """Read the limits of a clock; ``items`` are those that may air here."""
        events = request.clock.events
        limits = [bounds(events, kind) for kind in _PLACE]
        headlines = tuple(event.most for event in events if event.kind is ClockEventKind.HEADLINES)
        return cls(
            request=request,
            least=Counts(*(least for least, _ in limits)),
            most=Counts(*(most for _, most in limits)),
            headlines=headlines,
            told=tuple(sum(most > place for most in headlines) for place in range(max(headlines, default=0))),
            stand_in=all(EVENT_OF_GENRE[item.genre] is not ClockEventKind.FEATURE for item in items),
        )

    @property
    def events(self) -> tuple[ClockEvent, ...]:
        """Give the events of the clock."""
        return self.request.clock.events

    @property
    def limit(self) -> int:
        """Give the frames for everything but the shortest closing music."""
        return self.request.clock.length // FRAME_MS - frames(self.request.closing_least)

    def kinds(self, item: FillItem) -> tuple[ClockEventKind, ...]:
        """Give the events that may take an item, the best first."""
        usual = EVENT_OF_GENRE[item.genre]
        if self.stand_in and item.genre in STAND_IN_FEATURES:
            return (ClockEventKind.FEATURE, usual)
        return (usual,)

    def cost(self, item: FillItem, kind: ClockEventKind, before: Counts) -> int:
        """Give the frames that one more item takes with its headline, after those already chosen."""
        if kind is ClockEventKind.SPOT or before.named >= len(self.told):
            return frames(item.length)
        return frames(item.length) + self.told[before.named] * frames(item.headline)

    def frame(self, counts: Counts) -> int:
        """Give the frames of everything around that many items: music, opening, sign-off, the headlines' own words."""
        total = 0
        filled = self.filled(counts, min(counts.named, max(self.headlines, default=0)))
        for event, heard in zip(self.events, kept(self.events, filled), strict=True):
            if heard and (event.kind in _FRAME_EVENTS or event.kind is ClockEventKind.HEADLINES):
                total += frames(self.request.fixed.get(event.kind, 0))
        return total

    def filled(self, counts: Counts, named: int) -> tuple[int, ...]:
        """Give the number of items in each event of the clock; the headlines could name ``named`` of them."""
        shares = [spread(self.events, kind, counts.of(kind)) for kind in _PLACE]
        return tuple(
            min(event.most, named) if event.kind is ClockEventKind.HEADLINES else sum(share)
            for event, *share in zip(self.events, *shares, strict=True)
        )

    def closing(self, events: tuple[tuple[FillItem, ...], ...]) -> DurationMs:
        """Give the exact closing music that the items of each event leave."""
        used = 0
        for event, items, heard in zip(
            self.events, events, kept(self.events, [len(items) for items in events]), strict=True
        ):
            if not heard or event.kind is ClockEventKind.CLOSING:
                continue
            if event.kind is ClockEventKind.HEADLINES:
                used += framed(self.request.fixed.get(event.kind, 0) + sum(item.headline for item in items))
            elif event.kind in COUNTED_EVENTS:
                used += sum(item.length for item in items)
            else:
                used += framed(self.request.fixed.get(event.kind, 0))
        return DurationMs(self.request.clock.length - used)
