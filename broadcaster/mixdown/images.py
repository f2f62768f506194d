"""Whether sound was resampled badly: what lies above half an old sample rate is then a mirror image of what lies below.

Linear interpolation, as simple programs do, leaves the image of 7 kHz at 15 kHz only 11 dB down. Natural sound has no
such likeness, bin by bin, on both sides of a frequency.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from broadcaster.domain.quality import OLD_RATES_HZ

_FIRST_HZ, _LAST_HZ = 200, 1600  # how far from the mirror on both sides
_LEAST_SHARE = 1e-3  # of the power below: an image is not much fainter so near the mirror
_LEAST_POWER = 1e-9
_TINY = 1e-20


class ImageMeter:
    """Follows, window by window, how much each mirror's two sides are alike: 0 for natural sound, near 1 for images."""

    def __init__(self, rate_hz: int, size: int) -> None:
        """Take the sample rate, and the length of the windows that power spectra come from."""
        steps = np.arange(_FIRST_HZ * size // rate_hz, _LAST_HZ * size // rate_hz)
        scale = size / rate_hz
        self._sides = [
            (np.floor(old / 2 * scale - steps).astype(int), np.ceil(old / 2 * scale + steps).astype(int))
            for old in OLD_RATES_HZ
            if old / 2 + _LAST_HZ < rate_hz / 2 and old < rate_hz
        ]
        self._sums = np.zeros(len(OLD_RATES_HZ))
        self._windows = 0

    def add(self, power: npt.NDArray[np.float32]) -> None:
        """Take power spectra, a row for each window."""
        for number, (below, above) in enumerate(self._sides):
            self._sums[number] += float(_likeness(power[:, below], power[:, above]).sum())
        self._windows += len(power)

    def mirrors(self) -> tuple[float, ...]:
        """Give the mean likeness for each old sample rate."""
        return tuple((self._sums / max(self._windows, 1)).tolist())


def _likeness(below: npt.NDArray[np.float32], above: npt.NDArray[np.float32]) -> npt.NDArray[np.float64]:
    """Give the correlation of levels in decibels; 0 where there is next to nothing above."""
    low, high = below.mean(axis=1), above.mean(axis=1)
    heard = (low > _LEAST_POWER) & (high > low * _LEAST_SHARE)
    if not heard.any():
        return np.zeros(1)
    first, second = (np.log(side[heard].astype(np.float64) + _TINY) for side in (below, above))
    first -= first.mean(axis=1, keepdims=True)
    second -= second.mean(axis=1, keepdims=True)
    return (first * second).sum(axis=1) / np.sqrt((first**2).sum(axis=1) * (second**2).sum(axis=1) + _TINY)
