"""What eSpeak is handed for a sentence, and what it tells of its words brought back to what the caller handed in."""

from __future__ import annotations

import html
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from broadcaster.copydesk.reading.breaths import stretches
from broadcaster.domain.breaths import PauseKind
from broadcaster.domain.ids import DurationMs
from broadcaster.domain.sound import WordTime
from broadcaster.speech.sentences import word_places

_UTF8 = 1  # espeakCHARS_UTF8
_SSML = 0x10  # espeakSSML
_CLOSING = "\"'”’»)]"


@dataclass(frozen=True, kw_only=True, slots=True)
class Handed:
    """A sentence as eSpeak gets it."""

    text: str
    """Plain words, or SSML."""
    flags: int
    """What eSpeak is told of the text."""
    places: tuple[int, ...]
    """Where each word of the sentence begins in the text."""


def plain(sentence: str) -> Handed:
    """Hand over a readable sentence as it is: eSpeak makes the pauses by its own measure."""
    words = sentence.split(" ")
    places = [0]
    for word in words[:-1]:
        places.append(places[-1] + len(word) + 1)
    return Handed(text=sentence, flags=_UTF8, places=tuple(places))


def with_breaks(sentence: str, percent: int) -> Handed:
    """Put in the place of each mark inside a readable sentence a pause of exactly its length, in percent.

    What stands before the mark sounds the same either way, measured: eSpeak's marks change no tone in Vietnamese.
    """
    text, places = "", list[int]()
    for words, kind in stretches(sentence.split(" ")):
        for place, word in enumerate(words, start=1):
            places.append(len(text))
            unmarked = _unmarked(word) if kind is not None and place == len(words) else word
            text += f"{html.escape(unmarked, quote=False)} "
        if kind is not None:
            text = f'{text[:-1]}<break time="{_length(kind, percent)}ms"/> '
    return Handed(text=text[:-1], flags=_UTF8 | _SSML, places=tuple(places))


def word_times(spoken: str, handed: Handed, told: Iterable[tuple[int, int]], rate_hz: int) -> tuple[WordTime, ...]:
    """Say when each word begins, by its place in ``spoken``: the text that the caller gave, not the readable sentence.

    A word is what stands between blanks. eSpeak tells of a word for each part of a number or a compound and once too
    often for the mark after a number: the first that falls within a word is the word's.

    Args:
        spoken: what the caller handed in.
        handed: what eSpeak got for it.
        told: places, counted from 1, and samples, as eSpeak told them.
        rate_hz: samples a second.
    """
    spans = word_places(spoken)
    times: list[WordTime] = []
    last = -1
    for position, sample in told:
        word = bisect_right(handed.places, position - 1) - 1
        if word <= last:
            continue
        last = word
        at, count = spans[word]
        times.append(WordTime(starts=DurationMs(sample * 1000 // rate_hz), at=at, count=count))
    return tuple(times)


def _unmarked(word: str) -> str:
    """Give a word without the mark at its end, with the quotation mark or bracket that closes there."""
    bare = word.rstrip(_CLOSING)
    return bare[:-1] + word[len(bare) :]


def _length(kind: PauseKind, percent: int) -> int:
    return kind.length * percent // 100
