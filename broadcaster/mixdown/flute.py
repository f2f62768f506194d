"""A bamboo flute (sáo trúc), computed: a few partials that follow the breath, and the breath itself."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from broadcaster.mixdown.bands import Floats, passed
from broadcaster.mixdown.instruments import HIGHEST_PARTIAL_HZ, edged, noise, times
from broadcaster.mixdown.samples import RATE_HZ, Samples

_PARTIALS = (1.0, 0.34, 0.16, 0.06, 0.03, 0.015)
_ATTACK_S, _RELEASE_S = 0.06, 0.13
_SMALLEST_S = 0.24
_VIBRATO_HZ = 4.8
_BREATH = 0.018
_CHIFF = 0.03  # more breath at the beginning, until the tone speaks
_BREATH_BAND_HZ = (900, 3_600)
_BREATH_S = 3.0
_SLIDE_S = 0.16
_GRACE_S = 0.085


@lru_cache(maxsize=8)
def flute(hz: float, length_s: float, ornament: str = "") -> Samples:
    """Give one blown note, without the room.

    Ornament "rung" lets it tremble more, "luyến" lets it slide up from two semitones below, "láy" begins on the note
    above for a moment.
    """
    time = times(max(length_s, _SMALLEST_S))
    breath = _breath(time)
    turns = np.cumsum(hz * 2 ** (_cents(time, ornament) / 1200)) / RATE_HZ
    tone = np.zeros(len(time))
    for number, weight in enumerate(_PARTIALS, start=1):
        if number * hz < HIGHEST_PARTIAL_HZ:
            tone += weight * breath ** (1 + 0.3 * number) * np.sin(2 * np.pi * number * turns)
    start = round(hz * 37) % RATE_HZ
    air = np.resize(_air(), start + len(time))[start:]
    tone += air * breath * (_BREATH + _CHIFF * np.exp(-time / 0.05))
    return edged(tone, attack_s=_ATTACK_S, release_s=_RELEASE_S).astype(np.float32)


def _breath(time: Floats) -> Floats:
    """Give the pressure: it swells to the middle of the note and sinks to its end, trembling a little."""
    way = time / time[-1]
    trembling = 0.05 * np.clip((time - 0.3) / 0.5, 0, 1) * np.sin(2 * np.pi * _VIBRATO_HZ * time)
    return (0.72 + 0.28 * np.sin(np.pi * way**0.7)) * (1 + trembling)


def _cents(time: Floats, ornament: str) -> Floats:
    depth = 26 if ornament == "rung" else 9
    cents = depth * np.clip((time - 0.22) / 0.5, 0, 1) * np.sin(2 * np.pi * _VIBRATO_HZ * time)
    if ornament == "luyến":
        cents -= 200 * (1 - _slope(time, 0, _SLIDE_S))
    if ornament == "láy":
        cents += 230 * (1 - _slope(time, _GRACE_S, 0.035))
    return cents


def _slope(time: Floats, start_s: float, length_s: float) -> Floats:
    """Go from 0 to 1 smoothly."""
    way = np.clip((time - start_s) / length_s, 0, 1)
    return way * way * (3 - 2 * way)


@lru_cache(maxsize=1)
def _air() -> Floats:
    rough = passed(noise(round(_BREATH_S * RATE_HZ)), 4, *_BREATH_BAND_HZ)
    return rough / np.sqrt(np.mean(rough**2))
