"""Two hundred mixed files of news taken in by one command: time, memory, letters lost, furniture left, refusals.

    python benchmarks/ingest.py [--keep FOLDER] [--markitdown PYTHON] [--json]

``tests/news_files_made.py`` makes the files from the sample news through LibreOffice, python-docx, several PDF writers
and the old encodings, with the text that is truly in them; ten more of ``tests/hostile_news_made.py`` must be refused.
``broadcaster news import`` takes the folder into a fresh station, twice. The error rate is edits a letter of title and
text against the true text, of all items of a kind together; *whole* is the share of true paragraphs that stand in what
came out as they are. With ``--markitdown`` an interpreter that has the package of that name reads the same files; its
Markdown marks are taken out, and what a table or letter has beside the news counts as wrong letters for it, but not
in *whole*. The bar: under 60 s on two cores, 0.5 % a kind, no furniture, 99.5 % of syllables, nothing new the second
time, all refusals named.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
import unicodedata
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

import psutil
from rapidfuzz.distance import Levenshtein

ROOT: Final = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from hostile_news_made import HOSTILE, REFUSED  # noqa: E402
from news_files_made import MadeFile, TrueItem, news_folder  # noqa: E402
from old_letters_made import right_syllables  # noqa: E402
from pdf_files_made import FOOTER, HEADER  # noqa: E402
from web_pages_made import FURNITURE  # noqa: E402

from broadcaster.station import Station  # noqa: E402

BAR_S, BAR_ERRORS, BAR_SYLLABLES = 60.0, 0.5, 99.5
_PAGE = re.compile(r"(?:Trang )?\d+/\d+|Trang \d+|- \d+ -")
_PEER = """
import json, sys, time
from markitdown import MarkItDown
tool, told, began = MarkItDown(), {}, time.perf_counter()
for path in sys.argv[1:]:
    try:
        told[path] = tool.convert(path).text_content
    except Exception as error:
        told[path] = None
