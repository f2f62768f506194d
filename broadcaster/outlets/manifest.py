"""The list of all that a bundle holds, by size and SHA-256."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast

from broadcaster.domain.fingerprints import canonical
from broadcaster.domain.ids import OutletId, PlaylistId, Sha256

FORMAT = "broadcaster-bundle"
VERSION = 1

_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)


@dataclass(frozen=True, kw_only=True, slots=True)
class ManifestEntry:
    """One file of a bundle."""

    name: str
    """Path inside the bundle, with forward slashes."""
    bytes_count: int
    """Size."""
    sha256: Sha256
    """SHA-256 of the bytes."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Manifest:
    """What a bundle says it holds; every file but the manifest itself."""

    version: int
    """Version of the bundle's shape."""
    station: str
    """Who made it."""
    outlet_id: OutletId
    """Whose day it is."""
    outlet_name: str
    """Its display name."""
    air_date: date
    """Local calendar day."""
    playlists: tuple[PlaylistId, ...]
    """The plans it carries."""
    entries: tuple[ManifestEntry, ...]
    """Every other file, sorted by name."""

    def to_bytes(self) -> bytes:
        """Write it as canonical JSON."""
        return canonical(
            {
                "format": FORMAT,
                "version": self.version,
                "station": self.station,
                "outlet": {"id": self.outlet_id, "name": self.outlet_name},
                "date": self.air_date.isoformat(),
                "playlists": list(self.playlists),
                "files": [
                    {"name": each.name, "bytes": each.bytes_count, "sha256": each.sha256} for each in self.entries
                ],
            }
        )

    @classmethod
    def from_bytes(cls, content: bytes) -> Manifest:
        """Read it back; raises ValueError for anything but what :meth:`to_bytes` writes."""
        try:
            read = _manifest(_mapping(json.loads(content)))
        except (KeyError, TypeError, RecursionError) as error:
            raise ValueError(repr(error)) from error
        if read.to_bytes() != content:
            raise ValueError(content[:80])
        return read


def _manifest(fields: Mapping[str, object]) -> Manifest:
    if fields["format"] != FORMAT or fields["version"] != VERSION:
        raise ValueError(fields["format"], fields["version"])
    outlet = _mapping(fields["outlet"])
    return Manifest(
        version=VERSION,
        station=_text(fields["station"]),
        outlet_id=OutletId(_text(outlet["id"])),
        outlet_name=_text(outlet["name"]),
        air_date=date.fromisoformat(_text(fields["date"])),
        playlists=tuple(PlaylistId(_text(each)) for each in _list(fields["playlists"])),
        entries=tuple(_entry(_mapping(each)) for each in _list(fields["files"])),
    )


def _entry(fields: Mapping[str, object]) -> ManifestEntry:
    size, sha256 = fields["bytes"], _text(fields["sha256"])
    if not isinstance(size, int) or size < 0 or not _SHA256.fullmatch(sha256):
        raise ValueError(size, sha256)
    return ManifestEntry(name=_text(fields["name"]), bytes_count=size, sha256=Sha256(sha256))


def _mapping(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise TypeError(value)
    return cast("Mapping[str, object]", value)


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError(value)
    return cast("list[object]", value)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value
