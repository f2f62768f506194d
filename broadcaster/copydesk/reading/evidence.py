"""Tables of evidence: what a written form may mean, and what around it speaks for each meaning.

A form with several meanings is decided in the open: every line of its table that holds adds its points to one meaning,
and the meaning with the most points is read. A narrow lead is a question for the editor.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from enum import Enum
from typing import Final, NamedTuple

from broadcaster.copydesk.reading.patterns import Pattern
from broadcaster.copydesk.reading.shapes import text_after, text_before

NEVER: Final = -100
"""Points of what rules a meaning out."""
_NARROW: Final = 1


class Where(Enum):
    """Where a line of a table looks."""

    BEFORE = "before"
    """The pattern ends where the form begins, in the same sentence."""
    AFTER = "after"
    """The pattern begins where the form ends, in the same sentence."""
    SHAPE = "shape"
    """A plain function of the match itself."""


class Evidence(NamedTuple):
    """One line of a table."""

    meaning: str
    """Which meaning it speaks for, or against with points below zero."""
    points: int
    """How much."""
    where: Where
    """Where it looks."""
    test: Pattern | Callable[[re.Match[str]], bool]
    """What must be there."""


class Verdict(NamedTuple):
    """What the evidence came to."""

    meaning: str
    """The meaning with the most points, the earlier in the table of meanings where two have as many."""
    sure: bool
    """False when another meaning came close."""
    rival: str
    """The meaning that came next."""


def before(meaning: str, points: int, pattern: str) -> Evidence:
    """Make a line that looks at what stands right before; capitals do not count."""
    return Evidence(meaning, points, Where.BEFORE, Pattern(f"(?i:{pattern})$"))


def after(meaning: str, points: int, pattern: str) -> Evidence:
    """Make a line that looks at what stands right after; capitals do not count."""
    return Evidence(meaning, points, Where.AFTER, Pattern(f"(?i:{pattern})"))


def shape(meaning: str, points: int, test: Callable[[re.Match[str]], bool]) -> Evidence:
    """Make a line that looks at the form itself."""
    return Evidence(meaning, points, Where.SHAPE, test)


def weigh(match: re.Match[str], meanings: Sequence[str], table: Iterable[Evidence]) -> Verdict:
    """Decide what a match means; takes at least two meanings."""
    points = dict.fromkeys(meanings, 0)
    left, right = text_before(match), text_after(match)
    for line in table:
        if _holds(line, match, left, right):
            points[line.meaning] += line.points
    first, second = sorted(meanings, key=lambda meaning: -points[meaning])[:2]
    return Verdict(first, points[first] - points[second] > _NARROW, second)


def _holds(line: Evidence, match: re.Match[str], left: str, right: str) -> bool:
    if not isinstance(line.test, Pattern):
        return line.test(match)
    if line.where is Where.BEFORE:
        return line.test.search(left) is not None
    return line.test.match(right) is not None
