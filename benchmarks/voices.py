"""How fast approved scripts become cached cuts: seconds of speech per second of wall time, end to end.

    python benchmarks/voices.py [--profile huyen-2023] [--voice VOICE] [--runs 3] [--json]

A station is made from the profile in a folder of its own: its news is gathered, written and approved. Then the clock
runs while its scripts are voiced: sentences to sound, FLAC, files by their hash, the database. It runs with as many
sentences at once as the engine says and with one, and every run must give the same bytes. Beside it, on the same
sentences in the same run, stand what a radio engineer would do (Debian's espeak-ng, a program per sentence) and the
floor: the library in a bare loop that is never loaded anew, whose bytes differ from one call to the next. For each, the
fastest of the runs counts; the processor's seconds beside it show what a busy machine has hidden.
"""

# ruff: noqa: SLF001 - the floor is our own C calls without what makes them repeatable

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

import espeakng_loader
import psutil

from broadcaster.domain.scripts import Presenter
from broadcaster.domain.sound import Cut, cut_hash, made_with
from broadcaster.mixdown import lossless
from broadcaster.services.approve_script import approve_texts, standings
from broadcaster.services.gather_news import gather_news
from broadcaster.services.init_station import init_station
from broadcaster.services.voice_script import voice_scripts
from broadcaster.services.write_script import write_scripts
from broadcaster.speech import espeak_library
from broadcaster.speech.espeak import EspeakEngine
from broadcaster.speech.espeak_presets import PRESETS
from broadcaster.station import SOUND_SUFFIX, Station

NOW = datetime(2026, 11, 24, 1, tzinfo=UTC)
APPROVER = "Phạm Thị Duyệt"


@dataclass(frozen=True, kw_only=True)
class Run:
    """What one way of voicing came to."""

    name: str
    seconds: float
    cpu_seconds: float
    audio_seconds: float
    bytes_hash: str

    @property
    def times_real(self) -> float:
        """Give seconds of speech per second."""
        return self.audio_seconds / self.seconds


class Watch:
    """Wall and processor seconds of a block: this process, its workers, and the programs that it has waited for."""

    def __enter__(self) -> Self:
        self._wall, self._cpu = time.perf_counter(), self._used()
        return self

    def __exit__(self, *_: object) -> None:
        self.seconds = time.perf_counter() - self._wall
        self.cpu_seconds = self._used() - self._cpu

    def _used(self) -> float:
        times = os.times()
        workers = [child.cpu_times() for child in psutil.Process().children()]
        return (
            times.user
            + times.system
            + times.children_user
            + times.children_system
            + sum(each.user + each.system for each in workers)
        )


def made_station(folder: Path, profile: str) -> None:
    """Make a station whose scripts are approved and not yet voiced."""
    init_station(folder, profile, now=NOW, environ={})
    with Station.open(folder, {}) as station:
        gather_news(station, [station.folder / "news"], now=NOW)
        write_scripts(station, now=NOW)
        drafts = [standing.script.id for standing in standings(station)]
        approve_texts(station, drafts, by=APPROVER, now=NOW, questions_seen=True)


def cuts_of(station: Station) -> dict[str, Cut]:
    """Give the cuts of the whole station by their hash."""
    voicings = [standing.voicing for standing in standings(station)]
    return {cut.hash: cut for voicing in voicings if voicing for line in voicing.lines for cut in line}


def fingerprint_of(cuts: Sequence[Cut]) -> str:
    """Give one hash for the bytes and the word times of all cuts."""
    told = sorted(f"{cut.voice} {cut.spoken} {cut.audio} {cut.duration} {cut.words}" for cut in cuts)
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:16]


@contextmanager
def copied(made: Path) -> Iterator[Station]:
    """Open a fresh copy of the station, so that no run finds what another one kept."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "station"
        shutil.copytree(made, folder)
        with Station.open(folder, {}) as station:
            yield station


def end_to_end(name: str, made: Path, at_once: int) -> Run:
    """Voice all approved scripts of a fresh copy as the station does."""
    EspeakEngine.at_once = at_once
    with copied(made) as station:
        with Watch() as watch:
            voice_scripts(station, now=NOW)
        cuts = list(cuts_of(station).values())
    return run_of(name, watch, audio(cuts), fingerprint_of(cuts))


def made_and_kept(name: str, made: Path, wanted: Sequence[tuple[str, str]], at_once: int) -> Run:
    """Make the same cuts without scripts and approvals: what voicing itself can reach."""
    engine = EspeakEngine()
    version = engine.version()
    revisions = {voice.id: voice for voice in engine.voices()}
    with copied(made) as station, ThreadPoolExecutor(at_once) as pool:

        def say(pair: tuple[str, str]) -> Cut:
            spoken, voice = pair
            sound = engine.synthesise(spoken, voice)
            by = made_with(version, revisions[voice])
            return Cut(
                hash=cut_hash(spoken, engine=engine.name, version=by, voice=voice),
                audio=station.media.put(lossless.encode(sound), SOUND_SUFFIX),
                duration=sound.duration,
                engine=engine.name,
                engine_version=by,
                voice=voice,
                spoken=spoken,
                words=sound.words,
            )

        with Watch() as watch:
            cuts = list(pool.map(say, wanted))
            with station.store.writing() as tx:
                for cut in cuts:
                    tx.cuts.add(cut)
    return run_of(name, watch, audio(cuts), fingerprint_of(cuts))


def run_of(name: str, watch: Watch, audio_seconds: float, bytes_hash: str = "") -> Run:
    """Write down what a block came to."""
    return Run(
        name=name,
        seconds=watch.seconds,
        cpu_seconds=watch.cpu_seconds,
        audio_seconds=audio_seconds,
        bytes_hash=bytes_hash,
    )


def audio(cuts: Sequence[Cut]) -> float:
    """Give the seconds of sound in some cuts."""
    return sum(cut.duration for cut in cuts) / 1000


def program_per_sentence(wanted: Sequence[tuple[str, str]]) -> Run | None:
    """Let Debian's espeak-ng write a WAV for each sentence, one after another, where it is installed."""
    program = shutil.which("espeak-ng")
    if program is None:
        return None
    size = 0
    with tempfile.TemporaryDirectory() as place, Watch() as watch:
        for number, (spoken, voice) in enumerate(wanted):
            preset = PRESETS[voice][1]
            wav = Path(place) / f"{number}.wav"
            figures = ["-s", str(preset.rate), "-p", str(preset.pitch), "-a", str(preset.volume)]
            chosen = preset.variant.removeprefix("aav/")
            subprocess.run([program, "-v", chosen, *figures, "-w", str(wav), "--", spoken], check=True)
            size += wav.stat().st_size - 44
    return run_of("espeak-ng, a program per sentence", watch, size / 44_100)


