"""The signal before an emergency bulletin."""

import numpy as np
import pytest

from broadcaster.mixdown.alarm import ALARM_LENGTH, LEAD_MS, TAIL_MS, alarm, alarm_block
from broadcaster.mixdown.mp3 import decode, splice
from broadcaster.mixdown.samples import count_of, from_pcm


def test_half_a_second_of_silence_stands_before_and_after_it():
    samples = alarm()
    assert len(samples) == count_of(ALARM_LENGTH)
    assert LEAD_MS >= 500
    assert not samples[: count_of(LEAD_MS)].any()
    assert not samples[-count_of(TAIL_MS) :].any()
    assert np.abs(samples).max() == pytest.approx(0.5, abs=0.01)


def test_two_tones_take_turns():
    samples = alarm()
    heard = []
    for number in range(6):
        part = samples[count_of(LEAD_MS + number * 480 + 50) :][: count_of(400)]
        spectrum = np.abs(np.fft.rfft(part * np.hanning(len(part))))
        heard.append(round(float(spectrum.argmax()) * 48_000 / len(part) / 10) * 10)
    assert heard == [660, 880] * 3


def test_it_is_as_loud_as_wanted_and_as_long_when_decoded():
    content = splice([alarm_block(lufs=-16, peak_dbtp=-1, kbps=64)], kbps=64)
    sound = decode(content)
    assert sound.duration == ALARM_LENGTH
    samples = from_pcm(sound)
    assert np.abs(samples).max() < 10 ** (-1 / 20)
    assert np.abs(samples[: count_of(500)]).max() < 0.001
