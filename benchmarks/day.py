"""How fast a whole day is made: seconds of programme per second of wall time, and peak memory.

    python benchmarks/day.py [--profile huyen-2023] [--json]

Runs ``broadcaster demo`` as a user would, in a folder of its own, then once more over the finished folder; beside it
stands the floor that no mixing can beat here: LAME alone encoding the same length of sound at the same quality.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import lameenc
import numpy as np
import psutil

from broadcaster.domain.ids import DurationMs
from broadcaster.mixdown import mp3
from broadcaster.station import Station

RATE = 48_000


def run(command: list[str]) -> tuple[float, int]:
    """Run a command and give its wall seconds and the peak resident bytes of its process tree."""
    started = time.perf_counter()
    process = psutil.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peak = 0
    while process.poll() is None:
        peak = max(peak, _resident(process))
        time.sleep(0.02)
    if process.returncode:
        raise SystemExit(f"{command} left with {process.returncode}")
    return time.perf_counter() - started, peak


def _resident(process: psutil.Popen) -> int:
    try:
        return sum(each.memory_info().rss for each in [process, *process.children(recursive=True)])
    except psutil.Error:
        return 0


def timed(work: Callable[[], object]) -> float:
    """Give the wall seconds of a piece of work."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def lame(length: DurationMs, kbps: int) -> None:
    """Encode noise of a length with LAME alone."""
    noise = (np.random.default_rng(1).standard_normal(RATE * length // 1000) * 3000).astype(np.int16)
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_bit_rate(kbps)
    encoder.set_in_sample_rate(RATE)
    encoder.set_channels(1)
    encoder.set_quality(5)
    encoder.encode(noise.tobytes())
    encoder.flush()


def measure(profile: str) -> dict[str, float]:
    """Make the day twice and give the figures."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "station"
        command = [sys.executable, "-m", "broadcaster", "demo", "--into", str(folder), "--profile", profile]
        first, memory = run(command)
        again, _ = run(command)
        programmes = [path.read_bytes() for path in folder.glob("audio_out/*/chuong-trinh/*.mp3")]
        length = DurationMs(sum(mp3.duration(content) for content in programmes))
        with Station.open(folder, {}) as station:
            kbps = station.mix.bitrate_kbps
        size = sum(each.stat().st_size for each in folder.rglob("*") if each.is_file())
    floor = timed(lambda: lame(length, kbps))
    return {
        "programmes": len(programmes),
        "audio_seconds": length / 1000,
        "wall_seconds": first,
        "audio_per_wall": length / 1000 / first,
        "again_seconds": again,
        "peak_memory_mb": memory / 1e6,
        "folder_mb": size / 1e6,
        "lame_seconds": floor,
        "wall_per_lame": first / floor,
    }


def main() -> None:
    """Print the table, or JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--profile", default="huyen-2023")
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    figures = measure(chosen.profile)
    if chosen.json:
        print(json.dumps({key: round(value, 3) for key, value in figures.items()}))
        return
    for key, value in figures.items():
        print(f"{key:<18} {value:>10.2f}")


if __name__ == "__main__":
    main()
