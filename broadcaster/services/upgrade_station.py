"""Bring a live station to a new version of the program: back up, migrate, check, or go back to what was."""

from __future__ import annotations

import contextlib
import hashlib
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from broadcaster import backups
from broadcaster.domain.zone import ZONE
from broadcaster.errors import BackupError, BroadcasterError, ServiceRunning, StoreTooNew, UpgradeFailed
from broadcaster.services.keep_backups import backup_folder, dated, write_backup
from broadcaster.settings.station import StationSettings, load_station
from broadcaster.station import Station, store_url
from broadcaster.storage.contents import mark
from broadcaster.storage.store import Store
from broadcaster.storage.upgrade import NEWEST

logger = logging.getLogger(__name__)

_LOOK_BACK = timedelta(days=60)


@dataclass(frozen=True, kw_only=True, slots=True)
class Upgraded:
    """What an upgrade came to."""

    before: str | None
    """Revision of the schema before; none for a new station."""
    after: str
    """Revision of the schema now."""
    backup: Path | None
    """The backup made before; none when there was nothing to do."""


def upgrade_station(folder: Path, *, now: datetime, environ: Mapping[str, str]) -> Upgraded:
    """Bring a station's store to the newest schema, with a backup first and the way back when anything goes wrong.

    Raises:
        NotAStation, SettingsError, ServiceRunning, StoreTooNew, DiskFull: nothing was touched.
        UpgradeFailed: the store is as it was before.
    """
    folder = folder.resolve()
    settings = load_station(folder, environ)
    url = store_url(folder, settings)
    with contextlib.closing(Store.as_it_is(url)) as store:
        before = store.revision
        if before is None or before == NEWEST:
            _read_through(folder, environ, now)
            return Upgraded(before=before, after=NEWEST, backup=None)
        lead = store.leadership()
        if not lead.take():
            raise ServiceRunning(store=store.place)
        try:
            return _upgrade(folder, settings, store, before, now, environ)
        finally:
            lead.let_go()


def _upgrade(
    folder: Path, settings: StationSettings, store: Store, before: str, now: datetime, environ: Mapping[str, str]
) -> Upgraded:
    place = backup_folder(folder, settings) / dated(f"truoc-nang-cap-{before}", now)
    stood = fingerprint(store)
    backup = write_backup(store, folder, settings, place, now=now).path
    facts = _fact_counts(store)
    try:
        Store.open(store_url(folder, settings)).close()
        _refuse_lost_facts(facts, _fact_counts(store))
        _read_through(folder, environ, now)
    except StoreTooNew:
        raise
    except Exception as error:  # whatever a migration or the check meets, the station must stand as before
        logger.exception("upgrade failed", extra={"action": "upgrade_failed"})
        state = _gone_back(store, before, stood, backup)
        reason = _reason(error)
        raise UpgradeFailed(reason=reason, state=state, backup=backup) from error
    logger.info("%s to %s", before, NEWEST, extra={"action": "upgrade_done"})
    return Upgraded(before=before, after=NEWEST, backup=backup)


def _reason(error: Exception) -> str:
    if isinstance(error, BroadcasterError):
        return str(error.fields.get("reason", error))
    return f"{type(error).__name__}: {error}"


def fingerprint(store: Store) -> str:
    """Name all that a store holds, whatever number it gave to each fact."""
    digest = hashlib.sha256()
    with store.contents() as rows:
        for name in sorted(rows.tables):
            digest.update(name.encode())
            for each in sorted(mark("", row) for row in rows.rows(name)):
                digest.update(each)
    return digest.hexdigest()


def _fact_counts(store: Store) -> dict[str, int]:
    with store.contents() as rows:
        return {name: rows.count(name) for name in rows.facts()}


def _refuse_lost_facts(before: Mapping[str, int], after: Mapping[str, int]) -> None:
    lost = [name for name, count in before.items() if after.get(name, 0) < count]
    if lost:
        raise BackupError(reason=f"mất dữ liệu trong {', '.join(lost)}")


def _read_through(folder: Path, environ: Mapping[str, str], now: datetime) -> None:
    """Read of each kind of thing what a working day reads; raises when something cannot be read any more."""
    today = now.astimezone(ZONE).date()
    first, last = today - _LOOK_BACK, today + _LOOK_BACK
    with Station.open(folder, environ) as station, station.store.reading() as tx:
        tx.news.all()
        tx.scripts.all()
        tx.words.all()
        tx.approvals.all()
        tx.voicings.all()
        tx.timetables.current()
        tx.playlists.between(first, last)
        tx.editions.since(first)
        tx.handovers.between(first, last)
        tx.airings.between(first, last)


def _gone_back(store: Store, before: str, stood: str, backup: Path) -> str:
    """Make sure that the store is as it was, from the backup when need be, and say so."""
    if store.revision == before and fingerprint(store) == stood:
        return f"vẫn nguyên như trước (cấu trúc {before})"
    with backups.reading(backup) as reader, store.refilling(before) as (_, emptied):
        filled = emptied()
        for name in filled.tables:
            filled.fill(name, reader.rows(name))
    if fingerprint(store) != stood:
        return f"đã dựng lại từ bản sao lưu (cấu trúc {before}) nhưng không giống hệt trước"
    return f"đã trở lại như trước (cấu trúc {before}); cài lại phiên bản phần mềm cũ để dùng tiếp"
