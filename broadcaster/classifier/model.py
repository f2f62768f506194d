"""Weighs a text: a sum for each content area, the score that it stands for, and the words that made it."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from broadcaster.classifier.grams import Run, grams, pair, runs
from broadcaster.domain.ids import TopicCode
from broadcaster.domain.topics import DecidingWords, TopicSuggestion

UNIT = 1e-7
"""Weights are whole numbers of this size."""

_LOOKED_AT = 3
_FOR = 6
_AGAINST = 3
_LONGEST = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class TopicModel:
    """A linear model: for each content area a weight for every syllable and pair of syllables that it knows."""

    codes: tuple[TopicCode, ...]
    """Content areas, in the order of the weights."""
    grams: Mapping[str, Sequence[int]]
    """For each gram how rare it is, then its weight for each content area, all in `UNIT`."""
    bias: tuple[float, ...]
    """What each content area's sum begins with."""
    slope: float = 1.0
    """A sum times this plus `offset` is the logarithm of the odds."""
    offset: float = 0.0
    """See `slope`."""
    sure_from: float = 0.5
    """From this score on the best content area is called sure."""
    also_from: float = 0.5
    """From this score on a content area beside the best one is called sure."""
    macro_f1: float = 0.0
    """What cross-validation gave for the main content area when it was trained."""
    items: int = 0
    """How many items it learned from."""
    corrections: int = 0
    """How many of them editors of the station chose."""

    def sums(self, title: str, body: str) -> tuple[float, ...]:
        """Give each content area's sum, in the order of `codes`."""
        return self._sums(self._values(Counter(grams(runs(title, body)))))

    def score(self, total: float) -> float:
        """Turn a sum into a score from 0 to 1."""
        odds = self.slope * total + self.offset
        return 1 / (1 + math.exp(-odds)) if odds > 0 else math.exp(odds) / (1 + math.exp(odds))

    def suggest(self, title: str, body: str) -> tuple[TopicSuggestion, ...]:
        """Give every content area, the likeliest first; those that somebody would look at with their reasons."""
        text = runs(title, body)
        counts = Counter(grams(text))
        values = self._values(counts)
        scores = [self.score(total) for total in self._sums(values)]
        order = sorted(range(len(scores)), key=lambda place: -scores[place])
        found: list[TopicSuggestion] = []
        for rank, place in enumerate(order):
            sure = self._sure(scores[place], best=rank == 0, highest=scores[order[0]])
            words = self._words(text, counts, values, place) if sure or rank < _LOOKED_AT else ()
            found.append(
                TopicSuggestion(
                    code=self.codes[place],
                    score=scores[place],
                    sure=sure,
                    deciding=tuple(each for each in words if each.weight > 0)[:_FOR],
                    against=tuple(each for each in reversed(words) if each.weight < 0)[:_AGAINST],
                )
            )
        return tuple(found)

    def words(self, title: str, body: str, code: TopicCode) -> tuple[DecidingWords, ...]:
        """Part a content area's sum among the words of the text, the weightiest first; with the bias they make it all.

        A pair's weight goes to its two syllables in equal parts. Neighbours that the model knows as a pair and that
        pull the same way are shown together.
        """
        text = runs(title, body)
        counts = Counter(grams(text))
        return self._words(text, counts, self._values(counts), self.codes.index(code))

    def _words(
        self, text: Sequence[Run], counts: Mapping[str, int], values: Mapping[str, float], place: int
    ) -> tuple[DecidingWords, ...]:
        shares = {gram: value * self.grams[gram][place + 1] * UNIT / counts[gram] for gram, value in values.items()}
        total: dict[str, float] = defaultdict(float)
        for run in text:
            for group, weight in _grouped(run, shares):
                total[group] += weight
        found = [DecidingWords(words=words, weight=weight) for words, weight in total.items()]
        return tuple(sorted(found, key=lambda each: -each.weight))

    def _sums(self, values: Mapping[str, float]) -> tuple[float, ...]:
        totals = [0.0] * len(self.codes)
        for gram, value in values.items():
            for place, weight in enumerate(self.grams[gram][1:]):
                totals[place] += value * weight
        return tuple(start + total * UNIT for start, total in zip(self.bias, totals, strict=True))

    def _sure(self, score: float, *, best: bool, highest: float) -> bool:
        if best:
            return score >= self.sure_from
        return highest >= self.sure_from and score >= self.also_from

    def _values(self, counts: Mapping[str, int]) -> dict[str, float]:
        """Weigh each known gram by how often it stands there and how rare it is elsewhere; together of length one."""
        known = {gram: count for gram, count in counts.items() if gram in self.grams}
        values = {gram: (1 + math.log(count)) * self.grams[gram][0] * UNIT for gram, count in known.items()}
        length = math.sqrt(sum(value * value for value in values.values())) or 1.0
        return {gram: value / length for gram, value in values.items()}


def _grouped(run: Run, shares: Mapping[str, float]) -> Iterator[tuple[str, float]]:
    """Give the words of one phrase with their weights, neighbours joined that are known as a pair and pull one way."""
    weights = [shares.get(syllable, 0.0) for syllable in run]
    known = [shares.get(pair(left, right)) for left, right in pairwise(run)]
    for place, weight in enumerate(known):
        weights[place] += (weight or 0.0) / 2
        weights[place + 1] += (weight or 0.0) / 2
    begin = 0
    for end in range(1, len(run) + 1):
        if end < len(run) and end - begin < _LONGEST and _one_way(weights[end - 1], known[end - 1], weights[end]):
            continue
        yield " ".join(run[begin:end]), sum(weights[begin:end])
        begin = end


def _one_way(left: float, both: float | None, right: float) -> bool:
    return both is not None and (min(left, both, right) > 0 or max(left, both, right) < 0)
