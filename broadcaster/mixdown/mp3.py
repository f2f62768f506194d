"""MP3 that can be joined: mono, 48 000 Hz, constant bit rate, so that a frame is 24 ms and 3 bytes per kbit/s.

Each block is encoded once, by a fresh encoder whose first frame needs nothing from before it. Blocks end in a frame of
silence, so what the encoder still holds back at the end can be left out. Joined, they need one Info tag that tells
players to skip the encoder's delay; then the decoded length is the planned one to the sample.
"""

from __future__ import annotations

import io
import os
import struct
import tempfile
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, cast

import lameenc
import numpy as np
import soundfile

from broadcaster.domain.ids import DurationMs
from broadcaster.domain.sound import FRAME_MS, Pcm
from broadcaster.errors import MixError
from broadcaster.files import translated
from broadcaster.mixdown.samples import FRAME, RATE_HZ, Samples, from_pcm, whole_numbers

_LAME_GAIN = dict.fromkeys((48, 56, 64, 80, 96, 112, 128, 160), 0.95) | {192: 0.97, 224: 0.98, 256: 1.0, 320: 1.0}
"""What LAME multiplies the signal by, at each bit rate that is allowed here (measured with a sine)."""
_BITRATES = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_LEAST_FOR_TAG = 64  # kbit/s; a smaller frame cannot hold the Info tag
_QUALITY = 5
_DELAY = 576  # samples that LAME puts before the first; a decoder adds 529 of its own
_PADDING = FRAME - _DELAY
_AT_ONCE = 100 * FRAME


