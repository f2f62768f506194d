"""A recorded cut as it goes into a mix: no offset and no rumble under the voice, and ends that do not click.

eSpeak's vowels stand off the middle line, each by another amount, up to 2 % of full scale (a woman's more than a
man's), and one of its cuts in ten ends while something still vibrates. Microphones bring footsteps and traffic.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, cast

import numpy as np
import numpy.typing as npt
import scipy.signal

from broadcaster.domain.sound import Pcm
from broadcaster.mixdown.samples import Samples, as_recorded, at_mixing_rate
from broadcaster.mixdown.sheet import fade_out

_RUMBLE_HZ = 30
"""Where the low cut stands at -6 dB; under 15 Hz more than 24 dB are gone, at 100 Hz less than 0.1 dB."""
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
    if not samples.size:
        return samples  # which the filter does not take
    sosfilt, low_cut = cast("Any", scipy.signal).sosfilt, _low_cut(rate_hz)
    return sosfilt(low_cut, sosfilt(low_cut, samples)[::-1])[::-1].astype(np.float32)


@lru_cache(maxsize=4)
def _low_cut(rate_hz: int) -> npt.NDArray[np.float64]:
    return cast("Any", scipy.signal).butter(2, _RUMBLE_HZ, "highpass", fs=rate_hz, output="sos")
