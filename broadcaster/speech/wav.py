"""Whether a WAV that a program wrote is whole, and what it holds.

RIFF: Microsoft and IBM, Multimedia Programming Interface and Data Specifications 1.0, 1991.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from typing import Any, cast

import numpy as np
import soundfile

from broadcaster.domain.sound import Pcm

_RIFF_HEADER, _CHUNK_HEADER = 12, 8
_RATES_HZ = range(8_000, 48_001)
_UNKNOWN_FROM = 0x7FFF_0000
"""Who writes to a pipe cannot go back to fill in the size, and leaves a huge one (espeak-ng, sox, ffmpeg) or none."""


class WavUnfit(Exception):
    """What is wrong with a WAV, as the end of a Vietnamese sentence; the engine says it in an error of ours."""


def decoded_wav(content: bytes) -> Pcm:
    """Decode a WAV of any form to mono 16-bit sound; channels are averaged. Raises WavUnfit."""
    try:
        found = cast("tuple[Any, int]", soundfile.read(io.BytesIO(_sized(content)), dtype="float32", always_2d=True))
    except soundfile.LibsndfileError as error:
        raise WavUnfit("âm thanh trong tệp WAV hỏng hoặc có dạng lạ") from error
    samples, rate_hz = found
    if not len(samples):
        raise WavUnfit("tệp WAV không có âm thanh nào")
    if rate_hz not in _RATES_HZ:
        raise WavUnfit(f"tệp WAV có {rate_hz} mẫu mỗi giây, chỉ nhận {_RATES_HZ[0]} đến {_RATES_HZ[-1]}")
    if not np.isfinite(samples).all():
        raise WavUnfit("tệp WAV có mẫu âm thanh không phải là số")
    whole = np.rint(np.clip(samples.mean(axis=1) * 32_768, -32_768, 32_767)).astype("<i2")
    if not whole.any():
        raise WavUnfit("tệp WAV chỉ có im lặng")
    return Pcm(rate_hz=rate_hz, samples=whole.tobytes())


def _sized(content: bytes) -> bytes:
    """Give the WAV with its true sizes, where the writer could not know them."""
    if not content:
        raise WavUnfit("tệp WAV rỗng")
    if content[:4] != b"RIFF" or content[8:12] != b"WAVE":
        raise WavUnfit("đó không phải tệp WAV")
    for name, start, size in _chunks(content):
        there = len(content) - start
        if name != b"data":
            continue
        if size <= there and size:
            return content
        if 0 < size < _UNKNOWN_FROM:
            raise WavUnfit(f"tệp WAV bị cắt ngang: có {there} trên {size} byte âm thanh")
        sizes = struct.pack("<I", len(content) - 8), struct.pack("<I", there)
        return content[:4] + sizes[0] + content[8 : start - 4] + sizes[1] + content[start:]
    raise WavUnfit("tệp WAV bị cắt ngang: chưa có phần âm thanh")


def _chunks(content: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Give each chunk's name, where its bytes start, and the size that it claims."""
    at = _RIFF_HEADER
    while at + _CHUNK_HEADER <= len(content):
        name, size = struct.unpack_from("<4sI", content, at)
        yield name, at + _CHUNK_HEADER, size
        at += _CHUNK_HEADER + size + size % 2
