"""Three soft instruments and a room, computed; the station owes nobody a licence for them.

Everything is a sum of decaying or swelling partials below 7 kHz, and starts and
ends at zero. The only noise, in the room, comes from whole-number hashing, so that every machine gets the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from broadcaster.mixdown.bands import Floats, Room, passed
from broadcaster.mixdown.samples import RATE_HZ, Samples

_Waves = npt.NDArray[np.floating]

HIGHEST_PARTIAL_HZ = 7_000
"""Where horn loudspeakers begin to hurt."""

_LOWEST_HZ = 70
_LOWEST_RING = RATE_HZ // 10  # by then its filter is at e to the -31st
_HALL_BAND_HZ = (220, 3_800)
_PLUCK_POINT = 0.13  # of the string's length: near the bridge, as đàn tranh is played
_BRIGHTNESS_DECAY = 0.55  # how much faster each higher partial dies, a second
_RING_S = 2.6
_ATTACK_S = 0.003
_ECHO = 0.22
_AT_ONCE = 1 << 13
_PAD_CENTS = (-4, 4)
_VIBRATO_HZ = 5.2
_VIBRATO_CENTS = 22
_BEND_CENTS = -190
_BEND_S = 0.09
_DRONE_PARTIALS = (1.0, 0.22, 0.1, 0.04)
_DRONE_VOICES = ((-3, 0.13, 0.7), (3, 0.61, 0.3))  # cents, start, share: unequal, so that they never cancel out


@lru_cache(maxsize=16)
def string(hz: float, ornament: str = "") -> Samples:
    """Give one plucked string (đàn tranh), 2.6 s and the room.

    Ornament "rung" lets the tone tremble as the left hand does, "nhấn" lets it slide up from the note below.
    """
    return in_room(_plucked(hz, ornament))


@lru_cache(maxsize=8)
def dry_string(hz: float) -> Samples:
    """Give one plucked string without the room, for a sheet that has one of its own."""
    return _plucked(hz, "").astype(np.float32)


def _plucked(hz: float, ornament: str) -> Floats:
    time = times(_RING_S)
    angle = 2 * np.pi / RATE_HZ * np.cumsum(hz * 2 ** (_cents(time, ornament) / 1200))
    tone = np.zeros(len(time))
    for part in _parts(time):
        sines = _sines(angle[part], np.exp(-time[part] * _BRIGHTNESS_DECAY))
        for number, sine in zip(range(1, int(HIGHEST_PARTIAL_HZ / hz) + 1), sines, strict=False):
            tone[part] += np.sin(number * np.pi * _PLUCK_POINT) / number**1.15 * sine
        tone[part] *= np.exp(-time[part] * (1.5 + hz / 350 - _BRIGHTNESS_DECAY))
    return edged(tone, attack_s=_ATTACK_S, release_s=0.3)


def _cents(time: Floats, ornament: str) -> Floats:
    if ornament == "rung":
        growth = np.clip((time - 0.18) / 0.5, 0, 1)
        return _VIBRATO_CENTS * growth * np.sin(2 * np.pi * _VIBRATO_HZ * time)
    if ornament == "nhấn":
        return _BEND_CENTS * np.clip(1 - time / _BEND_S, 0, 1) ** 2
    return np.zeros(len(time))


@lru_cache(maxsize=4)
def pad(hz: float, length_s: float) -> Samples:
    """Give one soft held tone of two voices slightly apart, swelling and fading.

    It stays out of the room, whose resonances would make one held note much louder than the next.
    """
    time = times(length_s)
    tone = np.zeros(len(time))
    for part in _parts(time):
        turns = np.multiply.outer([hz * 2 ** (cents / 1200) for cents in _PAD_CENTS], time[part])
        for number, sines in zip(range(1, 6), _sines(2 * np.pi * turns, 1.0), strict=False):
            swelling = 0.8 + 0.2 * np.cos(2 * np.pi * 0.23 * number * time[part])
            tone[part] += swelling * sines.sum(axis=0) / number**2.2
    edge = min(1.2, length_s / 3)
    return edged(tone / 2, attack_s=edge, release_s=edge).astype(np.float32)


@lru_cache(maxsize=4)
def drone(hz: float, length_s: float) -> Samples:
    """Give a soft held tone, rounder than a pad and four times as fast to compute; it too stays out of the room."""
    time = times(length_s)
    tone = np.zeros(len(time))
    for part in _parts(time):
        for cents, start, share in _DRONE_VOICES:
            turn = (hz * 2 ** (cents / 1200) * time[part] + start) % 1.0
            sines = _sines((2 * np.pi * turn).astype(np.float32), np.float32(1))
            for weight, sine in zip(_DRONE_PARTIALS, sines, strict=False):
                tone[part] += np.float32(share * weight) * sine
    edge = min(1.2, length_s / 3)
    return edged(tone, attack_s=edge, release_s=edge).astype(np.float32)


@lru_cache(maxsize=1)
def gong(hz: float) -> Samples:
    """Give one soft gong stroke (chiêng), 4 s."""
    time = times(4.0)
    tone = np.zeros(len(time))
    for number, ratio in enumerate((1.0, 1.52, 2.02, 2.74, 3.61)):
        swell = 1 - np.exp(-time * 30 / (1 + number))
        tone += swell * np.exp(-time * (1.1 + 0.7 * number)) * np.sin(2 * np.pi * hz * ratio * time) / (1 + number)
    return in_room(edged(tone, attack_s=0.01, release_s=1.0))


def in_room(dry: Floats | Samples) -> Samples:
    """Give the tone in a small hall, longer by the echo's length."""
    return _room().heard(dry)


