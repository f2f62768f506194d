"""What an outlet may take from the station: the bundle of a day as it was published, and the files in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from broadcaster.domain.airings import Handover, fetched_how
from broadcaster.domain.ids import OutletId, PlaylistId
from broadcaster.errors import BundleError, BundleGone, NotThere, PlaceError
from broadcaster.outlets.bundle_files import BundleFile, bundle_files
from broadcaster.outlets.sessions import session_files
from broadcaster.services.audit import Actor, record
from broadcaster.station import Station
from broadcaster.storage.store import Transaction


@dataclass(frozen=True, kw_only=True, slots=True)
class Published:
    """The newest bundle of an outlet and a day."""

    handover: Handover
    """The record of it."""
    path: Path
    """Where it lies."""
    files: Mapping[str, BundleFile]
    """Every file in it, by name."""
    sounds: Mapping[PlaylistId, str] = field(default_factory=dict[PlaylistId, str])
    """The name of each playlist's sound."""

    @property
    def name(self) -> str:
        """Give what the bundle is called."""
        return self.path.name


@dataclass(frozen=True, kw_only=True, slots=True)
class Fetched:
    """Somebody of the outlet, or its machine, took a bundle whole."""

    handover: Handover
    """Which, as it was laid ready."""
    name: str
    """Who, as people call them."""
    by: Actor
    """Who, when, and from where."""


def newest_of(given: Iterable[Handover]) -> Handover | None:
    """Give the bundle that was laid ready last, or nothing; that one was fetched makes it no newer.

    Args:
        given: Of one outlet and day, in order of arrival.
    """
    return max(reversed([each for each in given if not each.fetched_by]), key=lambda each: each.at, default=None)


def newest(tx: Transaction, outlet_id: OutletId, day: date) -> Handover | None:
    """Give the bundle that an outlet was given last for a day, or nothing."""
    return newest_of(tx.handovers.of(outlet_id, day, day))


def published(station: Station, outlet_id: OutletId, day: date) -> Published | None:
    """Open what was published for an outlet and a day; nothing when nothing was.

    Raises:
        BundleGone: it is not there any more, or is not what was handed over.
    """
    with station.store.reading() as tx:
        handover = newest(tx, outlet_id, day)
    if handover is None:
        return None
    path = _whole(station, handover)
    try:
        return Published(handover=handover, path=path, files=bundle_files(path), sounds=session_files(path))
    except (BundleError, PlaceError) as error:
        raise BundleGone(date=f"{day:%d/%m/%Y}") from error


def bundle_to_send(station: Station, outlet_id: OutletId, day: date) -> tuple[Handover, Path]:
    """Give the newest bundle of a day and where it lies; raises NotThere, BundleGone."""
    with station.store.reading() as tx:
        handover = newest(tx, outlet_id, day)
    if handover is None:
        raise NotThere
    return handover, _whole(station, handover)


def file_to_send(station: Station, outlet_id: OutletId, day: date, name: str) -> tuple[Path, BundleFile]:
    """Give one file of a day's bundle, by its name in the manifest; raises NotThere, BundleGone."""
    there = published(station, outlet_id, day)
    if there is None or name not in there.files:
        raise NotThere
    return there.path, there.files[name]


def note_fetched(station: Station, handover: Handover, *, name: str, by: Actor) -> bool:
    """Record that somebody of the outlet took a bundle whole; says whether it still is the newest of its day.

    It is a handover of its own, so that reports know what was sent, when and to whom. A bundle that was replaced
    meanwhile must not pass for the newest: that it was fetched stands in the trail alone.
    """
    return note_all_fetched(station, [Fetched(handover=handover, name=name, by=by)])[0]


def note_all_fetched(station: Station, fetched: Sequence[Fetched]) -> tuple[bool, ...]:
    """Record many at once, as :func:`note_fetched` does one; all or none."""
    with station.store.writing() as tx:
        return tuple(_noted(tx, each) for each in fetched)


def _noted(tx: Transaction, fetched: Fetched) -> bool:
    handover, by = fetched.handover, fetched.by
    latest = newest(tx, handover.outlet_id, handover.air_date)
    current = latest is not None and latest.bundle == handover.bundle
    if current:
        tx.handovers.add(replace(handover, how=fetched_how(fetched.name), at=by.now))
    told = f"{handover.air_date.isoformat()} {handover.bundle}"
    record(tx, by, "bundle.fetch", handover.outlet_id, detail=told)
    return current


def _whole(station: Station, handover: Handover) -> Path:
    """Give where a bundle lies, if it has the size that was handed over and lies in the outlet's own outbox."""
    outbox = station.outlet_folder(handover.air_date, handover.outlet_id).resolve()
    path = (station.folder / handover.path).resolve()
    fits = path.is_file() and path.stat().st_size == handover.bytes_count and path.is_relative_to(outbox)
    if not fits:
        raise BundleGone(date=f"{handover.air_date:%d/%m/%Y}")
    return path
