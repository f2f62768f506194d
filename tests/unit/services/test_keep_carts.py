"""Own music comes into a station whole with its papers, or not at all."""

import shutil
import subprocess
import threading

import pytest
from makers import NOW
from small_station import opened_station
from sounds import pcm_of, speech_like

from broadcaster.domain.carts import CartKind, MusicStyle, SignalKind
from broadcaster.domain.fingerprints import sha256_of
from broadcaster.errors import (
    CartInUse,
    CartRefused,
    CartStands,
    DiskFull,
    FileMissing,
    NameNeeded,
    SettingsError,
    UnknownCart,
)
from broadcaster.mixdown import lossless
from broadcaster.services import keep_carts
from broadcaster.services.keep_carts import add_cart, built_in, cart_fault, remove_cart, technical, usable_cart
from broadcaster.settings.carts import load_carts
from broadcaster.station import Station


@pytest.fixture
def station(tmp_path):
    with opened_station(tmp_path) as station:
        yield station


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "đài thu.wav"
    path.write_bytes(lossless.wav([pcm_of(speech_like(5, seed=1))]))
    return path


def added(station, path, **over):
    values = {"kind": CartKind.IDENT, "name": "nhac-hieu", "source": "Đài thu", "licence": "Của đài", "by": "Lan"}
    return add_cart(station, path, now=NOW, **values | over)


def kept(station):
    folder = station.carts_folder
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def test_a_cart_is_copied_byte_for_byte_with_its_papers(station, file):
    done = added(station, file)
    assert kept(station) == ["carts.toml", "nhac-hieu.wav"]
    assert (station.carts_folder / "nhac-hieu.wav").read_bytes() == file.read_bytes()
    assert load_carts(station.folder) == (done.cart,)
    assert done.cart.audio == sha256_of(file.read_bytes())
    assert (done.cart.source, done.cart.licence, done.cart.by, done.cart.at) == ("Đài thu", "Của đài", "Lan", NOW)
    assert done.cart.length == pytest.approx(4_976, abs=30)
    assert cart_fault(station, done.cart) == ""


@pytest.mark.parametrize(
    ("over", "error", "words"),
    [
        ({"source": " "}, CartRefused, "--source"),
        ({"licence": ""}, CartRefused, "--licence"),
        ({"by": " "}, NameNeeded, "--by"),
        ({"name": "Nhạc hiệu"}, CartRefused, "ví dụ nhac-hieu"),
        ({"name": "../ra-ngoai"}, CartRefused, "ra-ngoai"),
        ({"kind": CartKind.BED, "name": "con"}, CartRefused, "con"),
    ],
)
def test_a_cart_without_its_papers_is_refused_and_nothing_is_kept(station, file, over, error, words):
    with pytest.raises(error, match=words):
        added(station, file, **over)
    assert kept(station) == []


def test_what_is_no_music_is_refused_and_nothing_is_kept(station, tmp_path):
    with pytest.raises(FileMissing):
        added(station, tmp_path / "khong-co.wav")
    with pytest.raises(CartRefused, match="không phải tệp âm thanh"):
        added(station, tmp_path / "station.toml")
    assert kept(station) == []


@pytest.mark.skipif(shutil.which("ffprobe") is None, reason="needs ffmpeg and ffprobe")
def test_a_phones_file_is_kept_as_a_wav(station, file):
    phone = file.with_suffix(".m4a")
    subprocess.run(["ffmpeg", "-v", "error", "-i", str(file), str(phone)], check=True)
    cart = added(station, phone).cart
    assert kept(station) == ["carts.toml", "nhac-hieu.wav"]
    assert cart.length == pytest.approx(4_976, abs=100)
    assert cart_fault(station, cart) == ""


