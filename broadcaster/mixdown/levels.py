"""Bringing sound to a loudness without going over a true-peak ceiling."""

from __future__ import annotations

from typing import Any, cast

import numpy as np
import numpy.typing as npt
import scipy.ndimage

from broadcaster.mixdown.loudness import SILENT, loudness, peak_envelope
from broadcaster.mixdown.samples import Samples

STEP = 24
"""Samples, half a millisecond: how finely the limiter's gain moves."""

_LOOK_AHEAD_STEPS = 30  # 15 ms before and after a peak
_TOLERANCE_LU = 0.08
_ROUNDS = 8
_LEAST_YIELD = 0.25  # dB of loudness for a dB of gain, when the limiter takes the rest
_MOST_PUSH_DB = 12.0  # how far limiting may be made up for; beyond that the sound would suffer


def level(samples: Samples, *, lufs: float, ceiling_dbtp: float) -> Samples:
    """Give the sound at that loudness (LUFS) with its true peak at or under the ceiling (dBTP); silence stays silence.

    Limiting eats loudness, so gain and limiter are tried again until the result, not the input, is right. Where peaks
    stand too far above the rest to get there cleanly, it comes out softer, never clipped.
    """
    start = loudness(samples)
    if start == SILENT:
        return samples
    peaks = peak_envelope(_padded(samples), step=STEP)
    gain_db = lufs - start
    most_db = gain_db + _MOST_PUSH_DB
    tried: tuple[float, float] | None = None
    result = samples
    for _ in range(_ROUNDS):
        result = softened(gained(samples, gain_db), gained(peaks, gain_db), ceiling_dbtp=ceiling_dbtp)
        reached = loudness(result)
        if abs(lufs - reached) <= _TOLERANCE_LU or gain_db >= most_db:
            break
        slope = 1.0 if tried is None else (reached - tried[1]) / (gain_db - tried[0])
        tried = gain_db, reached
        gain_db = min(gain_db + (lufs - reached) / min(max(slope, _LEAST_YIELD), 1.0), most_db)
    return result


def gained(samples: Samples, decibels: float) -> Samples:
    """Give the sound that much louder."""
    return samples * np.float32(_amplitude(decibels))


def stands_over(peaks: Samples, ceiling_dbtp: float) -> bool:
    """Tell whether any of the peaks is higher than the ceiling."""
    return bool(peaks.size) and float(peaks.max()) > _amplitude(ceiling_dbtp)


def softened(samples: Samples, peaks: Samples, *, ceiling_dbtp: float) -> Samples:
    """Give the sound turned down around peaks over the ceiling: slowly, from before the peak until after it.

    Args:
        samples: the sound.
        peaks: the greatest amplitude, here or in what became of the sound, in each STEP samples.
        ceiling_dbtp: what those peaks would at most have reached.
    """
    if not stands_over(peaks, ceiling_dbtp):
        return samples
    wanted = np.minimum(1.0, _amplitude(ceiling_dbtp) / np.maximum(peaks, np.float32(1e-9)))
    filters = cast("Any", scipy.ndimage)
    held = filters.minimum_filter1d(wanted, 2 * _LOOK_AHEAD_STEPS + 1, mode="nearest")
    smooth = filters.uniform_filter1d(held, _LOOK_AHEAD_STEPS, mode="nearest")
    smooth = filters.uniform_filter1d(smooth, _LOOK_AHEAD_STEPS - 1, mode="nearest")
    return samples * _ramped(smooth.astype(np.float32))[: len(samples)]


def _ramped(gains: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Draw straight lines between gains that hold for whole steps."""
    after = np.append(gains[1:], gains[-1:])
    ramp = np.arange(STEP, dtype=np.float32) / STEP
    return (gains[:, None] + (after - gains)[:, None] * ramp).ravel().astype(np.float32, copy=False)


def _padded(samples: Samples) -> Samples:
    return np.concatenate([samples, np.zeros(-len(samples) % STEP, dtype=np.float32)])


def _amplitude(decibels: float) -> float:
    return 10 ** (decibels / 20)
