"""Changes real files at random and has our readers read them: only refusals of ours may come, in time, in memory.

    python benchmarks/fuzz_news.py [--count 100000] [--seed 1] [--only NAME] [--keep FOLDER] [--json]
    python benchmarks/fuzz_news.py --seed 1 --only pdf --number 4711 --keep FOLDER

The files are those of ``tests/news_files_made.py``, the changes and readers those of ``tests/mutated_files.py``; every
draft that comes out is held against ``broadcaster.testing.source_suite``. Two processes with the reading worker's own
limits (10 s a file, 300 MB) read; one that hangs or dies is named with its input and started again behind it. The
second form reads one input again. Counts are shared out by each reader's weight. SIGTERM ends it early with what was
read until then.
"""

from __future__ import annotations

import argparse
import atexit
import json
import os
import pickle
import queue
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, Final, cast

ROOT: Final = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from mutated_files import WRAPPERS, input_number, seed_files  # noqa: E402

from broadcaster.errors import InputError  # noqa: E402

PROCESSES: Final = 2
BATCH: Final = 250
SECONDS: Final = 10
MEMORY: Final = 300 << 20
_SHOWN: Final = 40


def batches(count: int, only: str) -> Iterator[tuple[str, int, int]]:
    """Share the inputs out: the reader, its first number and the one after the last."""
    names = [only] if only else list(WRAPPERS)
    whole = sum(WRAPPERS[name].weight for name in names)
    shares = {name: -(-count * WRAPPERS[name].weight // whole) for name in names}
    for start in range(0, max(shares.values()), BATCH):
        for name, share in shares.items():
            if start < share:
                yield name, start, min(start + BATCH, share)


# --- the process that reads


def tried(name: str, path: Path, into: Path) -> str:
    """Read one input; gives ``taken``, the refusal's name, or ``FAULT`` with where it came from."""
    try:
        WRAPPERS[name].read(path, into)
    except InputError as refusal:
        named = path.name in str(refusal) or "›" in str(refusal)
        return type(refusal).__name__ if named else f"FAULT refusal without the name: {refusal}"
    except AssertionError as wrong:
        return f"FAULT {wrong}"
    except MemoryError:
        return "over the memory"
    except BaseException as error:  # noqa: BLE001 - whatever comes is what is looked for
        frames = traceback.extract_tb(error.__traceback__)
        ours = [each for each in frames if "/broadcaster/" in each.filename] or frames
        return f"FAULT {type(error).__name__}: {error} at {Path(ours[-1].filename).name}:{ours[-1].lineno}"
    return "taken"


def child(seeds: Path, seed: int) -> None:
    """Read batches that stand on standard input, and tell of each input before it begins and when it is done."""
    os.environ["PATH"] = ""  # no LibreOffice here: what is tried is our own looking at the file
    files = pickle.loads(seeds.read_bytes())  # noqa: S301 - written by our own parent
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    place = Path(tempfile.mkdtemp())
    tempfile.tempdir = str(place)
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    for line in sys.stdin:
        name, first, end = json.loads(line)
        for number in range(first, end):
            _say("begin", name, number)
            began = time.perf_counter()
            _say("done", name, number, *_one(name, number, seed, files, place), time.perf_counter() - began)
        _say("ready")


def _one(name: str, number: int, seed: int, files: Any, place: Path) -> tuple[str]:  # noqa: ANN401 - pickled
    path = place / f"tep{WRAPPERS[name].suffix}"
    path.write_bytes(input_number(number, name, seed=seed, files=files))
    with tempfile.TemporaryDirectory(dir=place) as into:
        return (tried(name, path, Path(into)),)


def _say(*words: object) -> None:
    sys.stdout.write(json.dumps(words) + "\n")
    sys.stdout.flush()


# --- the parent


class Tally:
    """What came of all inputs."""

    def __init__(self) -> None:
        self.counts: dict[str, Counter[str]] = {name: Counter() for name in WRAPPERS}
        self.seconds: dict[str, float] = dict.fromkeys(WRAPPERS, 0.0)
        self.slowest: dict[str, tuple[float, int]] = dict.fromkeys(WRAPPERS, (0.0, 0))
        self.faults: dict[tuple[str, str], list[int]] = {}
        self.lock = threading.Lock()

    def add(self, name: str, number: int, outcome: str, seconds: float) -> None:
        """Count one input."""
        with self.lock:
            kind = "fault" if outcome.startswith("FAULT") else "taken" if outcome == "taken" else "refused"
            self.counts[name][outcome if outcome == "over the memory" else kind] += 1
            self.seconds[name] += seconds
            self.slowest[name] = max(self.slowest[name], (seconds, number))
            if kind == "fault" or seconds > SECONDS:
                what = outcome if kind == "fault" else f"FAULT took {seconds:.1f} s"
                self.faults.setdefault((name, what[:200]), []).append(number)


def parent(work: queue.SimpleQueue[tuple[str, int, int]], tally: Tally, seeds: Path, seed: int) -> None:
    """Have one process read batches until there are no more; one that falls is started again."""
    process = _started(seeds, seed)
    while True:
        try:
            name, first, end = work.get_nowait()
        except queue.Empty:
            break
        while first < end:
            first = _batch(process, name, first, end, tally)
            if process.poll() is not None:
                process.wait()
                process = _started(seeds, seed)
    _door(process.stdin).close()
    process.wait()


def _started(seeds: Path, seed: int) -> subprocess.Popen[str]:
    line = [sys.executable, __file__, "--child", str(seeds), "--seed", str(seed)]
    return subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def _door(pipe: IO[str] | None) -> IO[str]:
    """Give a pipe of a process that was started with it."""
    return cast("IO[str]", pipe)


def _batch(process: subprocess.Popen[str], name: str, first: int, end: int, tally: Tally) -> int:
    """Have a batch read; gives the number to go on from."""
    questions = _door(process.stdin)
    questions.write(json.dumps([name, first, end]) + "\n")
    questions.flush()
    at, began = first, time.monotonic()
    watch = threading.Timer(0, lambda: None)
    for line in _door(process.stdout):
        watch.cancel()
        said = json.loads(line)
        if said[0] == "ready":
            return end
        if said[0] == "begin":
            at, began = said[2], time.monotonic()
            watch = threading.Timer(3 * SECONDS, process.kill)
            watch.start()
        else:
            tally.add(name, at, said[3], said[4])
    watch.cancel()
    process.wait()
    tally.add(name, at, f"FAULT process ended ({process.returncode})", time.monotonic() - began)
    return at + 1


def emptied(work: queue.SimpleQueue[tuple[str, int, int]]) -> None:
    """Come to an end early, with what was read until then."""
    while not work.empty():
        work.get()


def run(count: int, seed: int, only: str) -> Tally:
    """Read so many inputs."""
    tally, work = Tally(), queue.SimpleQueue[tuple[str, int, int]]()
    for each in batches(count, only):
        work.put(each)
    with tempfile.TemporaryDirectory() as folder:
        seeds = Path(folder, "seeds.pickle")
        seeds.write_bytes(pickle.dumps(seed_files(Path(folder), [only] if only else list(WRAPPERS))))
        signal.signal(signal.SIGTERM, lambda *_: emptied(work))
        threads = [threading.Thread(target=parent, args=(work, tally, seeds, seed)) for _ in range(PROCESSES)]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
    return tally


def shown(tally: Tally) -> None:
    """Print the table, then each fault once with its first inputs."""
    print(
        f"{'reader':12}{'inputs':>9}{'taken':>9}{'refused':>9}{'memory':>8}{'faults':>8}{'mean ms':>9}{'slowest s':>11}"
    )
    for name, counts in tally.counts.items():
        if total := sum(counts.values()):
            figures = (counts["taken"], counts["refused"], counts["over the memory"], counts["fault"])
            mean, slowest = 1000 * tally.seconds[name] / total, tally.slowest[name]
            print(
                f"{name:12}{total:9}",
                *(f"{each:8}" for each in figures),
                f"{mean:8.2f}",
                f"{slowest[0]:7.2f} #{slowest[1]}",
            )
    print("inputs in all:", sum(sum(counts.values()) for counts in tally.counts.values()))
    for (name, what), numbers in sorted(tally.faults.items())[:_SHOWN]:
        print(f"  {name}: {what} ({len(numbers)} times; #{', #'.join(map(str, numbers[:3]))})")


def again(name: str, number: int, seed: int, keep: Path) -> None:
    """Read one input once more, and keep it."""
    with tempfile.TemporaryDirectory() as folder:
        files = seed_files(Path(folder), [name])
    keep.mkdir(parents=True, exist_ok=True)
    path = keep / f"{name.replace(' ', '-')}-{number}{WRAPPERS[name].suffix}"
    path.write_bytes(input_number(number, name, seed=seed, files=files))
    with tempfile.TemporaryDirectory() as into:
        print(path, tried(name, path, Path(into)))


def main() -> None:
    """Read, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=list(WRAPPERS), default="")
    parser.add_argument("--number", type=int)
    parser.add_argument("--keep", type=Path, default=Path("fuzz-news"))
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.child:
        child(asked.child, asked.seed)
    elif asked.number is not None:
        again(asked.only, asked.number, asked.seed, asked.keep)
    else:
        tally = run(asked.count, asked.seed, asked.only)
        if asked.json:
            told = {name: {**counts, "slowest_s": tally.slowest[name][0]} for name, counts in tally.counts.items()}
            faults = [[*key, numbers] for key, numbers in tally.faults.items()]
            print(json.dumps({"readers": told, "faults": faults}, ensure_ascii=False, indent=2))
        else:
            shown(tally)
        sys.exit(bool(tally.faults))


if __name__ == "__main__":
    main()
