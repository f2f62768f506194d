"""Reading written copy aloud: ours beside the peers, right by category, fast, light; and cost that grows with length.

    python benchmarks/reading.py [--sets FILE ...] [--only NAME,NAME] [--passes 5] [--json]

Every reader is loaded in a process of its own (``reading_peers.py``); one that is missing or will not load is named
with its reason, and a text it crashes on is a wrong text. Readers take turns, so that a busy machine slows all alike,
and every pass puts another word in front of each text, so that remembering whole texts does not count.
"""

from __future__ import annotations

import argparse
import importlib
import json
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Final

from reading_peers import OURS, READERS, ROOT, Reader, ReaderGone

CASES: Final = ROOT / "tests" / "unit" / "copydesk" / "reading"
PROSE: Final = ROOT / "broadcaster" / "profiles" / "huyen-2023" / "sources"
FRONT: Final = ("Xin", "mời", "bà", "con", "nghe", "đài", "xã", "ta", "sáng", "nay")
LONG: Final = 100_000
HARD: Final = (
    "1.", "(((", "a/", "- ", "./.", "1-", "A.", " ", "\n", "₫", "ABC&", "ABC ", "7", "1/", "1,", "0 ", "a.", "@a", "I.",
    "…", "số 1/", "TP. ", "a\n",
)  # fmt: skip
"""What patterns might trip over when it is repeated."""
Measured = dict[str, float]
Table = dict[str, dict[str, float]]


def scorer() -> ModuleType:
    """Give the module that compares readings with the presenters' forms."""
    sys.path.insert(0, str(ROOT / "tests"))
    return importlib.import_module("reading_score")


def default_sets() -> list[Path]:
    """Give the case files that lie beside the unit tests."""
    return [path for path in sorted(CASES.glob("*.jsonl")) if '"spoken": [' in path.open(encoding="utf-8").readline()]


def load_time(name: str, passes: int) -> tuple[float, float]:
    """Give the median seconds of importing a reader in a fresh process, and until it has said its first words."""
    figures: list[Sequence[float]] = []
    for _ in range(passes):
        reader = Reader(name)
        figures.append(reader.ask(do="loading"))
        reader.close()
    imported, ready = zip(*figures, strict=True)
    return statistics.median(imported), statistics.median(ready)


def available(names: Sequence[str], passes: int) -> tuple[Table, dict[str, str]]:
    """Load every reader and give how long that took, or why it would not."""
    loading: Table = {}
    missing: dict[str, str] = {}
    for name in names:
        try:
            imported, ready = load_time(name, passes)
            loading[name] = {"import, ms": imported * 1000, "import and first words, ms": ready * 1000}
        except ReaderGone as error:
            missing[name] = str(error)
    return loading, missing


def accuracy(path: Path, readers: Sequence[Reader]) -> Table:
    """Give for each reader the percentage of right texts, overall and by category."""
    score = scorer()
    variants = score.Variants(CASES / "equiv.json")
    cases = score.load(path, variants)
    total = Counter(case.category for case in cases)
    table: Table = {}
    for reader in readers:
        failures = score.wrong(cases, variants, lambda text, reader=reader: _said(reader, text))
        right = score.right_by_category(cases, failures)
        row = {"all": 100 * (len(cases) - len(failures)) / len(cases)}
        table[reader.name] = row | {f"{each} ({total[each]})": 100 * right[each] / total[each] for each in total}
    return table


def _said(reader: Reader, text: str) -> str:
    try:
        return reader.ask(do="say", text=text) or ""
    except ReaderGone:
        return ""


def speed(texts: Sequence[str], readers: Sequence[Reader], passes: int) -> Measured:
    """Give the median characters a second of each reader; they take turns."""
    rates: dict[str, list[float]] = {reader.name: [] for reader in readers}
    for number in range(passes):
        batch = [f"{FRONT[number % len(FRONT)]} {text}" for text in texts]
        for reader in readers:
            try:
                rates[reader.name].append(sum(map(len, batch)) / reader.ask(do="time", texts=batch))
            except ReaderGone:
                rates[reader.name].append(0.0)
    return {name: statistics.median(each) for name, each in rates.items()}


def memory(path: Path, prose: str, name: str) -> float:
    """Give the peak megabytes of a fresh process that has read all cases and the prose."""
    reader = Reader(name)
    texts = [json.loads(line)["written"] for line in path.read_text(encoding="utf-8").splitlines()]
    try:
        reader.ask(do="time", texts=[*texts, prose])
        return reader.ask(do="memory") / 1e6
    except ReaderGone:
        return float("nan")
    finally:
        reader.close()


