"""Opening what a person has recorded: WAV, FLAC, OGG, MP3 by ourselves, a phone's M4A through ffmpeg if it is here.

ffmpeg is called directly. pydub, tried first, needs ffprobe beside it (the imageio-ffmpeg package brings none), gives
16 bits where ffmpeg gives floats, which show how far a clipped file went over, and leaves a refused file open.
"""

from __future__ import annotations

import io
import subprocess
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, cast

import numpy as np
import soundfile
import soxr

from broadcaster.domain.ids import DurationMs, minutes
from broadcaster.errors import TakeUnreadable
from broadcaster.mixdown.ffmpeg import ffmpeg_path
from broadcaster.mixdown.samples import Samples

LONGEST: Final = minutes(20)
"""Longer than any script; a recording of hours is not meant, and would not fit into memory."""

HIGHEST_RATE_HZ: Final = 48_000
LOWEST_RATE_HZ: Final = 8_000

_PIECE: Final = 1 << 18
_PATIENCE_S: Final = 300
_NEEDS_FFMPEG = (
    "máy này chưa có ffmpeg để mở loại tệp này. Lưu lại thành WAV, FLAC, OGG hoặc MP3 rồi chạy lại, "
    "hoặc cài ffmpeg (ví dụ: pip install imageio-ffmpeg)"
)
_DAMAGED = "tệp hỏng, hoặc không phải tệp âm thanh"


@dataclass(frozen=True, kw_only=True, slots=True)
class Recording:
    """Sound as a person's recorder gave it, mixed to mono."""

    samples: Samples
    """Mono, full scale at 1.0; a lossy file may go beyond."""
    rate_hz: int
    """Samples per second, 8 000 to 48 000."""
    lost_db: float = 0.0
    """By how much mixing the channels made it softer: channels against each other's phase cancel out."""

    @property
    def duration(self) -> DurationMs:
        """Give the length in milliseconds, rounded up."""
        return DurationMs(-(-len(self.samples) * 1000 // self.rate_hz))


def opened_take(content: bytes, name: str) -> Recording:
    """Decode a recording to mono; a rate above 48 000 Hz is brought down to it, any other kept.

    Raises:
        TakeUnreadable: damaged, of a kind that needs ffmpeg where there is none, too long, or of a rate below 8 000 Hz.
    """
    try:
        recording = _decoded(content, name)
    except soundfile.LibsndfileError:
        recording = _decoded_by_ffmpeg(content, name)
    if recording.rate_hz < LOWEST_RATE_HZ:
        raise TakeUnreadable(file=name, reason=f"tần số lấy mẫu {recording.rate_hz} Hz quá thấp để phát thanh")
    if recording.rate_hz <= HIGHEST_RATE_HZ:
        return recording
    fewer = cast("Samples", soxr.resample(recording.samples, recording.rate_hz, HIGHEST_RATE_HZ, "HQ"))
    return replace(recording, samples=fewer, rate_hz=HIGHEST_RATE_HZ)


def _decoded(content: bytes, name: str) -> Recording:
    """Read piece by piece, so that a stereo file is never in memory whole; raises LibsndfileError."""
    mono: list[Samples] = []
    apart = together = 0.0
    with soundfile.SoundFile(io.BytesIO(content)) as sound:
        rate = int(sound.samplerate)
        while len(piece := cast("Samples", sound.read(_PIECE, dtype="float32", always_2d=True))):
            mixed = cast("Samples", piece.mean(axis=1))
            apart += float(np.square(piece, dtype=np.float64).mean(axis=1).sum())
            together += float(np.square(mixed, dtype=np.float64).sum())
            mono.append(mixed)
            if len(mono) * _PIECE > rate * (LONGEST // 1000) + _PIECE:
                raise TakeUnreadable(file=name, reason=f"dài hơn {LONGEST // 60_000} phút, chắc không phải một bài đọc")
    samples = np.concatenate(mono) if mono else np.zeros(0, dtype=np.float32)
    if not np.isfinite(samples).all():
        raise TakeUnreadable(file=name, reason=_DAMAGED)
    return Recording(samples=samples, rate_hz=rate, lost_db=_ratio_db(apart, together))


def _ratio_db(apart: float, together: float) -> float:
    return 10 * float(np.log10(apart / max(together, apart * 1e-6))) if apart > 0 else 0.0


def _decoded_by_ffmpeg(content: bytes, name: str) -> Recording:
    if not content:
        raise TakeUnreadable(file=name, reason="tệp trống")
    program = ffmpeg_path()
    if program is None:
        raise TakeUnreadable(file=name, reason=_NEEDS_FFMPEG)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        given = Path(folder) / f"in{Path(name).suffix}"
        given.write_bytes(content)
        wav = _by_program(program, given, name)
    try:
        return _decoded(wav, name)
    except soundfile.LibsndfileError as error:
        raise TakeUnreadable(file=name, reason=_DAMAGED) from error


def _by_program(program: str, given: Path, name: str) -> bytes:
    """Give the file as a WAV of floats."""
    wav = given.with_name("out.wav")
    command = [program, "-nostdin", "-v", "error", "-i", str(given), "-vn", "-c:a", "pcm_f32le", "-y", str(wav)]
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=_PATIENCE_S)  # noqa: S603 - our own arguments
        return wav.read_bytes()
    except (subprocess.SubprocessError, OSError) as error:
        raise TakeUnreadable(file=name, reason=_DAMAGED) from error
