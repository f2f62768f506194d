"""Loudness after ITU-R BS.1770-4, for mono at 48 000 Hz, in bounded memory.

Sound is K-weighted once, into its energy in each half millisecond. Gain and limiting then act on those energies, so
that the loudness of what was turned up and down is known without filtering it again. (The library that was tried,
pyloudnorm, which the tests compare with, takes 2 s and 2 GB for half an hour, this 0.7 s and a few megabytes.)
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import cast

import numpy as np
import numpy.typing as npt

from broadcaster.mixdown.mp3 import pieces
from broadcaster.mixdown.peaks import PeakMeter, decibels
from broadcaster.mixdown.samples import RATE_HZ, STEP, Samples
from broadcaster.mixdown.weighting import KWeighting, in_steps

SILENT = -math.inf
"""The loudness, or peak, of silence."""

Energies = npt.NDArray[np.float64]
"""K-weighted energy of each STEP samples."""

ABSOLUTE_GATE = -70.0
"""Windows under this, in LUFS, never count."""

_RELATIVE_GATE = -10.0
_OFFSET_LU = -0.691
_HOP = RATE_HZ // 10
_HOPS_IN_WINDOW = 4
_PIECE = 4_000 * STEP


def weighted(samples: Samples) -> Energies:
    """Give the K-weighted energy of each STEP samples; an unfinished last step counts as if silence followed."""
    return _weighed(samples[at : at + _PIECE] for at in range(0, len(samples), _PIECE))


def _weighed(pieces: Iterable[Samples]) -> Energies:
    """Do so for sound that comes in pieces, all but the last a whole number of steps."""
    weighting = KWeighting(RATE_HZ)
    energies = [np.zeros(0)]
    for piece in pieces:
        steps = weighting.filtered(in_steps(piece))
        energies.append(np.einsum("ij,ij->i", steps, steps))
    return np.concatenate(energies)


def loudness(samples: Samples) -> float:
    """Give the integrated loudness in LUFS; of less than 400 ms, the loudness of what there is."""
    return integrated(window_powers(weighted(samples)))


def measure(content: bytes) -> tuple[float, float]:
    """Give integrated loudness (LUFS) and true peak (dBTP) of an MP3 as decoded; raises MixError."""
    meter = PeakMeter()
    lufs = integrated(window_powers(weighted_through(content, meter)))
    return lufs, decibels(meter.end()[1])


def weighted_through(content: bytes, meter: PeakMeter) -> Energies:
    """Give the energies of an MP3 as decoded, never holding much of it, and let the meter see it; raises MixError."""

    def watched() -> Iterator[Samples]:
        for piece in pieces(content, count=_PIECE):
            meter.add(piece)
            yield piece

    return _weighed(watched())


def integrated(powers: npt.NDArray[np.float64]) -> float:
    """Give the loudness in LUFS of the windows that pass both gates."""
    loud = powers[powers > power_of(ABSOLUTE_GATE)]
    if not loud.size:
        return SILENT
    gated = loud[loud > power_of(lufs_of(float(loud.mean())) + _RELATIVE_GATE)]
    return lufs_of(float(gated.mean()))


def loudest(powers: npt.NDArray[np.float64]) -> float:
    """Give the loudness in LUFS of the loudest window: what short clips are compared by."""
    return lufs_of(float(powers.max(initial=0.0)))


def window_powers(energies: Energies) -> npt.NDArray[np.float64]:
    """Give the mean K-weighted power of each 400 ms, one every 100 ms."""
    steps_in_hop = _HOP // STEP
    if len(energies) % steps_in_hop:
        energies = np.concatenate([energies, np.zeros(-len(energies) % steps_in_hop)])
    hops = energies.reshape(-1, steps_in_hop).sum(axis=1) / _HOP
    if len(hops) < _HOPS_IN_WINDOW:
        return hops.sum(keepdims=True) / max(len(hops), 1)
    return cast("npt.NDArray[np.float64]", sum(hops[at : len(hops) - 3 + at] for at in range(4)) / _HOPS_IN_WINDOW)


def lufs_of(power: float) -> float:
    """Give the loudness of a mean K-weighted power."""
    return _OFFSET_LU + 10 * math.log10(power) if power > 0 else SILENT


def power_of(lufs: float) -> float:
    """Give the mean K-weighted power of a loudness."""
    return 10 ** ((lufs - _OFFSET_LU) / 10)


def windows_of(powers: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Give the loudnesses, in LUFS, of mean K-weighted powers; what is silent has none and is left out."""
    return _OFFSET_LU + 10 * np.log10(powers[powers > power_of(ABSOLUTE_GATE)])


def powers_of(windows: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Give the mean K-weighted powers of loudnesses in LUFS."""
    return 10 ** ((windows - _OFFSET_LU) / 10)
