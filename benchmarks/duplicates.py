"""Which items tell the same: precision and recall on made pairs, and how long it takes among ten thousand items.

    python benchmarks/duplicates.py [--items 10000] [--json]

The threshold is chosen on one half of the stories and measured on the other. The pairs were written for this by one
hand, and their retellings keep the numbers: offices that copy from one another do; two reporters at one event may not,
which "another angle" shows (tellings of one story that were written to differ, none of them counted as right or wrong).
Beside it, on the same pairs and with a threshold chosen in the same way: `rapidfuzz` on the folded words, which sees
no difference between a report of this month and one of the last. Finding the candidates: what is found among the
nearest that share rare words, with the time of one item and of making the index.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from rapidfuzz import fuzz
from retellings_made import Pair, halves, stories  # the made pairs belong to the tests

from broadcaster.classifier.items import shipped_items
from broadcaster.domain.aliases import fold
from broadcaster.domain.ids import NewsItemId
from broadcaster.newsroom.likeness import ALIKE, likeness, marks
from broadcaster.newsroom.nearest import WordIndex

Score = Callable[[Pair], float]


def own(pair: Pair) -> float:
    """Score a pair as the program does: nothing where a fact speaks against it."""
    found = likeness(marks(*pair.one), marks(*pair.other), alike=0.0)
    return 0.0 if found.kind is None else found.share


def fuzzy(pair: Pair) -> float:
    """Score a pair by its words alone."""
    return fuzz.token_set_ratio(*(fold(" ".join(told)).replace("-", " ") for told in (pair.one, pair.other))) / 100


def measured(score: Score) -> dict[str, float]:
    """Choose a threshold on one half, measure it on the other."""
    first, second = ([(score(pair), pair.same) for pair in half] for half in halves())
    threshold = max((value for value, _ in first), key=lambda value: _rates(first, value)[2])
    precision, recall, both = _rates(second, threshold)
    return {"threshold": threshold, "precision": precision, "recall": recall, "F1": both}


def as_it_is() -> dict[str, float]:
    """Measure the program with its own threshold on the second half."""
    scored = [(own(pair), pair.same) for pair in halves()[1]]
    precision, recall, both = _rates(scored, ALIKE)
    return {"threshold": ALIKE, "precision": precision, "recall": recall, "F1": both}


def _rates(scored: Sequence[tuple[float, bool]], threshold: float) -> tuple[float, float, float]:
    said = sum(value >= threshold for value, _ in scored)
    right = sum(value >= threshold and same for value, same in scored)
    there = sum(same for _, same in scored)
    precision, recall = right / max(said, 1), right / there
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def by_kind() -> dict[str, dict[str, float]]:
    """Give, of each kind of pair of the second half, how many there are and how many were said right."""
    right, there = Counter[str](), Counter[str]()
    for pair in halves()[1]:
        there[pair.kind] += 1
        right[pair.kind] += (likeness(marks(*pair.one), marks(*pair.other)).kind is not None) is pair.same
    return {kind: {"pairs": count, "right": right[kind] / count} for kind, count in there.items()}


def other_angle() -> float:
    """Give the share of tellings of one story, each with another angle, that are said to tell the same."""
    told: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for item in shipped_items():
        told[item.story].append((item.title, item.body))
    pairs = [(texts[0], other) for texts in told.values() for other in texts[1:]]
    return statistics.mean(likeness(marks(*one), marks(*other)).kind is not None for one, other in pairs)


def among(items: int) -> dict[str, float]:
    """Find each retelling among very many items made of sentences of all others."""
    chance = random.Random(1)  # noqa: S311 - the same items every time
    sentences = [part for item in shipped_items() for part in item.body.split(". ")]
    known = {NewsItemId(story.name): story.tellings for story in stories()}
    texts = [(NewsItemId(f"tin-{number}"), fold(". ".join(chance.sample(sentences, 4)))) for number in range(items)]
    texts += [(name, fold(" ".join(told[0]))) for name, told in known.items()]
    before = time.perf_counter()
    index = WordIndex(texts)
    made = time.perf_counter() - before
    each: list[float] = []
    found = 0
    for name, (_, again) in known.items():
        before = time.perf_counter()
        mine = marks(*again)
        nearest = index.nearest(fold(" ".join(again)))
        for other in nearest:
            likeness(mine, marks(*known[other][0]) if other in known else mine)
        each.append(time.perf_counter() - before)
        found += name in nearest
    return {"items": items, "index s": made, "item ms": statistics.median(each) * 1000, "found": found / len(known)}


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Which items tell the same, measured.")
    parser.add_argument("--items", type=int, default=10_000)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args(arguments)
    pairs = {"alike": sum(pair.same for half in halves() for pair in half), "all": sum(map(len, halves()))}
    figures = {
        "this program": as_it_is(),
        "threshold chosen anew": measured(own),
        "words alone (rapidfuzz)": measured(fuzzy),
    }
    kinds, angle, found = by_kind(), other_angle(), among(asked.items)
    if asked.json:
        told = {"pairs": pairs, "measured": figures, "by kind": kinds, "another angle": angle, "among many": found}
        print(json.dumps(told, ensure_ascii=False, indent=2))
        return
    print(f"{pairs['all']} pairs, {pairs['alike']} of them alike")
    for name, values in figures.items():
        print(f"{name:24} " + "  ".join(f"{what} {value:.3f}" for what, value in values.items()))
    for kind, values in kinds.items():
        print(f"  {kind:22} {values['pairs']:4.0f} pairs, right {values['right']:.3f}")
    print(f"another angle: {angle:.0%} said to tell the same")
    print(", ".join(f"{name} {value:.3g}" for name, value in found.items()))


if __name__ == "__main__":
    main()
