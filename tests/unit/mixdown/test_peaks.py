import numpy as np
import pytest
import soxr
from hypothesis import given, settings
from hypothesis import strategies as st
from sounds import RATE, speech_like

from broadcaster.mixdown.peaks import PeakMeter, Peaks, amplitude, decibels, true_peak

STEP = 24


def noise(seed, count=200 * STEP):
    """Give loud and soft noise, unfiltered, with single clicks: what stands highest between its samples."""
    random = np.random.default_rng(seed)
    sound = random.normal(0, 0.2, count) * np.repeat(random.uniform(0, 1, count // STEP), STEP)
    sound[random.integers(0, count, 20)] = random.uniform(-1, 1, 20)
    return sound.astype(np.float32)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000), st.floats(-20, 0))
def test_what_is_not_computed_is_never_over_what_matters(seed, above_dbfs):
    sound = noise(seed)
    peaks, above = Peaks(sound), amplitude(above_dbfs)
    everywhere, sought = peaks.over(-1.0), peaks.over(above)
    over = everywhere > above
    assert np.array_equal(sought[over], everywhere[over])
    assert (sought[~over] <= above).all()
    assert (everywhere >= peaks.lowest).all()
    assert peaks.highest == everywhere.max()


@pytest.mark.parametrize("seed", range(4))
def test_it_is_what_four_times_the_rate_shows(seed):
    sound = speech_like(3, seed)
    finer = np.abs(soxr.resample(sound, RATE, 4 * RATE, "VHQ")).max()
    assert true_peak(sound) == pytest.approx(decibels(finer), abs=0.05)


def test_only_what_could_be_the_highest_is_looked_at_closely():
    sound = speech_like(10, 5)
    peaks = Peaks(sound)
    assert np.count_nonzero(peaks.over(peaks.lowest.max()) != peaks.lowest) < len(peaks.lowest) / 100


@pytest.mark.parametrize("size", [1, 23, 24, 1_000, 48_000])
def test_the_meter_takes_pieces_of_any_size(size):
    sound = np.append(noise(6), np.zeros(4 * size + 5, dtype=np.float32))
    meter = PeakMeter()
    for at in range(0, len(sound), size):
        meter.add(sound[at : at + size])
    assert decibels(meter.end()[1]) == pytest.approx(true_peak(sound), abs=1e-6)


@pytest.mark.parametrize("size", [24, 4_800, 48_000])
def test_the_meter_tells_where_the_peaks_are(size):
    sound, meter = noise(7), PeakMeter(above=0.3)
    for at in range(0, len(sound), size):
        meter.add(sound[at : at + size])
    heights = meter.end()[0][: len(sound) // STEP]
    whole = Peaks(sound).over(0.3)
    assert heights[whole > 0.3] == pytest.approx(whole[whole > 0.3])
    assert (heights[whole <= 0.3] <= 0.3).all()


@pytest.mark.parametrize("at", [0, 5, -1])
def test_a_peak_at_either_end_is_seen(at):
    sound = np.zeros(100 * STEP, dtype=np.float32)
    sound[at] = 0.5
    assert true_peak(sound) == pytest.approx(decibels(0.5), abs=0.01)
