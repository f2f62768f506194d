"""Cuts a sentence that is too long for one request where a reader pauses, and joins the parts as if never cut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from broadcaster.copydesk.reading.breaths import breath_groups
from broadcaster.domain.breaths import PauseKind
from broadcaster.domain.ids import DurationMs
from broadcaster.domain.sound import Pcm

CUTTING = 2
"""Raise it when sentences are cut or joined in another way: the sound changes."""

_JOINT = 4  # what a request more costs, in the same coin as the places
_PLACES = {
    PauseKind.PARAGRAPH: 0,
    PauseKind.LIST_ITEM: 0,
    PauseKind.SENTENCE: 0,
    PauseKind.SEMICOLON: 1,
    PauseKind.COLON: 2,
    PauseKind.DASH: 3,
    PauseKind.COMMA: 3,
    PauseKind.BREATH: 10,
}
_MARKS = {
    ",": PauseKind.COMMA,
    ";": PauseKind.SEMICOLON,
    ":": PauseKind.COLON,
    **dict.fromkeys(".!?…", PauseKind.SENTENCE),
}
"""The pauses of marks, also of those inside a stretch so short that it is said in one breath."""
_CLOSING = "\"'”’»)]"
_ANY_BLANK = 60
_TIGHT_BLANK = 100  # inside a name or a number
_COUNTING = "không một mốt hai ba bốn tư năm lăm sáu bảy tám chín mười mươi trăm nghìn ngàn triệu tỷ tỉ linh lẻ phẩy"
_NUMBERS = frozenset(_COUNTING.split())
_SCRAP, _SCRAP_COST = 16, 12  # characters: so short a part is said like a shout

_WINDOW_MS = 5
_SILENT = 0.008  # of the loudest window: 42 dB below it
_GUARD_MS = 15  # soft consonants begin and end below that
_FADE_MS = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """What is asked for in one request."""

    text: str
    """The words with their marks."""
    pause: DurationMs
    """What the reader pauses after it, within the sentence; nothing where the cut is in mid-phrase or at the end."""


def cut(sentence: str, longest: int) -> tuple[Part, ...]:
    """Cut a sentence into parts of at most so many characters, by the cheapest set of places.

    The end of a sentence, a semicolon or a comma is best; then where a breath fits; then any blank, least of all one
    inside a name or a number. A word is cut only when it is longer than a whole part.
    """
    if len(sentence) <= longest:
        return (Part(text=sentence, pause=DurationMs(0)),)
    words = [piece for word in sentence.split() for piece in _pieces(word, longest)]
    groups = breath_groups(sentence)
    kinds = _kinds([group.text for group in groups], [group.kind for group in groups], words)
    starts = _cheapest(words, kinds, longest)
    bounds = [*starts, len(words)]
    return tuple(
        Part(text=" ".join(words[start:end]), pause=_pause(kinds[end - 1]) if end < len(words) else DurationMs(0))
        for start, end in pairwise(bounds)
    )


def _pieces(word: str, longest: int) -> Iterator[str]:
    return (word[at : at + longest] for at in range(0, len(word), longest))


def _kinds(texts: Sequence[str], kinds: Sequence[PauseKind], words: Sequence[str]) -> list[PauseKind | None]:
    """Give the pause after each word, or none."""
    ends: dict[int, PauseKind] = {}
    reached = 0
    for text, kind in zip(texts, kinds, strict=True):
        reached += len("".join(text.split()))
        ends[reached] = kind
    result: list[PauseKind | None] = []
    reached = 0
    for word in words:
        reached += len(word)
        result.append(_MARKS.get(word.rstrip(_CLOSING)[-1:]) or ends.get(reached))
    return result


def _pause(kind: PauseKind | None) -> DurationMs:
    return kind.length if kind is not None else DurationMs(0)


def _cheapest(words: Sequence[str], kinds: Sequence[PauseKind | None], longest: int) -> list[int]:
    """Give where each part starts, in word numbers; takes time in proportion to words × words of a part."""
    costs: list[float] = [0]
    origins = [0]
    for end in range(1, len(words) + 1):
        best, origin, length = float("inf"), end - 1, -1
        for start in range(end - 1, -1, -1):
            length += len(words[start]) + 1
            if length > longest:
                break
            cost = costs[start] + (_SCRAP_COST if length < _SCRAP else 0)
            if cost < best:
                best, origin = cost, start
        costs.append(best + (_place(words, kinds, end) if end < len(words) else 0))
        origins.append(origin)
    return _walked(origins)


def _walked(origins: Sequence[int]) -> list[int]:
    starts: list[int] = []
    at = len(origins) - 1
    while at > 0:
        at = origins[at]
        starts.append(at)
    return starts[::-1]


def _place(words: Sequence[str], kinds: Sequence[PauseKind | None], end: int) -> int:
    kind = kinds[end - 1]
    if kind is not None:
        return _JOINT + _PLACES[kind]
    before, after = words[end - 1], words[end]
    in_a_name = before[:1].isupper() and after[:1].isupper()
    in_a_number = before.casefold() in _NUMBERS and after.casefold() in _NUMBERS
    return _JOINT + (_TIGHT_BLANK if in_a_name or in_a_number else _ANY_BLANK)


def joined(sounds: Sequence[Pcm], pauses: Sequence[DurationMs]) -> Pcm:
    """Join sounds of one sample rate, each without its silent edges, with these pauses after all but the last.

    The little silence that stays at the edges is part of the pause.
    """
    if len(sounds) == 1:
        return trimmed(sounds[0])
    rate_hz = sounds[0].rate_hz
    bare = [trimmed(sound) for sound in sounds]
    pieces = [bare[0].samples]
    for (before, after), pause in zip(pairwise(bare), pauses, strict=False):
        there = before.count - _loud(before)[1] + _loud(after)[0]
        pieces += [bytes(2 * max(0, rate_hz * pause // 1000 - there)), after.samples]
    return Pcm(rate_hz=rate_hz, samples=b"".join(pieces))


def trimmed(sound: Pcm) -> Pcm:
    """Take the silence off both ends but for a guard of 15 ms: the mix gives sentences their pauses, exactly.

    Word times move along. A sound that is silent throughout stays as it is.
    """
    first, last = _loud(sound)
    if first >= last:
        return sound
    guard = sound.rate_hz * _GUARD_MS // 1000
    start, end = max(0, first - guard), min(sound.count, last + guard)
    lead = start * 1000 // sound.rate_hz
    words = tuple(replace(word, starts=DurationMs(max(0, word.starts - lead))) for word in sound.words)
    samples = np.frombuffer(sound.samples, dtype="<i2")[start:end]
    return Pcm(rate_hz=sound.rate_hz, samples=_faded(samples, sound.rate_hz).tobytes(), words=words)


def _loud(sound: Pcm) -> tuple[int, int]:
    """Give where what can be heard begins and ends, in samples, to the window of 5 ms; twice 0 when nothing can."""
    window = sound.rate_hz * _WINDOW_MS // 1000
    count = sound.count // window
    framed = np.frombuffer(sound.samples, dtype="<i2")[: count * window].reshape(count, window).astype(np.float64)
    levels = np.sqrt(np.mean(framed**2, axis=1))
    loud = np.flatnonzero(levels > levels.max(initial=0.0) * _SILENT)
    if not len(loud):
        return 0, 0
    end = (int(loud[-1]) + 1) * window
    return int(loud[0]) * window, sound.count if end == count * window else end


def _faded(samples: NDArray[np.int16], rate_hz: int) -> NDArray[Any]:
    """Let both ends rise from and fall to nothing, so that a cut in a noise floor does not click."""
    count = min(rate_hz * _FADE_MS // 1000, len(samples) // 2)
    ramp = np.arange(count) / max(count, 1)
    faded = samples.astype(np.float64)
    faded[:count] *= ramp
    faded[len(faded) - count :] *= ramp[::-1]
    return np.rint(faded).astype("<i2")
