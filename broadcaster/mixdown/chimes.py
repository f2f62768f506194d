"""Style "chuong": bright bells over a marimba, composed for this project and computed.

All four pieces share a major mode on D with its chords and a figure that the marimba repeats: the ident sings its tune
over it, the sting is three bells and their chord, the bed is the figure alone with soft vibraphone, the closing comes
to rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from broadcaster.domain.carts import CartKind, MusicStyle
from broadcaster.domain.ids import DurationMs
from broadcaster.mixdown.bells import bell, marimba, vibraphone
from broadcaster.mixdown.instruments import drone
from broadcaster.mixdown.samples import Samples, count_of
from broadcaster.mixdown.sheet import HallSheet, Pacing, folded
from broadcaster.mixdown.style import LENGTHS, Style

_TONIC_HZ = 293.66
_STEPS = (0, 2, 4, 7, 9)
_BEAT_MS = 600
_IDENT_BEAT_MS = 540
_BAR = 4
_RING_MS = 2_400

_I, _VI, _IV, _V = (0, 7, 12, 16), (-3, 4, 9, 12), (-5, 2, 7, 11), (-5, 2, 7, 9)
"""Chords in semitones above the tonic, lowest first; the fourth degree lies below and the fifth hangs over it."""

_FIGURE = (0, 2, 1, 3, 2, 1, 3, 2)  # which note of the chord the marimba strikes, eight to a bar
_ACCENTS = (1.0, 0.55, 0.7, 0.6, 0.85, 0.55, 0.7, 0.5)


@dataclass(frozen=True, slots=True)
class _Bar:
    """Four beats."""

    chord: tuple[int, ...]
    """What sounds below."""
    notes: tuple[tuple[float, int], ...]
    """Beat and step of each bell; step 5 is the tonic an octave up."""


_TUNE = (
    _Bar(_I, ((0, 7), (1, 8), (1.5, 7), (2, 6), (3, 5))),
    _Bar(_VI, ((0, 9), (1, 8), (2, 7), (2.5, 8), (3, 6))),
    _Bar(_IV, ((0, 10), (1, 9), (2, 8), (3, 9))),
    _Bar(_V, ((0, 8), (1, 6), (2, 7), (3, 6))),
)
_ANSWER = (
    _Bar(_I, ((0, 5), (0.5, 7), (1, 8), (2, 10), (3, 9))),
    _Bar(_VI, ((0, 8), (1, 7), (1.5, 6), (2, 5))),
    _Bar(_IV, ((0, 5), (0.5, 6), (1, 9), (2, 10), (3, 9))),
    _Bar(_V, ((0, 8), (1.5, 7), (2, 6))),
)
_CADENCE = _Bar(_V, ((0, 9), (1, 8), (2, 6), (3, 6)))
_BED_BELLS = ((0, 8), (1_500, 7), (6_000, 9), (9_000, 7), (12_000, 10), (13_500, 9), (18_000, 8), (21_000, 6))


@lru_cache(maxsize=1)
def _ident() -> Samples:
    score = _Score(LENGTHS[CartKind.IDENT])
    for place, step in enumerate((0, 2, 3, 5)):
        score.ring(90 * place, step + 5, 0.35 + 0.1 * place)
    start = 4 * 90 + 180
    for number, bar in enumerate(_TUNE):
        score.bar(start + number * _BAR * _IDENT_BEAT_MS, bar, beat_ms=_IDENT_BEAT_MS)
    score.home(start + len(_TUNE) * _BAR * _IDENT_BEAT_MS, 2_400)
    return score.finished()


@lru_cache(maxsize=1)
def _sting() -> Samples:
    score = _Score(LENGTHS[CartKind.STING])
    for at, step in ((0, 5), (140, 7), (280, 8)):
        score.ring(at, step, 0.8)
        score.strike(at, step - 5, 0.5)
    score.home(560, 2_300)
    return score.finished()


@lru_cache(maxsize=1)
def _bed_loop() -> Samples:
    """Give one round: the figure at half its pace, a vibraphone now and then."""
    score = _Score(LENGTHS[CartKind.BED])
    for number, chord in enumerate((_I, _VI, _IV, _V)):
        for half in (0, 3_000):
            score.figure(number * 6_000 + half, chord, beat_ms=750, strength=0.32)
        score.hold(number * 6_000, chord, 7_200, strength=1.5)
    for at, step in _BED_BELLS:
        score.play(at, vibraphone(_hz(step)), 0.3)
    return folded(score.finished(), count_of(LENGTHS[CartKind.BED]))


def _closing(length: DurationMs) -> Samples:
    """Give the tune and its answer as often as they fit, and a cadence whose last chord leaves time to die away."""
    pacing = Pacing.of(length, beat_ms=_BEAT_MS, ring_ms=_RING_MS, bar=_BAR)
    score = _Score(length)
    if pacing.lead_in > 0:
        score.figure(0, _I, beat_ms=pacing.beat_ms, strength=0.8, beats=pacing.lead_in)
        score.ring(0, 5, 0.9)
        score.hold(0, _I, pacing.lead_in * pacing.beat_ms + 600)
    walk = (*_TUNE, *_ANSWER)
    for number in range(pacing.bars):
        score.bar(pacing.bar_ms(number), walk[number % len(walk)], beat_ms=pacing.beat_ms)
    for beat, step in _CADENCE.notes:
        at = pacing.before_end_ms(beat)
        if at >= 0:
            score.ring(at, step, 0.8)
            score.strike(at, step - 5, 0.5)
    score.hold(max(pacing.before_end_ms(0), 0), _CADENCE.chord, min(pacing.beats, _BAR) * pacing.beat_ms + 500)
    score.home(pacing.last_ms, _RING_MS)
    return score.finished()


class _Score(HallSheet):
    """A sheet for bells, marimba and held chords."""

    def ring(self, at_ms: float, step: int, strength: float) -> None:
        self.play(at_ms, bell(_hz(step)), 0.7 * strength)

    def strike(self, at_ms: float, step: int, strength: float) -> None:
        self.play(at_ms, marimba(_hz(step)), strength)

    def figure(
        self, at_ms: float, chord: tuple[int, ...], *, beat_ms: float, strength: float, beats: int = _BAR
    ) -> None:
        for place, (note, accent) in enumerate(zip(_FIGURE, _ACCENTS, strict=True)):
            if place < 2 * beats:
                self.play(at_ms + place * beat_ms / 2, marimba(_above(chord[note])), strength * accent)

    def hold(self, at_ms: float, chord: tuple[int, ...], length_ms: float, *, strength: float = 1.0) -> None:
        for place, semitones in enumerate(chord[:3]):
            self.lay(at_ms, drone(_above(semitones) / 2, round(length_ms) / 1000), (0.26, 0.2, 0.14)[place] * strength)

    def bar(self, at_ms: float, bar: _Bar, *, beat_ms: float) -> None:
        self.figure(at_ms, bar.chord, beat_ms=beat_ms, strength=0.6)
        self.hold(at_ms, bar.chord, _BAR * beat_ms + 400)
        for beat, step in bar.notes:
            self.ring(at_ms + beat * beat_ms, step, 1.0 if beat in (0, 2) else 0.75)

    def home(self, at_ms: float, length_ms: float) -> None:
        """End on the tonic's chord, struck from below."""
        for place, step in enumerate((0, 3, 5, 7, 8)):
            self.play(at_ms + 40 * place, vibraphone(_hz(step)), 0.55)
        self.strike(at_ms, 0, 0.8)
        self.ring(at_ms + 160, 10, 0.5)
        self.hold(at_ms, _I, 0.7 * length_ms)


def _hz(step: int) -> float:
    octave, place = divmod(step, len(_STEPS))
    return _above(12 * octave + _STEPS[place])


def _above(semitones: int) -> float:
    return _TONIC_HZ * 2 ** (semitones / 12)


STYLE = Style(name=MusicStyle.CHUONG, revision=1, ident=_ident, sting=_sting, bed=_bed_loop, closing=_closing)
