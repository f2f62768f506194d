"""How right a sorter was: precision and recall in one figure, for each content area and over all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

_L = TypeVar("_L")


def f1_by_label(true: Sequence[Iterable[_L]], said: Sequence[Iterable[_L]]) -> Mapping[_L, float]:
    """Give the F1 of each label that is true somewhere or was said: 2 · hits / (true + said)."""
    hits: Counter[_L] = Counter()
    named: Counter[_L] = Counter()
    for right, given in zip(true, said, strict=True):
        hits.update(set(right) & set(given))
        named.update(set(right))
        named.update(set(given))
    return {label: 2 * hits[label] / count for label, count in named.items()}


def macro_f1(true: Sequence[Iterable[_L]], said: Sequence[Iterable[_L]]) -> float:
    """Give the mean of the labels' F1, each label counting the same however many items it has."""
    found = f1_by_label(true, said)
    return sum(found.values()) / len(found) if found else 0.0


def confusion(true: Sequence[_L], said: Sequence[_L]) -> Mapping[tuple[_L, _L], int]:
    """Count the pairs of what was true and what was said instead, the commonest first; right ones are left out."""
    pairs = Counter((right, given) for right, given in zip(true, said, strict=True) if right != given)
    return dict(pairs.most_common())
