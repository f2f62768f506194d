"""Drop sound that has aired long ago, by the station's policy; what aired is recorded for ever."""

from __future__ import annotations

import contextlib
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from broadcaster.domain.airings import Evidence
from broadcaster.domain.ids import OutletId
from broadcaster.domain.zone import ZONE
from broadcaster.services.keep_cache import GRACE, CacheKind, cache_files
from broadcaster.station import Station
from broadcaster.storage.media import StoredFile, listed

logger = logging.getLogger(__name__)

_MONTH = timedelta(days=365.25 / 12)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Outdated:
    """What is older than the policy keeps, or was dropped as such."""

    removed: tuple[StoredFile, ...]
    """What went, or would go."""
    waiting: tuple[StoredFile, ...]
    """Bundles as old as that which stay, since nobody has said yet what aired of them."""

    @property
    def freed(self) -> int:
        """Give the bytes that were freed, or would be."""
        return sum(file.size for file in self.removed)


def drop_outdated(station: Station, *, now: datetime, dry_run: bool = False) -> Outdated:
    """Drop programmes and bundles that aired before the policy's months, and made sound that nobody needs since.

    Never goes: what is to air or aired lately, a bundle of which nobody has said what aired, what
    :func:`~broadcaster.services.needed_sound.needed_sound` names, and what was used a moment ago.
    """
    months = station.settings.retention.sound_months
    if not months:
        return Outdated(removed=(), waiting=())
    before = now - months * _MONTH
    confirmed = _confirmed(station, before.astimezone(ZONE).date())
    waiting: list[StoredFile] = []
    going = list(_made_sound(station, before, now))
    for day, outlet, file in _bundles(station, before.astimezone(ZONE).date()):
        (going if (day, outlet) in confirmed else waiting).append(file)
    removed = [file for file in going if dry_run or station.media.remove(file)]
    if removed and not dry_run:
        told = f"{len(removed)} files, {sum(file.size for file in removed)} bytes"
        logger.info("%s", told, extra={"action": "sound_dropped"})
    return Outdated(removed=tuple(removed), waiting=tuple(waiting))


def _made_sound(station: Station, before: datetime, now: datetime) -> Iterator[StoredFile]:
    """Give stored sound that was not used since, and programmes of days before."""
    day = before.astimezone(ZONE).date()
    for each in cache_files(station, now=now):
        if each.needed or now - each.file.used_at <= GRACE:
            continue
        if each.kind is CacheKind.PROGRAMMES:
            aired = _day_of(station, each.file.path)
            if aired is not None and aired < day:
                yield each.file
        elif each.kind is not CacheKind.LEFTOVERS and each.file.used_at < before:
            yield each.file


def _bundles(station: Station, before: date) -> Iterator[tuple[date, OutletId, StoredFile]]:
    for file in listed((station.folder / "audio_out").glob("*/*/goi-phat-*.zip")):
        day = _day_of(station, file.path)
        if day is not None and day < before:
            yield day, OutletId(file.path.parent.name), file


def _confirmed(station: Station, before: date) -> set[tuple[date, OutletId]]:
    """Give the days and outlets of which somebody has said what aired; a rehearsal says nothing."""
    with station.store.reading() as tx:
        entries = tx.airings.between(date(2000, 1, 1), before)
    return {(each.air_date, each.outlet_id) for each in entries if each.evidence is not Evidence.REHEARSAL}


def _day_of(station: Station, path: Path) -> date | None:
    name = path.relative_to(station.folder / "audio_out").parts[0]
    with contextlib.suppress(ValueError):
        return date.fromisoformat(name) if _DAY.fullmatch(name) else None
    return None
