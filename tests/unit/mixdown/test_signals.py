"""Technicians' sounds: where each sample is, and how high."""

from itertools import pairwise

import numpy as np
import pytest
from sounds import RATE

from broadcaster.domain.carts import SignalKind
from broadcaster.domain.sound import FRAME_MS
from broadcaster.mixdown.peaks import true_peak
from broadcaster.mixdown.signals import HOUR_AT, SIGNAL_LENGTHS, signal


def stretches(samples):
    """Give first and last sample of everything between silences of 5 ms or more."""
    heard = np.flatnonzero(samples)
    breaks = np.flatnonzero(np.diff(heard) > RATE // 200)
    return list(zip([heard[0], *heard[breaks + 1]], [*heard[breaks], heard[-1]], strict=True))


def frequency(samples):
    """Give the strongest frequency by a parabola through the highest lines of a windowed spectrum."""
    spectrum = np.log(np.abs(np.fft.rfft(samples * np.hanning(len(samples)))) + 1e-12)
    at = int(np.argmax(spectrum))
    before, top, after = spectrum[at - 1 : at + 2]
    return (at + 0.5 * (before - after) / (before - 2 * top + after)) * RATE / len(samples)


def test_every_signal_has_a_length_in_whole_frames():
    assert set(SIGNAL_LENGTHS) == set(SignalKind)
    for kind, length in SIGNAL_LENGTHS.items():
        assert length % FRAME_MS == 0
        assert len(signal(kind)) == length * RATE // 1000


def test_pips_stand_to_the_sample_and_the_long_one_begins_on_the_hour():
    found = stretches(signal(SignalKind.PIPS))
    assert [int(first) for first, _ in found[:-1]] == pytest.approx([second * RATE for second in range(5)], abs=1)
    assert found[-1][0] == pytest.approx(HOUR_AT * RATE // 1000, abs=1)
    assert [round((last - first) * 1000 / RATE) for first, last in found] == [100] * 5 + [500]


def test_pips_are_a_pure_kilohertz_and_do_not_click():
    pips = signal(SignalKind.PIPS)
    last = pips[HOUR_AT * RATE // 1000 :][: RATE // 2]
    assert frequency(last) == pytest.approx(1_000, abs=0.05)
    assert np.abs(pips[:4]).max() < 1e-3
    assert not pips[-RATE * 44 // 1000 :].any()


@pytest.mark.parametrize(("kind", "dbfs"), [(SignalKind.TONE_18, -18), (SignalKind.TONE_20, -20)])
def test_a_line_up_tone_has_its_level_and_frequency(kind, dbfs):
    tone = signal(kind)
    middle = tone[RATE : 3 * RATE].astype(float)
    assert 20 * np.log10(np.sqrt(np.mean(middle**2)) * np.sqrt(2)) == pytest.approx(dbfs, abs=0.001)
    assert true_peak(tone) == pytest.approx(dbfs, abs=0.02)
    assert frequency(middle) == pytest.approx(1_000, abs=0.01)
    spectrum = np.abs(np.fft.rfft(middle)) ** 2
    spectrum[1_990:2_011] = 0  # ten hertz around the tone
    assert spectrum.sum() < 1e-10 * np.sum(middle**2) * len(middle)


def test_the_interrupted_tone_breaks_off_for_a_quarter_second_every_three():
    found = stretches(signal(SignalKind.LINE_UP))
    gaps = [(first, after) for (_, first), (after, _) in pairwise(found)]
    assert [round(first / RATE, 2) for first, _ in gaps] == [3 * number for number in range(1, 10)]
    assert {round((after - first) * 1000 / RATE) for first, after in gaps} == {250}
    assert np.abs(np.diff(signal(SignalKind.LINE_UP))).max() < 0.02


@pytest.mark.parametrize("length", [1_000, 20_016])
def test_the_sweep_climbs_evenly_in_octaves(length):
    sweep = signal(SignalKind.SWEEP, length)
    whole = len(sweep)
    for share in (0.25, 0.5, 0.75):
        middle = round(share * whole)
        heard = frequency(sweep[middle - 1_000 : middle + 1_000])
        assert heard == pytest.approx(100 * 120**share, rel=0.04)
    assert np.abs(sweep).max() == pytest.approx(0.1, abs=1e-4)


@pytest.mark.parametrize("kind", [kind for kind in SignalKind if kind is not SignalKind.PIPS])
@pytest.mark.parametrize("length", [100, 3_000, 7_777])
def test_a_tone_may_have_any_length(kind, length):
    tone = signal(kind, length)
    assert len(tone) == length * RATE // 1000
    assert np.isfinite(tone).all()
    assert np.abs(tone[[0, -1]]).max() < 1e-3
