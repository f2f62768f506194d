"""Any sound file, opened by what its bytes are and not by its name, and decoded piece by piece.

MP3, WAV, AIFF, FLAC and Ogg by libsndfile; anything else, M4A above all, by ffmpeg where the machine has it.
"""

from __future__ import annotations

import contextlib
import mmap
import struct
import subprocess
import tempfile
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO, cast

import numpy as np
import soundfile

from broadcaster.domain.quality import StreamFacts
from broadcaster.errors import EmptyFile, FileFailed, NotSound
from broadcaster.files import translated
from broadcaster.mixdown import containers, mp3_frames
from broadcaster.mixdown.ffmpeg import ffmpeg_path
from broadcaster.mixdown.meters import Floats
from broadcaster.mixdown.mp3_headers import Buffer

PIECE = 114 * 1152
"""Samples at a time: whole frames of any MP3, within which a decoder that is asked piece by piece begins anew."""
_SIDES = (1, 2)
_LEAST_RATE_HZ = 4000
_AU_HEADER, _AU_FLOAT = 24, 6


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenSound:
    """A sound file that can be decoded."""

    rate_hz: int
    """Samples per second."""
    channels: int
    """Sides: 1 or 2."""
    bits: int
    """Bits a sample of a FLAC file; 0 for others."""
    content: Buffer
    """The bytes."""
    stream: StreamFacts
    """What the bytes are like; a FLAC file is checked by its decoded sound instead."""
    pieces: Callable[[], Iterator[Floats]]
    """Decodes: a row for each sample, a column for each side; raises soundfile.LibsndfileError where it gives up."""


@contextlib.contextmanager
def opened_sound(path: Path) -> Generator[OpenSound]:
    """Open a sound file.

    Raises:
        FileMissing, FileFailed, ReadOnlyPlace, EmptyFile: it cannot be read.
        NotSound: it is no sound, or of a kind that nothing here can decode.
    """
    with translated(path):
        if path.is_dir():
            raise FileFailed(path=path, reason="đây là thư mục, không phải tệp")
        if path.stat().st_size == 0:
            raise EmptyFile(path=path)
        file = path.open("rb")
    with file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        form = form_of(content)
        with _by_libsndfile(path, file, content, form) if form else _by_ffmpeg(path, content) as sound:
            if sound.channels not in _SIDES:
                raise NotSound(path=path, reason=f"có {sound.channels} kênh, chỉ nhận một hoặc hai kênh")
            if sound.rate_hz < _LEAST_RATE_HZ:
                raise NotSound(path=path, reason=f"tần số lấy mẫu {sound.rate_hz} Hz quá thấp")
            yield sound


def form_of(content: Buffer) -> str:
    """Name what a file's bytes are; nothing when they are none that libsndfile reads."""
    head = content[:12]
    if head[:4] in {b"RIFF", b"RF64"} and head[8:12] == b"WAVE":
        return "WAV"
    if head[:4] == b"FORM" and head[8:12] in {b"AIFF", b"AIFC"}:
        return "AIFF"
    if head[:4] in {b"fLaC", b"OggS"}:
        return "FLAC" if head[:4] == b"fLaC" else "OGG"
    return "MP3" if mp3_frames.is_mp3(content) else ""


@contextlib.contextmanager
def _by_libsndfile(path: Path, file: IO[bytes], content: Buffer, form: str) -> Generator[OpenSound]:
    file.seek(0)
    stream = mp3_frames.walk(content) if form == "MP3" else StreamFacts(form=form)
    source = mp3_frames.recounted(content, stream) if form == "MP3" else None
    try:
        sound = soundfile.SoundFile(cast("BinaryIO", source or file))
    except soundfile.LibsndfileError as error:
        raise NotSound(path=path, reason=f"là tệp {form} nhưng không giải mã được: {error}") from error

    def pieces() -> Iterator[Floats]:
        while len(piece := sound.read(PIECE, dtype="float32", always_2d=True)):
            yield cast("Floats", piece)

    with sound:
        bits = containers.flac_count(content)[2] if form == "FLAC" else 0
        yield OpenSound(
            rate_hz=sound.samplerate,
            channels=sound.channels,
            bits=bits,
            content=content,
            stream=_walked(stream, content, sound.samplerate),
            pieces=pieces,
        )


def _walked(stream: StreamFacts, content: Buffer, rate_hz: int) -> StreamFacts:
    if stream.form == "WAV":
        return containers.wave_stream(content)
    return containers.ogg_stream(content, rate_hz) if stream.form == "OGG" else stream


@contextlib.contextmanager
def _by_ffmpeg(path: Path, content: Buffer) -> Generator[OpenSound]:
    """Have ffmpeg decode, as Sun audio, whose header can stand before sound of unknown length."""
    program = ffmpeg_path()
    if program is None:
        raise NotSound(path=path, reason="không phải MP3, WAV, FLAC, OGG; loại khác thì máy cần có chương trình ffmpeg")
    asked = [program, "-v", "error", "-nostdin", "-i", str(path.resolve()), "-vn", "-c:a", "pcm_f32be", "-f", "au", "-"]
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(asked, stdout=subprocess.PIPE, stderr=said)  # noqa: S603 - no shell, a whole path
        try:
            yield _from_au(path, process, said, content)
        finally:
            process.kill()
            process.communicate()


def _from_au(path: Path, process: subprocess.Popen[bytes], said: IO[bytes], content: Buffer) -> OpenSound:
    stream = cast("IO[bytes]", process.stdout)
    header = stream.read(_AU_HEADER)
    if len(header) < _AU_HEADER or header[:4] != b".snd":
        raise NotSound(
            path=path, reason=f"không phải âm thanh mà máy này đọc được (ffmpeg: {_last_line(process, said)})"
        )
    offset, _, encoding, rate_hz, channels = struct.unpack_from(">5I", header, 4)
    if encoding != _AU_FLOAT:
        raise NotSound(path=path, reason="ffmpeg trả về âm thanh lạ")
    stream.read(offset - _AU_HEADER)

    def pieces() -> Iterator[Floats]:
        while part := stream.read(PIECE * channels * 4):
            whole = len(part) // (4 * channels) * 4 * channels
            yield np.frombuffer(part[:whole], dtype=">f4").astype(np.float32).reshape(-1, channels)
        if process.wait():
            raise soundfile.LibsndfileError(0, f"ffmpeg: {_last_line(process, said)}: ")

    return OpenSound(
        rate_hz=rate_hz,
        channels=channels,
        bits=0,
        content=content,
        stream=StreamFacts(form=path.suffix[1:].upper() or "ffmpeg"),
        pieces=pieces,
    )


def _last_line(process: subprocess.Popen[bytes], said: IO[bytes]) -> str:
    process.wait()
    said.seek(0)
    lines = said.read().decode("utf-8", errors="replace").strip().splitlines()
    return lines[-1].rsplit(": ", 1)[-1] if lines else "không rõ lý do"