def test_a_phones_file_without_ffmpeg_says_what_to_do(station, file, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(CartRefused, match=r"ffprobe.*WAV, FLAC, OGG"):
        added(station, _scrambled(file))
    assert kept(station) == []


def _scrambled(file):
    other = file.with_suffix(".wma")
    other.write_bytes(b"\x30\x26\xb2\x75" + bytes(1000))
    return other


def test_a_name_is_never_given_twice(station, file):
    first = added(station, file).cart
    other = file.with_name("khac.wav")
    other.write_bytes(lossless.wav([pcm_of(speech_like(6, seed=2))]))
    with pytest.raises(CartStands, match="cart remove nhac-hieu"):
        added(station, other)
    assert load_carts(station.folder) == (first,)
    assert cart_fault(station, first) == ""


def test_a_full_disk_leaves_neither_file_nor_record(station, file, monkeypatch):
    def full(path, text):
        raise DiskFull(path=path)

    monkeypatch.setattr(keep_carts, "write_text", full)
    with pytest.raises(DiskFull):
        added(station, file)
    assert kept(station) == []


def test_a_broken_record_is_named_and_not_overwritten(station, file):
    station.carts_folder.mkdir()
    (station.carts_folder / "carts.toml").write_text("= hỏng", encoding="utf-8")
    with pytest.raises(SettingsError):
        added(station, file)
    assert (station.carts_folder / "carts.toml").read_text(encoding="utf-8") == "= hỏng"
    assert kept(station) == ["carts.toml"]


def test_two_who_add_at_once_do_not_lose_each_other(tmp_path, station, file):
    def add(name):
        with Station.open(tmp_path, {}) as own:
            added(own, file, name=name)

    threads = [threading.Thread(target=add, args=(f"nhac-{number}",)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {cart.id for cart in load_carts(tmp_path)} == {f"nhac-{number}" for number in range(4)}


def test_a_cart_goes_with_its_file_and_the_others_stay(station, file):
    added(station, file)
    other = added(station, file, name="nhac-khac").cart
    assert remove_cart(station, "nhac-hieu").id == "nhac-hieu"
    assert kept(station) == ["carts.toml", "nhac-khac.wav"]
    assert load_carts(station.folder) == (other,)


def test_a_cart_in_use_stays(tmp_path, station, file):
    added(station, file)
    with Station.open(tmp_path, {"BROADCASTER_CARTS__IDENT": "nhac-hieu"}) as using:
        with pytest.raises(CartInUse, match=r"carts\.ident"):
            remove_cart(using, "nhac-hieu")
        assert using.shelf.identity(CartKind.IDENT).startswith(sha256_of(file.read_bytes()))
        assert using.shelf.identity(CartKind.BED) == station.shelf.identity(CartKind.BED)
    assert kept(station) == ["carts.toml", "nhac-hieu.wav"]


def test_an_unknown_cart_is_named_with_the_nearest(station, file):
    added(station, file)
    with pytest.raises(UnknownCart, match='có phải "nhac-hieu"'):
        remove_cart(station, "nhac-heu")


def test_a_cart_is_used_for_its_own_kind(station, file):
    cart = added(station, file).cart
    assert usable_cart(station, CartKind.IDENT, "nhac-hieu") == cart
    with pytest.raises(CartRefused, match="đây là nhạc hiệu, không phải nhạc nền"):
        usable_cart(station, CartKind.BED, "nhac-hieu")


def test_a_changed_or_lost_file_is_a_fault(station, file):
    cart = added(station, file).cart
    path = station.carts_folder / cart.file
    path.write_bytes(b"khac")
    assert "khác SHA-256" in cart_fault(station, cart)
    path.unlink()
    assert "không còn trong thư mục đài" in cart_fault(station, cart)


def test_built_in_sounds_are_given_as_wav(station):
    assert lossless.decode(built_in(MusicStyle.SAO, CartKind.STING, 3_000)).duration == 3_000
    assert lossless.decode(technical(SignalKind.PIPS, None)).duration == 5_544
    assert lossless.decode(technical(SignalKind.TONE_20, 1_000)).duration == 1_000


def test_a_station_plans_an_own_ident_at_its_own_length(tmp_path, station, file):
    cart = added(station, file).cart
    with Station.open(tmp_path, {"BROADCASTER_CARTS__IDENT": cart.id}) as using:
        assert cart.length < using.shelf.lengths[CartKind.IDENT] < cart.length + 100
    assert station.shelf.lengths[CartKind.IDENT] == 12_000
