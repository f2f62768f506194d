"""Sound kept without loss: FLAC for stored cuts, WAV for listening at once."""

from __future__ import annotations

import io
from collections.abc import Sequence

import numpy as np
import soundfile

from broadcaster.domain.sound import Pcm
from broadcaster.errors import MixError


def encode(sound: Pcm) -> bytes:
    """Pack mono 16-bit sound as FLAC; decoding gives the same samples."""
    return _packed(sound, "FLAC")


def wav(sounds: Sequence[Pcm]) -> bytes:
    """Pack sounds of one rate one after another as a WAV file."""
    joined = Pcm(rate_hz=sounds[0].rate_hz, samples=b"".join(sound.samples for sound in sounds))
    return _packed(joined, "WAV")


def decode(content: bytes) -> Pcm:
    """Unpack what :func:`encode` packed; raises MixError for anything that is not mono sound."""
    try:
        samples, rate = soundfile.read(io.BytesIO(content), dtype="int16", always_2d=True)
    except soundfile.LibsndfileError as error:
        raise MixError(reason=f"không đọc được bản thu ({error})") from error
    if samples.shape[1] != 1:
        raise MixError(reason=f"bản thu có {samples.shape[1]} kênh, cần một kênh")
    return Pcm(rate_hz=rate, samples=samples[:, 0].astype("<i2").tobytes())


def _packed(sound: Pcm, kind: str) -> bytes:
    packed = io.BytesIO()
    soundfile.write(packed, np.frombuffer(sound.samples, dtype="<i2"), sound.rate_hz, format=kind, subtype="PCM_16")
    return packed.getvalue()
