"""Meters for sound of any rate, one or two sides, that comes piece by piece: nothing is kept but what they read.

Loudness and true peak are those of ITU-R BS.1770-4; at 48 000 Hz the filters are its tables, at other rates the same
curves.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
import soxr

from broadcaster.domain.quality import BAND_HZ, LEAST_LEVEL_DB, LEVEL_MS
from broadcaster.mixdown.images import ImageMeter
from broadcaster.mixdown.samples import STEP
from broadcaster.mixdown.weighting import KWeighting, in_steps

Floats = npt.NDArray[np.float32]
Sums = npt.NDArray[np.float64]

ABSOLUTE_GATE = -70.0
"""Loudness under which sound does not count, LUFS."""

_OFFSET_LU = -0.691
_HOPS_IN_WINDOW = 4
_OVERSAMPLING = 4
_AT_FULL_SCALE = 0.99995
"""One step of 16 bits under full scale still counts."""
_RUN = 3
_BAND_EVERY = 4  # windows: one in four tells as much of half an hour as all
_LEAST_POWER = 10 ** (-LEAST_LEVEL_DB / 10)


class LevelMeter:
    """Gives the level of each 24 ms as a byte: whole dB under full scale."""

    def __init__(self, rate_hz: int) -> None:
        self._rate_hz = rate_hz
        self._rest: Floats = np.zeros(0, dtype=np.float32)
        self._start = 0  # of the rest, in samples
        self._levels = bytearray()

    def add(self, power: Floats) -> None:
        """Take the power of each sample."""
        power = np.concatenate([self._rest, power])
        whole = self._whole(self._start + len(power))
        edges = np.array([self._edge(number) for number in range(len(self._levels), whole + 1)]) - self._start
        if whole > len(self._levels):
            sums = np.add.reduceat(power[: edges[-1]], edges[:-1], dtype=np.float64)
            self._levels += _level(sums / np.diff(edges))
        self._rest = power[edges[-1] :]
        self._start += int(edges[-1])

    def levels(self) -> bytes:
        """End the sound and give all levels; an unfinished last one is that of what there is."""
        if len(self._rest):
            self._levels += _level(np.array([self._rest.mean(dtype=np.float64)]))
        return bytes(self._levels)

    def _edge(self, number: int) -> int:
        return number * self._rate_hz * LEVEL_MS // 1000

    def _whole(self, samples: int) -> int:
        number = samples * 1000 // (self._rate_hz * LEVEL_MS)
        return number + 1 if self._edge(number + 1) <= samples else number


class LoudnessMeter:
    """Gives the loudness of each 400 ms, one every 100 ms."""

    def __init__(self, rate_hz: int, channels: int) -> None:
        self._hop = rate_hz // 10
        self._sides = [KWeighting(rate_hz) for _ in range(channels)]
        self._unfinished: Floats = np.zeros((0, channels), dtype=np.float32)
        self._rest: Sums = np.zeros(0)
        self._hops: list[Sums] = []

    def add(self, piece: Floats) -> None:
        """Take samples, a column for each side."""
        piece = np.concatenate([self._unfinished, piece])
        whole = len(piece) // STEP * STEP
        self._unfinished = piece[whole:]
        self._weigh(piece[:whole])

    def _weigh(self, piece: Floats) -> None:
        power = np.zeros(len(piece))
        for side, weighting in enumerate(self._sides):
            power += np.square(weighting.filtered(in_steps(piece[:, side])).reshape(-1)[: len(piece)])
        power = np.concatenate([self._rest, power])
        whole = len(power) // self._hop * self._hop
        self._hops.append(power[:whole].reshape(-1, self._hop).mean(axis=1))
        self._rest = power[whole:]

    def windows(self) -> tuple[float, ...]:
        """End the sound and give its windows over the absolute gate; of less than 400 ms, one of what there is."""
        self._weigh(self._unfinished)
        if len(self._rest):
            self._hops.append(np.array([self._rest.sum() / self._hop]))
        hops = np.concatenate(self._hops) if self._hops else np.zeros(0)
        if len(hops) < _HOPS_IN_WINDOW:
            powers = hops.sum(keepdims=True) / max(len(hops), 1)
        else:
            powers = np.convolve(hops, np.full(_HOPS_IN_WINDOW, 1 / _HOPS_IN_WINDOW), mode="valid")
        loud = powers[powers > 10 ** ((ABSOLUTE_GATE - _OFFSET_LU) / 10)]
        return tuple(np.round(_OFFSET_LU + 10 * np.log10(loud), 3).tolist())


class PeakMeter:
    """Follows the true peak, without false peaks where pieces meet."""

    def __init__(self, rate_hz: int, channels: int) -> None:
        finer = rate_hz * _OVERSAMPLING
        self._finer = soxr.ResampleStream(rate_hz, finer, channels, dtype="float32", quality="HQ")
        self._channels = channels
        self._peak = 0.0

    def add(self, piece: Floats) -> None:
        """Take samples, a column for each side."""
        self._take(piece)
        self._take(self._finer.resample_chunk(piece if self._channels > 1 else piece[:, 0]))

    def dbtp(self) -> float | None:
        """End the sound and give its peak in dBTP; none for silence."""
        rest = np.zeros((0, self._channels) if self._channels > 1 else 0, dtype=np.float32)
        self._take(self._finer.resample_chunk(rest, last=True))
        return round(20 * math.log10(self._peak), 3) if self._peak > 0 else None

    def _take(self, samples: Floats) -> None:
        if samples.size:
            self._peak = max(self._peak, float(samples.max()), -float(samples.min()))


class ClipMeter:
    """Counts the places where three or more samples in a row stand at full scale, on one side or the other."""

    def __init__(self, channels: int) -> None:
        self.clips = 0
        self.first: int | None = None
        self._open = [0] * channels  # length of a run that may go on in the next piece
        self._count = 0

    def add(self, piece: Floats) -> None:
        """Take samples, a column for each side."""
        if any(self._open) or (piece.size and max(float(piece.max()), -float(piece.min())) >= _AT_FULL_SCALE):
            for side, column in enumerate(piece.T):
                self._add(side, np.abs(column) >= _AT_FULL_SCALE)
        self._count += len(piece)

    def _add(self, side: int, full: npt.NDArray[np.bool_]) -> None:
        before = self._open[side]
        marks = np.flatnonzero(np.diff(np.concatenate([[before > 0], full, [False]]).astype(np.int8)))
        # A run that began before this piece has no rise of its own here.
        starts, ends = (np.concatenate([[-before], marks[1::2]]), marks[::2]) if before else (marks[::2], marks[1::2])
        lengths = ends - starts
        self._open[side] = int(lengths[-1]) if len(full) and full[-1] else 0
        already = before >= _RUN
        found = starts[lengths >= _RUN]
        self.clips += len(found) - (1 if already and len(found) and found[0] == -before else 0)
        if len(found):
            first = self._count + int(found[0])
            self.first = first if self.first is None else min(self.first, first)


class BandMeter:
    """Gives the power in each kHz, from a window of 24 ms in every 96."""

    def __init__(self, rate_hz: int) -> None:
        self._size = rate_hz * LEVEL_MS // 1000
        shape: Sums = np.hanning(self._size)
        self._shape = shape.astype(np.float32)
        self._scale = 2 / (self._size * float((shape**2).sum()))
        self._edges = np.arange(0, rate_hz / 2, BAND_HZ) * self._size // rate_hz
        self._bands: Sums = np.zeros(len(self._edges))
        self._images = ImageMeter(rate_hz, self._size)
        self._windows = 0
        self._rest: Floats | None = None

    def add(self, piece: Floats) -> None:
        """Take samples, a column for each side; the power is the mean of the sides'."""
        piece = piece if self._rest is None else np.concatenate([self._rest, piece])
        step = self._size * _BAND_EVERY
        whole = len(piece) // step
        self._take(piece[: whole * step].reshape(whole, step, piece.shape[1])[:, : self._size])
        self._rest = piece[whole * step :]

    def bands(self) -> tuple[float, ...]:
        """End the sound and give the mean power of each band."""
        if self._rest is not None and len(self._rest) >= self._size:
            self._take(self._rest[None, : self._size])
        return tuple((self._bands / max(self._windows, 1)).tolist())

    def mirrors(self) -> tuple[float, ...]:
        """Give how much the sound has of each old sample rate's images; ask after :meth:`bands`."""
        return self._images.mirrors()

    def _take(self, windows: Floats) -> None:
        """Take windows: number, sample, side."""
        for side in range(windows.shape[2] if len(windows) else 0):
            spectra = np.fft.rfft(windows[:, :, side] * self._shape, axis=1)
            power = spectra.real**2 + spectra.imag**2
            total = power.sum(axis=0, dtype=np.float64)
            self._bands += np.add.reduceat(total, self._edges.astype(int)) * self._scale / windows.shape[2]
            self._images.add(power.astype(np.float32, copy=False))
        self._windows += len(windows)


def integrated(windows: Floats | Sums) -> float | None:
    """Give the integrated loudness of windows over the absolute gate, LUFS; none where there are none."""
    if not windows.size:
        return None
    powers = 10 ** ((windows.astype(np.float64) - _OFFSET_LU) / 10)
    return _lufs(powers[powers > powers.mean() / 10])


def _lufs(powers: Sums) -> float:
    return _OFFSET_LU + 10 * math.log10(float(powers.mean()))


def _level(power: Sums) -> bytes:
    decibels = np.rint(-10 * np.log10(np.maximum(power, _LEAST_POWER)))
    return decibels.clip(0, LEAST_LEVEL_DB).astype(np.uint8).tobytes()