def growth(reader: Reader, prose: str) -> Table:
    """Give what a character of hard text costs against one of prose, and what twice the length costs."""

    def cost(text: str, length: int) -> float:
        whole = (text * (length // len(text) + 1))[:length]
        return min(reader.ask(do="time", texts=[f"{front} {whole}"]) for front in FRONT[:4])

    plain = cost(prose, LONG)
    table: Table = {}
    for text in (prose, *HARD):
        long = cost(text, LONG)
        name = "prose" if text == prose else repr(text)
        table[name] = {"of prose": long / plain, "twice as long": long / cost(text, LONG // 2)}
    return table


def measure(chosen: argparse.Namespace, say: Callable[[str], None]) -> dict[str, object]:
    """Measure everything that was asked for."""
    say("loading")
    loading, missing = available(chosen.only, chosen.passes)
    readers = [Reader(name) for name in loading]
    prose = "\n".join(path.read_text(encoding="utf-8") for path in sorted(PROSE.glob("*.txt")))
    right: dict[str, Table] = {}
    fast: dict[str, Measured] = {}
    for path in chosen.sets:
        say(path.name)
        right[path.name] = accuracy(path, readers)
        written = [json.loads(line)["written"] for line in path.read_text(encoding="utf-8").splitlines()]
        fast[f"{path.name}, text by text"] = speed(written, readers, chosen.passes)
    say("long prose")
    fast["the plan in one piece"] = speed([prose], readers, chosen.passes)
    say("memory")
    for name in loading:
        loading[name]["peak memory, MB"] = memory(chosen.sets[0], prose, name)
    ours = next((reader for reader in readers if reader.name == OURS), None)
    say("growth")
    grown = growth(ours, prose) if ours else {}
    for reader in readers:
        reader.close()
    return {"right": right, "speed": fast, "loading": loading, "growth": grown, "missing": missing}


def show(found: dict[str, object]) -> None:
    """Print everything as tables, readers side by side."""
    for name, table in found["right"].items():
        rows = {row: {reader: each[row] for reader, each in table.items()} for row in next(iter(table.values()), {})}
        _table(f"{name}: right, per cent", rows, ".1f")
    _table("characters a second", found["speed"], ",.0f")
    ratios = {
        name: {reader: rate / rates[OURS] for reader, rate in rates.items()}
        for name, rates in found["speed"].items()
        if OURS in rates
    }
    _table("speed, ours is 1", ratios, ".3f")
    loading = found["loading"]
    rows = {row: {reader: each[row] for reader, each in loading.items()} for row in next(iter(loading.values()), {})}
    _table("loading and memory", rows, ",.0f")
    _table(f"cost of {LONG:,} characters in one piece, ours", found["growth"], ".2f")
    for name, reason in found["missing"].items():
        print(f"not measured: {name}: {reason}")


def _table(title: str, rows: Table, form: str) -> None:
    columns = list(next(iter(rows.values()), {}))
    first = max(map(len, [title, *rows]))
    widths = [max(len(column), 7) for column in columns]
    print(
        "  ".join([f"{title:<{first}}", *(f"{column:>{width}}" for column, width in zip(columns, widths, strict=True))])
    )
    for name, row in rows.items():
        cells = (f"{row[column]:>{width}{form}}" for column, width in zip(columns, widths, strict=True))
        print("  ".join([f"{name:<{first}}", *cells]))
    print()


def _names(text: str) -> list[str]:
    names = text.split(",")
    unknown = [name for name in names if name not in READERS]
    if unknown:
        raise argparse.ArgumentTypeError(f"no reader {', '.join(unknown)}; there are {', '.join(READERS)}")
    return names


def main() -> None:
    """Print the tables, or JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sets", type=Path, nargs="+", default=default_sets())
    parser.add_argument("--only", type=_names, default=list(READERS))
    parser.add_argument("--passes", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    started = time.perf_counter()
    found = measure(chosen, lambda what: print(f"{time.perf_counter() - started:6.0f} s  {what}", file=sys.stderr))
    if chosen.json:
        print(json.dumps(found, ensure_ascii=False, indent=1))
    else:
        show(found)


if __name__ == "__main__":
    main()
