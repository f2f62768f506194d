"""Whether two texts tell the same: the same words, other words, one in the other, two in one.

Words show that two texts are about one subject; numbers, dates, places and names show that they are about one event. A
report of another month or of the next commune has nearly every word in common, so that a fact against a fact decides.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeVar

from broadcaster.domain.news_twins import TwinKind
from broadcaster.newsroom.told_facts import EventFact, ToldFacts, told_facts, unmarked

_K = TypeVar("_K")

ALIKE = 0.45
"""From which share of the shorter text's words and facts two texts are held for tellings of one thing; chosen on one
half of the made pairs, measured on the other (``benchmarks/duplicates.py``)."""

UNPINNED = 0.6
"""The same where no number, day, document or place pins both to one event: texts on one plan share half their words."""

AGREEING = 0.6
"""From which share of the numbers that could be held against each other they agree; chosen in the same way."""

_FACT_WEIGHT = 3.0
_NEARLY_ALL = 0.9
_SHORTER = 0.75
_LEAST_WORDS = 6
_DATELINE = 3
_WORD = re.compile(r"[a-z0-9]+")
_PERIODS = (EventFact.DAY, EventFact.MONTH, EventFact.QUARTER, EventFact.YEAR)
_PLACES = (EventFact.COMMUNE, EventFact.DISTRICT, EventFact.PROVINCE, EventFact.HAMLET, EventFact.SITE)
_PINS = (EventFact.NUMBER, EventFact.DAY, EventFact.PAPER, EventFact.COMMUNE, EventFact.HAMLET, EventFact.SITE)
_ONE_AGAINST_ONE = (EventFact.PAPER, *_PERIODS, *_PLACES)


@dataclass(frozen=True, kw_only=True, slots=True)
class Marks:
    """What a text is held against others by."""

    words: frozenset[str]
    """Its syllables without marks, and each two that follow one another."""
    facts: ToldFacts
    """Its facts."""
    length: int
    """Number of its syllables, title and all."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Likeness:
    """What two texts have in common."""

    share: float
    """Share of the shorter one's words and facts that the other has too, from 0 to 1."""
    against: tuple[str, ...]
    """Facts that speak against it, in Vietnamese: ``số: 46 · 38``; empty where none does."""
    kind: TwinKind | None
    """How they are alike; none when they tell different things."""


def marks(title: str, body: str) -> Marks:
    """Take a text's marks; the same text always has the same."""
    syllables = _WORD.findall(unmarked(f"{title} {body}").lower())
    pairs = (f"{one} {two}" for one, two in pairwise(syllables))
    return Marks(words=frozenset((*syllables, *pairs)), facts=told_facts(title, body), length=len(syllables))


def likeness(one: Marks, other: Marks, *, alike: float = ALIKE) -> Likeness:
    """Hold two texts against each other; which comes first changes nothing.

    That one holds two others, nobody can see of two texts: such a pair is a cut here (see `with_merges`).
    """
    common = _weight(one.words & other.words, _common(one.facts, other.facts))
    weights = [_weight(each.words, _all(each.facts)) for each in (one, other)]
    share = min(1.0, common / min(weights)) if min(one.length, other.length) >= _LEAST_WORDS else 0.0
    against = _against(one.facts, other.facts)
    if share < (alike if _pinned(one.facts, other.facts) else max(alike, UNPINNED)) or against:
        return Likeness(share=share, against=against, kind=None)
    nearly = common / max(weights) >= _NEARLY_ALL
    shorter = min(weights) / max(weights) < _SHORTER
    kind = TwinKind.SAME if nearly else TwinKind.CUT if shorter else TwinKind.REWRITE
    return Likeness(share=share, against=(), kind=kind)


def with_merges(text: Marks, found: Mapping[_K, tuple[Marks, Likeness]]) -> Mapping[_K, Likeness]:
    """Name what one text is to those that were found alike: it merges them where it holds two that are not alike."""
    held = {
        key: marked
        for key, (marked, each) in found.items()
        if each.kind is TwinKind.CUT and marked.length < text.length
    }
    merged = {key for key, mine in held.items() if any(_strangers(mine, each) for each in held.values())}
    return {key: replace(each, kind=TwinKind.MERGE) if key in merged else each for key, (_, each) in found.items()}


def _strangers(one: Marks, other: Marks) -> bool:
    return one is not other and likeness(one, other).kind is None


def _weight(words: Collection[str], facts: Collection[object]) -> float:
    return len(words) + _FACT_WEIGHT * len(facts)


def _all(facts: ToldFacts) -> Sequence[tuple[EventFact, str]]:
    return [(kind, fact) for kind, found in facts.told.items() for fact in found]


def _common(one: ToldFacts, other: ToldFacts) -> Sequence[tuple[EventFact, str]]:
    return [(kind, fact) for kind, found in one.told.items() for fact in found & other.told[kind]]


def _pinned(one: ToldFacts, other: ToldFacts) -> bool:
    """Say whether a fact of one event stands in both."""
    spelt = one.told[EventFact.NUMBER] & other.in_words or other.told[EventFact.NUMBER] & one.in_words
    return bool(spelt) or any(one.told[kind] & other.told[kind] for kind in _PINS)


def _against(one: ToldFacts, other: ToldFacts) -> tuple[str, ...]:
    mine, yours = one.told[EventFact.NUMBER], other.told[EventFact.NUMBER]
    alone, lonely = mine - yours - other.in_words, yours - mine - one.in_words
    agreed = len(mine | yours) - len(alone) - len(lonely)
    missed = min(len(alone), len(lonely))
    apart = [kind for kind in _ONE_AGAINST_ONE if _apart(kind, one, other)]
    if agreed >= _DATELINE and not missed:  # each office heads the same figures with the day of its own
        apart = [kind for kind in apart if kind is not EventFact.DAY]
    told = [_shown(kind, one.told[kind], other.told[kind]) for kind in apart]
    if missed and agreed / (agreed + missed) < AGREEING:
        told.append(_shown(EventFact.NUMBER, alone, lonely))
    return tuple(told)


def _apart(kind: EventFact, one: ToldFacts, other: ToldFacts) -> bool:
    """Say whether both name such a thing and none of it is the same."""
    mine, yours = one.told[kind], other.told[kind]
    return bool(mine and yours) and mine.isdisjoint(yours)


def _shown(kind: EventFact, mine: frozenset[str], yours: frozenset[str]) -> str:
    return f"{kind.value}: {', '.join(sorted(mine))} · {', '.join(sorted(yours))}"
