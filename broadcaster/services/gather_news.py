"""Bring news in from files: what cannot be read is named with its reason, everything else is kept."""

from __future__ import annotations

import logging
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from broadcaster import engines
from broadcaster.domain.news_receipts import Way
from broadcaster.errors import FileMissing
from broadcaster.feeds.members import Member
from broadcaster.feeds.unpack import CONTAINERS
from broadcaster.services.find_news import find_news
from broadcaster.services.progress import Progress, silent
from broadcaster.services.take_in_news import Bringing, Gathered, take_in
from broadcaster.station import Station
from broadcaster.storage.saved import Saved

logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class FileRefused:
    """A file of which nothing was taken."""

    name: str
    """What people know it by: its path, or ``thu.eml › tin.docx``."""
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

    Archives and letters are taken apart. In a folder, files of other kinds (a picture, Windows' own Thumbs.db) are
    passed over. A file that was read before is known by its bytes and not read a second time, and an item that was
    removed stays out until it changes, unless they are asked for `again`.

    Raises:
        FileMissing: a path that was named is not there; then nothing at all is kept.
        NoTimetable.
    """
    files = [Member(path=path, name=str(path)) for path in _files(paths, suffixes())]
    found = find_news(station, files, now=now, skip_known=not again, progress=progress)
    refused = tuple(FileRefused(name=each.name, reason=each.refusal) for each in found if each.refusal)
    for each in refused:
        logger.warning("%s: %s", each.name, each.reason, extra={"action": "news_file_refused"})
    coming = [arrival for each in found for arrival in each.coming]
    before = [item for each in found for item in each.known]
    with station.store.writing() as tx:
        taken = take_in(tx, coming, Bringing(way=way, by=by, now=now, again=again))
        known = tuple(Gathered(item=item, saved=Saved.UNCHANGED) for item in tx.news.many(before))
    return Gathering(taken=(*taken, *known), refused=refused)


def suffixes() -> tuple[str, ...]:
    """Give the endings of files that can be taken in."""
    kinds = {suffix for source in engines.news_sources() for suffix in source.suffixes}
    return tuple(sorted({*kinds, *CONTAINERS}))


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
