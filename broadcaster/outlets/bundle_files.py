"""Where each file of a published bundle lies in its archive, so that it can be sent without being unpacked."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from broadcaster.domain.ids import Sha256
from broadcaster.errors import BundleUnreadable
from broadcaster.files import translated
from broadcaster.outlets.names import MANIFEST
from broadcaster.outlets.verify import harmful, manifest_in

_LOCAL = struct.Struct("<4s22xHH")
"""What is needed of a file's own header: its mark, and how long its name and its extra field are (APPNOTE 4.3.7)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class BundleFile:
    """One file of a bundle."""

    name: str
    """Its name in the manifest, with forward slashes."""
    offset: int
    """Where its bytes begin in the archive, which packs nothing."""
    bytes_count: int
    """Size."""
    sha256: Sha256
    """SHA-256 of its bytes, as the manifest has it."""


def bundle_files(path: Path) -> Mapping[str, BundleFile]:
    """Give every file that a bundle's manifest lists, by name; the sound itself is not read.

    Raises:
        FileMissing, FileFailed: there is no such file, or the disk does not give it.
        BundleUnreadable: it is no bundle, is made to harm, or does not hold what its manifest lists.
    """
    with translated(path), path.open("rb") as stream:
        try:
            with zipfile.ZipFile(stream) as archive:
                return _listed(path, archive, stream)
        except (zipfile.BadZipFile, EOFError, RuntimeError, ValueError, OverflowError, struct.error) as error:
            raise BundleUnreadable(path=path.name, reason="tệp bị cụt hoặc hỏng") from error


def _listed(path: Path, archive: zipfile.ZipFile, stream: IO[bytes]) -> Mapping[str, BundleFile]:
    size = path.stat().st_size
    for reason in harmful(archive.infolist(), size):
        raise BundleUnreadable(path=path.name, reason=reason)
    found: dict[str, BundleFile] = {}
    for entry in manifest_in(path, archive).entries:
        header = archive.NameToInfo.get(entry.name)
        if header is None or entry.name == MANIFEST or header.file_size != entry.bytes_count:
            raise BundleUnreadable(path=path.name, reason=f"tệp {entry.name} không khớp bảng kê")
        offset = _begins(stream, header)
        if offset + entry.bytes_count > size:
            raise BundleUnreadable(path=path.name, reason=f"tệp {entry.name} bị cụt")
        found[entry.name] = BundleFile(
            name=entry.name, offset=offset, bytes_count=entry.bytes_count, sha256=entry.sha256
        )
    return found


def _begins(stream: IO[bytes], header: zipfile.ZipInfo) -> int:
    stream.seek(header.header_offset)
    mark, name, extra = _LOCAL.unpack(stream.read(_LOCAL.size))
    if mark != b"PK\x03\x04":
        raise ValueError(header.filename)
    return header.header_offset + _LOCAL.size + name + extra
