"""What news is about: the topic model beside a list of keywords, measured on items that it has not seen.

    python benchmarks/topics.py [--folds 10] [--json]

Folds never part the tellings of a story. The second table sorts the sample news of both profiles, which the model never
learned from: they were written by others for other ends, all from the words of one plan, and are harder than what comes
from many offices. Times are medians: of one item with its reasons, and of loading the model in a new process.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from broadcaster.classifier.items import shipped_items
from broadcaster.classifier.keywords import shipped_keywords
from broadcaster.classifier.training import Measure, Training, train
from broadcaster.classifier.weights import model_to_bytes, shipped_model
from broadcaster.domain.news import NewsDraft
from broadcaster.feeds.markdown import MarkdownSource
from broadcaster.feeds.syndication import SyndicationSource
from broadcaster.feeds.table import TableSource
from broadcaster.feeds.text import TextSource

NEWS: Final = Path(__file__).resolve().parents[1] / "broadcaster" / "profiles"
SOURCES: Final = (TextSource(), MarkdownSource(), TableSource(), SyndicationSource())
LOADING: Final = (
    "import time; before = time.perf_counter(); from broadcaster.classifier.weights import shipped_model\n"
    "shipped_model(); print(time.perf_counter() - before)"
)


def sample_news() -> list[NewsDraft]:
    """Give the sample news of the profiles, each title once."""
    drafts: dict[str, NewsDraft] = {}
    for path in sorted(NEWS.glob("*/news/*")):
        source = next((each for each in SOURCES if path.suffix in each.suffixes), None)
        for draft in source.read(path) if source else ():
            drafts.setdefault(draft.title, draft)
    return [*drafts.values()]


def elsewhere() -> dict[str, float]:
    """Sort the sample news: how often the first, or one of the first two, is what its writer said."""
    model, plain = shipped_model(), shipped_keywords()
    first, second, counted = 0, 0, 0
    drafts = sample_news()
    for draft in drafts:
        found = [str(each.code) for each in model.suggest(draft.title, draft.body)[:2]]
        first += found[0] == draft.topic
        second += draft.topic in found
        counted += [str(code) for code in plain.judge(draft.title, draft.body)[:1]] == [draft.topic]
    items = len(drafts)
    return {"items": items, "first": first / items, "first two": second / items, "keywords": counted / items}


def times(passes: int) -> dict[str, float]:
    """Time one item with its reasons, and loading."""
    model, items = shipped_model(), shipped_items()[::10]
    each: list[float] = []
    for _ in range(passes):
        for item in items:
            before = time.perf_counter()
            model.suggest(item.title, item.body)
            each.append(time.perf_counter() - before)
    loads = [
        float(subprocess.run([sys.executable, "-c", LOADING], capture_output=True, text=True, check=True).stdout)
        for _ in range(passes)
    ]
    slow = statistics.quantiles(each, n=100)[98]
    return {
        "item ms": statistics.median(each) * 1000,
        "item ms, 99 of 100": slow * 1000,
        "load s": statistics.median(loads),
        "file bytes": len(model_to_bytes(model)),
    }


def told(measure: Measure) -> dict[str, object]:
    """Give a measure as JSON knows it."""
    return {
        "main macro-F1": measure.main_f1,
        "all macro-F1": measure.all_f1,
        "by topic": {str(code): f1 for code, f1 in sorted(measure.by_topic.items(), key=str)},
    }


def show(training: Training, other: dict[str, float], timed: dict[str, float]) -> None:
    """Print the tables."""
    model, plain = training.measure, training.keywords
    print(f"{training.model.items} items          model   keywords")
    print(f"main topic, macro-F1  {model.main_f1:.3f}   {plain.main_f1:.3f}")
    print(f"all topics, macro-F1  {model.all_f1:.3f}   {plain.all_f1:.3f}")
    for code, f1 in sorted(model.by_topic.items(), key=str):
        print(f"  {'other' if code is None else code:<19} {f1:.3f}   {plain.by_topic.get(code, 0.0):.3f}")
    print(
        f"sample news ({other['items']:.0f}): first {other['first']:.0%}, first two {other['first two']:.0%},", end=" "
    )
    print(f"keywords {other['keywords']:.0%}")
    print(", ".join(f"{name} {value:.3g}" for name, value in timed.items()))


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="What news is about, measured.")
    parser.add_argument("--folds", type=int, default=10)
    parser.add_argument("--passes", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args(arguments)
    training, other, timed = train(shipped_items(), folds=asked.folds), elsewhere(), times(asked.passes)
    if asked.json:
        measures = {"model": told(training.measure), "keywords": told(training.keywords)}
        print(json.dumps({**measures, "sample news": other, "times": timed}, ensure_ascii=False, indent=2))
    else:
        show(training, other, timed)


if __name__ == "__main__":
    main()
