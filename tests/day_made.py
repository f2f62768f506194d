"""One whole day, made once by the real command and looked at by every acceptance test."""

import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from broadcaster.station import Station


def broadcaster(*arguments, folder=None, environ=None):
    command = [sys.executable, "-m", "broadcaster", *(["-C", str(folder)] if folder else []), *map(str, arguments)]
    told = {**os.environ, "PYTHONUTF8": "1", **(environ or {})}
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False, env=told)


@dataclass
class DayMade:
    folder: Path
    day: date
    said: str
    profile: str

    def open(self):
        return Station.open(self.folder, {})

    @property
    def out(self):
        return self.folder / "audio_out" / self.day.isoformat()


def _make(place, profile, day):
    folder = place / "đài mẫu"  # a name with a blank and diacritics, as people give
    made = broadcaster("demo", "--into", folder, "--profile", profile)
    assert made.returncode == 0, made.stderr
    return DayMade(folder=folder, day=day, said=made.stdout, profile=profile)


@pytest.fixture(scope="session")
def district(tmp_path_factory):
    return _make(tmp_path_factory.mktemp("huyen"), "huyen-2023", date(2023, 3, 15))


@pytest.fixture(scope="session")
def commune(tmp_path_factory):
    return _make(tmp_path_factory.mktemp("xa"), "xa-2025", date(2025, 9, 15))


@pytest.fixture(scope="session", params=["district", "commune"])
def either(request):
    return request.getfixturevalue(request.param)
