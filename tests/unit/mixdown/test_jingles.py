import hashlib
import itertools
import subprocess
import sys

import numpy as np
import pytest
from sounds import FRAME, RATE

from broadcaster.domain.carts import CartKind
from broadcaster.domain.sound import FRAME_MS
from broadcaster.mixdown.jingles import LENGTHS, sound
from broadcaster.mixdown.loudness import loudness

ALONE = [CartKind.IDENT, CartKind.STING, CartKind.CLOSING]
CLOSINGS = [3_000, 3_024, 4_560, 9_984, 18_000, 60_000, 200_016]
MAKE_ELSEWHERE = """
import hashlib
from broadcaster.domain.carts import CartKind
from broadcaster.mixdown.jingles import sound
print(hashlib.sha256(b"".join(sound(kind, 9_984).tobytes() for kind in CartKind)).hexdigest())
"""


def share_above(music, hz):
    spectrum = np.abs(np.fft.rfft(music.astype(float))) ** 2
    return spectrum[np.fft.rfftfreq(len(music), 1 / RATE) >= hz].sum() / spectrum.sum()


def test_every_kind_of_cart_has_a_length_in_whole_frames():
    assert set(LENGTHS) == set(CartKind)
    assert all(length % FRAME_MS == 0 for length in LENGTHS.values())


@pytest.mark.parametrize("kind", CartKind)
@pytest.mark.parametrize("length", [48, 2_400, 3_000, 12_000, 30_000])
def test_any_length_is_exact(kind, length):
    music = sound(kind, length)
    assert len(music) == length * RATE // 1000
    assert np.isfinite(music).all()
    assert np.abs(music).max() <= 0.51


@pytest.mark.parametrize("kind", ALONE)
def test_it_is_heard_and_ends_in_silence_without_a_click(kind):
    music = sound(kind, LENGTHS[kind])
    assert loudness(music) > -27
    assert not music[-2 * FRAME :].any()
    assert np.abs(music[-2 * FRAME - 48 : -2 * FRAME]).max() < 1e-3


@pytest.mark.parametrize("kind", CartKind)
def test_nothing_is_harsh_offset_or_clicking(kind):
    music = sound(kind, LENGTHS[kind])
    assert abs(float(music.mean())) < 1e-5
    assert share_above(np.concatenate([music, music]), 8_000) < 1e-8
    assert np.abs(np.diff(music)).max() < 0.2


def test_the_kinds_cannot_be_mistaken_for_one_another():
    spectra = {}
    for kind in CartKind:
        music = sound(kind, 3_000)
        bands = np.abs(np.fft.rfft(music.reshape(30, -1), axis=1))[:, :400]
        spectra[kind] = bands.ravel() / np.linalg.norm(bands)
    for one, other in itertools.combinations(CartKind, 2):
        assert spectra[one] @ spectra[other] < 0.8, (one, other)


@pytest.mark.parametrize("length", CLOSINGS)
def test_a_closing_plays_to_its_end_and_dies_away(length):
    music = sound(CartKind.CLOSING, length)
    seconds = [music[at : at + RATE // 2] for at in range(0, len(music) - RATE // 2, RATE // 2)]
    strengths = [float(np.abs(part).max()) for part in seconds]
    assert min(strengths[:-5] or [1]) > 0.05, "no hole before the last note"
    assert strengths[-1] < 0.25 * max(strengths), "the last note has died away"
    last_stroke = music[len(music) - round(2.45 * RATE) : len(music) - round(1.9 * RATE)]
    assert np.abs(last_stroke).max() > 0.3 * np.abs(music).max(), "the last note falls where it should"


def test_a_closing_keeps_a_walking_pace_at_any_length():
    for length in CLOSINGS[2:]:
        playing = length - 2_400
        beats = max(round(playing / 640), 1)
        assert 0.8 < playing / beats / 640 < 1.25


def test_the_bed_goes_round_without_a_seam():
    length = LENGTHS[CartKind.BED]
    twice = sound(CartKind.BED, 2 * length)
    half = len(twice) // 2
    assert np.array_equal(twice[:half], twice[half:])
    steps = np.abs(np.diff(twice))
    assert steps[half - 10 : half + 10].max() <= np.percentile(steps, 99.9)


def test_the_bed_stays_even():
    bed = sound(CartKind.BED, 24_000)
    levels = [loudness(bed[at : at + 4 * RATE]) for at in range(0, 20 * RATE, 4 * RATE)]
    assert max(levels) - min(levels) < 4


def test_an_ident_that_gets_too_much_room_is_followed_by_silence():
    music = sound(CartKind.IDENT, 20_016)
    assert np.array_equal(music[: 11 * RATE], sound(CartKind.IDENT, 12_000)[: 11 * RATE])
    assert np.abs(music[15 * RATE :]).max() < 1e-3


def test_what_is_given_out_can_be_changed_without_harm():
    first = sound(CartKind.STING, 3_000)
    kept = first.copy()
    first[:] = 0
    assert np.array_equal(sound(CartKind.STING, 3_000), kept)


def test_another_process_computes_the_same_music():
    here = hashlib.sha256(b"".join(sound(kind, 9_984).tobytes() for kind in CartKind)).hexdigest()
    there = subprocess.run([sys.executable, "-c", MAKE_ELSEWHERE], capture_output=True, text=True, check=True)
    assert there.stdout.strip() == here
