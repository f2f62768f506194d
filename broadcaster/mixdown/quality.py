"""Measuring sound for quality control: once for each part, and joined for the whole."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

import numpy as np
import numpy.typing as npt
import soundfile

from broadcaster.domain.ids import DurationMs
from broadcaster.domain.quality import (
    LEVEL_MS,
    QualityFacts,
    StereoFacts,
    StreamFacts,
    StreamFault,
    StreamFaultKind,
)
from broadcaster.errors import MixError
from broadcaster.mixdown import containers
from broadcaster.mixdown.meters import BandMeter, ClipMeter, Floats, LevelMeter, LoudnessMeter, PeakMeter
from broadcaster.mixdown.sound_files import PIECE, OpenSound, opened_sound

_STEREO = 2
_MD5_BITS = {16: "<i2", 24: "<i4"}


class QualityMeter:
    """Measures sound that comes piece by piece."""

    def __init__(self, rate_hz: int, channels: int) -> None:
        """Take the form of the sound; `channels` is 1 or 2."""
        self._rate_hz, self._channels, self._count = rate_hz, channels, 0
        self._levels, self._loudness = LevelMeter(rate_hz), LoudnessMeter(rate_hz, channels)
        self._peak, self._clips, self._bands = PeakMeter(rate_hz, channels), ClipMeter(channels), BandMeter(rate_hz)
        self._sums: npt.NDArray[np.float64] = np.zeros(channels)
        self._products: npt.NDArray[np.float64] = np.zeros((channels, channels))

    def add(self, piece: Floats) -> None:
        """Take samples: a row for each, a column for each side."""
        self._count += len(piece)
        self._levels.add(np.einsum("ij,ij->i", piece, piece) / np.float32(self._channels))
        self._loudness.add(piece)
        self._peak.add(piece)
        self._clips.add(piece)
        self._bands.add(piece)
        self._sums += piece.sum(axis=0, dtype=np.float64)
        if self._channels == _STEREO:
            self._products += np.array([[np.einsum("i,i->", a, b) for b in piece.T] for a in piece.T])

    def facts(self, stream: StreamFacts | None = None) -> QualityFacts:
        """End the sound and give what was measured."""
        first = self._clips.first
        return QualityFacts(
            rate_hz=self._rate_hz,
            channels=self._channels,
            count=self._count,
            levels=self._levels.levels(),
            windows=self._loudness.windows(),
            peak_dbtp=self._peak.dbtp(),
            offsets=tuple((self._sums / max(self._count, 1)).tolist()),
            clips=self._clips.clips,
            first_clip=None if first is None else DurationMs(first * 1000 // self._rate_hz),
            bands=self._bands.bands(),
            mirrors=self._bands.mirrors(),
            stereo=self._stereo(),
            stream=stream,
        )

    def _stereo(self) -> StereoFacts | None:
        if self._channels != _STEREO:
            return None
        means = self._products / max(self._count, 1)
        return StereoFacts(left=float(means[0, 0]), right=float(means[1, 1]), cross=float(means[0, 1]))


def measured(path: Path) -> QualityFacts:
    """Measure a sound file of any kind, piece by piece; damage is told in its facts.

    Raises:
        FileMissing, FileFailed, ReadOnlyPlace, EmptyFile, NotSound: there is no sound to be measured.
    """
    with opened_sound(path) as sound:
        return _measured(sound)


def measured_mp3(content: bytes) -> QualityFacts:
    """Measure an MP3 in memory, its sound alone; raises MixError."""
    try:
        with soundfile.SoundFile(io.BytesIO(content)) as sound:
            meter = QualityMeter(sound.samplerate, sound.channels)
            while len(piece := sound.read(PIECE, dtype="float32", always_2d=True)):
                meter.add(cast("Floats", piece))
    except soundfile.LibsndfileError as error:
        raise MixError(reason=f"không giải mã được MP3 ({error})") from error
    return meter.facts()


def joined(parts: Sequence[QualityFacts]) -> QualityFacts:
    """Give the facts of sound that is made of these parts, one after another.

    A silence over a joint is one silence, and everything else is as if the whole had been measured, but that loudness
    has no windows across the joints (some hundredths of a LU).

    Raises:
        MixError: there are none, they differ in form, or one before the last is no whole number of 24 ms.
    """
    forms = {(part.rate_hz, part.channels) for part in parts}
    if len(forms) != 1:
        raise MixError(reason="các phần âm thanh không cùng tần số lấy mẫu, số kênh")
    ((rate_hz, channels),) = forms
    if any(part.count * 1000 % (rate_hz * LEVEL_MS) for part in parts[:-1]):
        raise MixError(reason=f"có phần âm thanh không chia chẵn cho {LEVEL_MS} ms")
    counts = [part.count for part in parts]
    peaks = [part.peak_dbtp for part in parts if part.peak_dbtp is not None]
    return QualityFacts(
        rate_hz=rate_hz,
        channels=channels,
        count=sum(counts),
        levels=b"".join(part.levels for part in parts),
        windows=tuple(window for part in parts for window in part.windows),
        peak_dbtp=max(peaks, default=None),
        offsets=_weighted([part.offsets for part in parts], counts),
        clips=sum(part.clips for part in parts),
        first_clip=_first_clip(parts),
        bands=_weighted([part.bands for part in parts], counts),
        mirrors=_weighted([part.mirrors for part in parts], counts),
        stereo=_joined_sides(parts, counts),
    )


def _measured(sound: OpenSound) -> QualityFacts:
    stream = sound.stream
    meter = QualityMeter(sound.rate_hz, sound.channels)
    digest = hashlib.md5(usedforsecurity=False)  # what FLAC protects its sound with
    count = 0
    gave_up: StreamFault | None = None
    try:
        for piece in sound.pieces():
            meter.add(piece)
            count += len(piece)
            if sound.bits in _MD5_BITS:
                digest.update(_as_written(piece, sound.bits))
    except soundfile.LibsndfileError:
        at = DurationMs(count * 1000 // sound.rate_hz)
        gave_up = StreamFault(kind=StreamFaultKind.UNDECODABLE, at=at)
    found = [*stream.faults, *_flac_faults(sound, count, digest.digest())]
    if gave_up is not None:
        found.append(gave_up)
    return meter.facts(replace(stream, faults=tuple(found)))


def _flac_faults(sound: OpenSound, count: int, digest: bytes) -> Iterator[StreamFault]:
    """Hold decoded sound against what the FLAC file says of it."""
    if sound.stream.form != "FLAC":
        return
    promised, md5, bits = containers.flac_count(sound.content)
    if promised and promised != count:
        at = DurationMs(count * 1000 // sound.rate_hz)
        yield StreamFault(kind=StreamFaultKind.TRUNCATED, at=at, count=max(promised - count, 0))
    elif any(md5) and bits in _MD5_BITS and md5 != digest:
        yield StreamFault(kind=StreamFaultKind.CHECKSUM, at=DurationMs(0))


def _as_written(piece: Floats, bits: int) -> bytes:
    """Give decoded samples as the whole numbers that they were, little-endian in as many bytes as needed."""
    whole = np.rint(piece.astype(np.float64) * (1 << bits - 1)).astype(_MD5_BITS[bits])
    width = bits // 8
    return whole.view(np.uint8).reshape(-1, whole.itemsize)[:, :width].tobytes()


def _weighted(rows: Iterable[Sequence[float]], counts: Sequence[int]) -> tuple[float, ...]:
    total = max(sum(counts), 1)
    return tuple(
        sum(value * count for value, count in zip(column, counts, strict=True)) / total
        for column in zip(*rows, strict=True)
    )


def _first_clip(parts: Sequence[QualityFacts]) -> DurationMs | None:
    at = 0
    for part in parts:
        if part.first_clip is not None:
            return DurationMs(at * 1000 // part.rate_hz + part.first_clip)
        at += part.count
    return None


def _joined_sides(parts: Sequence[QualityFacts], counts: Sequence[int]) -> StereoFacts | None:
    sides = [part.stereo for part in parts if part.stereo is not None]
    if len(sides) < len(parts):
        return None
    left, right, cross = _weighted([(side.left, side.right, side.cross) for side in sides], counts)
    return StereoFacts(left=left, right=right, cross=cross)
