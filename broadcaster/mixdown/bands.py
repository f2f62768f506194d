"""Bands of sound, and rooms, by their spectra: what a tone is passed through when music is composed."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from broadcaster.mixdown.samples import RATE_HZ, Samples

Floats = npt.NDArray[np.float64]
"""What tones are computed in, before they are laid on a sheet."""
Spectrum = npt.NDArray[np.complex128]

_AT_ONCE = 1 << 18
"""Samples in one transform."""


def band_pass(order: int, low_hz: float, high_hz: float, *, size: int) -> Spectrum:
    """Give what a Butterworth band-pass (by the bilinear transform) does to each frequency of `size` samples."""
    low, high = np.tan(np.pi * np.array([low_hz, high_hz]) / RATE_HZ)
    at = _axis(size)
    return _butterworth(order, (high - low) * at, at**2 + low * high)


def high_pass(order: int, low_hz: float, *, size: int) -> Spectrum:
    """Give the same of a Butterworth high-pass."""
    at = _axis(size)
    return _butterworth(order, at, np.full_like(at, np.tan(np.pi * low_hz / RATE_HZ)))


def _axis(size: int) -> Spectrum:
    """Give the frequencies of a spectrum where the bilinear transform takes them; the last, infinity, is left huge."""
    return 1j * np.tan(np.pi * np.arange(size // 2 + 1) / size)


def _butterworth(order: int, over: Spectrum, under: Spectrum) -> Spectrum:
    """Give the low-pass of that order at the frequencies under / over, which stand for its own."""
    poles = np.exp(1j * np.pi * (2 * np.arange(order) + order + 1) / (2 * order))
    return np.prod([over / (under - pole * over) for pole in poles], axis=0)


def passed(sound: Floats, order: int, low_hz: float, high_hz: float) -> Floats:
    """Give sound through a Butterworth band-pass, as long as it was; the filter must die away within a second."""
    size = 1 << (len(sound) + RATE_HZ).bit_length()
    spectrum = np.fft.rfft(sound, size) * band_pass(order, low_hz, high_hz, size=size)
    return np.fft.irfft(spectrum)[: len(sound)]


class Room:
    """What a sound becomes by an echo, whose pulse is given, heard without what is below a limit."""

    def __init__(self, pulse: Floats, *, lowest_hz: float, ring: int) -> None:
        """Prepare; the limit's filter (second order) has died away in `ring` samples."""
        self._longer = len(pulse) - 1
        self._before = len(pulse) - 1 + ring
        self._spectrum = np.fft.rfft(pulse, _AT_ONCE) * high_pass(2, lowest_hz, size=_AT_ONCE)

    def heard(self, dry: Floats | Samples) -> Samples:
        """Give a sound in the room, longer by the echo."""
        wet = np.empty(len(dry) + self._longer, dtype=np.float32)
        several = _AT_ONCE - self._before
        for at in range(0, len(wet), several):
            first = max(at - self._before, 0)
            piece = np.fft.irfft(np.fft.rfft(dry[first : at + several], _AT_ONCE) * self._spectrum)
            part = wet[at : at + several]
            part[:] = piece[at - first : at - first + len(part)]
        return wet
