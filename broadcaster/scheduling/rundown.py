"""The rundown of an edition: a clock's events turned into segments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain

from broadcaster.domain.carts import CartKind, SegmentKind
from broadcaster.domain.editions import Segment
from broadcaster.domain.ids import NO_TIME, DurationMs, NewsItemId
from broadcaster.domain.news import NewsItem
from broadcaster.domain.scripts import Script
from broadcaster.domain.sound import Voicing
from broadcaster.domain.timetables import Clock, ClockEvent, ClockEventKind
from broadcaster.errors import PlanError
from broadcaster.scheduling.events import kept
from broadcaster.scheduling.filling import Filling, FillItem
from broadcaster.scheduling.layout import (
    Pauses,
    VoicedScript,
    headline_addition,
    headlines_base,
    headlines_segment,
    item_segment,
    music_segment,
    opening_segment,
    reader,
    sign_off_segment,
)

FRAMED_EVENTS = frozenset({ClockEventKind.OPENING, ClockEventKind.HEADLINES, ClockEventKind.SIGN_OFF})
"""Events whose words come from the bulletin frame."""

_SEGMENT_OF_EVENT = {
    ClockEventKind.NEWS: SegmentKind.ITEM,
    ClockEventKind.FEATURE: SegmentKind.FEATURE,
    ClockEventKind.SPOT: SegmentKind.SPOT,
}
_MUSIC = {ClockEventKind.IDENT: CartKind.IDENT, ClockEventKind.STING: CartKind.STING}
_INTERLUDE = CartKind.BED
"""What plays between items: the bed, since it is made to play on for any length."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """A news item with approved copy and sound: what may air."""

    item: NewsItem
    """The item."""
    script: Script
    """Its copy."""
    voicing: Voicing
    """The sound of exactly that copy."""

    @property
    def voiced(self) -> VoicedScript:
        """Give copy and sound together."""
        return self.script, self.voicing


@dataclass(frozen=True, kw_only=True, slots=True)
class Material:
    """What the rundown of one session is made from."""

    candidates: Mapping[NewsItemId, Candidate]
    """What may air."""
    frame: VoicedScript | None
    """Call, greeting, introduction, sign-off of the session; none when its clock asks for no words."""
    cart_lengths: Mapping[CartKind, DurationMs]
    """Lengths of ident and sting."""
    pauses: Pauses
    """Silences."""

    @property
    def frame_words(self) -> VoicedScript:
        """Give the frame; raises PlanError when there is none."""
        if self.frame is None:
            raise PlanError(reason="chưa có lời dẫn bản tin. Viết: broadcaster script frame NGÀY")
        return self.frame

    def music_length(self, cart: CartKind) -> DurationMs:
        """Give the length of a cart; raises PlanError when the station has none."""
        if cart not in self.cart_lengths:
            raise PlanError(reason=f"đài chưa có {cart.label.lower()}. Thêm nhạc, hoặc bỏ mục này khỏi mẫu giờ")
        return self.cart_lengths[cart]


def fill_item(candidate: Candidate, pauses: Pauses) -> FillItem:
    """Tell the filling what it needs to know of a candidate; raises CutMissing or PlanError when it cannot air."""
    item = candidate.item
    return FillItem(
        item_id=item.id,
        title=item.title,
        genre=item.genre,
        topic=item.topic,
        length=item_segment(SegmentKind.ITEM, item, candidate.voiced, pauses).duration,
        headline=headline_addition(candidate.voiced, pauses),
        reader=reader(candidate.script),
        arrived_at=item.received_at,
        outlets=item.outlets,
    )


def fixed_lengths(clock: Clock, material: Material) -> dict[ClockEventKind, DurationMs]:
    """Give the lengths of a clock's events that do not depend on the chosen items; raises PlanError or CutMissing."""
    lengths: dict[ClockEventKind, DurationMs] = {}
    for event in clock.events:
        kind = event.kind
        if kind in _MUSIC:
            lengths[kind] = material.music_length(_MUSIC[kind])
        elif kind is ClockEventKind.MUSIC:
            lengths[kind] = event.length
        elif kind is ClockEventKind.OPENING:
            lengths[kind] = opening_segment(material.frame_words, material.pauses).duration
        elif kind is ClockEventKind.HEADLINES:
            lengths[kind] = headlines_base(material.frame_words, material.pauses)
        elif kind is ClockEventKind.SIGN_OFF:
            lengths[kind] = sign_off_segment(material.frame_words, material.pauses).duration
    return lengths


def rundown(clock: Clock, filling: Filling, material: Material, *, gives: DurationMs = NO_TIME) -> tuple[Segment, ...]:
    """Make the segments of an edition in order; exactly as long as the clock once their pauses have given ``gives``.

    Raises PlanError when they are not, which no valid filling can cause.
    """
    heard = kept(clock.events, [len(items) for items in filling.events])
    told = zip(clock.events, filling.events, heard, strict=True)
    parts = (_segments(event, items, filling, material) for event, items, stays in told if stays)
    segments = tuple(chain.from_iterable(parts))
    length = sum(segment.duration for segment in segments) - gives
    if length != clock.length:
        raise PlanError(reason=f'số phát theo mẫu giờ "{clock.name}" dài {length} ms thay vì {clock.length} ms')
    return segments


def _segments(
    event: ClockEvent, items: tuple[NewsItemId, ...], filling: Filling, material: Material
) -> tuple[Segment, ...]:
    """Make the segments of one event."""
    kind = event.kind
    if kind in _SEGMENT_OF_EVENT:
        chosen = [material.candidates[item_id] for item_id in items]
        return tuple(item_segment(_SEGMENT_OF_EVENT[kind], c.item, c.voiced, material.pauses) for c in chosen)
    if kind in _MUSIC:
        return (music_segment(SegmentKind(kind.value), _MUSIC[kind], material.music_length(_MUSIC[kind])),)
    if kind is ClockEventKind.MUSIC:
        return (music_segment(SegmentKind.MUSIC, _INTERLUDE, event.length),)
    if kind is ClockEventKind.CLOSING:
        return (music_segment(SegmentKind.CLOSING, CartKind.CLOSING, filling.closing),)
    return (_words(kind, items, material),)


def _words(kind: ClockEventKind, items: tuple[NewsItemId, ...], material: Material) -> Segment:
    """Make a segment of the frame's words."""
    if kind is ClockEventKind.OPENING:
        return opening_segment(material.frame_words, material.pauses)
    if kind is ClockEventKind.SIGN_OFF:
        return sign_off_segment(material.frame_words, material.pauses)
    named = [material.candidates[item_id].voiced for item_id in items]
    return headlines_segment(material.frame_words, named, material.pauses)
