"""Bring news in from files: what cannot be read is named with its reason, everything else is kept."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from broadcaster import engines
from broadcaster.domain.ids import NewsItemId
from broadcaster.domain.news import NewsItem
from broadcaster.domain.news_receipts import Way
from broadcaster.domain.timetables import Timetable
from broadcaster.errors import BroadcasterError, FileMissing
from broadcaster.files import sha256_of_file
from broadcaster.services.progress import Progress, silent
from broadcaster.services.read_apart import FileRead, reading_room
from broadcaster.services.take_in_news import Arrival, Bringing, Gathered, arrivals, take_in, twin
from broadcaster.settings.news_columns import load_columns
from broadcaster.station import Station

logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class FileRefused:
    """A file of which nothing was taken."""

    path: Path
    """The file."""
    reason: str
    """Why, in Vietnamese, with what to do."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Gathering:
    """What came of some files."""

    taken: tuple[Gathered, ...]
    """The items that came in."""
    refused: tuple[FileRefused, ...] = ()
    """The files of which nothing was taken."""


def gather_news(
    station: Station,
    paths: Sequence[Path],
    *,
    now: datetime,
    by: str = "",
    way: Way = Way.FILE,
    again: bool = False,
    progress: Progress = silent,
) -> Gathering:
    """Read files or whole folders and keep their items; of a file all items come in, or none.

    In a folder, files of other kinds (a picture, Windows' own Thumbs.db) are passed over. An item that was removed
    stays out until it changes, unless it is asked for `again`.

    Raises:
        FileMissing: a path that was named is not there; then nothing at all is kept.
        NoTimetable.
    """
    timetable = station.timetable()
    files = _files(paths, suffixes())
    refused: list[FileRefused] = []
    coming: list[Arrival] = []
    seen: dict[NewsItemId, NewsItem] = {}
    for done, read in enumerate(read_files(station, files), start=1):
        try:
            found = _checked(timetable, read, seen, now)
        except BroadcasterError as error:
            logger.warning("%s", error, extra={"action": "news_file_refused"})
            refused.append(FileRefused(path=read.path, reason=str(error)))
            found = ()
        coming += found
        seen |= {each.item.id: each.item for each in found}
        progress(done, len(files))
    with station.store.writing() as tx:
        taken = take_in(tx, coming, Bringing(way=way, by=by, now=now, again=again))
    return Gathering(taken=taken, refused=tuple(refused))


def read_files(station: Station, files: Sequence[Path]) -> Iterable[FileRead]:
    """Read files apart, within the limits that the station sets, and give what came of each in their order."""
    return reading_room(station.settings.news.limits, load_columns(station.folder)).read_all(files)


def suffixes() -> tuple[str, ...]:
    """Give the endings of files that can be taken in."""
    return tuple(sorted({suffix for source in engines.news_sources() for suffix in source.suffixes}))


def _checked(
    timetable: Timetable, read: FileRead, seen: dict[NewsItemId, NewsItem], now: datetime
) -> tuple[Arrival, ...]:
    if read.refusal is not None:
        raise read.refusal
    found = arrivals(timetable, read.drafts, now=now, file_sha256=sha256_of_file(read.path))
    clash = twin(found, seen)
    if clash is not None:
        raise clash
    return found


def _files(paths: Sequence[Path], known: Collection[str]) -> list[Path]:
    files: list[Path] = []
    for path in paths:
        if not path.exists():
            raise FileMissing(path=path)
        files.extend(_inside(path, known) if path.is_dir() else [path])
    return files


def _inside(folder: Path, known: Collection[str]) -> list[Path]:
    found = sorted(each for each in folder.iterdir() if each.is_file() and each.name[0] not in ".~")
    for each in found:
        if each.suffix.lower() not in known:
            logger.warning("%s", each.name, extra={"action": "news_file_passed_over"})
    return [each for each in found if each.suffix.lower() in known]
