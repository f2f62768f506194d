"""How fast a half-hour programme is mixed, and how right it comes out, beside what a radio engineer would script.

    python benchmarks/mix.py [--runs 3] [--slow-runs 1] [--only NAME ...] [--json FILE]

Each contender runs in a process of its own, in turn with the others, so that all meet the same machine; bare LAME on
finished samples, at the same quality on as many threads, is the limit that no mixing can beat. Seconds are measured
inside the process, after its imports and with the station's music at hand (the others get it as files); memory is the
peak of its process tree. What came out is decoded and measured at the end. A contender whose program is missing is said
to be.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import lameenc
import numpy as np
import psutil
import soundfile
from mix_material import FOLDER, Material, as_files, named

from broadcaster.domain.editions import Segment
from broadcaster.domain.ids import DurationMs, Sha256
from broadcaster.domain.sound import Pcm
from broadcaster.errors import MixError
from broadcaster.files import written_whole
from broadcaster.mixdown import mp3, ranges, tags
from broadcaster.mixdown.blocks import encoded_block, render_block
from broadcaster.mixdown.ffmpeg import ffmpeg_path
from broadcaster.mixdown.jingles import LENGTHS, sound
from broadcaster.mixdown.loudness import measure
from broadcaster.mixdown.samples import from_pcm
from broadcaster.storage.media import MediaStore

KBPS, WORKERS, OUTLETS = 128, 2, 10_599
PEAK_DBTP = -1.0
OUT = FOLDER / "out"
TARGET = "loudnorm=I=-16:TP=-1:LRA=11"
Known = dict[Sha256, tuple[Sha256, int]]


class Stopwatch:
    """Wall and processor seconds since it was made, with those of programs that were called."""

    def __init__(self) -> None:
        self._wall, self._cpu = time.perf_counter(), _cpu()

    def told(self) -> dict[str, float]:
        """Give both."""
        return {"seconds": time.perf_counter() - self._wall, "cpu": _cpu() - self._cpu}


def _cpu() -> float:
    return sum(os.times()[:4])


# --- ours -----------------------------------------------------------------------------------------------------------


def blocks_of(material: Material, segments: Sequence[Segment], lufs: float, known: Known, store: MediaStore) -> None:
    """Make the blocks that are not there yet, the longest first."""
    wanted = {named(segment, lufs): segment for segment in segments}
    missing = [(key, segment) for key, segment in wanted.items() if key not in known]
    missing.sort(key=lambda each: (-each[1].duration, each[0]))

    def make(each: tuple[Sha256, Segment]) -> None:
        key, segment = each
        made = encoded_block(segment, material.speech(segment), lufs=lufs, peak_dbtp=PEAK_DBTP, kbps=KBPS)
        known[key] = store.put(made.content, ".mp3"), len(made.content)

    with ThreadPoolExecutor(WORKERS) as pool:
        list(pool.map(make, missing))


@lru_cache(maxsize=64)
def front(parts: tuple[tuple[str, DurationMs], ...]) -> bytes:
    """Give the tags of a programme; like an edition's, they are the same for every outlet that airs it."""
    starts = itertools.accumulate((length for _, length in parts), initial=0)
    chapters = [(title, DurationMs(at), length) for (title, length), at in zip(parts, starts, strict=False)]
    programme = "Bản tin cải cách hành chính"
    return tags.tag(
        b"", title=programme, album=programme, artist="Đài", date=date(2023, 3, 15), chapters=chapters, comment="đo"
    )


def spliced(segments: Sequence[Segment], lufs: float, known: Known) -> ranges.Spliced:
    """Give a programme as byte ranges."""
    words = front(tuple((segment.title, segment.duration) for segment in segments))
    return ranges.spliced([known[named(segment, lufs)] for segment in segments], kbps=KBPS, tags=words)


def write(programme: ranges.Spliced, path: Path, store: MediaStore) -> str:
    """Write a programme and give its SHA-256."""
    name = hashlib.sha256()
    with written_whole(path) as stream:
        for piece in programme.bytes_from(lambda each: store.path(each.audio, ".mp3").read_bytes()):
            name.update(piece)
            stream.write(piece)
    return name.hexdigest()


