"""MP3 that can be joined: mono, 48 000 Hz, constant bit rate, so that a frame is 24 ms and 3 bytes per kbit/s.

Each block is encoded once, by a fresh encoder whose first frame needs nothing from before it. Blocks end in a frame of
silence, so what the encoder still holds back at the end can be left out. Joined, they need one Info tag that tells
players to skip the encoder's delay; then the decoded length is the planned one to the sample.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Sequence
from typing import Any, cast

import lameenc
import numpy as np
import soundfile

from broadcaster.domain.ids import DurationMs
from broadcaster.domain.sound import FRAME_MS, Pcm
from broadcaster.errors import MixError
from broadcaster.mixdown.samples import FRAME, RATE_HZ

_LAME_GAIN = dict.fromkeys((48, 56, 64, 80, 96, 112, 128, 160), 0.95) | {192: 0.97, 224: 0.98, 256: 1.0, 320: 1.0}
"""What LAME multiplies the signal by, at each bit rate that is allowed here (measured with a sine)."""
_BITRATES = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_LEAST_FOR_TAG = 64  # kbit/s; a smaller frame cannot hold the Info tag
_QUALITY = 5
_LOUDEST = 32_767
_DELAY = 576  # samples that LAME puts before the first; a decoder adds 529 of its own
_PADDING = FRAME - _DELAY


def encode(pcm: Pcm, *, kbps: int) -> bytes:
    """Encode one block to exactly its length in frames, at the level that it has.

    Raises:
        MixError: it is not 48 000 Hz, not a whole number of frames, or the bit rate is not allowed.
    """
    _require_bitrate(kbps)
    if pcm.rate_hz != RATE_HZ or pcm.count % FRAME:
        raise MixError(reason=f"khối âm thanh {pcm.duration} ms không chia chẵn thành khung MP3 {FRAME_MS} ms")
    louder = np.frombuffer(pcm.samples, dtype="<i2") * np.float32(1 / _LAME_GAIN[kbps])
    content = _lame(np.rint(louder).clip(-_LOUDEST, _LOUDEST).astype("<i2").tobytes(), kbps=kbps)
    return content[: pcm.count // FRAME * _frame_bytes(kbps)]


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
    silence = _lame(bytes(2 * FRAME), kbps=kbps)[:size]
    frames = sum(len(block) for block in blocks) // size + 1
    return b"".join([_info_frame(frames, kbps=kbps), *blocks, silence])


def decode(content: bytes) -> Pcm:
    """Decode an MP3 to mono; raises MixError."""
    try:
        samples, rate_hz = cast("tuple[Any, int]", soundfile.read(io.BytesIO(content), dtype="int16"))
    except soundfile.LibsndfileError as error:
        raise MixError(reason=f"không giải mã được MP3 ({error})") from error
    return Pcm(rate_hz=rate_hz, samples=samples.astype("<i2").tobytes())


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


def _lame(samples: bytes, *, kbps: int) -> bytes:
    encoder = cast("Any", lameenc).Encoder()
    encoder.set_in_sample_rate(RATE_HZ)
    encoder.set_out_sample_rate(RATE_HZ)
    encoder.set_channels(1)
    encoder.set_bit_rate(kbps)
    encoder.set_quality(_QUALITY)
    encoder.silence()
    return bytes(encoder.encode(samples)) + bytes(encoder.flush())


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
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0xA001 if crc & 1 else 0)
    return crc
