"""The one form in which sound is mixed: mono, 48 000 Hz, 32-bit floats with full scale at 1.0."""

from __future__ import annotations

from typing import cast

import numpy as np
import numpy.typing as npt
import soxr

from broadcaster.domain.sound import FRAME_MS, Pcm

Samples = npt.NDArray[np.float32]
"""Mono sound, full scale at 1.0."""

RATE_HZ = 48_000
"""Sample rate of everything that is mixed."""
FRAME = RATE_HZ * FRAME_MS // 1000
"""Samples of one MP3 frame, 1152."""
STEP = 24
"""Samples, half a millisecond: how finely loudness, peaks and the limiter's gain are followed."""

_FULL_SCALE = np.float32(32_767)
_PIECE = 1 << 15


def from_pcm(pcm: Pcm) -> Samples:
    """Give recorded sound at 48 000 Hz (band-limited resampling, so no images of low-rate voices)."""
    return at_mixing_rate(as_recorded(pcm), pcm.rate_hz)


def as_recorded(pcm: Pcm) -> Samples:
    """Give recorded sound at its own sample rate."""
    return np.frombuffer(pcm.samples, dtype="<i2").astype(np.float32) / _FULL_SCALE


def at_mixing_rate(samples: Samples, rate_hz: int) -> Samples:
    """Give sound of some sample rate at 48 000 Hz."""
    return samples if rate_hz == RATE_HZ else cast("Samples", soxr.resample(samples, rate_hz, RATE_HZ, "HQ"))


def to_pcm(samples: Samples) -> Pcm:
    """Give 16-bit sound at 48 000 Hz; what goes beyond full scale is clipped."""
    return Pcm(rate_hz=RATE_HZ, samples=whole_numbers(samples).tobytes())


def whole_numbers(samples: Samples, gain: float = 1.0) -> npt.NDArray[np.int16]:
    """Give the samples as 16-bit numbers, that much louder; what goes beyond full scale is clipped."""
    numbers = np.empty(len(samples), dtype="<i2")
    for at in range(0, len(samples), _PIECE):
        piece = samples[at : at + _PIECE] * (_FULL_SCALE * np.float32(gain))
        np.clip(piece, -_FULL_SCALE, _FULL_SCALE, out=piece)
        numbers[at : at + _PIECE] = np.rint(piece, out=piece)
    return numbers


def count_of(duration: int) -> int:
    """Give the number of samples in so many milliseconds."""
    return duration * RATE_HZ // 1000
