"""Back the station up, look whether a backup is good, and drop those that are old enough."""

from __future__ import annotations

import contextlib
import logging
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

from broadcaster import __version__, backups
from broadcaster.backups import BackupContents, BackupWriter
from broadcaster.domain.zone import ZONE
from broadcaster.errors import BackupError, FileMissing
from broadcaster.settings.carts import CARTS_FOLDER
from broadcaster.settings.station import STATION_FILE, StationSettings
from broadcaster.station import Station
from broadcaster.storage.store import Store

logger = logging.getLogger(__name__)

FOLDER: Final = "sao-luu"
"""Where backups go when settings name no other place."""

NIGHTLY = "sao-luu"
_NIGHTLY = re.compile(rf"{NIGHTLY}-(\d{{4}}-\d{{2}}-\d{{2}})-\d{{6}}\.zip")
_TREES = ("schedules", "scripts/templates", CARTS_FOLDER)
_DESCRIPTIONS = frozenset({".toml", ".json", ".md", ".txt", ".example"})
"""What is kept of ``voices``: the models themselves are large and come from elsewhere."""


@dataclass(frozen=True, kw_only=True, slots=True)
class BackupMade:
    """A backup that was written and read again."""

    path: Path
    """Where it lies."""
    size: int
    """Bytes."""
    contents: BackupContents
    """What is in it."""


def make_backup(station: Station, *, now: datetime, to: Path | None = None, with_sound: bool = False) -> BackupMade:
    """Write a backup of a station that may be at work meanwhile, and read it again.

    Raises:
        DiskFull, ReadOnlyPlace, StoreFailed, StoreBusy, StoreDamaged: nothing was left behind.
        BackupDamaged: what was written does not come back from the disk; it was removed.
    """
    folder = to or backup_folder(station.folder, station.settings)
    path = folder / _name(NIGHTLY, now)
    return write_backup(station.store, station.folder, station.settings, path, now=now, with_sound=with_sound)


def write_backup(
    store: Store, folder: Path, settings: StationSettings, path: Path, *, now: datetime, with_sound: bool = False
) -> BackupMade:
    """Write a backup of a store of any schema and of the files beside it; raises what :func:`make_backup` raises."""
    revision = store.revision
    if revision is None:
        raise BackupError(reason="cơ sở dữ liệu chưa có gì để sao lưu")
    with backups.writing(path, now) as writer:
        with store.contents() as rows:
            for name in rows.tables:
                writer.table(name, rows.rows(name))
        for each in _files(folder, with_sound=with_sound):
            _put(writer, folder, each)
        told = BackupContents(
            station=settings.station.name,
            made_at=now,
            program=__version__,
            revision=revision,
            with_sound=with_sound,
            parts=writer.parts,
        )
        writer.contents(told)
    try:
        verify_backup(path)
    except BackupError:
        path.unlink(missing_ok=True)
        raise
    logger.info("%s", path.name, extra={"action": "backup_made"})
    return BackupMade(path=path, size=path.stat().st_size, contents=told)


def verify_backup(path: Path) -> BackupContents:
    """Read a backup to the last byte; raises BackupUnreadable, BackupDamaged, BackupTooNew, FileMissing."""
    with backups.reading(path) as reader:
        reader.verify()
        return reader.contents


def nightly_backup(station: Station, *, now: datetime) -> str:
    """Make a backup, then drop those that the policy keeps no longer; says what was done."""
    made = make_backup(station, now=now)
    policy = station.settings.backup
    listed = [each for each in made.path.parent.iterdir() if each.is_file()]
    dropped = outdated([each.name for each in listed], keep_days=policy.keep_days, keep_weeks=policy.keep_weeks)
    for name in dropped:
        with contextlib.suppress(OSError):  # open elsewhere (Windows): the next night
            (made.path.parent / name).unlink()
    return f"{made.path.name}, {made.size / 1_000_000:.1f} MB, bỏ {len(dropped)} bản cũ"


def outdated(names: Iterable[str], *, keep_days: int, keep_weeks: int) -> tuple[str, ...]:
    """Give the nightly backups that may go: none of the newest days, and not the last one of the newest weeks.

    Days and weeks that have a backup are counted, not those of the calendar, so that a wrong clock drops nothing.
    """
    found = {name: date.fromisoformat(told[1]) for name in sorted(names) if (told := _NIGHTLY.fullmatch(name))}
    days = sorted(set(found.values()), reverse=True)[:keep_days]
    last_of_week = {day.isocalendar()[:2]: name for name, day in found.items()}  # names are in order of time
    weeks = [last_of_week[week] for week in sorted(last_of_week, reverse=True)[:keep_weeks]]
    return tuple(name for name, day in found.items() if day not in days and name not in weeks)


def backup_folder(folder: Path, settings: StationSettings) -> Path:
    """Give where a station's backups lie."""
    return folder / (settings.backup.folder or FOLDER)


def dated(what: str, now: datetime) -> str:
    """Name a backup that the nightly policy leaves alone."""
    return _name(what, now)


def _name(what: str, now: datetime) -> str:
    return f"{what}-{now.astimezone(ZONE):%Y-%m-%d-%H%M%S}.zip"


def _put(writer: BackupWriter, folder: Path, path: Path) -> None:
    with contextlib.suppress(FileMissing):  # removed since it was listed
        writer.file(path.relative_to(folder).as_posix(), path)


def _files(folder: Path, *, with_sound: bool) -> Iterator[Path]:
    """Give the files that go along, in a fixed order; what is half written stays out."""
    trees = [folder / tree for tree in (*_TREES, *(("audio_out",) if with_sound else ()))]
    voices = [each for each in (folder / "voices").rglob("*") if each.suffix in _DESCRIPTIONS]
    found = [folder / STATION_FILE, *voices, *(each for tree in trees for each in tree.rglob("*"))]
    yield from sorted(each for each in found if each.is_file() and not each.name.startswith("."))
