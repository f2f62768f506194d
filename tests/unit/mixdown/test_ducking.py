import numpy as np
import pytest

from broadcaster.mixdown.ducking import depth
from broadcaster.mixdown.loudness import power_of

STEPS_PER_MS = 2
MOST = 11.0
VOICE = -27.0


def voice(*parts):
    """Give energies of a voice from (milliseconds, loudness) parts."""
    return np.concatenate([np.full(ms * STEPS_PER_MS, power_of(lufs) * 24) for ms, lufs in parts])


def at(depths, ms):
    return float(depths[round(ms * STEPS_PER_MS)])


def lowered(*parts):
    return depth(voice(*parts), lufs=VOICE, most_db=MOST)


def test_the_bed_is_up_alone_and_down_under_words():
    depths = lowered((2_000, -90), (2_000, VOICE), (3_000, -90))
    assert at(depths, 500) == at(depths, 6_500) == 0
    assert depths[2_000 * STEPS_PER_MS : 4_000 * STEPS_PER_MS] == pytest.approx(MOST, abs=0.01)


def test_it_is_down_before_the_first_word_and_comes_up_slowly_after_the_last():
    depths = lowered((2_000, -90), (1_000, VOICE), (3_000, -90))
    assert at(depths, 1_400) == 0 < at(depths, 1_800) < MOST
    assert at(depths, 3_300) == pytest.approx(MOST, abs=0.01), "held"
    assert 0 < at(depths, 4_000) < MOST
    assert at(depths, 4_800) == 0


def test_a_pause_between_sentences_lets_no_music_up():
    depths = lowered((1_000, VOICE), (450, -90), (1_000, VOICE))
    assert depths == pytest.approx(MOST, abs=0.01)


def test_a_long_pause_lets_it_up_in_part_and_down_again_in_time():
    depths = lowered((1_000, VOICE), (1_400, -90), (1_000, VOICE))
    assert MOST / 4 < depths.min() < MOST - 3
    assert at(depths, 2_400) == pytest.approx(MOST, abs=0.01)


def test_a_soft_voice_lowers_it_less():
    assert at(lowered((2_000, VOICE - 20)), 1_000) == pytest.approx(MOST / 2, abs=0.1)


def test_it_never_moves_faster_than_an_ear_takes_for_calm():
    random = np.random.default_rng(1)
    depths = lowered(*[(int(random.integers(1, 400)), float(random.choice([VOICE, -90]))) for _ in range(60)])
    per_second = np.diff(depths) * STEPS_PER_MS * 1_000
    assert -30.5 < -per_second.max() < 0
    assert per_second.min() > -11.5


@pytest.mark.parametrize("milliseconds", [1, 9, 10, 11, 24])
def test_the_shortest_voice_works(milliseconds):
    assert len(lowered((milliseconds, VOICE))) == milliseconds * STEPS_PER_MS
