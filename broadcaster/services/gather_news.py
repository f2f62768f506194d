"""Bring news in from files: all of them or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from broadcaster import engines
from broadcaster.domain.directory import find_outlet
from broadcaster.domain.ids import OutletId
from broadcaster.domain.news import NewsDraft, NewsItem
from broadcaster.errors import FileMissing, UnknownFileKind
from broadcaster.newsroom.accept import accept
from broadcaster.ports import NewsSource
from broadcaster.services.progress import Progress, silent
from broadcaster.station import Station
from broadcaster.storage.saved import Saved


@dataclass(frozen=True, kw_only=True, slots=True)
class Gathered:
    """One item that came in."""

    item: NewsItem
    """The item as kept."""
    saved: Saved
    """Whether it was new, changed or known."""


def gather_news(
    station: Station, paths: Sequence[Path], *, now: datetime, progress: Progress = silent
) -> tuple[Gathered, ...]:
    """Read files or whole folders and keep their items.

    Raises:
        InputError: some file or item is bad; then nothing at all is kept.
    """
    timetable = station.timetable()

    def outlet_id(text: str) -> OutletId:
        return find_outlet(timetable, text).id

    drafts: list[NewsDraft] = []
    files = _files(paths)
    sources = engines.news_sources()
    for done, path in enumerate(files, start=1):
        drafts.extend(_source_for(path, sources).read(path))
        progress(done, len(files))
    items = [accept(draft, topics=timetable.topics, find_outlet=outlet_id, now=now) for draft in drafts]
    with station.store.writing() as tx:
        return tuple(Gathered(item=item, saved=tx.news.save(item)) for item in items)


def _files(paths: Sequence[Path]) -> list[Path]:
    files: list[Path] = []
    for path in paths:
        if not path.exists():
            raise FileMissing(path=path)
        files.extend(sorted(p for p in path.iterdir() if p.is_file() and p.name[0] != ".") if path.is_dir() else [path])
    return files


def _source_for(path: Path, sources: Sequence[NewsSource]) -> NewsSource:
    for source in sources:
        if path.suffix.lower() in source.suffixes:
            return source
    raise UnknownFileKind(path=path)
