"""Style "sao": a bamboo flute over soft chords and a few low strings, composed for this project and computed.

All four pieces share one mode (điệu Nam: hò xự xang xê cống on D, with xự and cống high) and a slow breath: the ident
calls and sings its tune, the sting is one turn of the flute, the bed holds its chords with the flute far away, the
closing walks home.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from broadcaster.domain.carts import CartKind, MusicStyle
from broadcaster.domain.ids import DurationMs
from broadcaster.mixdown.flute import flute
from broadcaster.mixdown.instruments import drone, dry_string, gong
from broadcaster.mixdown.samples import Samples, count_of
from broadcaster.mixdown.sheet import HallSheet, Pacing, folded
from broadcaster.mixdown.style import LENGTHS, Style

_HO_HZ = 293.66
_STEPS = (0, 3, 5, 7, 10)  # semitones of hò, xự, xang, xê, cống
_BEAT_MS = 700
_IDENT_BEAT_MS = 590
_BAR = 4
_RING_MS = 2_400
_OVERLAP_MS = 70  # the flute does not stop between notes


@dataclass(frozen=True, slots=True)
class _Note:
    """One blown note."""

    beat: float
    """When, in beats from the start of its bar."""
    degree: int
    """Step of the mode; 5 is hò an octave up."""
    beats: float
    """How long."""
    ornament: str = ""
    """What breath and fingers do (rung, luyến, láy)."""


_TUNE: tuple[tuple[_Note, ...], ...] = (
    (_Note(0, 5, 1.5, "láy"), _Note(1.5, 4, 0.5), _Note(2, 3, 2, "rung")),
    (_Note(0, 4, 1), _Note(1, 5, 0.5), _Note(1.5, 6, 0.5, "luyến"), _Note(2, 5, 2, "rung")),
    (_Note(0, 7, 1.5, "láy"), _Note(1.5, 6, 0.5), _Note(2, 5, 1), _Note(3, 4, 1)),
    (_Note(0, 3, 2, "rung"), _Note(2, 2, 0.5), _Note(2.5, 3, 0.5), _Note(3, 4, 1, "luyến")),
)
_ANSWER: tuple[tuple[_Note, ...], ...] = (
    (_Note(0, 5, 1), _Note(1, 6, 1, "luyến"), _Note(2, 7, 2, "rung")),
    (_Note(0, 6, 0.5), _Note(0.5, 7, 0.5), _Note(1, 5, 1), _Note(2, 4, 2, "rung")),
    (_Note(0, 3, 1, "láy"), _Note(1, 4, 0.5), _Note(1.5, 5, 0.5), _Note(2, 3, 2, "rung")),
    (_Note(0, 2, 1, "luyến"), _Note(1, 3, 1), _Note(2, 4, 1, "láy"), _Note(3, 3, 1)),
)
_CADENCE = (_Note(0, 7, 1, "láy"), _Note(1, 6, 1), _Note(2, 4, 1), _Note(3, 3, 1, "luyến"))
_TUNE_BASS, _ANSWER_BASS = (0, 2, 1, 3), (2, 1, 0, 3)  # one a bar, a fifth goes with it
_FAR_AWAY = (
    (900, 5, 3_000),
    (7_200, 4, 2_700),
    (13_000, 3, 3_300),
    (19_200, 4, 2_400),
)  # ms, degree, length of the bed


@lru_cache(maxsize=1)
def _ident() -> Samples:
    score = _Score(LENGTHS[CartKind.IDENT])
    start = 460
    score.drop(0, (0, 3, 5))
    score.lay(0, gong(_HO_HZ / 2), 0.45)
    score.blow(start - 250, 4, 300)
    for number, bar in enumerate(_TUNE):
        score.bar(start + number * _BAR * _IDENT_BEAT_MS, bar, _TUNE_BASS[number], beat_ms=_IDENT_BEAT_MS)
    end = start + len(_TUNE) * _BAR * _IDENT_BEAT_MS
    score.home(end, 2_050)
    return score.finished()


@lru_cache(maxsize=1)
def _sting() -> Samples:
    score = _Score(LENGTHS[CartKind.STING])
    for at, degree, length, ornament in ((0, 3, 240, ""), (200, 4, 240, ""), (400, 6, 420, "luyến")):
        score.blow(at, degree, length, ornament)
    score.hold(0, 0, 2_700, strength=0.7)
    score.drop(760, (0, 3, 5))
    score.blow(760, 5, 1_750, "rung")
    return score.finished()


@lru_cache(maxsize=1)
def _bed_loop() -> Samples:
    """Give one round: chords that hardly move, strings that answer from below, the flute from across the river."""
    score = _Score(LENGTHS[CartKind.BED])
    for number, root in enumerate((0, 2, 1, 2)):
        at = number * 6_000
        score.chord(at, root, 7_200, strength=1.5)
        for offset, degree, strength in ((0, root, 0.5), (1_500, root + 3, 0.26), (3_000, root + 5, 0.3)):
            score.pluck(at + offset, degree, strength)
        score.pluck(at + 4_500, root + 2, 0.24)
    for at, degree, length in _FAR_AWAY:
        score.blow(at, degree, length, "rung", strength=0.2)
    return folded(score.finished(), count_of(LENGTHS[CartKind.BED]))


def _closing(length: DurationMs) -> Samples:
    """Give the tune and its answer as often as they fit, and a cadence whose last note leaves time to die away."""
    pacing = Pacing.of(length, beat_ms=_BEAT_MS, ring_ms=_RING_MS, bar=_BAR)
    score = _Score(length)
    if pacing.lead_in > 0:
        score.drop(0, (0, 3, 5))
        score.chord(0, 0, pacing.lead_in * pacing.beat_ms + 600)
        score.blow(0, 5, pacing.lead_in * pacing.beat_ms, "láy")
    walk = (*zip(_TUNE, _TUNE_BASS, strict=True), *zip(_ANSWER, _ANSWER_BASS, strict=True))
    for number in range(pacing.bars):
        bar, root = walk[number % len(walk)]
        score.bar(pacing.bar_ms(number), bar, root, beat_ms=pacing.beat_ms)
    for note in _CADENCE:
        at = pacing.before_end_ms(note.beat)
        if at >= 0:
            score.blow(at, note.degree, note.beats * pacing.beat_ms, note.ornament)
    score.chord(max(pacing.before_end_ms(0), 0), 3, min(pacing.beats, _BAR) * pacing.beat_ms + 600)
    score.home(pacing.last_ms, _RING_MS)
    return score.finished()


class _Score(HallSheet):
    """A sheet for flute, low strings and held chords."""

    def blow(self, at_ms: float, degree: int, length_ms: float, ornament: str = "", *, strength: float = 0.8) -> None:
        self.play(at_ms, flute(_hz(degree), round(length_ms + _OVERLAP_MS) / 1000, ornament), strength)

    def pluck(self, at_ms: float, degree: int, strength: float) -> None:
        self.play(at_ms, dry_string(_hz(degree) / 2), strength)

    def drop(self, at_ms: float, degrees: tuple[int, ...]) -> None:
        for place, degree in enumerate(degrees):
            self.pluck(at_ms + 60 * place, degree, 0.5)

    def hold(self, at_ms: float, degree: int, length_ms: float, *, strength: float = 1.0) -> None:
        self.lay(at_ms, drone(_hz(degree) / 2, round(length_ms) / 1000), 0.3 * strength)

    def chord(self, at_ms: float, root: int, length_ms: float, *, strength: float = 1.0) -> None:
        """Hold a step with its fifth, which is three steps up."""
        self.hold(at_ms, root, length_ms, strength=strength)
        self.hold(at_ms, root + 3, length_ms, strength=0.7 * strength)
        self.hold(at_ms, root + 5, length_ms, strength=0.5 * strength)

    def bar(self, at_ms: float, notes: tuple[_Note, ...], root: int, *, beat_ms: float) -> None:
        for note in notes:
            self.blow(at_ms + note.beat * beat_ms, note.degree, note.beats * beat_ms, note.ornament)
        self.pluck(at_ms, root, 0.55)
        self.pluck(at_ms + 2 * beat_ms, root + 3, 0.35)
        self.chord(at_ms, root, _BAR * beat_ms + 500)

    def home(self, at_ms: float, length_ms: float) -> None:
        """End on hò."""
        self.drop(at_ms, (0, 3, 5))
        self.blow(at_ms, 5, 0.5 * length_ms, "rung")
        self.chord(at_ms, 0, 0.7 * length_ms)


def _hz(degree: int) -> float:
    octave, step = divmod(degree, len(_STEPS))
    return _HO_HZ * 2 ** (octave + _STEPS[step] / 12)


STYLE = Style(name=MusicStyle.SAO, revision=1, ident=_ident, sting=_sting, bed=_bed_loop, closing=_closing)
