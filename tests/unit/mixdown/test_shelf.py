"""The shelf: a style for every kind, an own file in its place, and a name that changes when the music does."""

import pickle

import numpy as np
import pytest
from makers import an_own_cart
from sounds import RATE, pcm_of

from broadcaster.domain.carts import CartKind, MusicStyle
from broadcaster.domain.fingerprints import sha256_of
from broadcaster.errors import CartDamaged
from broadcaster.mixdown import jingles, lossless
from broadcaster.mixdown.shelf import Shelf
from broadcaster.mixdown.style import LENGTHS


def tone(hz):
    return (0.3 * np.sin(2 * np.pi * hz * np.arange(4 * RATE) / RATE)).astype(np.float32)


@pytest.fixture
def own(tmp_path):
    content = lossless.wav([pcm_of(tone(440))])
    (tmp_path / "rieng.wav").write_bytes(content)
    cart = an_own_cart(kind=CartKind.IDENT, file="rieng.wav", audio=sha256_of(content), length=4_000)
    return Shelf(own={CartKind.IDENT: cart}, folder=tmp_path)


@pytest.mark.parametrize("kind", CartKind)
def test_the_default_shelf_is_the_first_style(kind):
    assert np.array_equal(Shelf().sound(kind, 9_984), jingles.sound(kind, 9_984))
    assert Shelf().identity(kind) == "tranh/2"
    assert Shelf().lengths == LENGTHS


def test_every_style_has_an_identity_of_its_own():
    assert len({Shelf(style=style).identity(CartKind.BED) for style in MusicStyle}) == len(MusicStyle)


def test_an_own_file_stands_in_the_place_of_its_kind_alone(own):
    heard = own.sound(CartKind.IDENT, 6_000)
    assert len(heard) == 6 * RATE
    spectrum = np.abs(np.fft.rfft(heard[:RATE]))
    assert np.argmax(spectrum) == 440
    assert np.array_equal(own.sound(CartKind.STING, 3_000), jingles.sound(CartKind.STING, 3_000))
    assert own.identity(CartKind.STING) == Shelf().identity(CartKind.STING)
    assert own.identity(CartKind.IDENT).startswith(own.own[CartKind.IDENT].audio)


def test_an_own_ident_gets_the_time_it_takes_in_whole_frames(own):
    assert own.lengths == {**LENGTHS, CartKind.IDENT: 4_056}
    assert own.sound(CartKind.IDENT, 4_056)[4 * RATE - RATE // 10 : 4 * RATE - 300].any(), "nothing is cut off"


def test_an_own_bed_and_closing_keep_the_nominal_length(own):
    cart = own.own[CartKind.IDENT]
    shelf = Shelf(own={CartKind.BED: cart, CartKind.CLOSING: cart}, folder=own.folder)
    assert shelf.lengths == LENGTHS


def test_what_is_given_out_can_be_changed_without_harm(own):
    first = own.sound(CartKind.IDENT, 3_000)
    kept = first.copy()
    first[:] = 0
    assert np.array_equal(own.sound(CartKind.IDENT, 3_000), kept)


def test_a_worker_process_can_be_given_the_shelf(own):
    again = pickle.loads(pickle.dumps(own))
    assert again == own
    assert np.array_equal(again.sound(CartKind.IDENT, 3_000), own.sound(CartKind.IDENT, 3_000))


def test_a_file_that_is_gone_or_changed_is_never_aired(own):
    path = own.folder / "rieng.wav"
    path.write_bytes(path.read_bytes() + b"x")
    with pytest.raises(CartDamaged, match="khác SHA-256"):
        own.sound(CartKind.IDENT, 3_000)
    path.unlink()
    with pytest.raises(CartDamaged, match="không còn trong thư mục đài"):
        own.sound(CartKind.IDENT, 3_000)
