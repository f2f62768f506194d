"""Reads a great many damaged and made-up texts and says what does not hold of their readings.

    python benchmarks/fuzz_reading.py [--count 1000000] [--seed 1] [--workers N] [--out finds.json]

The texts come from ``tests/reading_texts.py``, what must hold from ``tests/reading_invariants.py``: the same seed gives
the same texts whatever the number of workers. Each failure is shrunk and listed once by its kind and rule. Ends by
itself; Ctrl-C or SIGTERM ends it early with what was found until then.
"""

from __future__ import annotations

import argparse
import importlib
import json
import multiprocessing
import os
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import NamedTuple

from broadcaster.copydesk.reading import read

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
invariants = importlib.import_module("reading_invariants")
texts = importlib.import_module("reading_texts")

BATCH = 500
SHRUNK = 4
"""How many failures of one kind and rule each worker shrinks; the rest are only counted."""
_shrunk: Counter[tuple[str, str]] = Counter()


class Task(NamedTuple):
    """Some texts to check."""

    seed: str
    """Seed of all texts."""
    numbers: range
    """Which texts."""


class Find(NamedTuple):
    """A failure that was shrunk."""

    kind: str
    """What does not hold."""
    rule: str
    """The rule that read it, or where the texts part."""
    written: str
    """The smallest text that fails in the same way."""
    said: str
    """What is said for it."""
    detail: str
    """The words or places in question."""
    number: int
    """Which text of the seed it was found in."""


class Checked(NamedTuple):
    """What came of a task."""

    texts: int
    """Texts read."""
    characters: int
    """Their length together."""
    counts: Counter[tuple[str, str]]
    """Failures by kind and rule."""
    finds: list[Find]
    """Some of them, shrunk."""


def check(task: Task) -> Checked:
    """Read some texts and give what does not hold."""
    counts: Counter[tuple[str, str]] = Counter()
    finds: list[Find] = []
    characters = 0
    for number in task.numbers:
        text = texts.text_number(number, task.seed)
        characters += len(text)
        for each in invariants.broken(text, read):
            key = each.kind, each.rule
            counts[key] += 1
            if _shrunk[key] < SHRUNK:
                _shrunk[key] += 1
                finds.append(_find(text, each, number))
    return Checked(len(task.numbers), characters, counts, finds)


def _find(text: str, each: invariants.Broken, number: int) -> Find:
    small = invariants.shrunk(text, each, read)
    detail = next(
        (now.detail for now in invariants.broken(small, read) if (now.kind, now.rule) == (each.kind, each.rule)), ""
    )
    said = "" if each.kind == "crash" else read(small).spoken
    return Find(each.kind, each.rule, small, said, detail, number)


def _worker() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def tasks(seed: str, count: int) -> Iterator[Task]:
    """Cut the texts into batches."""
    for start in range(0, count, BATCH):
        yield Task(seed, range(start, min(start + BATCH, count)))


def fuzz(seed: str, count: int, workers: int) -> tuple[Checked, bool]:
    """Check every text on every core; say also whether it came to its end."""
    done = Checked(0, 0, Counter(), [])
    whole = False
    with multiprocessing.get_context("spawn").Pool(workers, initializer=_worker) as pool:
        try:
            for checked in pool.imap_unordered(check, tasks(seed, count)):
                done.counts.update(checked.counts)
                done = Checked(
                    done.texts + checked.texts,
                    done.characters + checked.characters,
                    done.counts,
                    done.finds + checked.finds,
                )
            whole = True
        except KeyboardInterrupt:
            pool.terminate()
    return done, whole


def distinct(done: Checked) -> list[dict[str, object]]:
    """Give the failures, each kind and rule once with its shortest examples, most frequent first."""
    rows: list[dict[str, object]] = []
    for (kind, rule), times in done.counts.most_common():
        same = {find.written: find for find in done.finds if (find.kind, find.rule) == (kind, rule)}
        shortest = sorted(same.values(), key=lambda find: (len(find.written), find.written))
        rows.append({"kind": kind, "rule": rule, "times": times, "examples": [each._asdict() for each in shortest]})
    return rows


def main() -> None:
    """Fuzz, print the rate and the failures, and write them down."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=1_000_000)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--out", type=Path, default=Path("reading-finds.json"))
    chosen = parser.parse_args()
    signal.signal(signal.SIGTERM, _stop)
    started = time.perf_counter()
    done, whole = fuzz(chosen.seed, chosen.count, chosen.workers)
    seconds = time.perf_counter() - started
    rows = distinct(done)
    chosen.out.write_text(json.dumps(rows, ensure_ascii=True, indent=1), encoding="utf-8")
    print(
        f"{done.texts:,} texts, {done.characters:,} characters in {seconds:.1f} s: {done.texts / seconds:,.0f} texts/s"
    )
    if not whole:
        print(f"stopped before {chosen.count:,}")
    for row in rows:
        print(f"{row['times']:>8,}  {row['kind']}: {row['rule']}")
        for example in row["examples"]:
            print(f"          {example['written']!r} -> {example['said']!r}  ({example['detail']!r})")
    print(f"{len(rows)} distinct failures, written to {chosen.out}")


if __name__ == "__main__":
    main()