print(json.dumps([time.perf_counter() - began, told]))
"""


@dataclass(kw_only=True)
class Run:
    """One import by the command."""

    seconds: float
    code: int
    said: str
    refused: Mapping[str, str]
    """Reasons by the names of files."""
    command_mb: int = 0
    """The most memory of the command itself."""
    worker_mb: int = 0
    """The most of one reading process."""
    office_mb: int = 0
    """The most of LibreOffice."""


@dataclass(kw_only=True)
class Kind:
    """What came of one kind of files."""

    files: int = 0
    items: int = 0
    missing: int = 0
    wrong: int = 0
    letters: int = 0
    furniture: int = 0
    right: int = 0
    syllables: int = 0
    whole: int = 0
    paragraphs: int = 0
    peer_wrong: int = 0
    peer_letters: int = 0
    peer_whole: int = 0
    peer_paragraphs: int = 0
    peer_failed: int = 0
    worst: str = field(default="")
    """The file with the most wrong letters, where there are any."""

    @property
    def errors(self) -> float:
        """Give wrong letters in a hundred."""
        return 100 * self.wrong / max(1, self.letters)

    @property
    def peer_errors(self) -> float | None:
        """Give those of the other program, over the files that it read at all."""
        return 100 * self.peer_wrong / self.peer_letters if self.peer_letters else None


def imported(station: Path, folder: Path) -> Run:
    """Take the folder in by the command and watch it."""
    environ = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "COLUMNS": "400"}
    command = [sys.executable, "-m", "broadcaster", "-C", str(station), "news", "import", str(folder)]
    began = time.perf_counter()
    with tempfile.TemporaryFile("w+", encoding="utf-8") as said:
        process = subprocess.Popen(command, env=environ, stdout=said, stderr=said)
        peaks: dict[str, int] = {}
        watch = threading.Thread(target=_watch, args=(process, peaks))
        watch.start()
        code = process.wait()
        seconds = time.perf_counter() - began
        watch.join()
        said.seek(0)
        text = said.read()
    lines = re.findall(rf"^  - {re.escape(str(folder))}/([^\n]*?): ([^\n]*)$", text, re.MULTILINE)
    sizes = {f"{name}_mb": peaks.get(name, 0) >> 20 for name in ("command", "worker", "office")}
    return Run(seconds=seconds, code=code, said=text, refused=dict(lines), **sizes)


def _watch(process: subprocess.Popen[bytes], peaks: dict[str, int]) -> None:
    while process.poll() is None:
        with suppress(psutil.Error):
            top = psutil.Process(process.pid)
            for each in (top, *top.children(recursive=True)):
                with suppress(psutil.Error):
                    line = " ".join(each.cmdline())
                    name = "command" if each == top else "worker" if "reading_worker" in line else "office"
                    peaks[name] = max(peaks.get(name, 0), each.memory_info().rss)
        time.sleep(0.1)


@dataclass(frozen=True, kw_only=True)
class Came:
    """One item that came in, with the whole text that its receipt keeps, also of an act made into news."""

    title: str
    text: str
    body: str
    origin: str

    def words(self, true: TrueItem) -> str:
        """Give what is held against the true item."""
        words = self.text if true.act else f"{self.title}\n{self.text}"
        return words.casefold() if true.fold else words


def came_in(station: Path) -> list[Came]:
    """Give every item of the store."""
    with Station.open(station, {}) as opened, opened.store.reading() as tx:
        items = tx.news.all()
        receipts = tx.news_receipts.latest(item.id for item in items)
    return [
        Came(title=item.title, text=receipts[item.id].text, body=item.body, origin=item.origin)
        for item in items
        if item.id in receipts
    ]


def weighed(made: Sequence[MadeFile], known: Sequence[Came]) -> dict[str, Kind]:
    """Hold what came in against what is true."""
    kinds: dict[str, Kind] = {}
    for file in made:
        kind = kinds.setdefault(file.kind, Kind())
        kind.files += 1
        found = [item for item in known if item.origin.startswith(str(file.path))]
        for true in file.items:
            _weigh(kind, true, found, file.path.name)
    return kinds


def _weigh(kind: Kind, true: TrueItem, found: list[Came], name: str) -> None:
    """Weigh one item, and take it out of those that were found."""
    wanted = true.words.casefold() if true.fold else true.words
    kind.letters += len(" ".join(wanted.split()))
    kind.paragraphs += len(wanted.split("\n"))
    if not found:
        kind.missing += 1
        kind.wrong += len(" ".join(wanted.split()))
        kind.worst = name
        return
    best = min(found, key=lambda came: _edits(came.words(true), wanted))
    found.remove(best)
    words = best.words(true)
    wrong = _edits(words, wanted)
    kind.items += 1
    kind.wrong += wrong
    kind.worst = name if wrong else kind.worst
    kind.whole += _whole(words, wanted)
    kind.furniture += _furniture(f"{best.text}\n\n{best.body}", wanted)
    right, syllables = right_syllables(wanted, _aligned(words), fold=true.fold)
    kind.right, kind.syllables = kind.right + right, kind.syllables + syllables


def _aligned(words: str) -> str:
    return re.sub(r"\n+", "\n", words)


def _edits(found: str, wanted: str) -> int:
    return Levenshtein.distance(" ".join(found.split()), " ".join(wanted.split()))


def _whole(found: str, wanted: str) -> int:
    stands = " ".join(found.split())
    return sum(" ".join(part.split()) in stands for part in wanted.split("\n"))


def _furniture(body: str, wanted: str) -> int:
    """Count what belongs to the page and not to the news."""
    names = [words for words in (HEADER, FOOTER, *FURNITURE) if words in body and words not in wanted]
    return len(names) + sum(bool(_PAGE.fullmatch(line)) for line in body.split("\n\n"))


# --- the other program


def add_peer(kinds: Mapping[str, Kind], made: Sequence[MadeFile], python: str) -> float:
    """Have it read the same files; gives its seconds."""
    done = subprocess.run(
        [python, "-W", "ignore", "-c", _PEER, *(str(each.path) for each in made)], capture_output=True, check=True
    )
    seconds, told = json.loads(done.stdout.decode().splitlines()[-1])
    for file in made:
        kind, text = kinds[file.kind], told[str(file.path)]
        wanted = "\n".join(true.words for true in file.items)
        if text is None:
            kind.peer_failed += 1
            continue
        plain = bare(text)
        if any(true.fold for true in file.items):
            plain, wanted = plain.casefold(), wanted.casefold()
        kind.peer_wrong += min(_edits(plain, wanted), len(wanted))
        kind.peer_letters += len(" ".join(wanted.split()))
        kind.peer_whole += _whole(plain, wanted)
        kind.peer_paragraphs += len(wanted.split("\n"))
    return float(seconds)


def bare(text: str) -> str:
    """Take the marks of Markdown out of a text: headings, stars, links, pictures, pipes, escapes; NFC as ours is."""
    text = unicodedata.normalize("NFC", text)
    text = re.sub(r"!\[[^\]]*\]\([^)]*\)", "", text)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"^\s*\|(?:\s*:?-+:?\s*\|)+\s*$\n?", "", text, flags=re.MULTILINE)
    text = re.sub(r"^\s*\|(.*)\|\s*$", lambda row: re.sub(r"\s*\|\s*", ", ", row[1].strip()), text, flags=re.MULTILINE)
    text = re.sub(r"^\s{0,3}#{1,6}\s+|^\s*>\s?", "", text, flags=re.MULTILINE)
    text = re.sub(r"^(\s*)[*+]\s+", r"\1- ", text, flags=re.MULTILINE)
    text = re.sub(r"(\*\*|__|\*(?=\S)|(?<=\S)\*|<br\s*/?>|<!--.*?-->)", "", text)
    return re.sub(r"\\([\\`*_{}\[\]()#+\-.!|>~])", r"\1", text)


# --- the whole


def measured(folder: Path, station: Path, peer: str) -> dict[str, object]:
    """Make the files, take them in twice, and weigh what came."""
    made = news_folder(folder)
    for name in REFUSED:
        HOSTILE[name].write(folder / name)
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run(
        [sys.executable, "-m", "broadcaster", "init", str(station)], env=environ, check=True, capture_output=True
    )
    first = imported(station, folder)
    items = came_in(station)
    second = imported(station, folder)
    added = len(came_in(station)) - len(items)
    kinds = weighed(made, items)
    extra = sum(HOSTILE[name].taken for name in REFUSED)
    return {
        "files": len(made) + len(REFUSED),
        "items": len(items),
        "items_true": sum(len(each.items) for each in made) + extra,
        "first": asdict(first),
        "second": asdict(second),
        "added_by_the_second": added,
        "refused_as_they_must": sorted(
            name for name in REFUSED if any(told.split(" › ")[0] == name for told in first.refused)
        ),
        "refused_besides": sorted(told for told in first.refused if told.split(" › ")[0] not in REFUSED),
        "peer_seconds": add_peer(kinds, made, peer) if peer else None,
        "kinds": {
            name: {**asdict(kind), "errors": kind.errors, "peer_errors": kind.peer_errors}
            for name, kind in kinds.items()
        },
        "load": os.getloadavg()[0],
    }


def shown(told: dict[str, Any]) -> None:
    """Print the table."""
    first, second, kinds = told["first"], told["second"], told["kinds"]
    print(
        f"{'kind':24}{'files':>6}{'items':>6}{'errors %':>10}{'whole %':>9}{'furniture':>10}{'syllables %':>12}", end=""
    )
    print(f"{'markitdown: errors %':>22}{'whole %':>9}{'failed':>8}")
    for name, kind in kinds.items():
        syllables = 100 * kind["right"] / max(1, kind["syllables"])
        whole = 100 * kind["whole"] / max(1, kind["paragraphs"])
        print(f"{name:24}{kind['files']:6}{kind['items']:6}{kind['errors']:10.3f}{whole:9.1f}", end="")
        print(f"{kind['furniture']:10}{syllables:12.2f}", end="")
        if kind["peer_errors"] is not None:
            peer_whole = 100 * kind["peer_whole"] / max(1, kind["peer_paragraphs"])
            print(f"{kind['peer_errors']:22.2f}{peer_whole:9.1f}{kind['peer_failed']:8}", end="")
        elif kind["peer_failed"]:
            print(f"{'-':>22}{'-':>9}{kind['peer_failed']:8}", end="")
        print(f"   {kind['worst']}" if kind["errors"] > BAR_ERRORS else "")
    print(f"\n{told['files']} files, {told['items']} items of {told['items_true']}; load {told['load']:.1f}")
    rate = float(str(told["files"])) / first["seconds"]
    print(f"first run: {first['seconds']:.1f} s (bar {BAR_S:.0f} s), {rate:.1f} files/s; most memory: command", end=" ")
    print(f"{first['command_mb']} MB, a reading process {first['worker_mb']} MB, LibreOffice {first['office_mb']} MB")
    print(f"second run: {second['seconds']:.1f} s, {told['added_by_the_second']} items added")
    if told["peer_seconds"]:
        print(f"markitdown, in one process: {told['peer_seconds']:.1f} s")
    print(f"refused as they must be: {len(told['refused_as_they_must'])} of {len(REFUSED)}", end="; ")
    print(f"besides: {told['refused_besides'] or 'none'}")
    for name, reason in first["refused"].items():
        print(f"  {name}: {reason}")


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keep", type=Path, help="keep the folder of files and the station here")
    parser.add_argument("--markitdown", default="", metavar="PYTHON", help="an interpreter that has markitdown")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        place = asked.keep or Path(temporary)
        (place / "tin").mkdir(parents=True)
        told = measured(place / "tin", place / "dai", asked.markitdown)
    if asked.json:
        print(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        shown(told)


if __name__ == "__main__":
    main()