def write_all(programmes: Sequence[Sequence[Segment]], lufs: float, known: Known, store: MediaStore) -> None:
    """Write the communes' programmes."""

    def one(each: tuple[int, Sequence[Segment]]) -> str:
        return write(spliced(each[1], lufs, known), OUT / "xa" / f"{each[0]:02}.mp3", store)

    with ThreadPoolExecutor(WORKERS) as pool:
        list(pool.map(one, enumerate(programmes, 1)))


def ours(name: str, material: Material) -> dict[str, Any]:
    """Mix as the contender's name says; its blocks are made anew."""
    for kind, length in LENGTHS.items():
        sound(kind, length)
    lufs = -23.0 if "-23" in name else -16.0
    store, known = MediaStore(OUT / "blocks"), Known()
    one, same, own = [material.programme()], material.communes(own=False), material.communes(own=True)
    programmes = {"one programme": one, "24 communes": same, "own minute": own, "one sentence": own, "ranges": own}
    wanted = next(plans for key, plans in programmes.items() if key in name)
    if "one sentence" in name or "ranges" in name:
        blocks_of(material, [segment for plan in wanted for segment in plan], lufs, known, store)
    if "one sentence" in name:
        new = material.changed()
        wanted = [[new if segment is material.items[0] else segment for segment in plan] for plan in wanted]
    started = Stopwatch()
    if "ranges" in name:
        size = sum(spliced(wanted[number % len(wanted)], lufs, known).size for number in range(OUTLETS))
        return {**started.told(), "bytes": size}
    blocks_of(material, [segment for plan in wanted for segment in plan], lufs, known, store)
    if len(wanted) > 1:
        write_all(wanted, lufs, known, store)
        return {**started.told()}
    write(spliced(wanted[0], lufs, known), OUT / f"{name}.mp3", store)
    return {**started.told(), "file": str(OUT / f"{name}.mp3"), "lags": True}


# --- the limit and the others ---------------------------------------------------------------------------------------


def encoded(samples: np.ndarray) -> bytes:
    """Encode 16-bit samples as broadcaster does, without a look at them."""
    encoder = lameenc.Encoder()
    encoder.set_in_sample_rate(48_000)
    encoder.set_out_sample_rate(48_000)
    encoder.set_channels(1)
    encoder.set_bit_rate(KBPS)
    encoder.set_quality(5)
    encoder.silence()
    return bytes(encoder.encode(samples) + encoder.flush())


def lame(name: str, material: Material) -> dict[str, Any]:
    """Encode finished samples and do nothing else."""
    lufs = -23.0 if "-23" in name else -16.0
    ready = [render_block(each, material.speech(each), lufs=lufs) for each in material.programme()]
    samples = [np.frombuffer(pcm.samples, dtype="<i2") for pcm in sorted(ready, key=lambda pcm: -pcm.count)]
    started = Stopwatch()
    with ThreadPoolExecutor(WORKERS) as pool:
        list(pool.map(encoded, samples))
    return {**started.told()}


def pydub(name: str, material: Material) -> dict[str, Any]:
    """Mix as pydub's tutorial would: decode, normalise, overlay the bed, append, export."""
    from pydub import AudioSegment, effects  # noqa: PLC0415 - this contender's process alone

    AudioSegment.converter = ffmpeg()
    *parts, bed_file = as_files(material)
    path = OUT / f"{name}.mp3"
    started = Stopwatch()
    bed = AudioSegment.from_wav(bed_file) - 14
    programme = AudioSegment.empty()
    for number, part in enumerate(parts):
        piece = effects.normalize(AudioSegment.from_wav(part))
        if 0 < number < len(parts) - 1:
            piece = piece.set_frame_rate(44_100).overlay(bed, loop=True)
        programme += piece.set_channels(1).set_frame_rate(44_100)
    programme.export(path, format="mp3", bitrate=f"{KBPS}k")
    return {**started.told(), "file": str(path)}


