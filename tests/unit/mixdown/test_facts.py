import math

import numpy as np
import pytest
from sounds import RATE, speech_like

from broadcaster.domain.sound_facts import SoundFacts
from broadcaster.mixdown.facts import facts_from, facts_of, together
from broadcaster.mixdown.loudness import loudness, weighted
from broadcaster.mixdown.peaks import true_peak


def test_the_facts_of_a_sound_give_its_loudness_and_peak():
    sound = speech_like(7, 1)
    facts = facts_of(sound)
    assert together([facts]) == (pytest.approx(loudness(sound), abs=0.01), pytest.approx(true_peak(sound), abs=0.01))
    assert facts.duration == math.ceil(len(sound) / 48)
    assert len(facts.windows) == math.ceil(len(sound) / 4_800) - 3


def test_facts_of_parts_give_those_of_the_whole():
    parts = [
        speech_like(seconds, seed) * np.float32(gain)
        for seed, (seconds, gain) in enumerate([(9, 1), (4, 0.5), (20, 0.1)])
    ]
    whole = np.concatenate(parts)
    lufs, dbtp = together(map(facts_of, parts))
    assert lufs == pytest.approx(loudness(whole), abs=0.1)
    assert dbtp == pytest.approx(true_peak(whole), abs=0.02)


def test_facts_follow_from_what_was_measured_before():
    sound = speech_like(3, 2)
    assert facts_from(len(sound), weighted(sound), dbtp=true_peak(sound)) == facts_of(sound)


def test_silence_has_no_windows_and_no_peak_and_changes_nothing():
    silence = facts_of(np.zeros(2 * RATE, dtype=np.float32))
    assert silence == SoundFacts(duration=2_000, windows=(), peak_dbtp=None)
    assert together([silence]) == together([]) == (-math.inf, -math.inf)
    speech = facts_of(speech_like(2, 3))
    assert together([silence, speech]) == together([speech])
