import numpy as np
import pytest
import scipy.signal
from sounds import RATE, Recordings, a_voiced_segment, floats, lag, pcm_of

from broadcaster.domain.scripts import Presenter
from broadcaster.domain.sound import Pcm
from broadcaster.mixdown.blocks import render_block
from broadcaster.mixdown.cut_sound import sound_of
from broadcaster.mixdown.samples import from_pcm
from broadcaster.speech.espeak import EspeakEngine

SENTENCE = "Ủy ban nhân dân xã mở bộ phận một cửa."


def tone(hz, *, rate=22_050, seconds=1.0, amplitude=0.3):
    samples = amplitude * np.sin(2 * np.pi * hz * np.arange(int(rate * seconds)) / rate)
    return Pcm(rate_hz=rate, samples=np.rint(samples * 32_767).astype("<i2").tobytes())


def middle_level_db(cut):
    """How much louder a cut is than it was, away from its ends."""
    middle = slice(RATE // 4, -RATE // 4)
    before, after = from_pcm(cut)[middle], sound_of(cut)[middle]
    return 20 * np.log10(np.sqrt(np.mean(after**2)) / np.sqrt(np.mean(before**2)))


@pytest.mark.parametrize("rate", [16_000, 22_050, 48_000])
def test_voices_pass_and_rumble_does_not(rate):
    assert middle_level_db(tone(100, rate=rate)) == pytest.approx(0, abs=0.1)
    assert middle_level_db(tone(1_000, rate=rate)) == pytest.approx(0, abs=0.01)
    assert middle_level_db(tone(10, rate=rate)) < -24


def test_an_offset_goes():
    standing = pcm_of(np.full(RATE, 0.05, dtype=np.float32))
    assert abs(sound_of(standing)[RATE // 4 : -RATE // 4].mean()) < 1e-4


def offset_of_tenths(samples):
    """The furthest that any tenth of a second stands off the middle line."""
    count = RATE // 10
    return np.abs(samples[: len(samples) // count * count].reshape(-1, count).mean(axis=1)).max()


def test_espeaks_vowels_stand_on_the_middle_line():
    cut = EspeakEngine().synthesise(SENTENCE, "nu-phat-thanh")
    assert offset_of_tenths(from_pcm(cut)) > 0.005, "otherwise this test has nothing to look at"
    assert offset_of_tenths(sound_of(cut)) < 0.002
    assert abs(sound_of(cut).mean()) < 5e-5


def above_12_khz(samples, at):
    """The peak, in dBFS, of what stands above 12.5 kHz within 10 ms around a sample."""
    high = scipy.signal.butter(8, 12_500, "highpass", fs=RATE, output="sos")
    return 20 * np.log10(np.abs(scipy.signal.sosfiltfilt(high, samples)[at - 480 : at + 480]).max())


def test_a_cut_that_begins_and_ends_while_it_vibrates_does_not_click():
    vibrating = Pcm(rate_hz=22_050, samples=tone(110).samples[100:-150])
    heard = np.pad(sound_of(vibrating), RATE)
    raw = np.pad(from_pcm(vibrating), RATE)
    for at in (RATE, len(heard) - RATE):
        assert above_12_khz(raw, at) > -45
        assert above_12_khz(heard, at) < -70


def test_words_are_not_clipped_at_either_end():
    cut = pcm_of(np.ones(RATE, dtype=np.float32) * np.sin(np.arange(RATE)).astype(np.float32) * 0.3)
    before, after = from_pcm(cut), sound_of(cut)
    assert len(after) == len(before)
    assert lag(after, before) == 0
    whole = slice(RATE // 1000, -RATE * 5 // 1000)
    assert np.abs(after[whole] - before[whole]).max() < 0.01


def test_a_block_carries_no_offset():
    voices = {Presenter.FEMALE: "nu-phat-thanh", Presenter.MALE: "nam-phat-thanh"}
    recordings = Recordings(EspeakEngine(), voices)
    segment = a_voiced_segment(recordings, [(Presenter.FEMALE, [SENTENCE]), (Presenter.MALE, [SENTENCE])])
    assert abs(floats(render_block(segment, recordings, lufs=-16.0)).mean()) < 2e-4


def test_silence_stays_silence():
    assert not sound_of(pcm_of(np.zeros(RATE, dtype=np.float32))).any()


@pytest.mark.parametrize("count", [0, 1, 20, 100])
def test_a_cut_shorter_than_its_fades_is_no_trouble(count):
    assert len(sound_of(Pcm(rate_hz=RATE, samples=bytes(2 * count)))) == count
