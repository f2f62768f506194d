"""The text under way through the chain: what is still unread, what has been read, and the shape of a step."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from broadcaster.copydesk.reading.marks import DIGITS, marks
from broadcaster.copydesk.reading.patterns import Pattern
from broadcaster.copydesk.reading.wordlist import WordList

READ: Final = "\ue000"
"""Stands in the open text for each character that has been read; no tidied text holds it."""
READ_NUMBER: Final = "\ue001"
"""The same for what was read as a number, a date or a time: later steps read units and dashes beside it."""
_DIGITS = re.compile(r"\d+")
_LINE_END = re.compile(r"\n")


Cue = Pattern | tuple[str, ...]
"""What a text must hold for a step to be worth trying: a pattern, or one of some pieces."""


class Said(NamedTuple):
    """What a step says for a match."""

    spoken: str
    """The words; empty when the match is silent."""
    sure: bool = True
    """False when a person should check."""
    note: str = ""
    """For the editor: what is left unsaid and by which rule, or what else it could mean."""

    def asked(self, note: str) -> Said:
        """Give the same words with a question to the editor."""
        return self._replace(sure=False, note=note)


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

    def __init__(self, text: str, station_words: WordList | None = None, about: str = "") -> None:
        """Begin with everything unread."""
        self.text = text
        self.about = about
        self.station_words = station_words
        self.open = text
        self.marks = marks(text)
        self.number_starts: list[int] = []
        self.taken: list[Taken] = []
        self._held: dict[Pattern, bool] = {}
        if not self.marks.isdisjoint(DIGITS):
            self._find_numbers()

    def holds(self, cue: Cue) -> bool:
        """Say whether one of some pieces is still open, or a pattern was when first asked: texts only close."""
        if isinstance(cue, tuple):
            return any(piece in self.open for piece in cue)
        found = self._held.get(cue)
        if found is None:
            found = self._held[cue] = cue.search(self.open) is not None
        return found

    def take(self, rule: str, found: Iterable[Found], mark: str) -> None:
        """Close stretches of the open text, given in order and not overlapping, leaving a mark in their place."""
        pieces: list[str] = []
        done = 0
        for start, end, said in found:
            self.taken.append(Taken(start, end, said, rule))
            pieces += (self.open[done:start], mark * (end - start))
            done = end
        pieces.append(self.open[done:])
        self.open = "".join(pieces)
        if self.number_starts:
            self._find_numbers()

    @cached_property
    def line_starts(self) -> list[int]:
        """Give where the lines begin."""
        return [0, *(end.end() for end in _LINE_END.finditer(self.text))] if "\n" in self.marks else [0]

    def _find_numbers(self) -> None:
        self.number_starts = [digits.start() for digits in _DIGITS.finditer(self.open)]


Find = Callable[[Draft], Sequence[Found]]
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
    needs: AbstractSet[str] | None = None
    """Characters and whole words of which one must be in the text, else it is passed over at once; none: any text."""


def recogniser(
    name: str,
    source: str,
    speak: Speak,
    *,
    needs: Iterable[str] = (),
    cue: Cue | None = None,
    numeric: bool = False,
    digits: bool = False,
) -> Step:
    """Make a step from a pattern over the open text and what to say for a match.

    The group ``w`` of the pattern, where it takes part, is what gets read; the rest of the match is context. ``speak``
    may decline by giving None. Texts with none of ``needs``, or where ``cue`` finds nothing, are passed over,
    and with ``digits`` those whose digits have all been read.
    """
    pattern, group = Pattern(source), _group(source)

    def find(draft: Draft) -> Sequence[Found]:
        if (digits and not draft.number_starts) or (cue is not None and not draft.holds(cue)):
            return ()
        found: list[Found] = []
        for match in pattern.finditer(draft.open):
            said = speak(match)
            if said is not None:
                found.append(_found(match, group, said))
        return found

    return Step(name=name, find=find, numeric=numeric, needs=frozenset(needs) or None)


def number_recogniser(
    name: str, source: str, speak: Speak, *, needs: Iterable[str] = DIGITS, cue: Cue | None = None
) -> Step:
    """Make a step whose pattern begins with the first digit of a number; what stands before is its lookbehind."""
    pattern, group = Pattern(source), _group(source)

    def find(draft: Draft) -> Sequence[Found]:
        if not draft.number_starts or (cue is not None and not draft.holds(cue)):
            return ()
        return _found_at(draft.number_starts, draft.open, pattern, group, speak)

    return Step(name=name, find=find, numeric=True, needs=frozenset(needs))


def line_recogniser(name: str, source: str, speak: Speak, *, first: str = "", second: str = "") -> Step:
    """Make a step whose pattern begins with a line, which has one of these as its first or its second character."""
    pattern, group = Pattern(source), _group(source)

    def find(draft: Draft) -> Sequence[Found]:
        return _found_at(draft.line_starts, draft.open, pattern, group, speak)

    needs = frozenset([*(f"^{each}" for each in first), *(f"^x{each}" for each in second)])
    return Step(name=name, find=find, needs=needs)


def _found(match: re.Match[str], group: str | int, said: Said) -> Found:
    """Place what is said where ``w`` stands; where it stands nowhere, the whole match is read."""
    start, end = match.span(group)
    return Found(start, end, said) if start >= 0 else Found(*match.span(), said)


def _group(source: str) -> str | int:
    return "w" if "(?P<w>" in source else 0


def _found_at(starts: Iterable[int], text: str, pattern: Pattern, group: str | int, speak: Speak) -> list[Found]:
    """Try a pattern at some places in order, passing over those inside an earlier match."""
    found: list[Found] = []
    done = 0
    for start in starts:
        match = pattern.match(text, start) if start >= done else None
        if match:
            done = match.end()
            said = speak(match)
            if said is not None:
                found.append(_found(match, group, said))
    return found
