"""Bring a station back from a backup, never over data that is newer."""

from __future__ import annotations

import contextlib
import logging
import shutil
import uuid
from collections.abc import Generator, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from broadcaster import backups
from broadcaster.backups import BackupReader
from broadcaster.domain.zone import ZONE
from broadcaster.errors import (
    BackupTooNew,
    RestorePlaceTaken,
    RestoreRefused,
    ServiceRunning,
    StoreDamaged,
    StoreTooNew,
)
from broadcaster.files import sha256_of_file, translated
from broadcaster.services.keep_backups import backup_folder, dated, write_backup
from broadcaster.settings.profiles import is_station
from broadcaster.settings.station import load_station
from broadcaster.station import Station
from broadcaster.storage.contents import Contents, Row, mark
from broadcaster.storage.store import Store
from broadcaster.storage.upgrade import NEWEST

logger = logging.getLogger(__name__)

STORE_FILE = "broadcaster.db"
_NAMES = {
    "airing": "mục nhật ký phát sóng",
    "approval": "lần duyệt",
    "handover": "lần giao gói",
    "job_run": "lần chạy việc",
    "news_version": "bản tin",
    "script_version": "bản kịch bản",
    "timetable": "lần áp dụng lịch",
    "word_change": "lần sửa từ điển",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Restored:
    """What a restore came to."""

    folder: Path
    """Where the station lies."""
    aside: Path | None
    """What stood there before; none when nothing did."""
    rows: Mapping[str, int]
    """How many rows of each table came from the backup."""
    kept: Mapping[str, int]
    """How many newer facts of each table were kept."""
    left: tuple[str, ...]
    """Files that stand there in another form than in the backup, and were left as they are."""


def restore_station(
    path: Path, into: Path, *, now: datetime, environ: Mapping[str, str], keep_newer_facts: bool = False
) -> Restored:
    """Bring a backup back into a new folder, or into a station that has nothing newer.

    Raises:
        BackupUnreadable, BackupDamaged, BackupTooNew, FileMissing: nothing was touched.
        RestorePlaceTaken: the folder is something else, or its store is in use.
        RestoreRefused: the store there holds facts that the backup does not; nothing was touched.
        ServiceRunning: the service of that station is at work.
        DiskFull, ReadOnlyPlace, StoreFailed, StoreBusy: what stood there stands.
    """
    folder = into.resolve()
    with backups.reading(path) as reader:
        reader.verify()
        if is_station(folder):
            return _into_station(reader, folder, now, environ, keep_newer_facts=keep_newer_facts)
        with translated(folder):
            if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
                raise RestorePlaceTaken(place=folder, reason="thư mục đã có dữ liệu khác")
        return _into_new(reader, folder, environ)


# --- into a new folder


def _into_new(reader: BackupReader, folder: Path, environ: Mapping[str, str]) -> Restored:
    part = folder.parent / f".{folder.name}.{uuid.uuid4().hex[:8]}.part"
    try:
        for name in reader.contents.files:
            reader.extract(name, part / name)
        with _loaded(reader, part / STORE_FILE):
            pass
        _fill_server(part, environ)
        with translated(folder):
            if folder.exists():
                folder.rmdir()  # empty, as was looked up before
            part.replace(folder)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    logger.info("%s", folder, extra={"action": "backup_restored"})
    return Restored(folder=folder, aside=None, rows=reader.contents.tables, kept={}, left=())


def _fill_server(part: Path, environ: Mapping[str, str]) -> None:
    """Bring the rows to the database that the settings name, when that is no file of the folder; it must be empty."""
    url = load_station(part, environ).store.url
    if not url:
        return
    with contextlib.closing(Store.as_it_is(url)) as target:
        if target.revision is not None:
            advice = "đặt biến BROADCASTER_STORE__URL là cơ sở dữ liệu khác, còn trống (để trống là tệp SQLite)"
            raise RestorePlaceTaken(place=target.place, reason=f"cơ sở dữ liệu đang có dữ liệu; {advice}")
        with (
            contextlib.closing(Store.as_it_is(_url(part / STORE_FILE))) as loaded,
            loaded.contents() as rows,
            target.refilling(NEWEST) as (_, emptied),
        ):
            _pour(rows, emptied())
    (part / STORE_FILE).unlink()


# --- into a station


def _into_station(
    reader: BackupReader, folder: Path, now: datetime, environ: Mapping[str, str], *, keep_newer_facts: bool
) -> Restored:
    broken = _set_aside_when_damaged(folder, environ, now)
    with Station.open(folder, environ) as station, _leading(station):
        part = folder / f".khoi-phuc.{uuid.uuid4().hex[:8]}.part"
        try:
            with _loaded(reader, part / STORE_FILE) as loaded, loaded.contents() as rows:
                aside, kept = _replace(station, rows, now, keep_newer_facts=keep_newer_facts)
        finally:
            shutil.rmtree(part, ignore_errors=True)
    left = _missing_files(reader, folder)
    logger.info("%s", folder, extra={"action": "backup_restored"})
    return Restored(folder=folder, aside=broken or aside, rows=reader.contents.tables, kept=kept, left=left)


def _replace(
    station: Station, rows: Contents, now: datetime, *, keep_newer_facts: bool
) -> tuple[Path, Mapping[str, int]]:
    """Put the backup's rows into the place of the station's, within one transaction."""
    with station.store.refilling(NEWEST) as (standing, emptied):
        newer = {name: _newer(standing, rows, name) for name in standing.facts()}
        if any(newer.values()) and not keep_newer_facts:
            raise RestoreRefused(place=station.store.place, lost=_told(standing, newer))
        place = backup_folder(station.folder, station.settings) / dated("truoc-khoi-phuc", now)
        aside = write_backup(station.store, station.folder, station.settings, place, now=now)
        filled = emptied()
        _pour(rows, filled)
        for name, facts in newer.items():
            filled.merge(name, facts)
    return aside.path, {name: len(facts) for name, facts in newer.items() if facts}


def _newer(standing: Contents, rows: Contents, name: str) -> list[Row]:
    """Give the facts of a table that stand and that the backup does not have."""
    known = {mark(name, row) for row in rows.rows(name)} if name in rows.tables else set[bytes]()
    return [row for row in standing.rows(name) if mark(name, row) not in known]


def _told(standing: Contents, newer: Mapping[str, list[Row]]) -> str:
    """Say what would be lost: how many of each kind, and until when."""
    told: list[str] = []
    for name, facts in newer.items():
        if facts:
            at = standing.newest(name)
            until = f", mới nhất {at.astimezone(ZONE):%H:%M %d/%m/%Y}" if at is not None else ""
            told.append(f"{len(facts)} {_NAMES.get(name, name)}{until}")
    return "; ".join(told)


def _set_aside_when_damaged(folder: Path, environ: Mapping[str, str], now: datetime) -> Path | None:
    """Move an SQLite file that cannot be read any more out of the way, dated; none when the store is well."""
    try:
        with Station.open(folder, environ):
            return None
    except StoreDamaged:
        store = folder / STORE_FILE
        if load_station(folder, environ).store.url or not store.is_file():
            raise
        stamp = f"{now.astimezone(ZONE):%Y-%m-%d-%H%M%S}"
        with translated(store):
            for suffix in ("-wal", "-shm", ""):
                each = store.with_name(store.name + suffix)
                if each.exists():
                    each.replace(folder / f"{STORE_FILE}.hong-{stamp}{suffix}")
        return folder / f"{STORE_FILE}.hong-{stamp}"


@contextlib.contextmanager
def _leading(station: Station) -> Generator[None]:
    """Keep the station's service from working meanwhile; raises ServiceRunning when it is."""
    lead = station.store.leadership()
    if not lead.take():
        raise ServiceRunning(store=station.store.place)
    try:
        yield
    finally:
        lead.let_go()


def _missing_files(reader: BackupReader, folder: Path) -> tuple[str, ...]:
    """Write the files that are not there, and give those that stand in another form: an operator may want them so."""
    left: list[str] = []
    for name, part in reader.contents.files.items():
        target = folder / name
        if not target.exists():
            reader.extract(name, target)
        elif sha256_of_file(target) != part.sha256:
            left.append(name)
    return tuple(left)


# --- rows


@contextlib.contextmanager
def _loaded(reader: BackupReader, path: Path) -> Generator[Store]:
    """Load a backup's rows into an SQLite file of its own, at the newest schema, before anything else is touched.

    Raises:
        BackupTooNew: the rows are of a schema that this program does not know.
    """
    with translated(path):
        path.parent.mkdir(parents=True, exist_ok=True)
    with contextlib.closing(Store.as_it_is(_url(path))) as fresh:
        try:
            with fresh.refilling(reader.contents.revision) as (_, emptied):
                filled = emptied()
                for name in filled.tables:
                    filled.fill(name, reader.rows(name))
        except StoreTooNew as error:
            found = f"cấu trúc dữ liệu {reader.contents.revision}"
            raise BackupTooNew(path=reader.path, found=found) from error
    with contextlib.closing(Store.open(_url(path))) as loaded:
        yield loaded
    for copy in path.parent.glob(f"{path.name}.ban-*"):
        copy.unlink()  # made before it was brought up: the backup itself is that copy


def _pour(rows: Contents, into: Contents) -> None:
    for name in _known(into.tables, rows):
        into.fill(name, rows.rows(name))


def _known(names: Iterable[str], rows: Contents) -> list[str]:
    return [name for name in names if name in rows.tables]


def _url(path: Path) -> str:
    return f"sqlite:///{path.as_posix()}"
