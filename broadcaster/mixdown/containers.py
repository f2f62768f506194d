"""The bytes of WAV, FLAC and Ogg files: whether all of the sound that they promise is there and as it was written."""

from __future__ import annotations

import struct
import zlib

from broadcaster.domain.ids import DurationMs
from broadcaster.domain.quality import StreamFacts, StreamFault, StreamFaultKind
from broadcaster.mixdown.mp3_headers import Buffer

_CHUNK = 8
_UNKNOWN_SIZE = 0xFFFFFFFF
_RF64_DATA_SIZE_AT = 8
_PAGE_HEADER = 27
_LAST_PAGE = 0b100
_MOST_FAULTS = 100
_STREAMINFO_AT = 8
_TURNED = bytes(int(f"{value:08b}"[::-1], 2) for value in range(256))


def wave_stream(content: Buffer) -> StreamFacts:
    """Walk a WAV file's chunks (RIFF, and RF64 of EBU Tech 3306)."""
    faults: list[StreamFault] = []
    at, large = 12, 0
    byte_rate = 0
    while at + _CHUNK <= len(content):
        name, size = content[at : at + 4], struct.unpack_from("<I", content, at + 4)[0]
        start = at + _CHUNK
        if name == b"ds64" and len(content) >= start + 16:
            large = struct.unpack_from("<Q", content, start + _RF64_DATA_SIZE_AT)[0]
        if name == b"fmt " and len(content) >= start + 16:
            byte_rate = struct.unpack_from("<I", content, start + 8)[0]
        if name == b"data":
            size = large if size == _UNKNOWN_SIZE and large else size
            missing = start + size - len(content)
            if missing > 0 and size != _UNKNOWN_SIZE:
                faults.append(_cut(missing, len(content) - start, byte_rate))
            return StreamFacts(form="WAV", faults=tuple(faults))
        at = start + size + size % 2
    faults.append(_cut(0, 0, byte_rate))
    return StreamFacts(form="WAV", faults=tuple(faults))


def flac_count(content: Buffer) -> tuple[int, bytes, int]:
    """Give what a FLAC file's STREAMINFO promises: samples of each side, MD5 of them all, bits a sample; 0: unknown."""
    packed = int.from_bytes(content[_STREAMINFO_AT + 10 : _STREAMINFO_AT + 18], "big")
    bits = (packed >> 36 & 0x1F) + 1
    return packed & (1 << 36) - 1, bytes(content[_STREAMINFO_AT + 18 : _STREAMINFO_AT + 34]), bits


def ogg_stream(content: Buffer, rate_hz: int) -> StreamFacts:
    """Walk an Ogg file's pages: each has a number and a checksum (RFC 3533)."""
    faults: list[StreamFault] = []
    at, pages, position, last = 0, 0, 0, False
    expected: dict[int, int] = {}
    while at + _PAGE_HEADER <= len(content):
        if content[at : at + 4] != b"OggS":
            found = content.find(b"OggS", at + 1)
            stop = len(content) if found < 0 else found
            faults.append(_at(StreamFaultKind.GARBAGE, position, rate_hz, stop - at))
            at = stop
            continue
        size = _page_size(content, at)
        if at + size > len(content):
            faults.append(_at(StreamFaultKind.TRUNCATED, position, rate_hz, at + size - len(content)))
            return StreamFacts(form="OGG", frames=pages, faults=tuple(faults[:_MOST_FAULTS]))
        page = bytes(content[at : at + size])
        flags, granule, serial, number, checksum = struct.unpack_from("<BqIII", page, 5)
        if _ogg_crc(page[:22] + bytes(4) + page[26:]) != checksum:
            faults.append(_at(StreamFaultKind.CHECKSUM, position, rate_hz))
        if number != expected.get(serial, number):
            faults.append(_at(StreamFaultKind.MISSING, position, rate_hz))
        expected[serial] = number + 1
        position = max(position, granule)
        last = bool(flags & _LAST_PAGE)
        pages += 1
        at += size
    if not last:
        faults.append(_at(StreamFaultKind.TRUNCATED, position, rate_hz))
    return StreamFacts(form="OGG", frames=pages, faults=tuple(faults[:_MOST_FAULTS]))


def _page_size(content: Buffer, at: int) -> int:
    segments = content[at + 26]
    return _PAGE_HEADER + segments + sum(content[at + _PAGE_HEADER : at + _PAGE_HEADER + segments])


def _ogg_crc(page: bytes) -> int:
    """Give Ogg's checksum by zlib's, which is the same with every byte and the result turned round."""
    crc = zlib.crc32(page.translate(_TURNED), 0xFFFFFFFF) ^ 0xFFFFFFFF
    return int.from_bytes(crc.to_bytes(4, "little").translate(_TURNED), "big")


def _cut(missing: int, there: int, byte_rate: int) -> StreamFault:
    at = DurationMs(there * 1000 // byte_rate) if byte_rate else DurationMs(0)
    return StreamFault(kind=StreamFaultKind.TRUNCATED, at=at, count=missing)


def _at(kind: StreamFaultKind, position: int, rate_hz: int, count: int = 0) -> StreamFault:
    return StreamFault(kind=kind, at=DurationMs(position * 1000 // rate_hz), count=count)
