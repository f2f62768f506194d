"""Keep the made sound in bounds: what it takes, whether it is whole, and clearing away what can be made again."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Final

from broadcaster.domain.ids import Sha256
from broadcaster.services.needed_sound import NeededSound, needed_sound
from broadcaster.station import SOUND_SUFFIX, WAVE_SUFFIX, Station
from broadcaster.storage.media import ASIDE, GOING, StoredFile, listed

logger = logging.getLogger(__name__)

GRACE: Final = timedelta(hours=6)
"""What was used so recently is never cleared: another process may have found it and not yet said so in the store."""

PART_AGE: Final = timedelta(days=1)
"""A half-written file that old belongs to a process that was killed."""

ASIDE_AGE: Final = timedelta(days=30)
"""So long a damaged file can be looked at."""

MB: Final = 1_000_000


class CacheKind(StrEnum):
    """What kind of sound a file holds."""

    CUTS = "bản thu"
    BLOCKS = "phần đã mã hóa"
    PROGRAMMES = "chương trình"
    LEFTOVERS = "tệp hỏng, tệp dở dang"


@dataclass(frozen=True, kw_only=True, slots=True)
class CacheFile:
    """One file with what is known of it."""

    file: StoredFile
    """The file."""
    kind: CacheKind
    """What it holds."""
    needed: bool
    """Whether it must stay."""
    known: bool
    """Whether the store names it at all."""


@dataclass(frozen=True, kw_only=True, slots=True)
class CacheSize:
    """All files of one kind together."""

    kind: CacheKind
    """Which kind."""
    files: int
    """How many."""
    size: int
    """Bytes of all."""
    needed: int
    """Bytes that must stay."""
    unknown: int
    """How many the store does not name."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Pruned:
    """What clearing came to, or would come to."""

    removed: tuple[StoredFile, ...]
    """What went, in this order."""
    before: int
    """Bytes before."""
    after: int
    """Bytes after."""
    limit: int | None
    """Bytes that were aimed at; none where there is no limit."""

    @property
    def freed(self) -> int:
        """Give the bytes that were freed."""
        return self.before - self.after


def cache_sizes(station: Station, *, now: datetime) -> tuple[CacheSize, ...]:
    """Give what each kind of sound takes on the disk."""
    files = cache_files(station, now=now)
    return tuple(_size(kind, [each for each in files if each.kind is kind]) for kind in CacheKind)


def cache_bytes(station: Station) -> int:
    """Give the bytes of all made sound; asks the disk alone."""
    return sum(file.size for file in (*station.media.files(), *_programme_files(station)))


def prune_cache(station: Station, *, now: datetime, to_mb: int | None = None, dry_run: bool = False) -> Pruned:
    """Clear away what nobody needs until the limit holds, what was not used for longest first.

    What killed processes left behind goes in any case. What must stay stays, though the limit be missed.
    """
    files = cache_files(station, now=now)
    before = sum(each.file.size for each in files)
    limit = _limit(station, to_mb)
    after, removed = before, list[StoredFile]()
    for each in sorted(files, key=lambda each: (each.kind is not CacheKind.LEFTOVERS, each.file.used_at)):
        over = limit is not None and after > limit
        if _may_go(each, now, over=over) and (dry_run or station.media.remove(each.file)):
            removed.append(each.file)
            after -= each.file.size
    if removed and not dry_run:
        told = f"{len(removed)} files, {before - after} bytes"
        logger.info("%s", told, extra={"action": "cache_pruned"})
    return Pruned(removed=tuple(removed), before=before, after=after, limit=limit)


def cache_files(station: Station, *, now: datetime) -> list[CacheFile]:
    """Give all made sound with what is known of it."""
    needed = needed_sound(station, now=now)
    return [
        *(_stored(file, needed) for file in station.media.files()),
        *(_finished(station, file, needed) for file in _programme_files(station)),
    ]


def _limit(station: Station, to_mb: int | None) -> int | None:
    if to_mb is not None:
        return to_mb * MB
    return station.settings.cache.limit_mb * MB or None


def _may_go(each: CacheFile, now: datetime, *, over: bool) -> bool:
    age = now - each.file.used_at
    if each.kind is CacheKind.LEFTOVERS:
        return age > (ASIDE_AGE if each.file.path.suffix == ASIDE else PART_AGE)
    return over and not each.needed and age > GRACE


def _size(kind: CacheKind, files: Sequence[CacheFile]) -> CacheSize:
    return CacheSize(
        kind=kind,
        files=len(files),
        size=sum(each.file.size for each in files),
        needed=sum(each.file.size for each in files if each.needed),
        unknown=sum(1 for each in files if not each.known and each.kind is not CacheKind.LEFTOVERS),
    )


def _programme_files(station: Station) -> tuple[StoredFile, ...]:
    """Give the finished files of all days, and what killed processes left beside them."""
    days = [day for day in (station.folder / "audio_out").glob("*") if day != station.media.root]
    return listed(path for day in days for path in (*day.glob("chuong-trinh/*"), *day.rglob(".*.part")))


def _stored(file: StoredFile, needed: NeededSound) -> CacheFile:
    audio = Sha256(file.path.stem)
    if _left_over(file.path):
        return CacheFile(file=file, kind=CacheKind.LEFTOVERS, needed=False, known=False)
    kind = CacheKind.CUTS if file.path.suffix == SOUND_SUFFIX else CacheKind.BLOCKS
    return CacheFile(file=file, kind=kind, needed=needed.keeps(audio), known=audio in needed.known)


def _finished(station: Station, file: StoredFile, needed: NeededSound) -> CacheFile:
    programme = file.path.with_suffix(".mp3") if file.path.suffix == WAVE_SUFFIX else file.path
    path = programme.relative_to(station.folder).as_posix()  # a WAV stays as long as the MP3 that it stands beside
    kind = CacheKind.LEFTOVERS if _left_over(file.path) else CacheKind.PROGRAMMES
    return CacheFile(file=file, kind=kind, needed=path in needed.programmes, known=path in needed.known)


def _left_over(path: Path) -> bool:
    return path.suffix in (ASIDE, GOING) or (path.name.startswith(".") and path.suffix == ".part")
