"""A sheet on which a piece of music is laid by the millisecond, and the sums that fit it to any length."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np

from broadcaster.domain.sound import FRAME_MS
from broadcaster.mixdown.instruments import in_room
from broadcaster.mixdown.samples import RATE_HZ, Samples, count_of

PEAK = 0.5
"""Highest sample of a finished piece."""

QUIET_END_MS = 2 * FRAME_MS
"""Silence that ends whatever stands alone, 48 ms."""

QUIET_END = count_of(QUIET_END_MS)
"""The same in samples."""

_SPILL_S = 6  # room after the end, for what still rings
_FADE_MS = 240


class Sheet:
    """A sheet on which sounds are laid; what rings beyond its length is kept."""

    def __init__(self, length: int) -> None:
        """Take a sheet of so many milliseconds."""
        self._sheet = np.zeros(count_of(length) + _SPILL_S * RATE_HZ, dtype=np.float32)

    def lay(self, at_ms: float, tone: Samples, strength: float) -> None:
        """Add a tone."""
        _lay(self._sheet, at_ms, tone, strength)

    def finished(self) -> Samples:
        """Give it all, with the peak where it belongs."""
        return at_peak(self._sheet)


class HallSheet(Sheet):
    """A sheet with a second layer that is heard in the room: one echo for all its notes, whatever their number."""

    def __init__(self, length: int) -> None:
        """Take a sheet of so many milliseconds."""
        super().__init__(length)
        self._dry = np.zeros_like(self._sheet)

    def play(self, at_ms: float, tone: Samples, strength: float) -> None:
        """Add a tone that sounds in the room."""
        _lay(self._dry, at_ms, tone, strength)

    def finished(self) -> Samples:
        """Give it all, with the peak where it belongs."""
        heard = in_room(self._dry)[: len(self._sheet)]
        heard += self._sheet
        return at_peak(heard)


def _lay(sheet: Samples, at_ms: float, tone: Samples, strength: float) -> None:
    start = round(at_ms * RATE_HZ / 1000)
    room = sheet[start : start + len(tone)]
    room += np.float32(strength) * tone[: len(room)]


@dataclass(frozen=True, kw_only=True, slots=True)
class Pacing:
    """How a closing of a certain length is laid out: a lead-in, whole bars, the bar of the cadence, the last note."""

    beats: int
    """Beats before the last note."""
    beat_ms: float
    """Length of one."""
    bars: int
    """Whole bars of the tune."""
    lead_in: int
    """Beats before the first of them; negative when not even the cadence fits whole."""
    bar: int
    """Beats of a bar."""

    @classmethod
    def of(cls, length: int, *, beat_ms: int, ring_ms: int, bar: int = 4) -> Self:
        """Fit beats of about `beat_ms` into a length that leaves the last note `ring_ms` to die away."""
        playing = max(length - ring_ms, 0)
        beats = max(round(playing / beat_ms), 1)
        bars = max(beats // bar - 1, 0)
        return cls(beats=beats, beat_ms=playing / beats, bars=bars, lead_in=beats - bar * (bars + 1), bar=bar)

    @property
    def last_ms(self) -> float:
        """Give when the last note falls."""
        return self.beats * self.beat_ms

    def bar_ms(self, number: int) -> float:
        """Give when a bar of the tune begins."""
        return (self.lead_in + number * self.bar) * self.beat_ms

    def before_end_ms(self, beat: float) -> float:
        """Give when a beat of the cadence falls; negative when there is no room for it."""
        return self.last_ms - (self.bar - beat) * self.beat_ms


def at_peak(music: Samples) -> Samples:
    """Bring the peak of music, in place, to where it belongs; silence stays silence."""
    peak = max(music.max(initial=0.0), -music.min(initial=0.0))
    if peak:
        music *= np.float32(PEAK / peak)
    return music


def folded(music: Samples, count: int) -> Samples:
    """Give a loop of `count` samples, with what rings beyond its end laid over its beginning."""
    loop = music[:count].copy()
    tail = music[count : 2 * count]
    loop[: len(tail)] += tail
    return at_peak(loop)


def cut_to(music: Samples, count: int) -> Samples:
    """Give music that starts at once and is cut softly, or followed by silence; it ends in 48 ms of silence."""
    end = max(count - QUIET_END, 0)
    fitted = np.zeros(count, dtype=np.float32)
    fitted[: min(len(music), end)] = music[:end]
    if len(music) > end:
        fade_out(fitted[:end], count_of(_FADE_MS))
    return fitted


def fade_out(music: Samples, count: int) -> None:
    """Let the last `count` samples sink to nothing, in place."""
    count = min(count, len(music))
    music[len(music) - count :] *= (0.5 + 0.5 * np.cos(np.pi * np.arange(count) / count)).astype(np.float32)
