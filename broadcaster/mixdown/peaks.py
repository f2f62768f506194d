"""True peak after ITU-R BS.1770-4, annex 2, sought only where it can be.

A value between samples is a weighted sum of the samples around it; by how much it stands above the straight line
between its neighbours is a weighted sum of how those samples bend. Hence the sharpest bend around sets a limit to it,
and where that limit keeps under what matters, nothing is computed between the samples.
"""

from __future__ import annotations

import math
from typing import cast

import numpy as np
import numpy.typing as npt

from broadcaster.mixdown.samples import STEP, Samples

_SIDE = 10
"""Samples on each side that a value between two samples depends on (annex 2 has 6)."""
_PIECE, _AT_ONCE = 1_000, 512  # steps at a time, for the cache


def _kernel(fraction: float) -> npt.NDArray[np.float64]:
    """Give the weights of the 2 × _SIDE samples around a point that far behind the middle left one."""
    at = np.arange(1 - _SIDE, _SIDE + 1) - fraction
    weights = np.sinc(at) * np.i0(6.0 * np.sqrt(1 - (at / (_SIDE + 0.25)) ** 2))
    return weights / weights.sum()


_QUARTER, _HALF = _kernel(0.25), _kernel(0.5)


def _bending(kernel: npt.NDArray[np.float64], fraction: float) -> float:
    """Give how far a value can stand above the straight line between its neighbours, per unit of second difference."""
    straight = np.zeros_like(kernel)
    straight[_SIDE - 1], straight[_SIDE] = 1 - fraction, fraction
    return float(np.abs(np.cumsum(np.cumsum(kernel - straight))).sum())


_BEND = max(_bending(_QUARTER, 0.25), _bending(_HALF, 0.5)) * 1.01


class Peaks:
    """The true peaks of a sound in each STEP, computed as far down as they matter."""

    def __init__(self, samples: Samples) -> None:
        """Take the sound, a whole number of steps, and find its highest samples and its sharpest bends."""
        count = len(samples) // STEP
        self.samples = samples
        """The sound."""
        self.lowest: Samples = np.zeros(count, dtype=np.float32)
        """The highest sample of each step."""
        bends = np.zeros(count + 2, dtype=np.float32)
        for at in range(0, count, _PIECE):
            some = slice(at, min(at + _PIECE, count))
            piece = _reaching(samples, at * STEP - 1, some.stop * STEP + 1)
            steps = np.arange(0, len(piece) - 2, STEP)
            self.lowest[some] = np.maximum.reduceat(np.abs(piece[1:-1]), steps)
            rises = np.diff(piece)
            bends[1:-1][some] = np.maximum.reduceat(np.abs(np.diff(rises)), steps)
        sharpest = np.maximum(bends[1:-1], np.maximum(bends[2:], bends[:-2]))
        beside = np.append(self.lowest[1:], np.float32(0))
        self._most = np.maximum(self.lowest, beside) + np.float32(_BEND) * sharpest

    @property
    def highest(self) -> float:
        """Give the true peak of all."""
        top = float(self.lowest.max(initial=0.0))
        return float(self.over(top).max(initial=0.0))

    def over(self, above: float) -> Samples:
        """Give the true peak of each step where it is more than `above`, and elsewhere some value that is not."""
        result = self.lowest.copy()
        places = np.flatnonzero(self._most > above)
        for at in range(0, len(places), _AT_ONCE):
            some = places[at : at + _AT_ONCE]
            result[some] = np.maximum(result[some], _between(_windows(self.samples, some)))
        return result


def _reaching(samples: Samples, first: int, last: int) -> Samples:
    """Give some of the samples; beyond the ends there is silence."""
    part = samples[max(first, 0) : last]
    if first < 0 or last > len(samples):
        return np.pad(part, (max(-first, 0), max(last - len(samples), 0)))
    return part


def _windows(samples: Samples, places: npt.NDArray[np.intp]) -> Samples:
    """Give the samples of some steps and those around them, a column a step; beyond the ends there is silence."""
    part = _reaching(samples, int(places[0]) * STEP - _SIDE, (int(places[-1]) + 1) * STEP + _SIDE)
    rows = np.lib.stride_tricks.sliding_window_view(part, STEP + 2 * _SIDE)[::STEP]
    return np.ascontiguousarray(rows[places - places[0]].T)


def _between(windows: Samples) -> Samples:
    """Give the highest value at a quarter, half and three quarters after each sample of a step, a column a step."""
    even, odd, middle = (np.zeros((STEP, windows.shape[1]), dtype=np.float32) for _ in range(3))
    for tap in range(_SIDE):
        left = windows[1 + tap : 1 + tap + STEP]
        right = windows[2 * _SIDE - tap : 2 * _SIDE - tap + STEP]
        both, difference = left + right, left - right
        first, last = _QUARTER[tap], _QUARTER[2 * _SIDE - 1 - tap]
        even += np.float32((first + last) / 2) * both
        odd += np.float32((first - last) / 2) * difference
        middle += np.float32(_HALF[tap]) * both
    outer = np.abs(even) + np.abs(odd)  # the higher of a quarter and three quarters, which mirror each other
    return cast("Samples", np.maximum(outer, np.abs(middle)).max(axis=0))


class PeakMeter:
    """Follows the true peak of sound that comes piece by piece, without false peaks where the pieces meet."""

    def __init__(self, *, above: float = math.inf) -> None:
        """Begin; the true peaks of steps are found where they are more than `above`, and the highest of all anyway."""
        self._above = above
        self._rest = np.zeros(STEP, dtype=np.float32)
        self._highest = 0.0
        self._heights: list[Samples] = []

    def add(self, piece: Samples) -> None:
        """Take the next piece, of any length."""
        sound = np.concatenate([self._rest, piece])
        whole = len(sound) // STEP * STEP
        if whole < 3 * STEP:
            self._rest = sound
            return
        peaks = Peaks(sound[:whole])
        top = max(self._highest, float(peaks.lowest[1:-1].max()))
        found = peaks.over(min(top, self._above))[1:-1]  # the outer steps lack their neighbours
        self._heights.append(found)
        self._highest = max(top, float(found.max()))
        self._rest = sound[whole - 2 * STEP :]

    def end(self) -> tuple[Samples, float]:
        """End the sound; give the peaks of its steps, as Peaks.over() does, and the highest amplitude of all."""
        self.add(np.zeros(3 * STEP, dtype=np.float32))
        return np.concatenate(self._heights), self._highest


def true_peak(samples: Samples) -> float:
    """Give the true peak in dBTP."""
    meter = PeakMeter()
    meter.add(samples)
    return decibels(meter.end()[1])


def decibels(amplitude: float) -> float:
    """Give an amplitude in decibels, full scale being 0."""
    return 20 * math.log10(amplitude) if amplitude > 0 else -math.inf


def amplitude(dbfs: float) -> float:
    """Give the amplitude of so many decibels."""
    return 10 ** (dbfs / 20)
