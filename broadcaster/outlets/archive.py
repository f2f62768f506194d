"""How a bundle's ZIP is laid out: the same bytes from every machine, read a chunk at a time."""

from __future__ import annotations

import hashlib
import struct
import zipfile
from collections.abc import Iterator
from datetime import date
from typing import IO

from broadcaster.domain.ids import Sha256

_CHUNK = 1 << 18
_UNIX = 3
_PLAIN_FILE = 0o100644 << 16
_ENTRY = struct.Struct("<4s4B2H2H3L5H2L")
_END = struct.Struct("<4s4H2LH")


def entry_header(name: str, size: int, day: date) -> zipfile.ZipInfo:
    """Give the header of one file; all times are those of the air date."""
    header = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
    header.create_system = _UNIX
    header.external_attr = _PLAIN_FILE
    header.file_size = header.compress_size = size
    return header


def directory_entry(header: zipfile.ZipInfo, offset: int) -> bytes:
    """Give the bytes of one file's line in the directory at the end of the archive (APPNOTE 4.3.12)."""
    name = header.filename.encode("ascii")
    year, month, day, *_ = header.date_time
    stamp = (0, (year - 1980) << 9 | month << 5 | day)
    versions = (header.create_version, header.create_system, header.extract_version, 0)
    sizes = (header.CRC, header.compress_size, header.file_size)
    counts = (len(name), 0, 0, 0, 0)
    return _ENTRY.pack(b"PK\x01\x02", *versions, 0, 0, *stamp, *sizes, *counts, header.external_attr, offset) + name


def end_of_directory(count: int, size: int, offset: int) -> bytes:
    """Give the archive's last bytes (APPNOTE 4.3.16)."""
    return _END.pack(b"PK\x05\x06", 0, 0, count, count, size, offset, 0)


def chunks(stream: IO[bytes]) -> Iterator[bytes]:
    """Read a stream to its end, never more than a chunk in memory."""
    while chunk := stream.read(_CHUNK):
        yield chunk


def digest(stream: IO[bytes]) -> Sha256:
    """Name what is left of a stream by its SHA-256."""
    hashed = hashlib.sha256()
    for chunk in chunks(stream):
        hashed.update(chunk)
    return Sha256(hashed.hexdigest())
