"""Where a reading of several lines is parted into its lines: only in pauses, by how long each line takes to read."""

from __future__ import annotations

import math
from collections.abc import Sequence
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
_USUAL: Final = 250.0
_SHOWN: Final = 12


def parted(heard: Listening, expected: Sequence[DurationMs], name: str) -> tuple[DurationMs, ...]:
    """Give where each line begins, the first at 0: in the pauses that fit best the lines' read times.

    Long pauses are preferred. The whole reading may be faster or slower than told; one line may not differ much from
    the others.

    Raises:
        TakeNotSplit: no pauses fit; it names those there are.
    """
    pauses = [pause for pause in heard.pauses if pause.length >= LEAST]
    scale = heard.spoken / max(sum(expected), 1)
    chosen = _best(heard, pauses, [max(each * scale, 1.0) for each in expected])
    if chosen is None:
        raise _refused(heard, f"không có khoảng lặng rõ ở chỗ hết mỗi dòng ({len(expected)} dòng)", name)
    return (DurationMs(0), *(pause.middle for pause in chosen))


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


def _best(heard: Listening, pauses: Sequence[Pause], expected: Sequence[float]) -> list[Pause] | None:
    """Choose one pause after each line but the last, so that the sum of costs is least; none when nothing fits."""
    start = (0.0, heard.starts, list[Pause]())
    reached = {-1: start}
    for length in expected[:-1]:
        following: dict[int, tuple[float, DurationMs, list[Pause]]] = {}
        for last, (cost, begins, chosen) in reached.items():
            for number in range(last + 1, len(pauses)):
                pause = pauses[number]
                total = cost + _cost(pause.starts - begins, length) - 2 * math.log(pause.length / _USUAL)
                if total < following.get(number, (math.inf,))[0]:
                    following[number] = (total, pause.stops, [*chosen, pause])
        reached = following
    ends = [(cost + _cost(heard.stops - begins, expected[-1]), chosen) for cost, begins, chosen in reached.values()]
    possible = [end for end in ends if math.isfinite(end[0])]
    return min(possible, key=lambda end: end[0])[1] if possible else None


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
