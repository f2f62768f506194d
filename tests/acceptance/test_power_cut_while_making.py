"""The power cut at many moments of voicing and mixing: nothing half under its name, and the same bytes in the end.

The real commands are killed without warning, at moments that a seeded lottery spreads over their work: when so many
files have come, and a little later; and while the finished files are being written.
"""

import hashlib
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
import soundfile
from day_made import broadcaster
from makers import (
    DAY,
    MORNING,
    NOW,
    STATION,
    a_clock,
    a_clock_event,
    a_frame_script,
    a_slot,
    a_timetable,
    an_approval,
    minutes,
)
from small_station import SETTINGS, told_script

from broadcaster.domain.timetables import ClockEventKind
from broadcaster.services.keep_cache import prune_cache
from broadcaster.services.mix_programme import mix_day
from broadcaster.services.plan_week import plan_days
from broadcaster.services.read_script import script_reader
from broadcaster.services.voice_script import voice_scripts
from broadcaster.services.write_script import frame_id
from broadcaster.station import Station

WAIVED = """
male = "nam-phat-thanh"
[approval]
sound = "waived"
sound_reason = "Đài thử"
decided_by = "Trưởng đài"
decided_on = 2023-01-03
"""
TOLD = (
    "Ủy ban nhân dân xã mở bộ phận một cửa để người dân nộp hồ sơ.",
    "Hồ sơ trực tuyến được trả kết quả đúng hẹn tại nhà qua bưu điện.",
)
SCRIPTS, AIRED = 40, 4
SOUND = {".mp3", ".wav", ".flac"}
MIX = ("mix", DAY.isoformat())
MIX_WITH_WAVE = (*MIX, "--wav")
VOICE = ("voice", "make")
SEED = 20230315
GONE = """
import os, pathlib, sys
from broadcaster.cli.entry import main
moment, place = sys.argv[1:3]
named = pathlib.Path.replace
def replace(self, target):
    there = place in pathlib.Path(target).parts
    if there and moment == "before":
        os._exit(9)
    named(self, target)
    if there:
        os._exit(9)
pathlib.Path.replace = replace
sys.argv[1:] = sys.argv[3:]
main()
"""


def _scripts(station, count):
    for number in range(count):
        told_script(station, f"tin-{number}", *(f"Tin số {number}. {text}" for text in TOLD), approved=True)


def _frame(station):
    with station.store.writing() as tx:
        frame = script_reader(station, tx).again(a_frame_script(id=frame_id(DAY, MORNING)))
        tx.scripts.save(frame)
        tx.approvals.add(an_approval(script_id=frame.id, subject=frame.text_hash))


@pytest.fixture(scope="module")
def to_voice(tmp_path_factory):
    """A station whose scripts are approved and not yet voiced."""
    folder = tmp_path_factory.mktemp("thu") / "đài"
    folder.mkdir()
    (folder / "station.toml").write_text(SETTINGS + WAIVED, encoding="utf-8")
    event = ClockEventKind
    events = [(event.NEWS, AIRED), (event.STING, 1), (event.CLOSING, 1)]
    clock = a_clock(length=minutes(1), events=tuple(a_clock_event(kind=kind, most=most) for kind, most in events))
    with Station.open(folder, {}) as station:
        with station.store.writing() as tx:
            table = a_timetable(clocks=(clock,), slots=(a_slot(), a_slot(outlet_id=STATION)))
            tx.timetables.apply(table, by="Nam", at=NOW, source="một")
        _scripts(station, SCRIPTS)
        _frame(station)
    return folder


@pytest.fixture(scope="module")
def to_mix(to_voice, tmp_path_factory):
    """The same station, voiced and planned."""
    folder = _copied(to_voice, tmp_path_factory.mktemp("dung"))
    with Station.open(folder, {}) as station:
        voice_scripts(station, now=NOW)
        list(plan_days(station, DAY, now=NOW))
    return folder


def _copied(folder, place):
    return Path(shutil.copytree(folder, place / "đài"))


def _sounds(folder):
    """Every sound file under its final name, with its hash."""
    found = [path for path in folder.glob("audio_out/**/*") if path.suffix in SOUND]
    return {path.relative_to(folder): hashlib.sha256(path.read_bytes()).hexdigest() for path in found}


def _names(folder):
    """The names of all files that lie there at this moment, the half ones too."""
    return [name for _, _, names in os.walk(folder / "audio_out") for name in names]


