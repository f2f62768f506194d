"""Peaks sought in some frames alone, against those of the whole block decoded."""

import numpy as np
import pytest
from sounds import RATE, speech_like

from broadcaster.mixdown.decoded_peaks import decoded_peaks
from broadcaster.mixdown.mp3 import encode, pieces, splice
from broadcaster.mixdown.peaks import Peaks, amplitude
from broadcaster.mixdown.samples import FRAME, STEP

COUNT = 8 * RATE // FRAME * FRAME


def noise():
    """Noise fills the encoder's reservoir of bits as nothing else does."""
    return np.random.default_rng(1).normal(0, 0.2, COUNT).astype(np.float32)


@pytest.fixture(scope="module", params=[48, 64, 128, 320])
def encoded(request):
    """Give the bit rate, an encoded block that is speech and then noise, and the true peaks of all its steps."""
    kbps = request.param
    content = encode(np.concatenate([speech_like(8, 1)[:COUNT], noise()]), kbps=kbps)
    decoded = np.concatenate(list(pieces(splice([content], kbps=kbps), count=COUNT)))
    return kbps, content, Peaks(decoded).over(-1.0)


def here_and_there(count, seed, most):
    """Give up to so many runs of places, of any length, with the first and the last among them."""
    random = np.random.default_rng(seed)
    places = np.zeros(count, dtype=np.bool_)
    for start in random.integers(0, count, most):
        places[start : start + random.integers(1, 200)] = True
    places[[0, -1]] = True
    return places


@pytest.mark.parametrize("most", [0, 1, 12, 60])
def test_the_places_asked_for_are_as_in_the_whole(encoded, most):
    kbps, content, whole = encoded
    for seed in range(4):
        near = here_and_there(len(whole), seed, most)
        heights, highest = decoded_peaks(content, near, kbps=kbps, above=0.0)
        assert heights.shape == whole.shape
        assert heights[near] == pytest.approx(whole[near], abs=1e-6)
        assert highest >= heights[near].max()


def test_all_places_are_the_whole(encoded):
    kbps, content, whole = encoded
    heights, highest = decoded_peaks(content, np.ones(len(whole), dtype=np.bool_), kbps=kbps, above=0.0)
    assert heights == pytest.approx(whole, abs=1e-6)
    assert highest == pytest.approx(whole.max(), abs=1e-6)


def test_only_what_is_more_than_asked_for_is_sought_and_the_highest(encoded):
    kbps, content, whole = encoded
    near = whole > whole.max() * amplitude(-3)
    heights, highest = decoded_peaks(content, near, kbps=kbps, above=2.0)
    assert highest == pytest.approx(whole.max(), abs=1e-6)
    assert (heights <= highest).all()


def test_what_is_far_from_all_places_is_not_decoded(encoded):
    kbps, content, whole = encoded
    near = np.zeros(len(whole), dtype=np.bool_)
    near[len(near) // 2] = True
    heights, _ = decoded_peaks(content, near, kbps=kbps, above=0.0)
    assert np.count_nonzero(heights) < 12


def test_the_decoder_has_nothing_to_complain_about(encoded, capfd):
    kbps, content, whole = encoded
    decoded_peaks(content, here_and_there(len(whole), 9, 12), kbps=kbps, above=0.0)
    assert capfd.readouterr() == ("", "")


def test_the_block_itself_stays_as_it_was(encoded):
    kbps, content, whole = encoded
    before = bytes(bytearray(content))
    decoded_peaks(content, here_and_there(len(whole), 3, 12), kbps=kbps, above=0.0)
    assert content == before
    assert len(whole) == len(content) // (3 * kbps) * FRAME // STEP
