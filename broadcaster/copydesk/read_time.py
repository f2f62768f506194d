"""How long a spoken text lasts on air, by the pace of the voice that reads it, learned from what it has read before."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from types import MappingProxyType
from typing import Final

from broadcaster.copydesk.least_squares import shifts
from broadcaster.copydesk.reading.breaths import pauses_within, voice_sentences
from broadcaster.copydesk.reading.sentences import count_tieng
from broadcaster.copydesk.reading.syllables import bare, is_syllable
from broadcaster.domain.breaths import PauseKind, line_end
from broadcaster.domain.ids import DurationMs
from broadcaster.domain.paces import Pace
from broadcaster.domain.sound import Cut

LOUDSPEAKER_PACE: Final = 190
"""Tiếng a minute that are understood from horn loudspeakers: what a voice is taken to read before it is measured."""

_MINUTE: Final = 60_000
_USUAL_BREATH: Final = 15  # tiếng between two pauses, for the assumed pace only

ASSUMED: Final = Pace(
    tieng=_MINUTE / LOUDSPEAKER_PACE - PauseKind.COMMA.length / _USUAL_BREATH,
    comma=PauseKind.COMMA.length,
    colon=PauseKind.COLON.length,
    edges=0,
    sounds=MappingProxyType({}),
    per_minute=LOUDSPEAKER_PACE,
    cuts=0,
)
"""The pace of a voice of which nothing is known yet: LOUDSPEAKER_PACE, a comma in every breath of usual length."""

# How far voices are expected to lie from what is assumed, in milliseconds; what was heard weighs against that.
_SPREAD: Final = {"tieng": 60.0, "comma": 150.0, "colon": 150.0, "edges": 100.0}
_SPREAD_OF_SOUNDS: Final = 40.0
_SCATTER: Final = 20.0  # of one tiếng around what its onset and rime say; a sentence of four scatters twice as far
_SLOWEST, _FASTEST = 2.0, 0.5  # times what is expected; beyond is a fault in the sound, not a voice
_DEVIATION: Final = 1.4826  # a standard deviation in medians of deviations
_STRAY: Final = 4.0  # so many times the usual scatter away, a cut tells of a fault, not of the voice

_ONSET = re.compile(r"ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnpqrstvx]")
_VOWELS = re.compile(r"[aeiouy]+")
_TONES: Final = str.maketrans("", "", "\u0300\u0301\u0303\u0309\u0323")


def read_time(spoken: str, pace: Pace) -> DurationMs:
    """Give how long a spoken text lasts when a voice of this pace reads it, from the first word to the last.

    The silences that the mix keeps between sentences and between lines count.
    """
    lines = [(line, sentences) for line in spoken.split("\n") if (sentences := voice_sentences(line))]
    total = sum(cut_time(sentence, pace) for _, sentences in lines for sentence in sentences)
    total += sum(PauseKind.SENTENCE.length * (len(sentences) - 1) for _, sentences in lines)
    total += sum(line_end(line).length for (line, _), _ in pairwise(lines))
    return DurationMs(total)


def cut_time(sentence: str, pace: Pace) -> DurationMs:
    """Give how long one sentence lasts, as a voice of this pace is handed it (see ``voice_sentences``)."""
    return DurationMs(max(round(_time(_parts(sentence), pace)), 0))


def measured_pace(cuts: Iterable[Cut], prior: Pace = ASSUMED) -> Pace:
    """Learn a voice's pace from its own cuts; with few of them it stays near the prior.

    The same cuts in any order give the same pace. A cut far off the others (a damaged sound, a noise) is not believed.
    """
    heard = [_Heard.of(cut) for _, cut in sorted({cut.hash: cut for cut in cuts}.items())]
    heard = [each for each in heard if each.tieng and each.duration > 0]
    if not heard:
        return prior
    possible = _possible(heard, _of_median(heard, prior))
    if not possible:
        return prior
    pace = _fitted(possible, prior)
    believed = _believed(possible, pace)
    return pace if len(believed) == len(possible) else _fitted(believed, prior)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Heard:
    """A cut taken apart."""

    parts: Counter[str]
    tieng: int
    duration: int

    @classmethod
    def of(cls, cut: Cut) -> _Heard:
        parts = _parts(cut.spoken)
        return cls(parts=parts, tieng=parts["tieng"], duration=cut.duration)

    def missed(self, pace: Pace) -> float:
        """Give how much longer it lasts than the pace says."""
        return self.duration - _time(self.parts, pace)


def _parts(sentence: str) -> Counter[str]:
    """Count what costs time in a sentence, by the names of a pace's fields and sounds."""
    parts: Counter[str] = Counter(edges=1)
    for kind in pauses_within(sentence):
        parts["comma" if kind in (PauseKind.COMMA, PauseKind.BREATH) else "colon"] += 1
    for word in sentence.split():
        if not count_tieng(word):
            continue
        plain = "".join(sign for sign in word.lower() if sign.isalpha())
        if is_syllable(plain):
            parts["tieng"] += 1
            parts.update(_sounds(plain))
        else:
            parts["tieng"] += max(len(_VOWELS.findall(bare(plain))), 1)  # a foreign word: as many as it has vowels
    return parts