@lru_cache(maxsize=1)
def _room() -> Room:
    return Room(np.concatenate([[1.0], _ECHO * _hall()]), lowest_hz=_LOWEST_HZ, ring=_LOWEST_RING)


def _hall() -> Floats:
    time = times(1.1)
    rough = passed(noise(len(time)), 2, *_HALL_BAND_HZ)
    hall = rough * np.exp(-time * 5.5) * np.clip(time / 0.02, 0, 1)
    return hall / np.sqrt(np.sum(hall**2))


def _parts(time: Floats) -> Iterator[slice]:
    """Give places of a tone, some at a time: what they are summed from stays in the cache, and takes no memory."""
    return (slice(at, at + _AT_ONCE) for at in range(0, len(time), _AT_ONCE))


def _sines(angle: _Waves, decay: _Waves | float | np.float32) -> Iterator[_Waves]:
    """Give the sines of 1, 2, 3 times an angle, each weaker by `decay`, from the two before."""
    before, sine = np.zeros_like(angle), decay * np.sin(angle)
    twice, square = 2 * decay * np.cos(angle), decay**2
    while True:
        yield sine
        before, sine = sine, twice * sine - square * before


def noise(count: int) -> Floats:
    """Give white noise in -1..1 by integer hashing: the same on every machine."""
    word = np.arange(1, count + 1, dtype=np.uint32)
    for shift, factor in ((16, 0x85EBCA6B), (13, 0xC2B2AE35), (16, 1)):
        word = (word ^ (word >> np.uint32(shift))) * np.uint32(factor)
    return word / 2**31 - 1


def times(length_s: float) -> Floats:
    """Give the time of every sample, in seconds."""
    return np.arange(round(length_s * RATE_HZ)) / RATE_HZ


def edged(tone: Floats, *, attack_s: float, release_s: float) -> Floats:
    """Let a tone begin and end at zero by half-cosine slopes."""
    slope = _half_cosine(round(attack_s * RATE_HZ))
    tone[: len(slope)] *= slope
    slope = _half_cosine(round(release_s * RATE_HZ))
    tone[-len(slope) :] *= slope[::-1]
    return tone


def _half_cosine(count: int) -> Floats:
    return 0.5 - 0.5 * np.cos(np.pi * np.arange(count) / count)