def loudnorm(name: str, material: Material) -> dict[str, Any]:
    """Mix by ffmpeg: join, bed under it, loudnorm measured and then applied."""
    *parts, bed = as_files(material)
    path, joined = OUT / f"{name}.mp3", OUT / "joined.wav"
    inputs = [word for part in parts for word in ("-i", str(part))]
    chain = "".join(f"[{n}]aresample=48000,aformat=channel_layouts=mono[a{n}];" for n in range(len(parts)))
    chain += "".join(f"[a{n}]" for n in range(len(parts))) + f"concat=n={len(parts)}:v=0:a=1,asplit[v][k];"
    chain += f"[{len(parts)}]aresample=48000,aformat=channel_layouts=mono,volume=-4dB[b];"
    chain += (
        "[b][k]sidechaincompress=threshold=0.02:ratio=8:attack=20:release=500[d];[v][d]amix=duration=first:normalize=0"
    )
    started = Stopwatch()
    run = [ffmpeg(), "-hide_banner", "-y", "-nostats"]
    mixed = [
        *run,
        *inputs,
        "-stream_loop",
        "-1",
        "-i",
        str(bed),
        "-filter_complex",
        chain,
        "-c:a",
        "pcm_f32le",
        str(joined),
    ]
    subprocess.run(mixed, check=True, capture_output=True)
    first = [*run, "-i", str(joined), "-af", f"{TARGET}:print_format=json", "-f", "null", "-"]
    told = subprocess.run(first, check=True, capture_output=True, text=True).stderr
    seen = json.loads(told[told.rindex("{") : told.rindex("}") + 1])
    known = ":".join(f"measured_{key}={seen[f'input_{word}']}" for key, word in _MEASURED.items())
    known += f":offset={seen['target_offset']}:linear=true"
    last = [*run, "-i", str(joined), "-af", f"{TARGET}:{known}", "-ar", "48000", "-b:a", f"{KBPS}k", str(path)]
    subprocess.run(last, check=True, capture_output=True)
    return {**started.told(), "file": str(path)}


_MEASURED = {"I": "i", "TP": "tp", "LRA": "lra", "thresh": "thresh"}


def ffmpeg() -> str:
    """Find ffmpeg; says so when there is none."""
    if found := ffmpeg_path():
        return found
    raise SystemExit("ffmpeg is missing")


CONTENDERS: dict[str, Callable[[str, Material], dict[str, Any]]] = {
    "LAME alone -16": lame,
    "LAME alone -23": lame,
    "ours, one programme -23": ours,
    "ours, one programme -16": ours,
    "ours, 24 communes": ours,
    "ours, 24 with their own minute": ours,
    "ours, one sentence changed, 24": ours,
    f"ours, {OUTLETS} outlets as ranges": ours,
    "pydub tutorial": pydub,
    "ffmpeg two-pass loudnorm": loudnorm,
}
SLOW = {"pydub tutorial", "ffmpeg two-pass loudnorm"}


# --- judging --------------------------------------------------------------------------------------------------------


def judged(result: dict[str, Any], material: Material) -> dict[str, Any]:
    """Measure the file that came out; for ours also where each block is heard."""
    if not (path := result.get("file")):
        return {}
    content = Path(path).read_bytes()
    lufs, dbtp = _measured(content)
    planned = sum(segment.duration for segment in material.programme())
    with soundfile.SoundFile(path) as sound_file:
        off = sound_file.frames - planned * sound_file.samplerate // 1000
    found = {"lufs": round(lufs, 2), "dbtp": round(dbtp, 2), "samples_off": off}
    return found | {"worst_lag": _worst_lag(content, material)} if result.get("lags") else found


def _measured(content: bytes) -> tuple[float, float]:
    """Measure any MP3; ours needs no conversion."""
    try:
        return measure(content)
    except MixError:  # the others write 44 100 Hz or stereo
        asked = [ffmpeg(), "-nostats", "-hide_banner", "-i", "-", "-af", "ebur128=peak=true", "-f", "null", "-"]
        told = subprocess.run(asked, input=content, capture_output=True, check=True).stderr.decode()
        words = told[told.rindex("Summary") :].split()
        return float(words[words.index("I:") + 1]), float(words[words.index("Peak:") + 1])