def _sounds(syllable: str) -> tuple[str, str]:
    """Give onset and rime without tone: ``nghĩa`` is ``ngh-`` and ``-ia``."""
    toneless = unicodedata.normalize("NFC", unicodedata.normalize("NFD", syllable).translate(_TONES))
    found = _ONSET.match(toneless)
    onset = found.group() if found else ""
    if onset == toneless:  # "gì": the vowel letter belongs to both
        onset = onset[:-1]
    return f"{onset}-", f"-{toneless[len(onset) :]}"


def _time(parts: Counter[str], pace: Pace) -> float:
    costs = {"tieng": pace.tieng, "comma": pace.comma, "colon": pace.colon, "edges": pace.edges}
    return sum(count * (costs[part] if part in costs else pace.sounds.get(part, 0.0)) for part, count in parts.items())


def _of_median(heard: Sequence[_Heard], prior: Pace) -> Pace:
    """Give the prior made faster or slower so that half of the cuts are shorter: no stray cut can move it far."""
    ratio = median(each.duration / _time(each.parts, prior) for each in heard)
    by = min(max(ratio, _FASTEST), _SLOWEST)
    sounds = {sound: cost * by for sound, cost in prior.sounds.items()}
    return replace(prior, tieng=prior.tieng * by, comma=prior.comma * by, colon=prior.colon * by, sounds=sounds)


def _possible(heard: Sequence[_Heard], pace: Pace) -> list[_Heard]:
    """Leave out what no voice of about this pace can have said."""
    return [each for each in heard if _FASTEST <= each.duration / _time(each.parts, pace) <= _SLOWEST]


def _believed(heard: Sequence[_Heard], pace: Pace) -> list[_Heard]:
    """Leave out what lies far off the pace that the others were found to have."""
    off = [abs(each.missed(pace)) / each.tieng**0.5 for each in heard]
    bound = _STRAY * max(_DEVIATION * median(off), _SCATTER)
    return [each for each, by in zip(heard, off, strict=True) if by <= bound]


def _fitted(believed: Sequence[_Heard], prior: Pace) -> Pace:
    seen = {part for each in believed for part in each.parts}
    spreads = _SPREAD | dict.fromkeys(sorted(seen - set(_SPREAD)), _SPREAD_OF_SOUNDS)
    firmness = {name: (_SCATTER / spread) ** 2 for name, spread in spreads.items()}
    moved = shifts([(each.parts, each.missed(prior), 1 / each.tieng) for each in believed], firmness)
    sounds = {sound: prior.sounds.get(sound, 0.0) + by for sound, by in moved.items() if sound not in _SPREAD}
    return Pace(
        tieng=prior.tieng + moved["tieng"],
        comma=prior.comma + moved["comma"],
        colon=prior.colon + moved["colon"],
        edges=prior.edges + moved["edges"],
        sounds=MappingProxyType({**prior.sounds, **sounds}),
        per_minute=sum(each.tieng for each in believed) * _MINUTE / sum(each.duration for each in believed),
        cuts=len(believed),
    )
