import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sounds import RATE, speech_like

from broadcaster.mixdown.levels import heard_loudness, level, softened, stands_over, turned
from broadcaster.mixdown.loudness import loudness, weighted
from broadcaster.mixdown.peaks import amplitude, true_peak
from broadcaster.mixdown.samples import STEP


def peaky(seconds, seed):
    """Give speech-like sound with a hard click every tenth of a second: a crest factor like espeak's."""
    sound = speech_like(seconds, seed) * np.float32(0.3)
    sound[:: RATE // 10] = 0.9
    return sound


@pytest.mark.parametrize("lufs", [-23.0, -16.0])
@pytest.mark.parametrize(
    "sound", [speech_like(6, 1), peaky(6, 2), speech_like(1.5, 3)], ids=["plain", "peaky", "short"]
)
def test_it_reaches_the_loudness_and_keeps_under_the_ceiling(sound, lufs):
    levelled = level(sound.copy(), lufs=lufs, ceiling_dbtp=-2.0)
    assert heard_loudness(weighted(levelled)) == pytest.approx(lufs, abs=0.1)
    assert true_peak(levelled) <= -1.95
    assert len(levelled) == len(sound)


@settings(max_examples=12, deadline=None)
@given(st.floats(-40, 12), st.floats(-23, -14), st.floats(-6, -1), st.integers(0, 5))
def test_whatever_comes_in_the_ceiling_holds(gain_db, lufs, ceiling, seed):
    sound = peaky(1.2, seed) * np.float32(amplitude(gain_db))
    assert true_peak(level(sound.copy(), lufs=lufs, ceiling_dbtp=ceiling)) <= ceiling + 0.05


def test_sound_that_needs_no_limiting_is_only_turned_up():
    sound = speech_like(5, 4)
    levelled = level(sound.copy(), lufs=-30.0, ceiling_dbtp=-2.0)
    loud = np.abs(sound) > 0.01
    ratio = levelled[loud] / sound[loud]
    assert ratio.max() - ratio.min() < 1e-4


def test_the_limiter_leaves_alone_what_is_far_from_a_peak():
    sound = speech_like(6, 5)
    sound[2 * RATE] = 0.999
    levelled = level(sound.copy(), lufs=-24.0, ceiling_dbtp=-6.0)
    far = np.abs(np.arange(len(sound)) - 2 * RATE) > RATE // 20
    near = np.abs(sound) > 0.01
    ratio = (levelled / np.where(near, sound, 1))[far & near]
    assert ratio.max() / ratio.min() < 1.001
    assert np.abs(levelled).max() < 0.51


def test_silence_stays_silence():
    silence = np.zeros(RATE, dtype=np.float32)
    assert not level(silence, lufs=-16.0, ceiling_dbtp=-1.0).any()


def test_the_silent_end_of_a_block_stays_silent():
    padded = np.concatenate([peaky(3, 6), np.zeros(1_152, dtype=np.float32)])
    assert not level(padded, lufs=-16.0, ceiling_dbtp=-2.0)[-1_152:].any()


def test_a_click_alone_comes_out_softer_instead_of_broken():
    click = np.zeros(4 * RATE, dtype=np.float32)
    click[RATE] = 0.5
    levelled = level(click, lufs=-16.0, ceiling_dbtp=-2.0)
    assert true_peak(levelled) <= -1.95
    assert loudness(levelled) < -16.0


def test_sound_is_softened_around_a_peak_that_something_else_measured():
    sound = np.full(RATE, 0.5, dtype=np.float32)
    peaks = np.full(RATE // STEP, 0.5, dtype=np.float32)
    peaks[1_000] = 1.0
    result = softened(sound.copy(), peaks, ceiling_dbtp=-2.0)
    assert result[1_000 * STEP : 1_001 * STEP].max() <= 0.5 * 10 ** (-2 / 20) + 1e-6
    assert np.array_equal(result[: 900 * STEP], sound[: 900 * STEP])
    assert np.abs(np.diff(result)).max() < 0.001


def test_sound_under_the_ceiling_is_given_back_as_it_is():
    sound = speech_like(1, 7)
    peaks = np.full(len(sound) // STEP, 0.5, dtype=np.float32)
    assert not stands_over(peaks, -6.0)
    assert softened(sound, peaks, ceiling_dbtp=-6.0) is sound


def test_gain_goes_in_straight_lines_from_step_to_step():
    gains = np.array([1.0, 1.0, 0.5, 0.5], dtype=np.float32)
    result = turned(np.ones(4 * STEP, dtype=np.float32), gains)
    assert (result[:STEP] == 1.0).all()
    assert result[STEP : 2 * STEP] == pytest.approx(1.0 - np.arange(STEP) / STEP / 2)
    assert (result[2 * STEP :] == 0.5).all()


def test_clips_under_three_seconds_go_by_their_loudest_moment():
    burst = np.concatenate([speech_like(0.8, 8), np.float32(0.05) * speech_like(1.8, 9)])
    assert heard_loudness(weighted(burst)) > loudness(burst) + 1.0
    longer = np.concatenate([burst, np.zeros(RATE, dtype=np.float32)])
    assert heard_loudness(weighted(longer)) == pytest.approx(loudness(longer))


def test_what_is_known_of_the_energies_need_not_be_measured():
    sound = peaky(4, 10)
    given = level(sound.copy(), lufs=-16.0, ceiling_dbtp=-2.0, energies=weighted(sound))
    assert np.array_equal(given, level(sound.copy(), lufs=-16.0, ceiling_dbtp=-2.0))
