"""Take in what lies in the watched folder: files that are whole, each once; one that is refused is an alarm."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import broadcaster
from broadcaster.domain.alarms import Alarm, AlarmKind, Trouble
from broadcaster.domain.fingerprints import fingerprint
from broadcaster.domain.news_receipts import Way
from broadcaster.errors import BroadcasterError
from broadcaster.feeds.members import INSIDE
from broadcaster.files import sha256_of_file
from broadcaster.services.gather_news import Gathering, gather_news, suffixes
from broadcaster.services.raise_alarms import settle
from broadcaster.settings.news_columns import load_columns
from broadcaster.station import Station

SETTLED_SECONDS = 10
"""How long a file must have lain still before it is read."""
OPEN_HOURS = 12
"""How long a mark that somebody has a document open is believed; a program that died leaves it behind."""

_HALF = (".part", ".partial", ".crdownload", ".download", ".tmp", ".filepart")
_PREFIX = "news:"
_NO_FOLDER = f"{_PREFIX}folder"
_SHARING = frozenset({32, 33})
"""What Windows says of a file that another program holds."""
_LONGEST_NAME = 80
_TOLD = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class FolderGathering:
    """What came of the watched folder."""

    gathering: Gathering
    """What was taken and what was refused, this time."""
    waiting: tuple[str, ...] = ()
    """Files that are still being copied, or open somewhere."""
    refused: int = 0
    """How many files are refused, those of earlier times with them."""
    missing: bool = False
    """Whether the folder is not there."""


def watched_folder(station: Station) -> Path:
    """Give the folder that is watched: what settings name, else ``news/`` of the station."""
    told = station.settings.news.folder
    return station.folder / told if told else station.folder / "news"


def gather_folder(station: Station, *, now: datetime) -> FolderGathering:
    """Take in the files of the watched folder and of the folders in it, one level deep.

    A file that changed within ten seconds, is held by another program or open in an office program waits for the next
    time. One that is refused raises an alarm and is not read again until its bytes change, or what the station reads
    by does. Raises NoTimetable.
    """
    folder = watched_folder(station)
    if not folder.is_dir():
        return _without(station, folder, now)
    ready, waiting = _sorted(folder, now)
    with station.store.reading() as tx:
        standing = {alarm.key: alarm for alarm in tx.alarms.standing() if alarm.key.startswith(_PREFIX)}
    keys = _keys(station, folder, ready)
    fresh = [path for path in ready if keys[path] not in standing]
    gathering = gather_news(station, fresh, way=Way.FOLDER, now=now)
    before = [_again(standing[keys[path]]) for path in ready if keys[path] in standing]
    troubles = [*before, *_troubles(gathering, fresh, keys, folder)]
    held = {key for name in waiting for key in standing if key.startswith(_start(name))}
    settle(station, troubles, of=lambda alarm: alarm.key.startswith(_PREFIX) and alarm.key not in held, now=now)
    return FolderGathering(gathering=gathering, waiting=waiting, refused=len(troubles))


def _without(station: Station, folder: Path, now: datetime) -> FolderGathering:
    """Tell that the folder that settings name cannot be reached; what was refused in it stays as it is."""
    told = f"Không mở được thư mục tin bài {folder}. Kiểm tra ổ mạng, hoặc sửa `folder` ở [news] trong station.toml."
    wanted = bool(station.settings.news.folder)
    trouble = [Trouble(key=_NO_FOLDER, kind=AlarmKind.JOB, sentence=told)] if wanted else []
    settle(station, trouble, of=lambda alarm: alarm.key == _NO_FOLDER, now=now)
    return FolderGathering(gathering=Gathering(taken=()), missing=wanted)


def _sorted(folder: Path, now: datetime) -> tuple[list[Path], tuple[str, ...]]:
    """Give the files that can be read now, and the names of those that wait."""
    known = suffixes()
    ready: list[Path] = []
    waiting: list[str] = []
    for path in _files(folder):
        if path.name.lower().endswith(_HALF):
            waiting.append(_name(path, folder))
        elif path.name[0] not in ".~" and path.suffix.lower() in known:
            still = _lies_still(path, now) and not _is_open(path, now)
            ready.append(path) if still else waiting.append(_name(path, folder))
    return ready, tuple(waiting)


def _files(folder: Path) -> Iterator[Path]:
    """Give the files of a folder and of the folders in it; no link is followed, which might lead anywhere."""
    for each in sorted(folder.iterdir()):
        if each.is_symlink() or each.name.startswith("."):
            continue
        if each.is_file():
            yield each
        elif each.is_dir():
            yield from (one for one in sorted(each.iterdir()) if one.is_file() and not one.is_symlink())


def _lies_still(path: Path, now: datetime) -> bool:
    """Say whether nothing has touched a file for a while, and nobody holds it.

    A copy may carry the time of its original, so that the time at which the file itself was touched counts too.
    """
    try:
        about = path.stat()
        with path.open("rb"):
            pass
    except FileNotFoundError:
        return False
    except OSError as error:
        return getattr(error, "winerror", 0) not in _SHARING
    touched = (about.st_mtime, about.st_ctime)
    return all(abs(now.timestamp() - at) >= SETTLED_SECONDS for at in touched)


def _is_open(path: Path, now: datetime) -> bool:
    """Say whether Word or LibreOffice left the mark of somebody who has a document open."""
    marks = (f"~${path.name}", f"~${path.name[2:]}", f".~lock.{path.name}#")
    found = [path.with_name(mark) for mark in marks]
    return any(mark.is_file() and now.timestamp() - mark.stat().st_mtime < OPEN_HOURS * 3600 for mark in found)


def _keys(station: Station, folder: Path, paths: Sequence[Path]) -> Mapping[Path, str]:
    """Name the trouble that each file would be: another one when its bytes or what the station reads by changes."""
    by = [broadcaster.__version__, str(station.settings.news.limits), str(load_columns(station.folder))]
    return {path: f"{_start(_name(path, folder))}{fingerprint([_mark(path), *by])[:8]}" for path in paths}


def _start(name: str) -> str:
    """Give how the keys of all troubles of one file begin."""
    return f"{_PREFIX}{name[:_LONGEST_NAME]}:"


def _mark(path: Path) -> str:
    try:
        return sha256_of_file(path)
    except BroadcasterError:
        return ""


def _troubles(
    gathering: Gathering, paths: Collection[Path], keys: Mapping[Path, str], folder: Path
) -> Iterator[Trouble]:
    for path in paths:
        own = [each for each in gathering.refused if each.name == str(path) or each.name.startswith(f"{path}{INSIDE}")]
        if own:
            told = " ".join(each.reason for each in own[:_TOLD])
            more = f" (và {len(own) - _TOLD} tệp khác trong đó)" if len(own) > _TOLD else ""
            sentence = f"Không nhận được tệp tin bài {_name(path, folder)}: {told}{more}"
            yield Trouble(key=keys[path], kind=AlarmKind.JOB, sentence=sentence)


def _again(alarm: Alarm) -> Trouble:
    return Trouble(key=alarm.key, kind=alarm.kind, sentence=alarm.sentence)


def _name(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix()
