"""Offer receivers what was handed over: which days, which files, and where each lies."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from pathlib import Path

from broadcaster.domain.airings import Handover
from broadcaster.domain.ids import OutletId, Sha256
from broadcaster.errors import BroadcasterError
from broadcaster.outlets.bundle_files import BundleFile, bundle_files
from broadcaster.services.outlet_files import newest_of
from broadcaster.station import Station

logger = logging.getLogger(__name__)

DAYS_BACK, DAYS_AHEAD = 1, 14
"""Which days are offered: a receiver that was off asks for yesterday's too, to tell what it lost."""


@dataclass(frozen=True, kw_only=True, slots=True)
class OfferedDay:
    """The newest bundle of one day."""

    air_date: date
    """Local calendar day."""
    handed_at: datetime
    """When it was handed over (aware, UTC)."""
    bundle: Sha256
    """SHA-256 of the bundle file."""
    bytes_count: int
    """Its size."""
    files: tuple[BundleFile, ...]
    """What is in it, by name, without the bundle's own manifest."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FilePlace:
    """Where the bytes of a file lie."""

    path: Path
    """In which file."""
    name: str
    """What it is called where it is kept."""
    offset: int
    """Where its bytes begin."""
    bytes_count: int
    """How many there are."""
    handover: Handover | None = None
    """The record of it, for a bundle; none for a file in one."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Offer:
    """All that one outlet may fetch."""

    outlet_id: OutletId
    """Whose."""
    days: tuple[OfferedDay, ...]
    """By day; a day without a bundle is not there."""
    places: Mapping[Sha256, FilePlace]
    """Every bundle and every file in them by SHA-256; those of bundles that newer ones replaced too."""


def offered_days(now: datetime, station: Station) -> tuple[date, date]:
    """Give the first and the last day that are offered."""
    today = now.astimezone(station.zone).date()
    return today - timedelta(days=DAYS_BACK), today + timedelta(days=DAYS_AHEAD)


def handed_over(station: Station, *, now: datetime) -> Mapping[OutletId, tuple[Handover, ...]]:
    """Give what was handed over for the days that are offered, by outlet, in order of day and arrival."""
    with station.store.reading() as tx:
        given = tx.handovers.between(*offered_days(now, station))
    found: dict[OutletId, list[Handover]] = {}
    for each in given:
        if not each.fetched_by:
            found.setdefault(each.outlet_id, []).append(each)
    return {outlet_id: tuple(each) for outlet_id, each in found.items()}


def offer(station: Station, outlet_id: OutletId, given: tuple[Handover, ...]) -> Offer:
    """Look into an outlet's bundles; one that cannot be read is logged and not offered."""
    bundles: dict[Handover, tuple[BundleFile, ...]] = {}
    places: dict[Sha256, FilePlace] = {}
    for each in given:
        path = station.folder / each.path
        try:
            files = tuple(bundle_files(path).values())
        except BroadcasterError as error:
            logger.warning("%s", error, extra={"action": "bundle_not_offered"})
            continue
        bundles[each] = files
        places[each.bundle] = FilePlace(
            path=path, name=path.name, offset=0, bytes_count=each.bytes_count, handover=each
        )
        for file in files:
            place = FilePlace(path=path, name=file.name, offset=file.offset, bytes_count=file.bytes_count)
            places.setdefault(file.sha256, place)
    by_day = [tuple(found) for _, found in groupby(bundles, key=lambda each: each.air_date)]
    days = tuple(_day(latest, bundles[latest]) for found in by_day if (latest := newest_of(found)) is not None)
    return Offer(outlet_id=outlet_id, days=days, places=places)


def _day(given: Handover, files: tuple[BundleFile, ...]) -> OfferedDay:
    return OfferedDay(
        air_date=given.air_date, handed_at=given.at, bundle=given.bundle, bytes_count=given.bytes_count, files=files
    )
