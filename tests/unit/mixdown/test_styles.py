"""Every style of built-in music: exact lengths, no click, no harshness, no hole, the same on every machine."""

import hashlib
import itertools
import json
import subprocess
import sys

import numpy as np
import pytest
from music_shapes import GOLDEN, shapes
from sounds import FRAME, RATE

from broadcaster.domain.carts import CartKind, MusicStyle
from broadcaster.domain.sound import FRAME_MS
from broadcaster.mixdown.loudness import loudness
from broadcaster.mixdown.shelf import STYLES
from broadcaster.mixdown.style import LENGTHS

ALONE = [CartKind.IDENT, CartKind.STING, CartKind.CLOSING]
CLOSINGS = [3_000, 3_024, 4_560, 9_984, 18_000, 61_008]
MAKE_ELSEWHERE = """
import hashlib
from broadcaster.domain.carts import CartKind
from broadcaster.mixdown.shelf import STYLES
sounds = (style.sound(kind, 9_984) for style in STYLES.values() for kind in CartKind)
print(hashlib.sha256(b"".join(sound.tobytes() for sound in sounds)).hexdigest())
"""

every_style = pytest.mark.parametrize("style", STYLES.values(), ids=lambda style: style.name.value)


def share_above(music, hz):
    spectrum = np.abs(np.fft.rfft(np.concatenate([music, music]).astype(float))) ** 2
    return spectrum[np.fft.rfftfreq(2 * len(music), 1 / RATE) >= hz].sum() / spectrum.sum()


def test_the_settings_offer_every_style_and_no_other():
    assert set(STYLES) == set(MusicStyle)
    assert all(name is style.name for name, style in STYLES.items())
    assert set(LENGTHS) == set(CartKind)
    assert all(length % FRAME_MS == 0 for length in LENGTHS.values())


@every_style
@pytest.mark.parametrize("kind", CartKind)
@pytest.mark.parametrize("length", [24, 48, 2_400, 3_000, 30_000])
def test_any_length_is_exact_and_within_bounds(style, kind, length):
    music = style.sound(kind, length)
    assert music.dtype == np.float32
    assert len(music) == length * RATE // 1000
    assert np.isfinite(music).all()
    assert np.abs(music).max() <= 0.51


@every_style
@pytest.mark.parametrize("kind", ALONE)
def test_it_is_heard_and_ends_in_silence_without_a_click(style, kind):
    music = style.sound(kind, LENGTHS[kind])
    assert loudness(music) > -27
    assert not music[-2 * FRAME :].any()
    assert np.abs(music[-2 * FRAME - 48 : -2 * FRAME]).max() < 1e-3


@every_style
@pytest.mark.parametrize("kind", ALONE)
def test_it_begins_at_nothing(style, kind):
    music = style.sound(kind, LENGTHS[kind])
    assert np.abs(music[:8]).max() < 0.01


@every_style
@pytest.mark.parametrize("kind", CartKind)
def test_nothing_is_harsh_offset_or_clicking(style, kind):
    music = style.sound(kind, LENGTHS[kind])
    assert abs(float(music.mean(dtype=float))) < 1e-5
    assert share_above(music, 7_000) < 1e-6
    assert share_above(music, 8_000) < 1e-7
    assert np.abs(np.diff(music)).max() < 0.2