def bare_loop(wanted: Sequence[tuple[str, str]]) -> Run:
    """Say all sentences with one library that stays loaded: sound in memory, nothing kept, never the same twice."""
    library, rate = espeak_library._started(espeakng_loader.get_library_path(), espeakng_loader.get_data_path())
    made = hashlib.sha256()
    samples = 0
    try:
        with Watch() as watch:
            for spoken, voice in wanted:
                preset = PRESETS[voice][1]
                espeak_library._tune(library, preset.variant.encode(), list(preset.parameters.items()))
                _, sound = espeak_library._said(library, spoken.encode(), 1)
                made.update(sound)
                samples += len(sound) // 2
    finally:
        espeak_library._ended(library)
    return run_of("library in a bare loop, one core", watch, samples / rate, made.hexdigest()[:16])


def best(runs: int, way: Callable[[], Run]) -> tuple[Run, set[str]]:
    """Run a way several times; give the fastest, and every hash that came out."""
    done = [way() for _ in range(runs)]
    return max(done, key=lambda run: run.times_real), {run.bytes_hash for run in done}


def measure(profile: str, voice: str, runs: int) -> list[tuple[Run, set[str]]]:
    """Run every way over the same approved scripts."""
    cores = EspeakEngine.at_once
    with tempfile.TemporaryDirectory() as place:
        made = Path(place) / "station"
        made_station(made, profile)
        settings = made / "station.toml"
        if voice:
            key = "male" if PRESETS[voice][0].presenter is Presenter.MALE else "female"
            text = settings.read_text(encoding="utf-8")
            settings.write_text(text.replace(f"{key} = ", f'{key} = "{voice}" # '), encoding="utf-8")
        with copied(made) as station:
            voice_scripts(station, now=NOW)
            wanted = [(cut.spoken, cut.voice) for cut in cuts_of(station).values()]
        found = [
            best(runs, lambda: end_to_end(f"end to end, {cores} at once", made, cores)),
            best(runs, lambda: end_to_end("end to end, 1 at once", made, 1)),
            best(runs, lambda: made_and_kept(f"cuts alone, {cores} at once", made, wanted, cores)),
            best(runs, lambda: made_and_kept("cuts alone, 1 at once", made, wanted, 1)),
            best(runs, lambda: bare_loop(wanted)),
        ]
        peer = program_per_sentence(wanted)
    EspeakEngine.at_once = cores
    return [*found, (peer, {""})] if peer else found


def main() -> None:
    """Print the table, or JSON; leaves with 1 when runs of ours differ in their bytes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--profile", default="huyen-2023")
    parser.add_argument("--voice", default="", choices=["", *PRESETS])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    found = measure(chosen.profile, chosen.voice, chosen.runs)
    same = len(set().union(*(hashes for _, hashes in found[:4]))) == 1
    if chosen.json:
        ways = {
            run.name: {"seconds": run.seconds, "cpu_seconds": run.cpu_seconds, "times_real": run.times_real}
            for run, _ in found
        }
        told = {"cores": os.cpu_count(), "audio_seconds": found[0][0].audio_seconds, "same_bytes": same, "ways": ways}
        print(json.dumps(told))
    else:
        print(f"{os.cpu_count()} cores, {found[0][0].audio_seconds / 60:.1f} minutes of speech")
        for run, hashes in found:
            kept = f"{len(hashes)} set of bytes in {chosen.runs} runs" if run.bytes_hash else ""
            speed = f"{run.seconds:>7.2f} s {run.times_real:>6.0f} x real time {run.cpu_seconds:>7.2f} s CPU"
            print(f"{run.name:<36} {speed}  {kept}")
        print("all runs of ours gave the same bytes" if same else "RUNS OF OURS DIFFER IN THEIR BYTES")
    raise SystemExit(0 if same else 1)


if __name__ == "__main__":
    main()
