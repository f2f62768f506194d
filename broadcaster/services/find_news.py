"""Finds the news in files: taken apart, read and checked, not kept yet; what is refused is told with its reason."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from broadcaster.domain.ids import NewsItemId, Sha256
from broadcaster.domain.news import NewsItem
from broadcaster.errors import BroadcasterError, InputError
from broadcaster.feeds.members import Member
from broadcaster.files import sha256_of_file
from broadcaster.services.progress import Progress, silent
from broadcaster.services.read_apart import ReadingRoom, reading_room
from broadcaster.services.suggest_topic import suggester
from broadcaster.services.take_apart import MemberRead, members_of, read_members
from broadcaster.services.take_in_news import Arrival, arrivals, twin
from broadcaster.settings.news_columns import load_columns
from broadcaster.station import Station


@dataclass(frozen=True, kw_only=True, slots=True)
class FileFound:
    """What stands in one file, or in one file of another."""

    name: str
    """What people know it by: ``thu.eml › tin.docx``."""
    coming: tuple[Arrival, ...] = ()
    """Its items."""
    known: tuple[NewsItemId, ...] = ()
    """Its items of an earlier time, where the same bytes were read before."""
    refusal: str = ""
    """Why nothing of it can be taken, in Vietnamese."""


def room_of(station: Station) -> ReadingRoom:
    """Give what reads files for a station, by its settings."""
    return reading_room(station.settings.news.limits, load_columns(station.folder))


def find_news(
    station: Station,
    files: Sequence[Member],
    *,
    now: datetime,
    skip_known: bool = True,
    progress: Progress = silent,
) -> tuple[FileFound, ...]:
    """Read files, and archives and letters with all that is in them.

    With `skip_known`, a file that was read before is known by its bytes and not read again. Raises NoTimetable.
    """
    room, seen = room_of(station), dict[NewsItemId, NewsItem]()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        members = list(members_of(room, files, Path(folder)))
        most = room.limits.file_mb << 20
        marks = {each.path: _mark(each, most) for each in members if isinstance(each, Member)}
        known = _known(station, marks.values()) if skip_known else dict[Sha256, tuple[NewsItemId, ...]]()
        fresh = [each for each in members if isinstance(each, MemberRead) or (marks[each.path] or "") not in known]
        read, checked = read_members(room, fresh, Path(folder)), _Checking(station, now, seen)
        found: list[FileFound] = []
        for done, each in enumerate(members, start=1):
            mark = marks[each.path] if isinstance(each, Member) else None
            before = known.get(mark) if mark else None
            new = FileFound(name=each.name, known=before) if before is not None else checked.found(next(read), mark)
            found.append(new)
            progress(done, len(members))
    return tuple(found)


class _Checking:
    """Makes items of drafts, one file after another; no two different items of one name."""

    def __init__(self, station: Station, now: datetime, seen: dict[NewsItemId, NewsItem]) -> None:
        self._timetable, self._suggest = station.timetable(), suggester(station)
        self._now, self._seen = now, seen

    def found(self, read: MemberRead, mark: Sha256 | None) -> FileFound:
        """Check what was read out of one file."""
        if read.refusal:
            return FileFound(name=read.name, refusal=read.refusal)
        try:
            coming = arrivals(self._timetable, read.drafts, now=self._now, suggest=self._suggest, file_sha256=mark)
        except InputError as error:
            return FileFound(name=read.name, refusal=str(error))
        clash = twin(coming, self._seen)
        if clash is not None:
            return FileFound(name=read.name, refusal=str(clash))
        self._seen |= {each.item.id: each.item for each in coming}
        return FileFound(name=read.name, coming=coming)


def _mark(member: Member, most: int) -> Sha256 | None:
    """Name a file by its bytes; one that cannot be opened, or has more than `most`, is told when it is read."""
    try:
        return sha256_of_file(member.path) if member.path.stat().st_size <= most else None
    except (BroadcasterError, OSError):
        return None


def _known(station: Station, marks: Iterable[Sha256 | None]) -> Mapping[Sha256, tuple[NewsItemId, ...]]:
    with station.store.reading() as tx:
        return tx.news_receipts.items_of_files(each for each in marks if each)
