"""Bring news in from files: all of them or none."""

from __future__ import annotations

import logging
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from broadcaster import engines
from broadcaster.domain.directory import find_outlet
from broadcaster.domain.ids import NewsItemId, OutletId
from broadcaster.domain.news import NewsDraft, NewsItem
from broadcaster.errors import DuplicateItem, FileMissing, UnknownFileKind
from broadcaster.newsroom.accept import accept
from broadcaster.ports import NewsSource
from broadcaster.services.progress import Progress, silent
from broadcaster.station import Station
from broadcaster.storage.saved import Saved
from broadcaster.storage.store import Transaction

logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class Gathered:
    """One item that came in."""

    item: NewsItem
    """The item as kept."""
    saved: Saved
    """Whether it was new, changed or known."""


def gather_news(
    station: Station, paths: Sequence[Path], *, now: datetime, again: bool = False, progress: Progress = silent
) -> tuple[Gathered, ...]:
    """Read files or whole folders and keep their items.

    In a folder, files of other kinds (a picture, Windows' own Thumbs.db) are passed over. An item that was removed
    stays out until it changes, unless it is asked for `again`.

    Raises:
        InputError: some file or item is bad; then nothing at all is kept.
    """
    timetable = station.timetable()

    def outlet_id(text: str) -> OutletId:
        return find_outlet(timetable, text).id

    drafts: list[NewsDraft] = []
    sources = engines.news_sources()
    files = _files(paths, {suffix for source in sources for suffix in source.suffixes})
    for done, path in enumerate(files, start=1):
        drafts.extend(_source_for(path, sources).read(path))
        progress(done, len(files))
    items = [accept(draft, topics=timetable.topics, find_outlet=outlet_id, now=now) for draft in drafts]
    _refuse_twins(items)
    with station.store.writing() as tx:
        wanted = [item for item in items if again or not _was_removed(tx, item)]
        return tuple(Gathered(item=item, saved=tx.news.save(item)) for item in wanted)


def _refuse_twins(items: Sequence[NewsItem]) -> None:
    """Raise DuplicateItem when two different items would overwrite each other."""
    seen: dict[NewsItemId, NewsItem] = {}
    for item in items:
        other = seen.setdefault(item.id, item)
        if other.content_hash != item.content_hash:
            raise DuplicateItem(item=item.id, first=other.origin, second=item.origin)


def _was_removed(tx: Transaction, item: NewsItem) -> bool:
    """Say whether somebody took this very item out; its file may still lie in the folder."""
    if tx.news.get(item.id) is not None:
        return False
    return any(version.content_hash == item.content_hash for version in tx.news.history(item.id))


def _files(paths: Sequence[Path], suffixes: Collection[str]) -> list[Path]:
    files: list[Path] = []
    for path in paths:
        if not path.exists():
            raise FileMissing(path=path)
        files.extend(_inside(path, suffixes) if path.is_dir() else [path])
    return files


def _inside(folder: Path, suffixes: Collection[str]) -> list[Path]:
    found = sorted(each for each in folder.iterdir() if each.is_file() and each.name[0] not in ".~")
    for each in found:
        if each.suffix.lower() not in suffixes:
            logger.warning("%s", each.name, extra={"action": "news_file_passed_over"})
    return [each for each in found if each.suffix.lower() in suffixes]


def drafts_in(path: Path) -> Sequence[NewsDraft]:
    """Give what stands in one file, before the newsroom has checked it; raises InputError."""
    return _source_for(path, engines.news_sources()).read(path)


def _source_for(path: Path, sources: Sequence[NewsSource]) -> NewsSource:
    for source in sources:
        if path.suffix.lower() in source.suffixes:
            return source
    raise UnknownFileKind(path=path)
