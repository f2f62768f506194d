"""Sounds for technicians: time pips, line-up tones, a sweep; exact to the sample, never levelled by the mixer."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from broadcaster.domain.carts import SignalKind
from broadcaster.domain.ids import DurationMs
from broadcaster.mixdown.samples import RATE_HZ, Samples, count_of

SIGNAL_LENGTHS: Mapping[SignalKind, DurationMs] = {
    SignalKind.PIPS: DurationMs(5_544),
    SignalKind.TONE_18: DurationMs(30_000),
    SignalKind.TONE_20: DurationMs(30_000),
    SignalKind.LINE_UP: DurationMs(30_000),
    SignalKind.SWEEP: DurationMs(20_016),
}
"""Lengths unless told, whole MP3 frames; the pips have no other."""

HOUR_AT = DurationMs(5_000)
"""Where the hour falls in the pips: at the first sample of the long one (as in the Greenwich time signal)."""

TONE_HZ = 1_000
"""Of pips and tones: 48 samples a turn."""

_ALIGNMENT_DBFS = -18.0  # EBU R68: the alignment level in digital equipment; a full-scale sine is 0 dBFS
_SMPTE_DBFS = -20.0  # SMPTE RP 155
_SWEEP_DBFS = -20.0
_SHORT_MS, _LONG_MS = 100, 500
_EDGE_MS = 2  # so that a pip does not click; its first sample is where it should be
_GAP_MS, _EVERY_MS = 250, 3_000  # EBU Tech 3304, there on the left channel
_SWEEP_FROM_HZ, _SWEEP_TO_HZ = 100, 12_000


def signal(kind: SignalKind, length: DurationMs | None = None) -> Samples:
    """Give a technician's sound at its length or, but for the pips, at another.

    Levels are of the sine's peak against full scale: −18 or −20 dBFS.
    """
    length = length or SIGNAL_LENGTHS[kind]
    match kind:
        case SignalKind.PIPS:
            return _pips()
        case SignalKind.TONE_18:
            return _tone(length, _ALIGNMENT_DBFS)
        case SignalKind.TONE_20:
            return _tone(length, _SMPTE_DBFS)
        case SignalKind.LINE_UP:
            return _line_up(length)
        case SignalKind.SWEEP:
            return _sweep(length)


def _pips() -> Samples:
    """Give five short pips a second apart and the long one that begins on the hour; 44 ms of silence end it."""
    sheet = np.zeros(count_of(SIGNAL_LENGTHS[SignalKind.PIPS]), dtype=np.float32)
    for second in range(HOUR_AT // 1000 + 1):
        at = count_of(second * 1000)
        pip = _tone(DurationMs(_LONG_MS if second * 1000 == HOUR_AT else _SHORT_MS), _ALIGNMENT_DBFS)
        sheet[at : at + len(pip)] = pip
    return sheet


def _line_up(length: DurationMs) -> Samples:
    """Give the tone with a gap at the start of every three seconds but the first."""
    tone = _tone(length, _ALIGNMENT_DBFS)
    for at in range(_EVERY_MS, length, _EVERY_MS):
        before, gap, after = count_of(at - _EDGE_MS), count_of(at), count_of(at + _GAP_MS)
        tone[before:gap] *= _edge()[: gap - before][::-1]
        tone[gap:after] = 0
        rising = tone[after : after + count_of(_EDGE_MS)]
        rising *= _edge()[: len(rising)]
    return tone


def _tone(length: DurationMs, dbfs: float) -> Samples:
    turns = np.arange(count_of(length)) % (RATE_HZ // TONE_HZ) / (RATE_HZ // TONE_HZ)
    return _edged(np.sin(2 * np.pi * turns).astype(np.float32) * np.float32(10 ** (dbfs / 20)))


def _sweep(length: DurationMs) -> Samples:
    """Give a tone that climbs as many octaves in each second as in every other."""
    time = np.arange(count_of(length)) / RATE_HZ
    octaves = np.log(_SWEEP_TO_HZ / _SWEEP_FROM_HZ)
    whole = max(length / 1000, 0.001)
    turns = _SWEEP_FROM_HZ * whole / octaves * np.expm1(time / whole * octaves)
    return _edged(np.sin(2 * np.pi * turns).astype(np.float32) * np.float32(10 ** (_SWEEP_DBFS / 20)))


def _edged(tone: Samples) -> Samples:
    edge = _edge()
    if len(tone) >= 2 * len(edge):
        tone[: len(edge)] *= edge
        tone[-len(edge) :] *= edge[::-1]
    return tone


def _edge() -> Samples:
    count = count_of(_EDGE_MS)
    return (0.5 - 0.5 * np.cos(np.pi * (np.arange(count) + 0.5) / count)).astype(np.float32)
