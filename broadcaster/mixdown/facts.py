"""What is measured of sound as decoded, once a block; the facts of a programme follow from those of its blocks."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

import numpy as np

from broadcaster.domain.ids import DurationMs
from broadcaster.domain.sound_facts import SoundFacts
from broadcaster.mixdown.loudness import (
    SILENT,
    Energies,
    integrated,
    powers_of,
    weighted,
    window_powers,
    windows_of,
)
from broadcaster.mixdown.peaks import true_peak
from broadcaster.mixdown.samples import RATE_HZ, Samples


def facts_of(samples: Samples) -> SoundFacts:
    """Measure mono sound at 48 000 Hz."""
    return facts_from(len(samples), weighted(samples), dbtp=true_peak(samples))


def facts_from(count: int, energies: Energies, *, dbtp: float) -> SoundFacts:
    """Give the facts of so many samples with such K-weighted energies and such a true peak."""
    return SoundFacts(
        duration=DurationMs(-(-count * 1000 // RATE_HZ)),
        windows=tuple(windows_of(window_powers(energies)).round(2).tolist()),
        peak_dbtp=None if dbtp == SILENT else round(dbtp, 2),
    )


def together(parts: Iterable[SoundFacts]) -> tuple[float, float]:
    """Give integrated loudness (LUFS) and true peak (dBTP) of parts played one after another.

    Both gates are applied to the windows of all the parts; the few windows that would lie across a joint are left out.
    """
    parts = tuple(parts)
    windows = np.fromiter(chain.from_iterable(part.windows for part in parts), dtype=np.float64)
    peaks = [part.peak_dbtp for part in parts if part.peak_dbtp is not None]
    return integrated(powers_of(windows)), max(peaks, default=SILENT)
