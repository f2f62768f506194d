"""Style "tranh": signature, sting, bed and closing on đàn tranh, composed for this project and computed.

All four share one pentatonic mode (điệu Bắc: hò xự xang xê cống on D) and a plucked string, and are told apart by what
they do: the ident runs up and sings its tune, the sting answers in one gesture, the bed hardly moves, the closing
walks home.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from broadcaster.domain.carts import CartKind, MusicStyle
from broadcaster.domain.ids import DurationMs
from broadcaster.mixdown.instruments import gong, pad, string
from broadcaster.mixdown.samples import Samples, count_of
from broadcaster.mixdown.sheet import Pacing, Sheet, folded
from broadcaster.mixdown.style import LENGTHS, Style

_HO_HZ = 293.66
_STEPS = (0, 2, 5, 7, 9)  # semitones of hò, xự, xang, xê, cống
_RING_MS = 2_400  # the last note of a closing dies away in this
_STING_CHORD_MS = 1_170
_BEAT_MS = 640
_BAR = 4


@dataclass(frozen=True, slots=True)
class _Note:
    """One plucked note."""

    beat: float
    """When, in beats from the start of its bar."""
    degree: int
    """Step of the mode; 5 is hò an octave up."""
    ornament: str = ""
    """What the left hand does (rung, nhấn)."""
    strength: float = 1.0
    """How hard."""


_TUNE: tuple[tuple[_Note, ...], ...] = (
    (_Note(0, 5), _Note(1, 7, "nhấn"), _Note(1.5, 8), _Note(2, 7), _Note(3, 6, "nhấn", 0.8)),
    (_Note(0, 5, "rung"), _Note(1.5, 4, strength=0.7), _Note(2, 3, "rung")),
    (_Note(0, 3), _Note(0.5, 4, strength=0.7), _Note(1, 5), _Note(2, 6), _Note(2.5, 5, strength=0.7), _Note(3, 4)),
    (_Note(0, 5, "rung"), _Note(2, 2, strength=0.6), _Note(3, 3, strength=0.6)),
)
_ANSWER: tuple[tuple[_Note, ...], ...] = (
    (_Note(0, 8, "rung"), _Note(1.5, 7, strength=0.7), _Note(2, 6), _Note(3, 5, strength=0.8)),
    (_Note(0, 7, "nhấn"), _Note(1.5, 6, strength=0.7), _Note(2, 5, "rung")),
    (_Note(0, 4), _Note(1, 3, "nhấn"), _Note(2, 2), _Note(3, 3, strength=0.8)),
    (_Note(0, 3, "rung"), _Note(2, 4, strength=0.7), _Note(3, 6, "nhấn", 0.8)),
)
_CADENCE = (_Note(0, 8, "nhấn"), _Note(1, 6), _Note(2, 4), _Note(3, 3, "nhấn"))
_BASS = (0, 2, 3, 0)  # hò xang xê hò, one a bar
_BED_PICKING = ((0.0, 0, 0.8), (1.5, 5, 0.5), (2.0, 3, 0.6), (3.25, 4, 0.4))


def sound(kind: CartKind, length: DurationMs) -> Samples:
    """Give music of this style at exactly this length; see :meth:`Style.sound`."""
    return STYLE.sound(kind, length)


@lru_cache(maxsize=1)
def _ident() -> Samples:
    score = _Score(LENGTHS[CartKind.IDENT])
    score.run_up(0, first=0, last=10)
    score.stroke(560, 0.5)
    for number, bar in enumerate(_TUNE):
        score.bar(560 + number * _BAR * 560, bar, beat_ms=560, octave_below=True)
        score.hold(560 + number * _BAR * 560, _BASS[number], _BAR * 560 + 400)
    score.chord(560 + 16 * 560, (0, 3, 5, 8))
    score.stroke(560 + 16 * 560, 0.4)
    return score.finished()


@lru_cache(maxsize=1)
def _sting() -> Samples:
    score = _Score(LENGTHS[CartKind.STING])
    for at, degree in ((0, 5), (195, 6), (390, 8), (780, 7)):
        score.pluck(at, degree, strength=0.9)
    score.chord(_STING_CHORD_MS, (3, 5, 8, 10))
    score.hold(_STING_CHORD_MS, 5, LENGTHS[CartKind.STING] - _STING_CHORD_MS)  # the strings alone die away too soon
    return score.finished()


@lru_cache(maxsize=1)
def _bed_loop() -> Samples:
    """Give one round, with the tail of its end laid over its beginning."""
    score = _Score(LENGTHS[CartKind.BED])
    for number, root in enumerate((0, 2, 3, 2)):
        score.hold(number * 6_000, root + 5, 7_200, strength=1.6)
        score.hold(number * 6_000, root + 8, 7_200, strength=1.1)
        for bar in (0, 3_000):
            for beat, step, strength in _BED_PICKING:
                score.pluck(number * 6_000 + bar + beat * 750, root + step, strength=strength * 0.45)
    return folded(score.finished(), count_of(LENGTHS[CartKind.BED]))


def _closing(length: DurationMs) -> Samples:
    """Give the tune and its answer as often as they fit, and a cadence whose last note leaves time to die away."""
    pacing = Pacing.of(length, beat_ms=_BEAT_MS, ring_ms=_RING_MS)
    score = _Score(length)
    if pacing.lead_in > 0:
        score.run_up(0, first=2, last=8)
        score.hold(0, 0, pacing.lead_in * pacing.beat_ms + 600)
    walk = (*_TUNE, *_ANSWER)
    for number in range(pacing.bars):
        at = pacing.bar_ms(number)
        score.bar(at, walk[number % len(walk)], beat_ms=pacing.beat_ms)
        score.hold(at, _BASS[number % _BAR], _BAR * pacing.beat_ms + 500)
    _end(score, pacing)
    return score.finished()


def _end(score: _Score, pacing: Pacing) -> None:
    for note in _CADENCE:
        at = pacing.before_end_ms(note.beat)
        if at >= 0:
            score.pluck(at, note.degree, ornament=note.ornament)
    score.hold(max(pacing.before_end_ms(0), 0), 3, min(pacing.beats, _BAR) * pacing.beat_ms + 600)
    score.chord(pacing.last_ms, (0, 3, 5))
    score.hold(pacing.last_ms, 0, _RING_MS)


class _Score(Sheet):
    """A sheet for plucked strings, pads and the gong."""

    def pluck(self, at_ms: float, degree: int, *, ornament: str = "", strength: float = 1.0) -> None:
        self.lay(at_ms, string(_hz(degree), ornament), strength)

    def bar(self, at_ms: float, notes: Sequence[_Note], *, beat_ms: float, octave_below: bool = False) -> None:
        for note in notes:
            at = at_ms + note.beat * beat_ms
            self.pluck(at, note.degree, ornament=note.ornament, strength=note.strength)
            if octave_below and note.beat in (0, 2):
                self.pluck(at, note.degree - 5, strength=0.5 * note.strength)

    def chord(self, at_ms: float, degrees: Sequence[int]) -> None:
        for place, degree in enumerate(degrees):
            self.pluck(at_ms + 35 * place, degree, strength=0.8)

    def run_up(self, at_ms: float, *, first: int, last: int) -> None:
        """Sweep over the strings (tiếng á)."""
        for place, degree in enumerate(range(first, last + 1)):
            self.pluck(at_ms + 45 * place, degree, strength=0.35 + 0.03 * place)

    def hold(self, at_ms: float, degree: int, length_ms: float, *, strength: float = 1.0) -> None:
        self.lay(at_ms, pad(_hz(degree) / 2, round(length_ms) / 1000), 0.28 * strength)

    def stroke(self, at_ms: float, strength: float) -> None:
        self.lay(at_ms, gong(_HO_HZ / 2), strength)


def _hz(degree: int) -> float:
    octave, step = divmod(degree, len(_STEPS))
    return _HO_HZ * 2 ** (octave + _STEPS[step] / 12)


STYLE = Style(name=MusicStyle.TRANH, revision=2, ident=_ident, sting=_sting, bed=_bed_loop, closing=_closing)
