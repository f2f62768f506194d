"""Where each file of a bundle lies in it, so that it can be sent from there: bundles are not packed."""

from __future__ import annotations

import struct
import zipfile
from dataclasses import dataclass
from pathlib import Path

from broadcaster.domain.ids import Sha256
from broadcaster.errors import BundleUnreadable
from broadcaster.files import translated
from broadcaster.outlets.manifest import Manifest
from broadcaster.outlets.names import MANIFEST

_LOCAL_HEADER = 30
_LENGTHS = struct.Struct("<2H")
_LARGEST_MANIFEST = 1 << 20


@dataclass(frozen=True, kw_only=True, slots=True)
class PlacedFile:
    """One file inside a bundle."""

    name: str
    """Path inside the bundle, with forward slashes."""
    sha256: Sha256
    """SHA-256 of its bytes."""
    offset: int
    """Where its bytes begin in the bundle."""
    bytes_count: int
    """How many there are."""


def placed_files(path: Path) -> tuple[PlacedFile, ...]:
    """Give the files that the manifest of a bundle names, with their places; their bytes are not looked at.

    Raises:
        FileMissing, FileFailed: the bundle is not there.
        BundleUnreadable: it is no bundle of ours.
    """
    try:
        with translated(path), path.open("rb") as stream, zipfile.ZipFile(stream) as archive:
            headers = {each.filename: each for each in archive.infolist()}
            if headers[MANIFEST].file_size > _LARGEST_MANIFEST:
                raise BundleUnreadable(path=path, reason=f"{MANIFEST} quá lớn")
            manifest = Manifest.from_bytes(archive.read(MANIFEST))
            found: list[PlacedFile] = []
            for entry in manifest.entries:
                header = headers[entry.name]
                if header.compress_type != zipfile.ZIP_STORED or header.file_size != entry.bytes_count:
                    raise BundleUnreadable(path=path, reason=f"tệp {entry.name} không như manifest ghi")
                stream.seek(header.header_offset + _LOCAL_HEADER - _LENGTHS.size)
                offset = header.header_offset + _LOCAL_HEADER + sum(_LENGTHS.unpack(stream.read(_LENGTHS.size)))
                found.append(
                    PlacedFile(name=entry.name, sha256=entry.sha256, offset=offset, bytes_count=entry.bytes_count)
                )
    except (zipfile.BadZipFile, KeyError, ValueError, struct.error, EOFError) as error:
        raise BundleUnreadable(path=path, reason="không đọc được mục lục của gói") from error
    return tuple(found)