@every_style
@pytest.mark.parametrize("kind", [CartKind.IDENT, CartKind.BED])
def test_nothing_jumps_out_of_its_neighbourhood(style, kind):
    """A click is a sample step far beyond those around it."""
    steps = np.abs(np.diff(style.sound(kind, LENGTHS[kind])))[: 10 * RATE]
    blocks = steps[: len(steps) // 480 * 480].reshape(-1, 480)
    quiet = np.percentile(blocks, 95, axis=1) + 1e-3
    assert (blocks.max(axis=1) / quiet).max() < 12


@every_style
def test_the_kinds_cannot_be_mistaken_for_one_another(style):
    spectra = {}
    for kind in CartKind:
        bands = np.abs(np.fft.rfft(style.sound(kind, 3_000).reshape(30, -1), axis=1))[:, :400]
        spectra[kind] = bands.ravel() / np.linalg.norm(bands)
    for one, other in itertools.combinations(CartKind, 2):
        assert spectra[one] @ spectra[other] < 0.8, (one, other)


@pytest.mark.parametrize("kind", CartKind)
def test_the_styles_cannot_be_mistaken_for_one_another(kind):
    spectra = []
    for style in STYLES.values():
        bands = np.abs(np.fft.rfft(style.sound(kind, 3_000).reshape(30, -1), axis=1))[:, :400]
        spectra.append(bands.ravel() / np.linalg.norm(bands))
    assert all(one @ other < 0.8 for one, other in itertools.combinations(spectra, 2))


@every_style
def test_a_sting_is_heard_until_the_next_words_come(style):
    """With the lead of the part that follows, a hole of more than 0.8 s would stand in every bulletin."""
    music = style.sound(CartKind.STING, LENGTHS[CartKind.STING])
    levels = np.sqrt(np.mean(music.reshape(-1, RATE // 50) ** 2, axis=1))
    heard = np.flatnonzero(levels > 0.03 * levels.max())
    assert (len(levels) - heard[-1]) * 20 < 500


@every_style
@pytest.mark.parametrize("length", CLOSINGS)
def test_a_closing_plays_to_its_end_and_dies_away(style, length):
    music = style.sound(CartKind.CLOSING, length)
    parts = [music[at : at + RATE // 2] for at in range(0, len(music) - RATE // 2, RATE // 2)]
    strengths = [float(np.abs(part).max()) for part in parts]
    assert min(strengths[:-5] or [1]) > 0.05, "no hole before the last note"
    assert strengths[-1] < 0.3 * max(strengths), "the last note has died away"
    last_stroke = music[len(music) - round(2.45 * RATE) : len(music) - round(1.9 * RATE)]
    assert np.abs(last_stroke).max() > 0.3 * np.abs(music).max(), "the last note falls where it should"


@every_style
def test_the_bed_goes_round_without_a_seam_and_stays_even(style):
    twice = style.sound(CartKind.BED, 2 * LENGTHS[CartKind.BED])
    half = len(twice) // 2
    assert np.array_equal(twice[:half], twice[half:])
    steps = np.abs(np.diff(twice))
    assert steps[half - 10 : half + 10].max() <= np.percentile(steps, 99.9)
    levels = [loudness(twice[at : at + 4 * RATE]) for at in range(0, 20 * RATE, 4 * RATE)]
    assert max(levels) - min(levels) < 4


@every_style
def test_what_is_given_out_can_be_changed_without_harm(style):
    for kind in CartKind:
        first = style.sound(kind, 3_000)
        kept = first.copy()
        first[:] = 0
        assert np.array_equal(style.sound(kind, 3_000), kept)


def test_another_process_computes_the_same_music():
    sounds = (style.sound(kind, 9_984) for style in STYLES.values() for kind in CartKind)
    here = hashlib.sha256(b"".join(sound.tobytes() for sound in sounds)).hexdigest()
    there = subprocess.run([sys.executable, "-c", MAKE_ELSEWHERE], capture_output=True, text=True, check=True)
    assert there.stdout.strip() == here


def test_the_music_is_what_it_was_when_its_revision_was_given():
    """Where this fails by intent: raise the revision of the style, then run tests/music_shapes.py."""
    golden = json.loads(GOLDEN.read_text(encoding="utf-8"))
    now = shapes()
    assert set(now) == set(golden)
    for name, kept in golden.items():
        assert now[name]["revision"] == kept["revision"], name
        heard, meant = np.array(now[name]["levels"]), np.array(kept["levels"])
        assert heard.shape == meant.shape, name
        audible = meant > -70
        assert np.abs(heard - meant)[audible].max() < 0.05, name
