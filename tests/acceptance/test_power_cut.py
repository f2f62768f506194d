"""The power cut in the middle: kill -9 at three stages, then the same command again ends as if nothing had happened."""

import hashlib
import os
import subprocess
import sys
import time

import pytest
from day_made import PATIENT, broadcaster

from broadcaster.station import Station

STAGES = {
    "while voicing": "audio_out/store/**/*.flac",
    "while mixing": "audio_out/store/**/*.mp3",
    "while bundling": "audio_out/*/*/*.zip",
}


def _wait_for(folder, pattern, process):
    give_up = time.monotonic() + 900  # a busy machine is slow, not wrong
    ended = None
    while not any(folder.glob(pattern)):
        assert ended is None, "ended before the power could be cut"
        assert time.monotonic() < give_up
        time.sleep(0.01)
        ended = process.poll()


def _programmes(folder):
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.glob("audio_out/*/chuong-trinh/*.mp3")}


@pytest.mark.parametrize("stage", STAGES)
def test_after_a_power_cut_the_same_command_finishes_the_day(tmp_path, commune, stage):
    folder = tmp_path / "dai"
    command = [sys.executable, "-m", "broadcaster", "demo", "--into", str(folder), "--profile", "xa-2025"]
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, "PYTHONUTF8": "1", **PATIENT}
    )
    _wait_for(folder, STAGES[stage], process)
    process.kill()
    process.wait()
    again = broadcaster("demo", "--into", folder, "--profile", "xa-2025", environ=PATIENT)
    assert again.returncode == 0, again.stderr
    assert _programmes(folder) == _programmes(commune.folder), "the same sound as without the cut"
    with Station.open(folder, {}) as station, station.store.reading() as tx:
        handovers = tx.handovers.between(commune.day, commune.day)
        assert len({each.outlet_id for each in handovers}) == len(handovers)
        assert len(tx.playlists.on(commune.day)) == 12
    for path in folder.glob("audio_out/*/*/*.zip"):
        assert broadcaster("bundle", "verify", path).returncode == 0
