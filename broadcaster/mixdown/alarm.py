"""The two-tone signal before an emergency bulletin: our own, like no other body's, with silence around it.

The silence before it is heard by whatever wakes late (an amplifier, a relay, a player's buffer), so that neither the
signal nor the first word loses its beginning.
"""

from __future__ import annotations

import numpy as np

from broadcaster.domain.ids import DurationMs
from broadcaster.domain.sound import FRAME_MS, framed
from broadcaster.mixdown.levels import level
from broadcaster.mixdown.mp3 import encode
from broadcaster.mixdown.samples import RATE_HZ, Samples, count_of

LEAD_MS = 25 * FRAME_MS
"""Silence before the signal: 600 ms."""

TAIL_MS = 21 * FRAME_MS
"""Silence after it, before the first word: 504 ms."""

_TONES_HZ = (660, 880)  # a fourth apart, both well within what a horn loudspeaker carries
_TONE_MS = 480
_ROUNDS = 3
_OVERTONES = ((1, 1.0), (2, 0.25), (3, 0.1))  # some edge, so that it cuts through wind and engines
_EDGE_MS = 12
_MARGIN_DB = 2.0  # under the ceiling before encoding, which lets peaks grow

ALARM_LENGTH: DurationMs = framed(LEAD_MS + 2 * _ROUNDS * _TONE_MS + TAIL_MS)
"""The whole, silences too."""


def alarm() -> Samples:
    """Give the signal with its silences, its peak at half of full scale."""
    sheet = np.zeros(count_of(ALARM_LENGTH), dtype=np.float32)
    for number in range(2 * _ROUNDS):
        start = count_of(LEAD_MS + number * _TONE_MS)
        tone = _tone(_TONES_HZ[number % 2])
        sheet[start : start + len(tone)] = tone
    return sheet


def alarm_block(*, lufs: float, peak_dbtp: float, kbps: int) -> bytes:
    """Give the signal at a loudness, encoded, for mp3.splice()."""
    return encode(level(alarm(), lufs=lufs, ceiling_dbtp=peak_dbtp - _MARGIN_DB), kbps=kbps)


def _tone(pitch_hz: int) -> Samples:
    turns = np.arange(count_of(_TONE_MS)) * (2 * np.pi * pitch_hz / RATE_HZ)
    tone = sum(share * np.sin(number * turns) for number, share in _OVERTONES)
    edge = count_of(_EDGE_MS)
    shape = np.ones(len(turns))
    shape[:edge] = 0.5 - 0.5 * np.cos(np.pi * np.arange(edge) / edge)
    shape[-edge:] = shape[:edge][::-1]
    loud = tone * shape
    return (loud / (2 * np.abs(loud).max())).astype(np.float32)
