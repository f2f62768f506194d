"""Bringing sound to a loudness without going over a true-peak ceiling.

All is decided on half milliseconds: their energies, their peaks, their gain. The samples are touched once, at the end.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import numpy as np

from broadcaster.mixdown.loudness import SILENT, Energies, integrated, loudest, weighted, window_powers
from broadcaster.mixdown.peaks import Peaks, amplitude
from broadcaster.mixdown.samples import RATE_HZ, STEP, Samples

SHORT = 3 * RATE_HZ
"""Samples; what is shorter has too few windows for an integrated loudness, and goes by its loudest moment."""

_LOOK_AHEAD_STEPS = 30  # 15 ms before and after a peak
_TOLERANCE_LU = 0.05
_ROUNDS = 8
_LEAST_YIELD = 0.25  # dB of loudness for a dB of gain, when the limiter takes the rest
_MOST_PUSH_DB = 12.0  # how far limiting may be made up for; beyond that the sound would suffer
_SPARE_DB = 2.0  # how much more gain than the first try peaks are sought for
_PIECE = 2_000  # steps at a time, for the cache


def level(samples: Samples, *, lufs: float, ceiling_dbtp: float, energies: Energies | None = None) -> Samples:
    """Bring the sound, in place, to that loudness (LUFS) with its true peak at or under the ceiling (dBTP).

    Limiting eats loudness, so gain and limiter are tried again until the result, not the input, is right. Where peaks
    stand too far above the rest to get there cleanly, it comes out softer, never clipped. Silence stays silence.

    Args:
        samples: the sound, a whole number of steps; clips under 3 s go by their loudest moment.
        lufs: the loudness wanted.
        ceiling_dbtp: the ceiling.
        energies: the K-weighted energies of the samples, where they are known; they follow, in place.
    """
    level_peaks(samples, weighted(samples) if energies is None else energies, lufs=lufs, ceiling_dbtp=ceiling_dbtp)
    return samples


def level_peaks(
    samples: Samples, energies: Energies, *, lufs: float, ceiling_dbtp: float, down_db: float = 0.0
) -> Samples:
    """Do what level() does, and give the peaks of the steps as they then are.

    They are true peaks where they stand no further than `down_db` under the highest of all, elsewhere something lower.
    """
    peaks, start = Peaks(samples), heard_loudness(energies)
    if start == SILENT:
        return peaks.over(peaks.lowest.max(initial=0.0) * amplitude(-down_db))
    gains, heights = _fitting(peaks, energies, lufs=lufs, gain_db=lufs - start, ceiling=ceiling_dbtp, down_db=down_db)
    energies *= np.square(gains, dtype=np.float64)
    turned(samples, gains)
    heights *= np.maximum(gains, np.append(gains[1:], gains[-1:]))
    return heights


def _fitting(
    peaks: Peaks, energies: Energies, *, lufs: float, gain_db: float, ceiling: float, down_db: float
) -> tuple[Samples, Samples]:
    """Give the gains that bring the sound to its loudness, starting from what would do without a limiter.

    With them the peaks before any gain, known as far down as level_peaks() tells.
    """
    most_db = gain_db + _MOST_PUSH_DB
    known_db, heights = -np.inf, peaks.lowest
    highest = float(peaks.lowest.max(initial=0.0)) * amplitude(-down_db)
    tried: tuple[float, float] | None = None
    for _ in range(_ROUNDS):
        if gain_db + down_db > known_db:
            known_db = gain_db + down_db + _SPARE_DB
            heights = peaks.over(min(amplitude(ceiling - known_db), highest))
        gains = _gains(heights, gain_db, ceiling)
        reached = heard_loudness(energies * np.square(gains, dtype=np.float64))
        if abs(lufs - reached) <= _TOLERANCE_LU or gain_db >= most_db:
            return gains, heights
        slope = 1.0 if tried is None else (reached - tried[1]) / (gain_db - tried[0])
        tried = gain_db, reached
        gain_db = min(gain_db + (lufs - reached) / min(max(slope, _LEAST_YIELD), 1.0), most_db)
    heights = peaks.over(min(amplitude(ceiling - gain_db - down_db), highest))
    return _gains(heights, gain_db, ceiling), heights


def heard_loudness(energies: Energies) -> float:
    """Give the loudness in LUFS: integrated, or of clips under 3 s that of their loudest 400 ms."""
    powers = window_powers(energies)
    return loudest(powers) if len(energies) * STEP < SHORT else integrated(powers)


def stands_over(peaks: Samples, ceiling_dbtp: float) -> bool:
    """Tell whether any of the peaks is higher than the ceiling."""
    return bool(peaks.size) and float(peaks.max()) > amplitude(ceiling_dbtp)


def softened(samples: Samples, peaks: Samples, *, ceiling_dbtp: float) -> Samples:
    """Turn the sound down, in place, around peaks over the ceiling: slowly, from before the peak until after it.

    Args:
        samples: the sound, a whole number of steps.
        peaks: the greatest amplitude, here or in what became of the sound, in each step.
        ceiling_dbtp: what those peaks would at most have reached.
    """
    return turned(samples, _gains(peaks, 0.0, ceiling_dbtp)) if stands_over(peaks, ceiling_dbtp) else samples


def turned(samples: Samples, gains: Samples) -> Samples:
    """Apply gains, in place, straight lines being drawn between those of neighbouring steps."""
    steps = samples.reshape(-1, STEP)
    for part, factors in _lines(gains):
        steps[part] *= factors
    return samples


def add_turned(track: Samples, music: Samples, gains: Samples) -> None:
    """Lay sound over a track, in place, with such gains; both are as long as the gains say."""
    steps, added = track.reshape(-1, STEP), music.reshape(-1, STEP)
    for part, factors in _lines(gains):
        steps[part] += added[part] * factors


def _lines(gains: Samples) -> Iterator[tuple[slice, Samples]]:
    """Give the gain of every sample, some steps at a time, or of every step where it stays the same."""
    ramp = np.arange(STEP, dtype=np.float32) / STEP
    rises = np.diff(gains, append=gains[-1:])
    for at in range(0, len(gains), _PIECE):
        part = slice(at, at + _PIECE)
        level_part: Samples = gains[part, None]
        yield part, cast("Samples", level_part + rises[part, None] * ramp) if rises[part].any() else level_part


def _gains(peaks: Samples, gain_db: float, ceiling_dbtp: float) -> Samples:
    """Give the gain of each step: the one asked for, less around peaks that would go over the ceiling."""
    gain, ceiling = amplitude(gain_db), amplitude(ceiling_dbtp)
    if not peaks.size or float(peaks.max()) * gain <= ceiling:
        return np.full(len(peaks), gain, dtype=np.float32)
    wanted = np.minimum(np.float32(gain), np.float32(ceiling) / np.maximum(peaks, np.float32(1e-9)))
    held = _lowest_around(wanted, _LOOK_AHEAD_STEPS)
    return _mean_around(_mean_around(held, _LOOK_AHEAD_STEPS), _LOOK_AHEAD_STEPS - 1)


def _lowest_around(values: Samples, side: int) -> Samples:
    """Give the lowest of each value and `side` on both sides of it; of two places, of four, of eight, and so on."""
    lowest, seen, wanted = np.pad(values, side, mode="edge"), 1, 2 * side + 1
    while seen < wanted:
        further = min(seen, wanted - seen)
        lowest = np.minimum(lowest[further:], lowest[:-further])
        seen += further
    return lowest


def _mean_around(values: Samples, count: int) -> Samples:
    """Give the mean of so many values around each; of an even number, one more before it than after."""
    sums = np.cumsum(np.pad(values, (count // 2 + 1, (count - 1) // 2), mode="edge"), dtype=np.float64)
    return ((sums[count:] - sums[:-count]) / count).astype(np.float32)
