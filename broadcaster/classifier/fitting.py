"""Fits the weights of the topic model with scikit-learn, which nothing else of the station's work needs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from importlib import import_module
from typing import Any

from broadcaster.classifier.grams import grams, runs
from broadcaster.classifier.items import LabelledItem
from broadcaster.classifier.model import UNIT, TopicModel

FEWEST = 5
"""With fewer items than these a content area cannot be learned."""

CORRECTION_COUNTS = 3.0
"""An editor's choice counts as much as this many of the items that come with the program."""

_RARE = 2
"""A gram that fewer items have says nothing of others."""

_LOOSENESS = 10.0
"""How closely the weights follow the items (scikit-learn's C)."""


def fit(items: Sequence[LabelledItem]) -> TopicModel:
    """Fit a model without a measure of its own sureness: one against the rest, for each content area with items."""
    counts = Counter(code for item in items for code in item.labels)
    codes = tuple(sorted(code for code, count in counts.items() if count >= FEWEST))
    weigher: Any = import_module("sklearn.feature_extraction.text").TfidfVectorizer(
        analyzer=_as_they_are, sublinear_tf=True, min_df=_RARE
    )
    table = weigher.fit_transform([grams(runs(item.title, item.body)) for item in items])
    weight = [CORRECTION_COUNTS if item.corrected else 1.0 for item in items]
    fitted = [_line(table, [code in item.labels for item in items], weight) for code in codes]
    names: Sequence[str] = weigher.get_feature_names_out().tolist()
    rarity: Sequence[float] = weigher.idf_.tolist()
    weights: list[Sequence[float]] = [line.coef_[0].tolist() for line in fitted]
    columns = zip(names, zip(rarity, *weights, strict=True), strict=True)
    return TopicModel(
        codes=codes,
        grams={name: tuple(round(number / UNIT) for number in numbers) for name, numbers in columns},
        bias=tuple(float(line.intercept_[0]) for line in fitted),
        items=len(items),
        corrections=sum(item.corrected for item in items),
    )


def sureness(sums: Sequence[float], right: Sequence[bool]) -> tuple[float, float]:
    """Fit slope and offset that turn sums of items never seen in fitting into the odds of being right."""
    line = _logistic(1e6).fit([[each] for each in sums], right)
    return float(line.coef_[0][0]), float(line.intercept_[0])


def _line(table: Any, right: Sequence[bool], weight: Sequence[float]) -> Any:  # noqa: ANN401 - scikit-learn has no types
    return _logistic(_LOOSENESS, class_weight="balanced").fit(table, right, sample_weight=weight)


def _logistic(looseness: float, **more: Any) -> Any:  # noqa: ANN401 - the same
    return import_module("sklearn.linear_model").LogisticRegression(C=looseness, solver="liblinear", **more)


def _as_they_are(found: list[str]) -> list[str]:
    return found
