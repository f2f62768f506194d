"""Facts in a text, each with its place: numbers, dates, times, documents, names, telephone numbers, addresses.

They live here and not in the newsroom because copy is what is held against its source: shortening, templates and
approval all ask about copy, and the readings of this package know how Vietnamese writes numbers.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from broadcaster.copydesk.fact_shapes import FactKind, shapes
from broadcaster.copydesk.names import names
from broadcaster.copydesk.plain_words import PlainWord, plain_words

__all__ = ["Fact", "FactKind", "find_facts"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Fact:
    """One fact in a text."""

    kind: FactKind
    """What it is."""
    text: str
    """As written."""
    start: int
    """Where it begins."""
    end: int
    """Where it ends."""
    value: str
    """Equal for two ways of writing one thing; parts that may be left out stand between ``|``."""
    before: str = ""
    """The word before it, as compared."""
    after: str = ""
    """The word after it, as compared."""
    at_start: bool = False
    """For a name: whether it begins a sentence, so that its first word may be no part of it."""


def find_facts(text: str) -> tuple[Fact, ...]:
    """Give a text's facts in order; no two share a character."""
    words = plain_words(text)
    starts = [word.start for word in words]
    found = [_fact(text, words, starts, (shape.kind, shape.start, shape.end), shape.value) for shape in shapes(text)]
    taken = [(fact.start, fact.end) for fact in found]
    for name in names(text):
        if all(end <= name.start or name.end <= start for start, end in taken):
            value = " ".join(word.text for word in plain_words(text[name.start : name.end]))
            place = (FactKind.NAME, name.start, name.end)
            found.append(_fact(text, words, starts, place, value, at_start=name.at_start))
    return tuple(sorted(found, key=lambda fact: fact.start))


def _fact(
    text: str,
    words: tuple[PlainWord, ...],
    starts: list[int],
    place: tuple[FactKind, int, int],
    value: str,
    *,
    at_start: bool = False,
) -> Fact:
    kind, start, end = place
    first, after = bisect_left(starts, start), bisect_left(starts, end)
    return Fact(
        kind=kind,
        text=text[start:end],
        start=start,
        end=end,
        value=value,
        before=words[first - 1].text if first and "\n" not in text[words[first - 1].end : start] else "",
        after=words[after].text if after < len(words) and "\n" not in text[end : words[after].start] else "",
        at_start=at_start,
    )
