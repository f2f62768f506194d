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

_FULL_SCALE = np.float32(32_767)


def from_pcm(pcm: Pcm) -> Samples:
    """Give recorded sound at 48 000 Hz (band-limited resampling, so no images of low-rate voices)."""
    samples = np.frombuffer(pcm.samples, dtype="<i2").astype(np.float32) / _FULL_SCALE
    if pcm.rate_hz == RATE_HZ:
        return samples
    return cast("Samples", soxr.resample(samples, pcm.rate_hz, RATE_HZ, "HQ"))


def to_pcm(samples: Samples) -> Pcm:
    """Give 16-bit sound at 48 000 Hz; what goes beyond full scale is clipped."""
    whole = np.rint(np.clip(samples, -1.0, 1.0) * _FULL_SCALE).astype("<i2")
    return Pcm(rate_hz=RATE_HZ, samples=whole.tobytes())


def count_of(duration: int) -> int:
    """Give the number of samples in so many milliseconds."""
    return duration * RATE_HZ // 1000
