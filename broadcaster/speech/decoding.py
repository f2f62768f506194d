"""Turns the sound file that a service sent into samples, and finds the files that are not whole."""

from __future__ import annotations

import io
import struct
from enum import StrEnum
from typing import Any, cast

import numpy as np
import soundfile

from broadcaster.domain.sound import Pcm
from broadcaster.errors import OnlineVoiceUnreachable
from broadcaster.speech.mpeg import is_whole


class SoundForm(StrEnum):
    """What kind of sound file a service sends; the value is what descriptions write."""

    MP3 = "mp3"
    """MPEG Layer III."""
    WAV = "wav"
    """RIFF WAVE."""
    OGG = "ogg"
    """Ogg with Vorbis, Opus or FLAC."""
    PCM = "pcm"
    """Bare samples, 16 bits, little-endian, mono."""


_RIFF_HEADER = 12
_CHUNK_HEADER = 8
_UNKNOWN_SIZES = (0, 0x7FFF_FFFF, 0xFFFF_FFFF)  # written by servers that stream before they know the length
_OGG_LAST = 4  # the header flag of a stream's last page
_OGG_FLAGS_AT = 5


def decoded(content: bytes, *, engine: str, form: SoundForm, rate_hz: int = 0) -> Pcm:
    """Decode a whole sound file to mono; raises OnlineVoiceUnreachable that says what came instead."""
    if not content:
        raise OnlineVoiceUnreachable(engine=engine, reason="máy chủ trả lời nhưng âm thanh rỗng")
    if form is SoundForm.PCM:
        return _bare(content, engine, rate_hz)
    _expect(content, form, engine)
    try:
        samples, rate = cast("tuple[Any, int]", soundfile.read(io.BytesIO(content), dtype="int16", always_2d=True))
    except soundfile.LibsndfileError as error:
        raise OnlineVoiceUnreachable(engine=engine, reason="âm thanh trả về bị hỏng") from error
    if not len(samples):
        raise OnlineVoiceUnreachable(engine=engine, reason="máy chủ trả lời nhưng âm thanh rỗng")
    return Pcm(rate_hz=rate, samples=np.rint(samples.mean(axis=1)).astype("<i2").tobytes())


def _bare(content: bytes, engine: str, rate_hz: int) -> Pcm:
    if len(content) % 2 or _kind(content) is not None or looks_like_text(content):
        reason = "âm thanh trả về không phải mẫu PCM 16 bit trần, hoặc bị cắt ngang"
        raise OnlineVoiceUnreachable(engine=engine, reason=reason)
    return Pcm(rate_hz=rate_hz, samples=content)


def _expect(content: bytes, form: SoundForm, engine: str) -> None:
    found = _kind(content)
    if found is None and looks_like_text(content):
        reason = "máy chủ trả về chữ hoặc trang web thay cho âm thanh; có thể mạng đòi đăng nhập"
        raise OnlineVoiceUnreachable(engine=engine, reason=reason)
    if found is not None and found is not form:
        reason = f"máy chủ gửi âm thanh {found}, không phải {form} như mô tả"
        raise OnlineVoiceUnreachable(engine=engine, reason=reason)
    if not _WHOLE[form](content):
        raise OnlineVoiceUnreachable(engine=engine, reason="âm thanh trả về bị hỏng hoặc bị cắt ngang")


def looks_like_text(content: bytes) -> bool:
    """Say whether some bytes are a page, JSON or plain words rather than sound."""
    start = content[:200].lstrip(b"\xef\xbb\xbf \r\n\t")
    if start[:1] in {b"<", b"{", b"["}:
        return True
    return start.isascii() and start.decode("ascii").replace("\n", "").replace("\r", "").replace("\t", "").isprintable()


def _kind(content: bytes) -> SoundForm | None:
    if content[:4] in {b"RIFF", b"RF64"} and content[8:12] == b"WAVE":
        return SoundForm.WAV
    if content[:4] == b"OggS":
        return SoundForm.OGG
    return SoundForm.MP3 if content[:3] == b"ID3" or is_whole(content) else None


def _wav_whole(content: bytes) -> bool:
    """Walk the chunks to the samples; a length that the server could not know is taken as it came."""
    at = _RIFF_HEADER
    while at + _CHUNK_HEADER <= len(content):
        name, size = struct.unpack_from("<4sI", content, at)
        at += _CHUNK_HEADER
        if name == b"data":
            return size in _UNKNOWN_SIZES or at + size <= len(content)
        at += size + size % 2
    return False


def _ogg_whole(content: bytes) -> bool:
    last = content.rfind(b"OggS")
    return last + _OGG_FLAGS_AT < len(content) and bool(content[last + _OGG_FLAGS_AT] & _OGG_LAST)


_WHOLE = {SoundForm.MP3: is_whole, SoundForm.WAV: _wav_whole, SoundForm.OGG: _ogg_whole}
