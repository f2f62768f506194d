import numpy as np
import pytest
from sounds import RATE, floats

from broadcaster.domain.sound import Pcm
from broadcaster.mixdown.samples import count_of, from_pcm, to_pcm


@pytest.mark.parametrize("rate_hz", [16_000, 22_050, 24_000, 48_000])
def test_length_in_seconds_stays(rate_hz):
    sound = from_pcm(Pcm(rate_hz=rate_hz, samples=bytes(2 * rate_hz * 3)))
    assert len(sound) == 3 * RATE


def test_a_recording_fits_the_place_of_its_duration_at_any_rate():
    for count in range(20_000, 20_050):
        pcm = Pcm(rate_hz=22_050, samples=bytes(2 * count))
        assert len(from_pcm(pcm)) <= count_of(pcm.duration)


def test_resampling_leaves_no_image_of_a_low_rate_voice():
    time = np.arange(22_050) / 22_050
    tone = Pcm(rate_hz=22_050, samples=(20_000 * np.sin(2 * np.pi * 7_000 * time)).astype("<i2").tobytes())
    spectrum = np.abs(np.fft.rfft(from_pcm(tone) * np.hanning(RATE)))
    assert 20 * np.log10(spectrum[14_000:16_000].max() / spectrum[6_900:7_100].max()) < -80


def test_samples_come_back_unchanged():
    samples = np.arange(-32_767, 32_768, 7, dtype="<i2")
    assert to_pcm(from_pcm(Pcm(rate_hz=RATE, samples=samples.tobytes()))).samples == samples.tobytes()


def test_too_loud_is_clipped_not_wrapped():
    assert floats(to_pcm(np.array([1.5, -1.5], dtype=np.float32))).tolist() == [1.0, -1.0]
