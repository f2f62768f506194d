"""Profiles that the package carries: a whole station folder to start from."""

from __future__ import annotations

import contextlib
import shutil
import uuid
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from broadcaster.errors import FolderInUse, UnknownProfile
from broadcaster.files import translated
from broadcaster.settings.station import STATION_FILE

_COMMON = (("templates", "scripts/templates"), ("audio_out", "audio_out"), ("voices", "voices"))
"""What every station gets: a folder among the profiles, and where it goes."""

_WORKING = ("news", "sources")
"""Folders that a station has even when its profile brings nothing in them."""


def profiles() -> tuple[str, ...]:
    """Give the names of the profiles."""
    return tuple(sorted(entry.name for entry in _shipped().iterdir() if entry.joinpath(STATION_FILE).is_file()))


def is_station(folder: Path) -> bool:
    """Say whether a folder is a station folder already."""
    return (folder / STATION_FILE).is_file()


def copy_profile(name: str, folder: Path) -> None:
    """Make a station folder of a profile: settings, schedules, templates, news; whole or not at all.

    Raises:
        UnknownProfile: naming the ones there are.
        FolderInUse: the folder holds something already.
        DiskFull, ReadOnlyPlace, FileFailed: nothing is left behind.
    """
    if name not in profiles():
        raise UnknownProfile(profile=name, known=", ".join(profiles()))
    folder = folder.resolve()
    with translated(folder):
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise FolderInUse(folder=folder)
        building = folder if folder.exists() else folder.parent
        part = building / f".{folder.name}.{uuid.uuid4().hex[:8]}.part"
        try:
            _build(name, part)
            _publish(part, folder)
        finally:
            shutil.rmtree(part, ignore_errors=True)


def shipped_template(name: str) -> tuple[str, str]:
    """Give a template as the package ships it and its path for messages; raises KeyError when there is none."""
    template = _shipped().joinpath("templates", name)
    if not template.is_file():
        raise KeyError(name)
    return template.read_text(encoding="utf-8"), f"mẫu gốc {name}"


def _shipped() -> Traversable:
    return files("broadcaster").joinpath("profiles")


def _build(name: str, part: Path) -> None:
    for source, target in (*_COMMON, (name, ".")):
        _copy(_shipped().joinpath(source), part / target)
    for folder in _WORKING:
        (part / folder).mkdir(exist_ok=True)


def _copy(source: Traversable, target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    for entry in source.iterdir():
        if entry.is_dir():
            _copy(entry, target / entry.name)
        else:
            (target / entry.name).write_bytes(entry.read_bytes())


def _publish(part: Path, folder: Path) -> None:
    """Put the finished parts in place; the folder becomes a station with the last of them."""
    if not folder.exists():
        part.replace(folder)
        return
    entries = sorted(part.iterdir(), key=lambda entry: entry.name == STATION_FILE)
    try:
        for entry in entries:
            entry.replace(folder / entry.name)
    except BaseException:
        for entry in entries:
            if not entry.exists():
                _remove(folder / entry.name)
        raise


def _remove(entry: Path) -> None:
    if entry.is_dir():
        shutil.rmtree(entry, ignore_errors=True)
    else:
        with contextlib.suppress(OSError):
            entry.unlink()
