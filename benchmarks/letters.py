"""Old Vietnamese letters: how many syllables of the sample news are read right in each encoding, and how fast.

    python benchmarks/letters.py [--passes 5] [--json]

Whole files are read out of their bytes, and paragraph by paragraph as Western text; words are compared without case
where the encoding has no capitals. Speed is the processor's time for 200,000 letters, the median of the passes.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from old_letters_made import WRITERS, misread, right_syllables, sample_texts  # noqa: E402

from broadcaster.newsroom.letters import decode_bytes, read_letters  # noqa: E402

LONG: Final = 200_000
WAYS: Final = {
    **WRITERS,
    "UTF-8 read as Windows-1252": lambda text: misread(text.encode()).encode(),
    "Unicode": str.encode,
}


def measured(passes: int) -> dict[str, dict[str, float]]:
    """Give for each encoding the percentage right, whole and by paragraph, and the seconds."""
    texts = [text for _, text in sample_texts()]
    lines = [line for text in texts for line in text.split("\n") if line.strip()]
    long = ("\n".join(texts) * (1 + LONG // sum(map(len, texts))))[:LONG]
    table: dict[str, dict[str, float]] = {}
    for name, write in WAYS.items():
        fold = name.startswith("TCVN3")
        shown = (
            (lambda text, write=write: misread(write(text)))
            if name in WRITERS
            else (lambda text, write=write: write(text).decode())
        )
        whole = [right_syllables(text, decode_bytes(write(text)).text, fold=fold) for text in texts]
        alone = [right_syllables(line, read_letters(shown(line)).text, fold=fold) for line in lines]
        table[name] = {
            "whole files, % right": 100 * sum(right for right, _ in whole) / sum(count for _, count in whole),
            "paragraphs, % right": 100 * sum(right for right, _ in alone) / sum(count for _, count in alone),
            "200,000 letters, s": statistics.median(seconds(shown(long)) for _ in range(passes)),
        }
    return table


def seconds(text: str) -> float:
    """Give the processor's time of reading a text."""
    start = time.process_time()
    read_letters(text)
    return time.process_time() - start


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--passes", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    table = measured(asked.passes)
    if asked.json:
        print(json.dumps(table, ensure_ascii=False, indent=2))
        return
    for name, figures in table.items():
        print(f"{name:28}", *(f"{heading} {figure:8.3f}" for heading, figure in figures.items()), sep="   ")


if __name__ == "__main__":
    main()
