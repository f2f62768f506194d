"""The repository is itself a working station folder: its files are the district profile's, byte for byte."""

from pathlib import Path

import pytest

from broadcaster.settings.folder import load_folder

ROOT = Path(__file__).parents[2]
PROFILES = ROOT / "broadcaster" / "profiles"
DISTRICT = PROFILES / "huyen-2023"


def files(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("here", "shipped"),
    [
        (ROOT / "schedules", DISTRICT / "schedules"),
        (ROOT / "scripts" / "templates", PROFILES / "templates"),
        (ROOT / "voices" / "http", PROFILES / "voices" / "http"),
    ],
)
def test_a_folder_is_the_profiles(here, shipped):
    assert files(here) == files(shipped)
    assert files(here)


@pytest.mark.parametrize(
    ("here", "shipped"),
    [
        (ROOT / "station.toml", DISTRICT / "station.toml"),
        (ROOT / "audio_out" / "README.md", PROFILES / "audio_out" / "README.md"),
    ],
)
def test_a_file_is_the_profiles(here, shipped):
    assert here.read_bytes() == shipped.read_bytes()


def test_the_repository_loads_as_a_station():
    settings = load_folder(ROOT, {})
    assert settings.station.profile == "huyen-2023"
    assert len(settings.timetable.outlets) == 25
