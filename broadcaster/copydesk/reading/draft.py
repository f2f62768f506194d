"""The text under way through the chain: what is still unread, what has been read, and the shape of a step."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from broadcaster.copydesk.reading.patterns import Pattern
from broadcaster.copydesk.reading.wordlist import WordList

READ: Final = "\ue000"
"""Stands in the open text for each character that has been read; no tidied text holds it."""
READ_NUMBER: Final = "\ue001"
"""The same for what was read as a number, a date or a time: later steps read units and dashes beside it."""
_DIGITS = re.compile(r"\d+")
_LINE_END = re.compile(r"\n")


class Said(NamedTuple):
    """What a step says for a match."""

    spoken: str
    """The words; empty when the match is silent."""
    sure: bool = True
    """False when a person should check."""


class Found(NamedTuple):
    """A stretch of the open text that a step can read."""

    start: int
    """Offset of its first character."""
    end: int
    """Offset after its last character."""
    said: Said
    """Its reading."""


class Taken(NamedTuple):
    """A stretch that has been read, and by which rule."""

    start: int
    """Offset of its first character in the tidied text."""
    end: int
    """Offset after its last character."""
    said: Said
    """Its reading."""
    rule: str
    """Name of the step."""


class Draft:
    """A tidied text on its way through the steps; lives for one reading only."""

    def __init__(self, text: str, station_words: WordList | None = None) -> None:
        """Begin with everything unread."""
        self.text = text
        self.station_words = station_words
        self.open = text
        self.number_starts: list[int] = []
        self.taken: list[Taken] = []
        self._find_numbers()

    def take(self, rule: str, found: Iterable[Found], mark: str) -> None:
        """Close stretches of the open text, given in order and not overlapping, leaving a mark in their place."""
        pieces: list[str] = []
        done = 0
        for start, end, said in found:
            self.taken.append(Taken(start, end, said, rule))
            pieces += (self.open[done:start], mark * (end - start))
            done = end
        if done:
            pieces.append(self.open[done:])
            self.open = "".join(pieces)
            self._find_numbers()

    def line_starts(self) -> list[int]:
        """Give where the lines of the open text begin."""
        return [0, *(end.end() for end in _LINE_END.finditer(self.open))]

    def _find_numbers(self) -> None:
        self.number_starts = [digits.start() for digits in _DIGITS.finditer(self.open)]


Find = Callable[[Draft], Iterable[Found]]
Speak = Callable[[re.Match[str]], Said | None]


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """One kind of writing and how it is said: the chain is a tuple of these."""

    name: str
    """Short Vietnamese name, shown to the editor beside what it read."""
    find: Find
    """Finds what it can read in the open text, in order."""
    numeric: bool = False
    """Whether what it reads is a number, a date or a time."""

    def __call__(self, draft: Draft) -> None:
        """Read what this step can read."""
        draft.take(self.name, self.find(draft), READ_NUMBER if self.numeric else READ)


def recogniser(name: str, source: str, speak: Speak, *, cue: str = "", numeric: bool = False) -> Step:
    """Make a step from a pattern over the open text and what to say for a match.

    The group ``w`` of the pattern, if there is one, is what gets read; the rest of the match is context. ``speak`` may
    decline by giving None. Texts where the pattern ``cue`` finds nothing are passed over.
    """
    pattern, needed, group = Pattern(source), Pattern(cue) if cue else None, _group(source)

    def find(draft: Draft) -> Iterable[Found]:
        if needed and not needed.search(draft.open):
            return ()
        return _said(pattern.finditer(draft.open), group, speak)

    return Step(name=name, find=find, numeric=numeric)


def number_recogniser(name: str, source: str, speak: Speak) -> Step:
    """Make a step whose pattern begins with the first digit of a number; what stands before is its lookbehind."""
    pattern, group = Pattern(source), _group(source)

    def find(draft: Draft) -> Iterable[Found]:
        return _said(_matches_at(pattern, draft.open, draft.number_starts), group, speak) if draft.number_starts else ()

    return Step(name=name, find=find, numeric=True)


def line_recogniser(name: str, source: str, speak: Speak) -> Step:
    """Make a step whose pattern begins with a line."""
    pattern, group = Pattern(source), _group(source)

    def find(draft: Draft) -> Iterable[Found]:
        return _said(_matches_at(pattern, draft.open, draft.line_starts()), group, speak)

    return Step(name=name, find=find)


def _group(source: str) -> str | int:
    return "w" if "(?P<w>" in source else 0


def _matches_at(pattern: Pattern, text: str, starts: Iterable[int]) -> Iterator[re.Match[str]]:
    done = 0
    for start in starts:
        match = pattern.match(text, start) if start >= done else None
        if match:
            done = match.end()
            yield match


def _said(matches: Iterable[re.Match[str]], group: str | int, speak: Speak) -> list[Found]:
    return [
        Found(match.start(group), match.end(group), said) for match in matches if (said := speak(match)) is not None
    ]
