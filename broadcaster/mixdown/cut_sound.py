"""A recorded cut as it goes into a mix: no offset and no rumble under the voice, and ends that do not click.

eSpeak's vowels stand off the middle line, each by another amount, up to 2 % of full scale (a woman's more than a
man's), and one of its cuts in ten ends while something still vibrates. Microphones bring footsteps and traffic.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from broadcaster.domain.sound import Pcm
from broadcaster.mixdown.samples import Samples, as_recorded, at_mixing_rate
from broadcaster.mixdown.sheet import fade_out

_RUMBLE_HZ = 30
"""Where the low cut stands at -6 dB; under 15 Hz more than 24 dB are gone, at 100 Hz less than 0.1 dB."""
_SLOW_HZ = 960
"""How often what is slower than the low cut is looked at; high enough that no voice is taken for rumble."""
_SILENCE_S = 0.1
"""Silence after a cut in which the low cut dies away, since a spectrum goes round in a circle."""
_FADE_IN_MS, _FADE_OUT_MS = 1, 5  # shorter than the burst of a stop; longer than any click


def sound_of(cut: Pcm) -> Samples:
    """Give a cut at 48 000 Hz, at its own level, as many samples as ``from_pcm`` gives.

    The low cut goes over it forwards and backwards, so that nothing comes earlier or later than it did.
    """
    steady = _without_rumble(as_recorded(cut), cut.rate_hz)
    fade_out(steady[::-1], cut.rate_hz * _FADE_IN_MS // 1000)
    fade_out(steady, cut.rate_hz * _FADE_OUT_MS // 1000)
    return at_mixing_rate(steady, cut.rate_hz)


def _without_rumble(samples: Samples, rate_hz: int) -> Samples:
    """Take away what is slower than the low cut: found at a thousandth of a second, drawn through by straight lines.

    Filtering every sample would cost three times as much, and give the same within 40 dB of the lowest voice.
    """
    if not samples.size:
        return samples
    step = max(rate_hz // _SLOW_HZ, 1)
    count = -(-samples.size // step)
    steady = np.zeros((count, step), dtype=np.float32)
    steady.reshape(-1)[: samples.size] = samples
    slow = _below_the_cut(np.einsum("ij->i", steady) / step, rate_hz / step)
    edges = np.concatenate((slow[:1], (slow[:-1] + slow[1:]) / 2, slow[-1:]))
    steady -= edges[:-1, None]
    steady -= (edges[1:] - edges[:-1])[:, None] * ((np.arange(step, dtype=np.float32) + 0.5) / step)
    return steady.reshape(-1)[: samples.size]


def _below_the_cut(means: Samples, rate_hz: float) -> Samples:
    """Give what a second-order Butterworth low cut, passed forwards and backwards, takes away."""
    size = -(-(means.size + int(rate_hz * _SILENCE_S)) // 256) * 256
    return np.fft.irfft(np.fft.rfft(means, size) * _low_cut(size, rate_hz), size)[: means.size].astype(np.float32)


@lru_cache(maxsize=256)
def _low_cut(size: int, rate_hz: float) -> Samples:
    return (1 / (1 + (np.arange(size // 2 + 1) * rate_hz / size / _RUMBLE_HZ) ** 4)).astype(np.float32)
