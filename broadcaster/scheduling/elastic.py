"""How far a segment may be shortened or stretched: pauses, beds and closing music give way, approved speech never."""

from __future__ import annotations

from broadcaster.domain.carts import CartKind
from broadcaster.domain.editions import Segment
from broadcaster.domain.ids import DurationMs
from broadcaster.domain.sound import FRAME_MS, framed
from broadcaster.scheduling.layout import LEAST_TAIL

PAUSE_PERCENT = (70, 150)
"""Shortest and longest of a pause as laid out; beyond that a listener hears a hurried or a lost presenter."""

BED_ALONE_MS = 8_000
"""How much longer a bed may play on after the last word."""

_CLOSING_MS = (3_000, 60_000)


def elastic(segment: Segment) -> tuple[DurationMs, DurationMs]:
    """Give the shortest and the longest that a segment may become, whole MP3 frames; ident and sting keep theirs."""
    if segment.music is CartKind.CLOSING and not segment.lines:
        shortest, longest = _CLOSING_MS
        return framed(min(shortest, segment.duration)), _whole(max(longest, segment.duration))
    if not segment.lines:
        return segment.duration, segment.duration
    words = sum(utterance.duration for line in segment.lines for utterance in line.utterances)
    last = max(line.starts + line.duration for line in segment.lines)
    pauses, tail = max(last - words, 0), segment.duration - last
    least, most = (pauses * percent // 100 for percent in PAUSE_PERCENT)
    longest_tail = tail + BED_ALONE_MS if segment.music else tail * PAUSE_PERCENT[1] // 100
    shortest = framed(words + least + min(max(tail * PAUSE_PERCENT[0] // 100, LEAST_TAIL), tail))
    return DurationMs(min(shortest, segment.duration)), _whole(max(words + most + longest_tail, segment.duration))


def _whole(length: int) -> DurationMs:
    return DurationMs(length // FRAME_MS * FRAME_MS)