def _worst_lag(content: bytes, material: Material) -> int:
    """Give by how many samples the first words of a block come off their place, at worst."""
    heard, at, worst = from_pcm(mp3.decode(content)), 0, 0
    for segment in material.programme():
        for utterance in (u for line in segment.lines for u in line.utterances[:1]):
            start = (at + utterance.starts) * 48
            said: Pcm = material.speech(segment)[utterance.audio]
            voice = from_pcm(said)
            size = 1 << (2 * len(voice)).bit_length()
            place = np.fft.rfft(heard[start : start + len(voice)], size)
            match = int(np.argmax(np.fft.irfft(place * np.conj(np.fft.rfft(voice, size)))))
            worst = max(worst, abs(match if match < size // 2 else match - size))
        at += segment.duration
    return worst


# --- running --------------------------------------------------------------------------------------------------------


def contend(name: str) -> None:
    """Run one contender in this process, in folders of its own, and print what it took."""
    OUT.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(OUT / "blocks", ignore_errors=True)
    result = CONTENDERS[name](name, Material())
    print(json.dumps(result))


def run(name: str) -> dict[str, Any]:
    """Run a contender in a process of its own and watch its memory."""
    command = [sys.executable, __file__, "--contender", name]
    process = psutil.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    most = tree = 0
    while process.poll() is None:
        sizes = _sizes(process)
        most, tree = max(most, *sizes), max(tree, sum(sizes))
        time.sleep(0.02)
    told, failed = process.communicate()
    if process.returncode:
        return {"missing": failed.strip().splitlines()[-1] if failed.strip() else f"exit {process.returncode}"}
    return json.loads(told) | {"process_mb": most // 1_000_000, "tree_mb": tree // 1_000_000}


def _sizes(process: psutil.Process) -> list[int]:
    sizes = [0]
    with suppress(psutil.Error):
        for each in (process, *process.children(recursive=True)):
            with suppress(psutil.Error):
                sizes.append(each.memory_info().rss)
    return sizes


def summary(
    name: str, results: Sequence[dict[str, Any]], limits: dict[str, dict[str, float]], material: Material
) -> dict[str, Any]:
    """Give the median of some runs, with its ratio to LAME's."""
    if "missing" in results[-1]:
        return {"missing": results[-1]["missing"]}
    seconds = statistics.median(each["seconds"] for each in results)
    limit = "LAME alone -23" if "-23" in name else "LAME alone -16"
    spread = [round(each["seconds"], 2) for each in results]
    row: dict[str, Any] = {"seconds": round(seconds, 2), "runs": spread}
    row["to_lame"] = round(seconds / limits[limit]["seconds"], 2)
    row["cpu"] = round(statistics.median(each["cpu"] for each in results), 2)
    row["cpu_to_lame"] = round(row["cpu"] / limits[limit]["cpu"], 2)
    return (
        row
        | {key: max(each[key] for each in results) for key in ("process_mb", "tree_mb")}
        | judged(results[-1], material)
    )


def main() -> None:
    """Run everything and print a table."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--runs", type=int, default=3)
    asked.add_argument("--slow-runs", type=int, default=1)
    asked.add_argument("--only", nargs="*", default=[], help="parts of contenders' names")
    asked.add_argument("--json", type=Path)
    asked.add_argument("--contender", help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.contender:
        contend(given.contender)
        return
    material = Material()
    chosen = [name for name in CONTENDERS if not given.only or any(part in name for part in (*given.only, "LAME"))]
    results: dict[str, list[dict[str, Any]]] = {name: [] for name in chosen}
    for turn in range(max(given.runs, given.slow_runs)):
        for name in chosen:
            if turn < (given.slow_runs if name in SLOW else given.runs):
                results[name].append(run(name))
    limits = {
        name: {key: statistics.median(each[key] for each in results[name]) for key in ("seconds", "cpu")}
        for name in chosen
        if "LAME" in name
    }
    rows = {name: summary(name, results[name], limits, material) for name in chosen if results[name]}
    for name, row in rows.items():
        print(f"{name:34}", row.get("missing") or "  ".join(f"{key} {value}" for key, value in row.items()))
    if given.json:
        about = {"cores": os.cpu_count(), "python": sys.version.split()[0], "kbps": KBPS, "workers": WORKERS}
        given.json.write_text(
            json.dumps({"about": about, "rows": rows}, ensure_ascii=False, indent=2), encoding="utf-8"
        )


if __name__ == "__main__":
    main()
