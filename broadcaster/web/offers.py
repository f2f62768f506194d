"""What receivers may fetch, kept in memory until something else is handed over or another day begins."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256

from broadcaster.domain.airings import Handover
from broadcaster.domain.ids import OutletId, Sha256
from broadcaster.services.offer_bundles import FilePlace, Offer, handed_over, offer, offered_days
from broadcaster.station import Station


@dataclass(frozen=True, kw_only=True, slots=True)
class Written:
    """A manifest as it is sent."""

    content: bytes
    """JSON."""
    etag: str
    """Strong: its SHA-256."""
    packed: bytes
    """After gzip."""
    packed_etag: str
    """Strong too, of these other bytes."""

    @classmethod
    def of(cls, content: bytes) -> Written:
        """Name and pack some bytes."""
        mark = sha256(content).hexdigest()[:32]
        packed = gzip.compress(content, 9, mtime=0)
        return cls(content=content, etag=f'"{mark}"', packed=packed, packed_etag=f'"{mark}-gz"')


@dataclass(slots=True)
class _Shelf:
    """What is known of one state of the store."""

    given: Mapping[OutletId, tuple[Handover, ...]]
    offers: dict[OutletId, Offer] = field(default_factory=dict[OutletId, Offer])
    manifests: dict[OutletId, Written] = field(default_factory=dict[OutletId, Written])


class Offers:
    """The offers of all outlets, each looked into when it is first asked for."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._turn = threading.Lock()
        self._stamp: tuple[object, date] | None = None
        self._shelf = _Shelf({})

    def manifest_at_once(self, outlet_id: OutletId, stamp: object, first: date) -> Written | None:
        """Give a manifest that was written for this very state of the store; nothing where it is to be made."""
        return self._shelf.manifests.get(outlet_id) if self._stamp == (stamp, first) else None

    def keep_manifest(self, outlet_id: OutletId, made: Written, stamp: object, first: date) -> None:
        """Keep a manifest, unless another state of the store came meanwhile."""
        with self._turn:
            if self._stamp == (stamp, first):
                self._shelf.manifests[outlet_id] = made

    def of(self, station: Station, outlet_id: OutletId, *, stamp: object, now: datetime) -> Offer:
        """Give what an outlet may fetch.

        Args:
            station: Whose.
            outlet_id: Which outlet.
            stamp: Another one as soon as anything was handed over.
            now: When it is asked (aware).
        """
        shelf = self._current(station, stamp, now)
        found = shelf.offers.get(outlet_id)
        if found is None:
            found = shelf.offers[outlet_id] = offer(station, outlet_id, shelf.given.get(outlet_id, ()))
        return found

    def place(
        self, station: Station, wanted: Sha256, outlets: Iterable[OutletId], *, stamp: object, now: datetime
    ) -> FilePlace | None:
        """Give where a file lies that is offered to one of some outlets."""
        found = (self.of(station, each, stamp=stamp, now=now).places.get(wanted) for each in outlets)
        return next((each for each in found if each is not None), None)

    def _current(self, station: Station, stamp: object, now: datetime) -> _Shelf:
        wanted = (stamp, offered_days(now, station)[0])
        with self._turn:
            if self._stamp != wanted:
                self._shelf = _Shelf(handed_over(station, now=now))
                self._stamp = wanted
            return self._shelf
