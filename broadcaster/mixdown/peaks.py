"""True peak after ITU-R BS.1770-4, annex 2, sought only where it can be.

A value between samples is a weighted sum of the samples around it. Hence it stands at most so much above the highest of
those samples, and so much above their straight connection as they bend; both limits follow from the weights. Where they
keep under what matters, nothing is computed between the samples.
"""

from __future__ import annotations

import math
from typing import cast

import numpy as np
import numpy.typing as npt

from broadcaster.mixdown.samples import STEP, Samples

_SIDE = 10
"""Samples on each side that a value between two samples depends on (annex 2 has 6)."""
_PIECE = 512  # steps at a time, for the cache


def _kernel(fraction: float) -> npt.NDArray[np.float64]:
    """Give the weights of the 2 × _SIDE samples around a point that far behind the middle left one."""
    at = np.arange(1 - _SIDE, _SIDE + 1) - fraction
    weights = np.sinc(at) * np.i0(6.0 * np.sqrt(1 - (at / (_SIDE + 0.25)) ** 2))
    return weights / weights.sum()


_QUARTER, _HALF = _kernel(0.25), _kernel(0.5)
_HIGHEST = float(np.abs(_HALF).sum())
"""No value between samples stands higher than this times the highest sample around it."""


def _bending(kernel: npt.NDArray[np.float64], fraction: float) -> float:
    """Give how far a value can stand above the straight line between its neighbours, per unit of second difference."""
    straight = np.zeros_like(kernel)
    straight[_SIDE - 1], straight[_SIDE] = 1 - fraction, fraction
    return float(np.abs(np.cumsum(np.cumsum(kernel - straight))).sum())


_BEND = max(_bending(_QUARTER, 0.25), _bending(_HALF, 0.5)) * 1.01


def sample_peaks(samples: Samples) -> Samples:
    """Give the highest sample of each STEP; the length must be a whole number of steps."""
    if not samples.size:
        return samples
    return cast("Samples", np.maximum.reduceat(np.abs(samples), np.arange(0, len(samples), STEP)))


def true_peaks(samples: Samples, peaks: Samples, *, above: float) -> Samples:
    """Give the true peak of each STEP where it is more than `above`, and elsewhere some value that is not.

    Args:
        samples: the sound, a whole number of steps.
        peaks: its sample_peaks().
        above: the amplitude that matters.
    """
    around = np.maximum(peaks, np.maximum(np.append(peaks[1:], 0), np.append(0, peaks[:-1])))
    places = np.flatnonzero(around * np.float32(_HIGHEST) > above)
    result = peaks.copy()
    if not places.size:
        return result
    for at in range(0, len(places), _PIECE):
        some = places[at : at + _PIECE]
        window = _windows(samples, some)
        bends = np.abs(window[2:] - 2 * window[1:-1] + window[:-2]).max(axis=0)
        highest = np.maximum(peaks[some], np.abs(window[_SIDE + STEP]))
        risen = highest + np.float32(_BEND) * bends > above
        if risen.any():
            result[some[risen]] = np.maximum(peaks[some[risen]], _between(np.ascontiguousarray(window[:, risen])))
    return result


def _windows(samples: Samples, places: npt.NDArray[np.intp]) -> Samples:
    """Give the samples of some steps and those around them, a column a step; beyond the ends there is silence."""
    first, last = int(places[0]) * STEP - _SIDE, (int(places[-1]) + 1) * STEP + _SIDE
    part = samples[max(first, 0) : last]
    if first < 0 or last > len(samples):
        part = np.pad(part, (max(-first, 0), max(last - len(samples), 0)))
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

    def __init__(self) -> None:
        self._rest = np.zeros(STEP, dtype=np.float32)
        self._peak = 0.0

    def add(self, piece: Samples) -> None:
        """Take the next piece, of any length."""
        sound = np.concatenate([self._rest, piece])
        whole = len(sound) // STEP * STEP
        if whole < 3 * STEP:
            self._rest = sound
            return
        peaks = sample_peaks(sound[:whole])
        above = max(self._peak, float(peaks[1:-1].max()))
        found = true_peaks(sound[:whole], peaks, above=above)
        self._peak = max(above, float(found[1:-1].max()))  # the outer steps lack their neighbours
        self._rest = sound[whole - 2 * STEP :]

    def dbtp(self) -> float:
        """End the sound and give its peak in dBTP."""
        self.add(np.zeros(3 * STEP, dtype=np.float32))
        return decibels(self._peak)


def true_peak(samples: Samples) -> float:
    """Give the true peak in dBTP."""
    meter = PeakMeter()
    meter.add(samples)
    return meter.dbtp()


def decibels(amplitude: float) -> float:
    """Give an amplitude in decibels, full scale being 0."""
    return 20 * math.log10(amplitude) if amplitude > 0 else -math.inf


def amplitude(dbfs: float) -> float:
    """Give the amplitude of so many decibels."""
    return 10 ** (dbfs / 20)
