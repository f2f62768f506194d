"""What a receiver does before it plays anything: hold a bundle against its own manifest."""

from __future__ import annotations

import os
import struct
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO

from broadcaster.errors import BundleDamaged, BundleUnreadable
from broadcaster.files import translated
from broadcaster.outlets.archive import digest, directory_entry, end_of_directory, entry_header
from broadcaster.outlets.manifest import Manifest, ManifestEntry
from broadcaster.outlets.names import MANIFEST

_LARGEST_MANIFEST = 1 << 20
_DEVICES = {"CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in range(1, 10))}


def verify_bundle(path: Path) -> Manifest:
    """Check a bundle byte for byte and give its manifest; a bundle that was repacked elsewhere does not pass.

    This tells that nothing was lost or changed on the way. It cannot tell who made the bundle: whoever can write one
    can write another. Compare the bundle's own SHA-256 with the station's for that.

    Raises:
        FileMissing, FileFailed: there is no such file, or the disk does not give it.
        BundleUnreadable: not a bundle, cut short, or made to harm.
        BundleDamaged: a file is missing, too many, or changed; each is named.
    """
    with translated(path), path.open("rb") as stream:
        try:
            with zipfile.ZipFile(stream) as archive:
                return _checked(path, archive, stream)
        except (zipfile.BadZipFile, EOFError, RuntimeError, ValueError, OverflowError, struct.error) as error:
            raise BundleUnreadable(path=path, reason=_why(stream)) from error


def _checked(path: Path, archive: zipfile.ZipFile, stream: IO[bytes]) -> Manifest:
    headers = archive.infolist()
    for reason in harmful(headers, stream.seek(0, os.SEEK_END)):
        raise BundleUnreadable(path=path, reason=reason)
    manifest = manifest_in(path, archive)
    faults = [*_faults(archive, manifest)]
    if not faults and not _as_built(archive, stream, manifest):
        faults = ["phần đầu mục của tệp ZIP bị đổi"]
    if faults:
        raise BundleDamaged(path=path, reason="; ".join(faults))
    return manifest


def _why(stream: IO[bytes]) -> str:
    stream.seek(0)
    started = stream.read(4) == b"PK\x03\x04"
    return "tệp bị cụt hoặc hỏng, có thể chưa tải hết" if started else "không phải tệp ZIP"


def harmful(headers: Sequence[zipfile.ZipInfo], size: int) -> Iterator[str]:
    """Give why an archive must not even be read: names that climb out, packed or overlapping bombs."""
    seen: set[str] = set()
    for header in headers:
        name = header.orig_filename
        if not _lawful(name) or name.casefold() in seen:
            yield f"tên tệp không hợp lệ: {name!r}"
        if header.compress_type != zipfile.ZIP_STORED or header.flag_bits & 1:
            yield f"tệp {name} bị nén hoặc đặt mật khẩu, không phải gói do đài làm"
        if not 0 <= header.header_offset < size:
            yield f"vị trí của tệp {name} nằm ngoài gói"
        seen.add(name.casefold())
    if sum(header.file_size for header in headers) > size:
        yield "kích thước khai báo lớn hơn chính tệp"


def _lawful(name: str) -> bool:
    """Say whether a name stays inside its folder on Windows as well."""
    parts = name.removesuffix("/").split("/")
    plain = name.isprintable() and not set(name) & set('\\:*?"<>|')
    return plain and all(
        part and not part.endswith((".", " ")) and part.split(".")[0].upper() not in _DEVICES for part in parts
    )


def manifest_in(path: Path, archive: zipfile.ZipFile) -> Manifest:
    """Read an archive's list of files; raises BundleUnreadable, BundleDamaged."""
    header = archive.NameToInfo.get(MANIFEST)
    if header is None:
        raise BundleUnreadable(path=path, reason=f"không có bảng kê {MANIFEST}")
    if header.file_size > _LARGEST_MANIFEST:
        raise BundleUnreadable(path=path, reason=f"bảng kê {MANIFEST} lớn quá mức")
    try:
        content = archive.read(header)
    except (zipfile.BadZipFile, EOFError) as error:
        raise BundleDamaged(path=path, reason=f"tệp {MANIFEST} bị đổi") from error
    try:
        return Manifest.from_bytes(content)
    except ValueError as error:
        raise BundleUnreadable(path=path, reason=f"bảng kê {MANIFEST} không đọc được") from error


def _faults(archive: zipfile.ZipFile, manifest: Manifest) -> Iterator[str]:
    there = {header.orig_filename: header for header in archive.infolist() if header.orig_filename != MANIFEST}
    listed = {entry.name for entry in manifest.entries}
    yield from (f"thừa tệp {name}" for name in sorted(there.keys() - listed))
    for entry in manifest.entries:
        header = there.get(entry.name)
        if header is None:
            yield f"thiếu tệp {entry.name}"
        elif _changed(archive, header, entry):
            yield f"tệp {entry.name} bị đổi"


def _changed(archive: zipfile.ZipFile, header: zipfile.ZipInfo, entry: ManifestEntry) -> bool:
    if header.file_size != entry.bytes_count:
        return True
    try:
        with archive.open(header) as member:
            return digest(member) != entry.sha256
    except (zipfile.BadZipFile, EOFError):
        return True


def _as_built(archive: zipfile.ZipFile, stream: IO[bytes], manifest: Manifest) -> bool:
    """Say whether the archive's own bytes are those that build_bundle writes, so that no flipped byte goes unseen."""
    directory = b""
    at = 0
    for found in sorted(archive.infolist(), key=lambda header: header.filename):
        header = entry_header(found.filename, found.file_size, manifest.air_date)
        header.CRC = found.CRC
        local = header.FileHeader()
        stream.seek(at)
        if stream.read(len(local)) != local:
            return False
        directory += directory_entry(header, at)
        at += len(local) + header.file_size
    stream.seek(at)
    return stream.read() == directory + end_of_directory(len(archive.infolist()), len(directory), at)