def encode(sound: Pcm | Samples, *, kbps: int) -> bytes:
    """Encode one block to exactly its length in frames, at the level that it has; what is too loud is clipped.

    Raises:
        MixError: it is not 48 000 Hz, not a whole number of frames, or the bit rate is not allowed.
    """
    _require_bitrate(kbps)
    rate_hz, samples = (sound.rate_hz, from_pcm(sound)) if isinstance(sound, Pcm) else (RATE_HZ, sound)
    if rate_hz != RATE_HZ or len(samples) % FRAME:
        length = -(-len(samples) * 1000 // RATE_HZ)
        raise MixError(reason=f"khối âm thanh {length} ms không chia chẵn thành khung MP3 {FRAME_MS} ms")
    return _lame(samples, kbps=kbps)[: len(samples) // FRAME * _frame_bytes(kbps)]


def splice(blocks: Sequence[bytes], *, kbps: int) -> bytes:
    """Join encoded blocks into one playable file without encoding again; its decoded length is their sum.

    Raises:
        MixError: a block was not made by encode() at this bit rate.
    """
    _require_bitrate(kbps)
    size = _frame_bytes(kbps)
    for place, block in enumerate(blocks, start=1):
        if not block or len(block) % size or block[:3] != _header(kbps)[:3]:
            raise MixError(reason=f"khối âm thanh thứ {place} không phải MP3 {kbps} kbit/s của hệ thống")
    head, tail = ends(sum(len(block) for block in blocks), kbps=kbps)
    return b"".join([head, *blocks, tail])


def ends(length: int, *, kbps: int) -> tuple[bytes, bytes]:
    """Give what stands before and after encoded blocks of so many bytes together: the Info frame, one of silence."""
    frames = length // _frame_bytes(kbps) + 1
    return _info_frame(frames, kbps=kbps), _silence(kbps)


def decode(content: bytes) -> Pcm:
    """Decode an MP3 to mono; raises MixError."""
    try:
        samples, rate_hz = cast("tuple[Any, int]", soundfile.read(io.BytesIO(content), dtype="int16"))
    except soundfile.LibsndfileError as error:
        raise MixError(reason=f"không giải mã được MP3 ({error})") from error
    return Pcm(rate_hz=rate_hz, samples=samples.astype("<i2").tobytes())


def pieces(content: bytes, *, count: int) -> Iterator[Samples]:
    """Give the decoded samples in pieces of whole frames, at most `count` samples; they may go beyond full scale.

    The bytes go through a file of their own: handed over in memory, they would be asked for twice a frame through
    Python, for which one worker would wait for another. Whole frames, since soundfile seeks after each reading: within
    a frame the decoder would begin anew, and too few frames back for all the bits that low bit rates save up.

    Raises:
        MixError: it is no mono MP3 at 48 000 Hz.
        DiskFull, FileFailed: there is no room for temporary files.
    """
    with _as_file(content) as path:
        try:
            with soundfile.SoundFile(path) as sound:
                if sound.samplerate != RATE_HZ or sound.channels != 1:
                    raise MixError(reason=f"MP3 không phải đơn kênh {RATE_HZ} Hz")
                while len(piece := sound.read(count // FRAME * FRAME, dtype="float32")):
                    yield cast("Samples", piece)
        except soundfile.LibsndfileError as error:
            raise MixError(reason=f"không giải mã được MP3 ({error})") from error


@contextmanager
def _as_file(content: bytes) -> Generator[Path]:
    """Give a file with these bytes for a while."""
    handle, name = tempfile.mkstemp(prefix="broadcaster-", suffix=".mp3")
    path = Path(name)
    try:
        with translated(path), os.fdopen(handle, "wb") as stream:
            stream.write(content)
        yield path
    finally:
        path.unlink(missing_ok=True)


def size_of(length: DurationMs, *, kbps: int) -> int:
    """Give the bytes of an encoded block of that length, a whole number of frames."""
    return length // FRAME_MS * _frame_bytes(kbps)


def duration(content: bytes) -> DurationMs:
    """Give the length that a player gets out of an MP3, rounded up; raises MixError."""
    try:
        with soundfile.SoundFile(io.BytesIO(content)) as sound:
            return DurationMs(-(-sound.frames * 1000 // sound.samplerate))
    except soundfile.LibsndfileError as error:
        raise MixError(reason=f"không giải mã được MP3 ({error})") from error


def _require_bitrate(kbps: int) -> None:
    if kbps not in _LAME_GAIN:
        allowed = ", ".join(str(rate) for rate in _LAME_GAIN)
        raise MixError(reason=f"không dùng được tốc độ {kbps} kbit/s; chọn một trong {allowed}")


def _lame(samples: Samples, *, kbps: int) -> bytes:
    encoder = cast("Any", lameenc).Encoder()
    encoder.set_in_sample_rate(RATE_HZ)
    encoder.set_out_sample_rate(RATE_HZ)
    encoder.set_channels(1)
    encoder.set_bit_rate(kbps)
    encoder.set_quality(_QUALITY)
    encoder.silence()
    # LAME copies twice what it gets at once, as floats: it gets little at a time.
    pieces = (samples[at : at + _AT_ONCE] for at in range(0, len(samples), _AT_ONCE))
    parts = [encoder.encode(whole_numbers(piece, 1 / _LAME_GAIN[kbps])) for piece in pieces]
    return b"".join([*parts, encoder.flush()])


@cache
def _silence(kbps: int) -> bytes:
    """Give one frame of silence."""
    return _lame(np.zeros(FRAME, dtype=np.float32), kbps=kbps)[: _frame_bytes(kbps)]


def _frame_bytes(kbps: int) -> int:
    return FRAME_MS * kbps // 8


def _header(kbps: int) -> bytes:
    """Give the four bytes that begin each frame: MPEG-1 Layer III, no checksum, 48 000 Hz, mono, original."""
    return bytes([0xFF, 0xFB, _BITRATES.index(kbps) << 4 | 0b0100, 0b11000100])


def _info_frame(frames: int, *, kbps: int) -> bytes:
    """Give the silent frame that carries the Xing/Info and LAME tags (layout: LAME's specification)."""
    own_kbps = max(kbps, _LEAST_FOR_TAG)
    total = frames * _frame_bytes(kbps) + _frame_bytes(own_kbps)
    everything, no_quality, cbr, lowpass = 0b1111, 0, 1, 0
    tag = bytearray(_header(own_kbps) + bytes(17))
    tag += b"Info" + struct.pack(">III", everything, frames, total)
    tag += bytes(step * 256 // 100 for step in range(100)) + struct.pack(">I", no_quality)
    tag += b"LAME3.100" + bytes([cbr, lowpass]) + bytes(4 + 2 + 2 + 1) + bytes([min(kbps, 255)])
    tag += (_DELAY << 12 | _PADDING).to_bytes(3, "big") + bytes(1 + 1 + 2)
    tag += struct.pack(">IH", total, 0)
    return bytes(tag + _crc16(tag).to_bytes(2, "big")).ljust(_frame_bytes(own_kbps), b"\0")


def _crc16(content: bytes | bytearray) -> int:
    """Give CRC-16/ARC, which the LAME tag protects itself with."""
    crc = 0
    for byte in content:
        crc = crc >> 8 ^ _CRC[(crc ^ byte) & 0xFF]
    return crc


def _crc_of(byte: int) -> int:
    for _ in range(8):
        byte = byte >> 1 ^ (0xA001 if byte & 1 else 0)
    return byte


_CRC = tuple(map(_crc_of, range(256)))
