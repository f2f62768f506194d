"""Struck bars, computed: a bright bell, a vibraphone that trembles softly, a wooden marimba."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from broadcaster.mixdown.instruments import HIGHEST_PARTIAL_HZ, edged, times
from broadcaster.mixdown.samples import Samples

_Partials = tuple[tuple[float, float, float], ...]

# ratio to the lowest, strength, seconds in which it sinks to a third; bars tuned as instrument makers tune them
_BELL: _Partials = ((1.0, 1.0, 0.85), (2.0, 0.16, 0.5), (2.756, 0.2, 0.28), (5.404, 0.06, 0.12))
_VIBRAPHONE: _Partials = ((1.0, 1.0, 1.0), (4.0, 0.18, 0.35), (9.9, 0.03, 0.06))
_MARIMBA: _Partials = ((1.0, 1.0, 0.32), (3.93, 0.22, 0.09), (9.2, 0.06, 0.035))
_ATTACK_S = 0.004
_TREMOLO_HZ, _TREMOLO = 4.4, 0.14


@lru_cache(maxsize=12)
def bell(hz: float) -> Samples:
    """Give one stroke of a small bell, 3 s, without the room."""
    return _struck(hz, _BELL, 3.0)


@lru_cache(maxsize=12)
def vibraphone(hz: float) -> Samples:
    """Give one stroke of a vibraphone, 3.6 s, without the room."""
    tone = _struck(hz, _VIBRAPHONE, 3.6)
    beating = 1 - _TREMOLO * (1 - np.cos(2 * np.pi * _TREMOLO_HZ * times(3.6))) / 2
    return (tone * beating).astype(np.float32)


@lru_cache(maxsize=12)
def marimba(hz: float) -> Samples:
    """Give one stroke of a marimba, 1.2 s, without the room."""
    return _struck(hz, _MARIMBA, 1.2)


def _struck(hz: float, partials: _Partials, length_s: float) -> Samples:
    time = times(length_s)
    tone = np.zeros(len(time))
    for ratio, strength, decay_s in partials:
        if ratio * hz < HIGHEST_PARTIAL_HZ:
            tone += strength * np.exp(-time / decay_s) * np.sin(2 * np.pi * ratio * hz * time)
    return edged(tone, attack_s=_ATTACK_S, release_s=0.4).astype(np.float32)
