"""True peaks of an encoded block as decoded, sought only where they can matter, since decoding all of it costs most.

A frame needs what stands before it: its bits may begin up to 511 bytes back, and its first half is laid over the last
half of the frame before. So some frames are decoded before each place; of the first of these only the bytes are wanted,
not the sound, and so they are said to be silent.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from broadcaster.domain.ids import DurationMs
from broadcaster.domain.sound import FRAME_MS
from broadcaster.mixdown.levels import turned
from broadcaster.mixdown.mp3 import pieces, size_of, splice
from broadcaster.mixdown.mp3_headers import HEADER
from broadcaster.mixdown.peaks import PeakMeter
from broadcaster.mixdown.samples import FRAME, STEP, Samples

_Places = npt.NDArray[np.bool_]

_LATE = 576 + 529
"""Samples by which a frame's sound comes after the samples it was made from: the encoder's delay, the decoder's."""
_SIDE_INFO = slice(HEADER, HEADER + 17)
_MOST_BACK = 511
_AROUND = 3
"""Steps on each side of a place: a true peak is made of 10 samples on each side."""
_PIECE = 84 * FRAME


def decoded_peaks(content: bytes, near: _Places, *, kbps: int, above: float) -> tuple[Samples, float]:
    """Give the peak of each step of a block as decoded, where it is that high, and the highest of all.

    Args:
        content: what mp3.encode() gave.
        near: the steps in which it matters; elsewhere some peak that is not higher is given, or none.
        kbps: its bit rate.
        above: true peaks are found where they are more than this amplitude, and the highest anyway.
    """
    frames = np.frombuffer(content, dtype=np.uint8).reshape(-1, size_of(DurationMs(FRAME_MS), kbps=kbps))
    heard = _widened(near, _AROUND, _AROUND)
    sounding = _sounding(heard, len(frames))
    silent = -(-_MOST_BACK // (frames.shape[1] - _SIDE_INFO.stop))
    numbers = np.flatnonzero(_widened(sounding, silent, 0))
    excerpt = _made_silent(frames[numbers], ~sounding[numbers], numbers)
    steps = FRAME // STEP
    gains = np.append(heard.reshape(-1, steps)[numbers].reshape(-1), np.zeros(steps)).astype(np.float32)
    meter, at = PeakMeter(above=above), 0
    for piece in pieces(splice([excerpt], kbps=kbps), count=_PIECE):
        meter.add(turned(piece, gains[at : at + len(piece) // STEP]))
        at += len(piece) // STEP
    found, highest = meter.end()
    heights = np.zeros(near.shape, dtype=np.float32)
    heights.reshape(-1, steps)[numbers] = found[: len(numbers) * steps].reshape(-1, steps)
    return heights, highest


def _sounding(heard: _Places, count: int) -> _Places:
    """Give which of so many frames must be decoded for some steps to be heard."""
    steps = np.flatnonzero(heard)
    sounding = np.zeros(count, dtype=np.bool_)
    for first_or_last in (steps * STEP, steps * STEP + STEP - 1):
        sounding[np.minimum((first_or_last + _LATE) // FRAME, count - 1)] = True
    return _widened(sounding, 1, 0)


def _made_silent(frames: npt.NDArray[np.uint8], silent: _Places, numbers: npt.NDArray[np.intp]) -> bytes:
    """Give frames of which some say that they hold no sound, while their bytes stay for those behind them.

    How far back their own sound would begin is still said: decoders keep no more of what was before.
    """
    starts = np.flatnonzero(np.append(True, np.diff(numbers) > 1))
    ages = np.arange(len(numbers)) - np.repeat(starts, np.diff(np.append(starts, len(numbers))))
    back = np.minimum(ages[silent] * (frames.shape[1] - _SIDE_INFO.stop), _MOST_BACK)
    frames[silent, _SIDE_INFO] = 0
    frames[silent, HEADER], frames[silent, HEADER + 1] = back >> 1, (back & 1) << 7
    return frames.tobytes()


def _widened(places: _Places, before: int, after: int) -> _Places:
    """Give places with so many before and after each."""
    wide = places.copy()
    for by in range(1, before + 1):
        wide[:-by] |= places[by:]
    for by in range(1, after + 1):
        wide[by:] |= places[:-by]
    return wide
