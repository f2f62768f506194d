"""K-weighting against the tables of BS.1770-4 and against scipy's filter."""

import numpy as np
import pytest
import scipy.signal

from broadcaster.mixdown.samples import STEP
from broadcaster.mixdown.weighting import KWeighting, in_steps, k_weighting

TABLES = [
    [1.53512485958697, -2.69169618940638, 1.19839281085285, 1.0, -1.69065929318241, 0.73248077421585],
    [1.0, -2.0, 1.0, 1.0, -1.99004745483398, 0.99007225036621],
]


def sound(count, seed=1):
    return np.random.default_rng(seed).standard_normal(count).astype(np.float32)


def test_at_48_khz_the_filters_are_the_standards_tables():
    assert k_weighting(48_000) == pytest.approx(np.array(TABLES), abs=1e-12)


@pytest.mark.parametrize("rate_hz", [8_000, 22_050, 44_100, 48_000, 96_000])
def test_it_filters_as_scipy_does_whatever_the_rate(rate_hz):
    samples = sound(STEP * 3_000) + np.float32(0.5)
    meant = scipy.signal.sosfilt(k_weighting(rate_hz), samples)
    assert KWeighting(rate_hz).filtered(in_steps(samples)).reshape(-1) == pytest.approx(meant, abs=1e-7)


@pytest.mark.parametrize("steps", [[1] * 40, [0, 5, 0, 300, 1, 2_000], [255, 256, 257, 513], [9_000]])
def test_it_goes_on_where_the_last_piece_ended(steps):
    samples = sound(STEP * sum(steps))
    meant = scipy.signal.sosfilt(k_weighting(48_000), samples)
    weighting = KWeighting(48_000)
    parts = np.split(in_steps(samples), np.cumsum(steps)[:-1])
    assert np.concatenate([weighting.filtered(part) for part in parts]).reshape(-1) == pytest.approx(meant, abs=1e-8)


def test_a_long_rumble_does_not_grow():
    """The low cut's two poles nearly meet: what is remembered must not drift in half an hour."""
    weighting = KWeighting(48_000)
    still = in_steps(np.full(STEP * 10_000, 0.8, dtype=np.float32))
    for _ in range(60):
        heard = weighting.filtered(still)
    assert np.abs(heard).max() < 1e-9


def test_an_unfinished_step_is_filled_up_with_silence():
    steps = in_steps(sound(STEP + 1))
    assert steps.shape == (2, STEP)
    assert not steps[1, 1:].any()
    assert in_steps(sound(0)).shape == (0, STEP)
