"""Segments made a little shorter or longer so that an edition is exact: music first, then pauses, never speech."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from broadcaster.domain.carts import SegmentKind
from broadcaster.domain.editions import Segment, SpokenLine, Utterance
from broadcaster.domain.ids import DurationMs
from broadcaster.domain.sound import FRAME_MS
from broadcaster.errors import PlanError
from broadcaster.scheduling.elastic import BED_ALONE_MS, PAUSE_PERCENT, elastic

_FIRST = (SegmentKind.HEADLINES, SegmentKind.SIGN_OFF, SegmentKind.OPENING)
"""What gives way before items do: an edition has these for itself, while items are heard in many."""


def stretched(segments: Sequence[Segment], gives: DurationMs) -> tuple[Segment, ...]:
    """Let segments give some milliseconds together, or take them when negative; whole MP3 frames each.

    As few segments as can are changed, so that the blocks of the others are shared. The closing music is left alone: it
    is set already. Raises PlanError when they cannot give that much.
    """
    if gives % FRAME_MS:
        raise PlanError(reason=f"phần co giãn {gives} ms không chia hết cho khung âm thanh {FRAME_MS} ms")
    left, changed = int(gives), list(segments)
    for place in _order(segments):
        if not left:
            break
        segment = segments[place]
        shortest, longest = elastic(segment)
        share = min(left, segment.duration - shortest) if left > 0 else max(left, segment.duration - longest)
        changed[place] = resized(segment, DurationMs(segment.duration - share))
        left -= share
    if left:
        raise PlanError(reason=f"lời đã duyệt không co giãn được thêm {abs(left)} ms")
    return tuple(changed)


def resized(segment: Segment, duration: DurationMs) -> Segment:
    """Give a spoken segment of another length: its pauses give or take, what they cannot its tail; words stay."""
    if duration == segment.duration or not segment.lines:
        return segment
    gaps = list(_gaps(segment.lines))
    change = duration - segment.duration
    of_pauses = _bounded(change, sum(gaps), music=segment.music is not None)
    lines = _moved(segment.lines, _shared(gaps, of_pauses))
    return replace(segment, duration=duration, lines=lines)


def _order(segments: Sequence[Segment]) -> Iterator[int]:
    """Give the places of segments in the order in which they give way: the frame's, then the longest items."""
    spoken = [place for place, segment in enumerate(segments) if segment.lines]
    for kind in _FIRST:
        yield from (place for place in spoken if segments[place].kind is kind)
    rest = [place for place in spoken if segments[place].kind not in _FIRST]
    yield from sorted(rest, key=lambda place: (-segments[place].duration, place))


def _gaps(lines: Iterable[SpokenLine]) -> Iterator[int]:
    """Give the silence before each utterance."""
    at = 0
    for line in lines:
        for utterance in line.utterances:
            yield utterance.starts - at
            at = utterance.starts + utterance.duration


def _bounded(change: int, pauses: int, *, music: bool) -> int:
    """Give how much of a change the pauses bear: under music the tail takes first, else they do."""
    least, most = (pauses * percent // 100 - pauses for percent in PAUSE_PERCENT)
    if change < 0:
        return max(change, least)
    if music:
        return min(change - min(change, BED_ALONE_MS), most)
    return min(change, most)


def _shared(gaps: Sequence[int], change: int) -> list[int]:
    """Share a change among silences by their lengths, to the millisecond."""
    whole, told, given = sum(gaps), 0, 0
    shares: list[int] = []
    for gap in gaps:
        told += gap
        due = change * told // whole if whole else 0
        shares.append(due - given)
        given = due
    return shares


def _moved(lines: Sequence[SpokenLine], shares: Sequence[int]) -> tuple[SpokenLine, ...]:
    """Move every utterance by the shares of the silences before it."""
    moved: list[SpokenLine] = []
    rest, by = iter(shares), 0
    for line in lines:
        utterances: list[Utterance] = []
        for utterance in line.utterances:
            by += next(rest)
            utterances.append(replace(utterance, starts=DurationMs(utterance.starts + by)))
        moved.append(replace(line, utterances=tuple(utterances)))
    return tuple(moved)
