"""Music that makes room for words: how deep a bed lies, half millisecond by half millisecond, after the voice."""

from __future__ import annotations

from typing import Any, cast

import numpy as np
import numpy.typing as npt

from broadcaster.mixdown.loudness import Energies
from broadcaster.mixdown.samples import STEP, Samples

_GRAIN = 20
"""Steps, 10 ms, in which the voice is followed."""
_GRAIN_MS = 10
_SILENCE_LU, _SPEECH_LU = -25.0, -15.0  # under the voice's own loudness: nothing is said; somebody speaks
_EARLY_MS = 60  # down before the word
_HOLD_MS = 500  # a pause between two sentences lets no music up
_DOWN_DB_PER_S, _UP_DB_PER_S = 30.0, 11.0
_SMOOTH_GRAINS = 6


def depth(voice: Energies, *, lufs: float, most_db: float) -> Samples:
    """Give by how many decibels the bed is lowered in each step, from 0 to `most_db`.

    It looks ahead, so that the bed is down when the first word begins; stays down for half a second, over the pauses
    between sentences; and then comes up slowly.

    Args:
        voice: K-weighted energies of all that is said, at its place.
        lufs: how loud the voice is.
        most_db: how deep the bed lies under words.
    """
    grains = np.concatenate([voice, np.zeros(-len(voice) % _GRAIN)]).reshape(-1, _GRAIN).sum(axis=1)
    loudness = 10 * np.log10(grains / (_GRAIN * STEP) + 1e-12) - 0.691
    said = np.clip((loudness - lufs - _SILENCE_LU) / (_SPEECH_LU - _SILENCE_LU), 0.0, 1.0) * most_db
    at = np.arange(len(said)) * (_GRAIN_MS / 1000)
    after = np.maximum.accumulate(_held(said) + at * _UP_DB_PER_S) - at * _UP_DB_PER_S
    before = (np.maximum.accumulate((after - at * _DOWN_DB_PER_S)[::-1])[::-1]) + at * _DOWN_DB_PER_S
    bell = np.hanning(2 * _SMOOTH_GRAINS + 1)
    smooth = cast("Any", np).convolve(np.pad(before, _SMOOTH_GRAINS, mode="edge"), bell / bell.sum(), mode="valid")
    centres = (np.arange(len(said)) + 0.5) * _GRAIN
    return cast("Any", np).interp(np.arange(len(voice)), centres, smooth).astype(np.float32)


def _held(said: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Let each value begin a little early and last a while."""
    padded = np.pad(said, (_HOLD_MS // _GRAIN_MS, _EARLY_MS // _GRAIN_MS))
    width = len(padded) - len(said) + 1
    return cast("npt.NDArray[np.float64]", np.lib.stride_tricks.sliding_window_view(padded, width).max(axis=1))
