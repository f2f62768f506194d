"""Tables of evidence: what a written form may mean, and what around it speaks for each meaning.

A form with several meanings is decided in the open: every line of its table that holds adds its points to one meaning,
and the meaning with the most points is read. A narrow lead is a question for the editor.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

from broadcaster.copydesk.reading.patterns import Pattern
from broadcaster.copydesk.reading.shapes import text_after, text_before

NEVER: Final = -1000
"""Points of what rules a meaning out."""
_OUT: Final = NEVER // 2
_NARROW: Final = 1


class Evidence(NamedTuple):
    """One line of a table."""

    meaning: str
    """Which meaning it speaks for, or against with points below zero."""
    points: int
    """How much."""
    holds: Callable[[re.Match[str], str, str], bool]
    """Says it of a match, what stands before it and what after, both within the sentence."""


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
    sought = Pattern(f"(?i:{pattern})$")

    def holds(match: re.Match[str], left: str, right: str) -> bool:
        del match, right
        return sought.search(left) is not None

    return Evidence(meaning, points, holds)


def after(meaning: str, points: int, pattern: str) -> Evidence:
    """Make a line that looks at what stands right after; capitals do not count."""
    sought = Pattern(f"(?i:{pattern})")

    def holds(match: re.Match[str], left: str, right: str) -> bool:
        del match, left
        return sought.match(right) is not None

    return Evidence(meaning, points, holds)


def shape(meaning: str, points: int, test: Callable[[re.Match[str]], bool]) -> Evidence:
    """Make a line that looks at the form itself."""

    def holds(match: re.Match[str], left: str, right: str) -> bool:
        del left, right
        return test(match)

    return Evidence(meaning, points, holds)


def weigh(match: re.Match[str], meanings: Sequence[str], table: Iterable[Evidence]) -> Verdict:
    """Decide what a match means; takes at least two meanings."""
    points = dict.fromkeys(meanings, 0)
    left, right = text_before(match), text_after(match)
    for meaning, worth, holds in table:
        if points[meaning] > _OUT and holds(match, left, right):
            points[meaning] += worth
    first, second = sorted(meanings, key=lambda meaning: -points[meaning])[:2]
    return Verdict(first, points[first] - points[second] > _NARROW, second)
