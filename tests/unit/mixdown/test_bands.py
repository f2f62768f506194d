"""What music is passed through, against scipy's filters."""

import numpy as np
import pytest
import scipy.signal
from sounds import RATE

from broadcaster.mixdown.bands import Room, passed
from broadcaster.mixdown.instruments import noise


@pytest.mark.parametrize(("order", "low_hz", "high_hz"), [(2, 220, 3_800), (4, 900, 3_600), (1, 50, 12_000)])
@pytest.mark.parametrize("count", [1, 480, 32_768, 52_801])
def test_a_band_is_what_scipy_makes_of_it(order, low_hz, high_hz, count):
    rough = noise(count)
    filters = scipy.signal.butter(order, [low_hz, high_hz], "bandpass", fs=RATE, output="sos")
    assert passed(rough, order, low_hz, high_hz) == pytest.approx(scipy.signal.sosfilt(filters, rough), abs=1e-4)


@pytest.mark.parametrize("count", [1, 5_000, 300_000, 700_001])
def test_a_room_is_an_echo_and_a_low_cut(count):
    pulse = np.concatenate([[1.0], 0.1 * noise(20_000) * np.exp(-np.arange(20_000) / 4_000)])
    dry = noise(count)
    filters = scipy.signal.butter(2, 70, "highpass", fs=RATE, output="sos")
    meant = scipy.signal.sosfilt(filters, scipy.signal.oaconvolve(dry, pulse))
    heard = Room(pulse, lowest_hz=70, ring=RATE // 10).heard(dry)
    assert heard.dtype == np.float32
    assert heard == pytest.approx(meant, abs=1e-5)
