"""Where a reading of several lines is parted into its lines: only in pauses, by how long each line takes to read."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from heapq import nsmallest
from itertools import pairwise
from typing import Final

from broadcaster.domain.ids import DurationMs
from broadcaster.errors import TakeNotSplit
from broadcaster.mixdown.takes import Listening, Pause, clock

LEAST: Final = DurationMs(250)
"""A reader's pause between two lines is at least this."""

_NEAR: Final = DurationMs(300)  # how far from a pause a place may be typed
_SPREAD: Final = 0.15  # of a line's length around its read time, both as shares of the whole, as a logarithm
_MOST_OFF: Final = 1.6
_SLACK: Final = 400  # milliseconds that any line may differ by: of two words, a breath is half
_CLEARLY: Final = 1.0  # by so much the next best way must be worse
_USUAL: Final = 250.0
_SHOWN: Final = 12


@dataclass(frozen=True, kw_only=True, slots=True)
class _Way:
    """The first lines with the pauses after them."""

    cost: float
    begins: DurationMs
    """Where the next line begins."""
    chosen: tuple[Pause, ...]

    def with_pause(self, pause: Pause, expected: float) -> _Way:
        cost = self.cost + _cost(pause.starts - self.begins, expected) - 2 * math.log(pause.length / _USUAL)
        return _Way(cost=cost, begins=pause.stops, chosen=(*self.chosen, pause))

    def to_the_end(self, heard: Listening, expected: float) -> _Way:
        return replace(self, cost=self.cost + _cost(heard.stops - self.begins, expected))


def parted(heard: Listening, expected: Sequence[DurationMs], name: str) -> tuple[DurationMs, ...]:
    """Give where each line begins, the first at 0: in the pauses that fit best the lines' read times.

    Long pauses are preferred. The whole reading may be faster or slower than told; one line may not differ much from
    the others.

    Raises:
        TakeNotSplit: no pauses fit; it names those there are.
    """
    pauses = [pause for pause in heard.pauses if pause.length >= LEAST]
    scale = heard.spoken / max(sum(expected), 1)
    ways = _best(heard, pauses, [max(each * scale, 1.0) for each in expected])
    if not ways:
        raise _refused(heard, f"không có khoảng lặng rõ ở chỗ hết mỗi dòng ({len(expected)} dòng)", name)
    if len(ways) > 1 and ways[1].cost - ways[0].cost < _CLEARLY:
        unlike = next(pause for pause, other in zip(ways[0].chosen, ways[1].chosen, strict=True) if pause != other)
        raise _refused(heard, f"không chắc dòng nào bắt đầu ở {clock(unlike.middle)}", name)
    return (DurationMs(0), *(pause.middle for pause in ways[0].chosen))


def parted_at(heard: Listening, starts: Sequence[DurationMs], lines: int, name: str) -> tuple[DurationMs, ...]:
    """Give where each line begins as a person typed it, each place moved into the pause that is there.

    Raises:
        TakeNotSplit: another number of places than lines, places out of order, or one inside speech.
    """
    if len(starts) != lines:
        raise _refused(heard, f"có {lines} dòng nhưng --split ghi {len(starts)} mốc", name)
    places: list[DurationMs] = [DurationMs(0)]
    for start in starts[1:]:
        pause = _at(heard, start)
        if pause is None:
            raise _refused(heard, f"mốc {clock(start)} nằm giữa lời đọc", name)
        places.append(pause.middle)
    if any(later <= earlier for earlier, later in pairwise(places)):
        raise _refused(heard, "các mốc trong --split phải tăng dần, mỗi mốc một khoảng lặng", name)
    return tuple(places)


def _best(heard: Listening, pauses: Sequence[Pause], expected: Sequence[float]) -> list[_Way]:
    """Give the way of least cost to choose one pause after each line but the last, and the next best."""
    reached = {-1: [_Way(cost=0.0, begins=heard.starts, chosen=())]}
    for length in expected[:-1]:
        following: dict[int, list[_Way]] = {}
        for last, ways in reached.items():
            for number in range(last + 1, len(pauses)):
                following.setdefault(number, []).extend(way.with_pause(pauses[number], length) for way in ways)
        reached = {number: _two_best(ways) for number, ways in following.items()}
    return _two_best(way.to_the_end(heard, expected[-1]) for ways in reached.values() for way in ways)


def _two_best(ways: Iterable[_Way]) -> list[_Way]:
    return nsmallest(2, (way for way in ways if math.isfinite(way.cost)), key=lambda way: way.cost)


def _cost(actual: int, expected: float) -> float:
    """Weigh how far a line's length is off; infinite beyond what one reader's pace can explain."""
    off = abs(math.log((actual + _SLACK) / (expected + _SLACK)))
    return math.inf if off > math.log(_MOST_OFF) else (off / _SPREAD) ** 2


def _at(heard: Listening, place: DurationMs) -> Pause | None:
    """Give the pause that holds a place, or the nearest one close by."""
    near = [pause for pause in heard.pauses if pause.starts - _NEAR <= place <= pause.stops + _NEAR]
    return min(near, key=lambda pause: max(pause.starts - place, place - pause.stops, 0), default=None)


def _refused(heard: Listening, reason: str, name: str) -> TakeNotSplit:
    longest = sorted(heard.pauses, key=lambda pause: -pause.length)[:_SHOWN]
    listed = ", ".join(clock(pause.middle) for pause in sorted(longest, key=lambda pause: pause.starts))
    return TakeNotSplit(file=name, reason=reason, pauses=listed or "không có")
