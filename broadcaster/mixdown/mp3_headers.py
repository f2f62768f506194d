"""One MP3 frame: its header, its side information, its checksum (ISO 11172-3 and 13818-3, Layer III)."""

from __future__ import annotations

import mmap
from dataclasses import dataclass
from functools import lru_cache

Buffer = bytes | mmap.mmap
"""The bytes of a file, in memory or mapped into it."""

HEADER = 4
"""Bytes of a frame's header."""

_KBPS_1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_KBPS_2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_RATES = {0b11: (44_100, 48_000, 32_000), 0b10: (22_050, 24_000, 16_000), 0b00: (11_025, 12_000, 8_000)}
_MPEG_1 = 0b11
_LAYER_3 = 0b01
_MONO = 0b11
_RESERVED = 0b11
_CRC = 2
_CHANNEL_BITS_1, _CHANNEL_BITS_2 = 59, 63  # of side information for a granule of one channel
_POLYNOMIAL = 0x8005


@dataclass(frozen=True, kw_only=True, slots=True)
class Frame:
    """What a header says about its frame."""

    mpeg_1: bool
    """Whether it is MPEG-1: two granules, high sample rates; else MPEG-2 or 2.5."""
    kbps: int
    """Bit rate."""
    rate_hz: int
    """Sample rate."""
    channels: int
    """1 or 2."""
    protected: bool
    """Whether a checksum follows the header."""
    size: int
    """Bytes, header and all."""

    @property
    def samples(self) -> int:
        """Give how many samples of each side it holds."""
        return 1152 if self.mpeg_1 else 576

    @property
    def side_at(self) -> int:
        """Give where its side information begins."""
        return HEADER + (_CRC if self.protected else 0)

    @property
    def side_size(self) -> int:
        """Give how many bytes of side information it has."""
        if self.mpeg_1:
            return 17 if self.channels == 1 else 32
        return 9 if self.channels == 1 else 17

    @property
    def main_size(self) -> int:
        """Give how many bytes of sound data it has room for."""
        return self.size - self.side_at - self.side_size


def frame_at(content: Buffer, at: int) -> Frame | None:
    """Give the frame whose header stands there, or none; free-format bit rates are not known."""
    if content[at] != 0xFF or content[at + 1] < 0xE0:  # noqa: PLR2004 - eleven bits of sync
        return None
    return _frame(content[at + 1], content[at + 2], content[at + 3] >> 6)


@lru_cache(maxsize=1024)
def _frame(second: int, third: int, mode: int) -> Frame | None:
    version, layer = second >> 3 & 0b11, second >> 1 & 0b11
    bitrate, rate, padding = third >> 4, third >> 2 & 0b11, third >> 1 & 1
    if version not in _RATES or layer != _LAYER_3 or rate == _RESERVED or not 0 < bitrate < len(_KBPS_1):
        return None
    mpeg_1 = version == _MPEG_1
    kbps, rate_hz = (_KBPS_1 if mpeg_1 else _KBPS_2)[bitrate], _RATES[version][rate]
    return Frame(
        mpeg_1=mpeg_1,
        kbps=kbps,
        rate_hz=rate_hz,
        channels=1 if mode == _MONO else 2,
        protected=not second & 1,
        size=(144_000 if mpeg_1 else 72_000) * kbps // rate_hz + padding,
    )


def side_info(content: Buffer, at: int, frame: Frame) -> tuple[int, int]:
    """Give how many bytes before the frame its sound begins, and how many bits of sound it has."""
    start = at + frame.side_at
    size = frame.side_size
    bits = int.from_bytes(content[start : start + size], "big")
    width = size * 8
    if frame.mpeg_1:
        reaches_back, place = bits >> width - 9, 9 + (5 if frame.channels == 1 else 3) + 4 * frame.channels
        parts, step = 2 * frame.channels, _CHANNEL_BITS_1
    else:
        reaches_back, place = bits >> width - 8, 8 + frame.channels
        parts, step = frame.channels, _CHANNEL_BITS_2
    shifts = (width - place - 12 - step * part for part in range(parts))
    return reaches_back, sum(bits >> shift & 0xFFF for shift in shifts)


def crc_fits(content: Buffer, at: int, frame: Frame) -> bool:
    """Tell whether a protected frame's checksum is that of its header's end and its side information."""
    given = int.from_bytes(content[at + HEADER : at + HEADER + _CRC], "big")
    start = at + frame.side_at
    crc = 0xFFFF
    for byte in content[at + 2 : at + HEADER] + content[start : start + frame.side_size]:
        crc = (crc << 8 & 0xFFFF) ^ _TABLE[crc >> 8 ^ byte]
    return crc == given


def _entry(byte: int) -> int:
    crc = byte << 8
    for _ in range(8):
        crc = crc << 1 ^ (_POLYNOMIAL if crc & 0x8000 else 0)
    return crc & 0xFFFF


_TABLE = tuple(_entry(byte) for byte in range(256))