def _kill(folder, command, *, when, delay_s):
    """Start the real command, kill it that long after `when(names of all files)` holds, and say whether it worked."""
    process = subprocess.Popen(
        [sys.executable, "-m", "broadcaster", "-C", str(folder), *command],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    give_up = time.monotonic() + 900  # a busy machine is slow, not wrong
    while process.poll() is None and not when(_names(folder)):
        assert time.monotonic() < give_up
        time.sleep(0.0005)
    time.sleep(delay_s)
    process.kill()
    return process.wait() != 0


def _assert_nothing_half(folder):
    for path in folder.glob("audio_out/**/*.*"):
        if path.name.startswith("."):
            assert path.suffix == ".part", path
            continue
        assert path.suffix in SOUND, path
        samples, rate = soundfile.read(path, dtype="int16")
        assert len(samples) > 0
        assert np.abs(samples).max() > 0
        if path.parent.name == "chuong-trinh":
            assert (rate, len(samples)) == (48_000, 60 * 48_000), path
        else:
            assert hashlib.sha256(path.read_bytes()).hexdigest() == path.stem


def _assert_the_store_is_whole(folder):
    """It opens, passes its own check, and names no sound that is not there."""
    connection = sqlite3.connect(folder / "broadcaster.db")
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()
    there = {path.stem for path in _sounds(folder)}
    with Station.open(folder, {}) as station, station.store.reading() as tx:
        voiced = {cut.audio for each in tx.voicings.every() for line in each.lines for cut in line}
        assert voiced | set(tx.cuts.by_engine()) | set(tx.blocks.all().values()) <= there
        for programme in tx.programmes.all():
            assert hashlib.sha256((folder / programme.path).read_bytes()).hexdigest() == programme.audio


def _moments(files, count, *, longest_s):
    """Draw moments: when so many new files lie there, spread over all of them, and a little later."""
    lot = random.Random(SEED)
    return [(number * files // count, lot.uniform(0, longest_s)) for number in range(count)]


def _mixed(folder):
    with Station.open(folder, {}) as station:
        mix_day(station, DAY)
    return _sounds(folder)


def _voiced(folder):
    with Station.open(folder, {}) as station:
        voice_scripts(station, now=NOW)
        assert voice_scripts(station, now=NOW) == (), "nothing is left to say"
    return _sounds(folder)


def _cut_at_work(original, place, command, *, files, delay_s):
    """Give a copy in which the command was killed at work, after so many new files; a busy machine may need a retry."""
    for number in range(5):
        folder = _copied(original, place / f"lan-{number}")
        before = len(_names(folder))
        if _kill(
            folder, command, when=lambda names, most=before + files: len(names) >= most, delay_s=delay_s / 2**number
        ):
            return folder
    pytest.fail("every cut came after the end")


@pytest.fixture(scope="module")
def never_killed(to_mix, tmp_path_factory):
    """The sounds of a station whose mixing nobody interrupts, made by the real command."""
    folder = _copied(to_mix, tmp_path_factory.mktemp("nguyen"))
    made = broadcaster(*MIX_WITH_WAVE, folder=folder)
    assert made.returncode == 0, made.stderr
    sounds = _sounds(folder)
    assert {path.suffix for path in sounds} == SOUND
    return sounds


MADE = AIRED + 3
"""Files that mixing makes: the blocks of items, sting and closing, the MP3."""


@pytest.mark.parametrize(("files", "delay_s"), _moments(MADE, 6, longest_s=0.05))
def test_mixing_that_is_killed_leaves_nothing_half_and_ends_alike(to_mix, never_killed, tmp_path, files, delay_s):
    folder = _cut_at_work(to_mix, tmp_path, MIX, files=files, delay_s=delay_s)
    _assert_nothing_half(folder)
    _assert_the_store_is_whole(folder)
    assert _mixed(folder) == {path: sha for path, sha in never_killed.items() if path.suffix != ".wav"}


def test_a_finished_file_that_was_being_written_has_no_name_yet(to_mix, never_killed, tmp_path):
    folder = _copied(to_mix, tmp_path)
    assert _kill(folder, MIX_WITH_WAVE, when=lambda names: any(".wav." in name for name in names), delay_s=0.01)
    (left,) = folder.glob("audio_out/*/chuong-trinh/.*.wav.*.part")
    assert not list(folder.glob("audio_out/*/chuong-trinh/*.wav"))
    _assert_nothing_half(folder)
    _assert_the_store_is_whole(folder)
    again = broadcaster(*MIX_WITH_WAVE, folder=folder)
    assert again.returncode == 0, again.stderr
    assert _sounds(folder) == never_killed
    with Station.open(folder, {}) as station:
        prune_cache(station, now=datetime.fromtimestamp(left.stat().st_mtime, UTC) + timedelta(days=2))
    assert not left.exists(), "what the killed process left is cleared away"
    assert _sounds(folder) == never_killed


@pytest.mark.parametrize(
    ("moment", "place"), [("before", "chuong-trinh"), ("after", "chuong-trinh"), ("after", "store")]
)
def test_the_moment_at_which_a_file_gets_its_name(to_mix, never_killed, tmp_path, moment, place):
    """The process is gone between the last byte and the name, or between the name and the store's record of it."""
    folder = _copied(to_mix, tmp_path)
    command = [sys.executable, "-c", GONE, moment, place, "-C", str(folder), *MIX]
    gone = subprocess.run(command, capture_output=True, check=False, env={**os.environ, "PYTHONUTF8": "1"})
    assert gone.returncode == 9, gone.stderr
    assert bool(list(folder.glob("audio_out/*/chuong-trinh/*.mp3"))) == (moment == "after" and place != "store")
    _assert_nothing_half(folder)
    _assert_the_store_is_whole(folder)
    assert _mixed(folder) == {path: sha for path, sha in never_killed.items() if path.suffix != ".wav"}


@pytest.mark.parametrize(("files", "delay_s"), _moments(SCRIPTS, 6, longest_s=0.02))
def test_voicing_that_is_killed_leaves_nothing_half_and_ends_alike(to_voice, to_mix, tmp_path, files, delay_s):
    folder = _cut_at_work(to_voice, tmp_path, VOICE, files=files, delay_s=delay_s)
    _assert_nothing_half(folder)
    _assert_the_store_is_whole(folder)
    assert _voiced(folder) == _sounds(to_mix)
