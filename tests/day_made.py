"""One whole day, made once by the real command and looked at by every acceptance test."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
import warm_commands
from filelock import FileLock

from broadcaster.station import Station

PATIENT = {"BROADCASTER_PLANNING__GUARD_SECONDS": "3600"}
"""Where plans of one day must be alike: on a very busy machine the guard of real seconds would end a search early."""


def broadcaster(*arguments, folder=None, environ=None):
    """Give a command as a person would, in a process of its own."""
    words = [*(["-C", str(folder)] if folder else []), *map(str, arguments)]
    if warm_commands.AVAILABLE and environ is None and words[0] != "demo":
        return warm_commands.run(words)
    told = {**os.environ, "PYTHONUTF8": "1", **(environ or {})}
    command = [sys.executable, "-m", "broadcaster", *words]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False, env=told)


@dataclass
class DayMade:
    folder: Path
    day: date
    said: str
    profile: str

    def open(self):
        return Station.open(self.folder, {})

    def copied(self, place):
        """Give a copy to be changed; what SQLite keeps beside an open store comes and goes with those who look."""
        return Path(shutil.copytree(self.folder, place, ignore=shutil.ignore_patterns("*-wal", "*-shm")))

    @property
    def out(self):
        return self.folder / "audio_out" / self.day.isoformat()


@pytest.fixture(scope="session")
def shared(tmp_path_factory, worker_id):
    """The folder that all workers of this run have in common."""
    here = tmp_path_factory.getbasetemp()
    return here if worker_id == "master" else here.parent


def _made(shared, profile, day):
    """Give the day of a profile, made by whoever comes first; the others wait, and nobody changes it."""
    folder = shared / profile / "đài mẫu"  # a name with a blank and diacritics, as people give
    said = shared / profile / "said.txt"
    with FileLock(shared / f"{profile}.lock"):
        if not said.exists():
            made = broadcaster("demo", "--into", folder, "--profile", profile, environ=PATIENT)
            assert made.returncode == 0, made.stderr
            said.write_text(made.stdout, encoding="utf-8")
    return DayMade(folder=folder, day=day, said=said.read_text(encoding="utf-8"), profile=profile)


@pytest.fixture(scope="session")
def district(shared):
    return _made(shared, "huyen-2023", date(2023, 3, 15))


@pytest.fixture(scope="session")
def commune(shared):
    return _made(shared, "xa-2025", date(2025, 9, 15))


@pytest.fixture(scope="session", params=["district", "commune"])
def either(request):
    return request.getfixturevalue(request.param)
