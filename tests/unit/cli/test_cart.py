"""What technicians type to hear, bring in and choose music."""

import re

import pytest
from click.testing import CliRunner
from small_station import opened_station

from broadcaster.cli.entry import broadcaster
from broadcaster.domain.carts import CartKind, MusicStyle, SignalKind
from broadcaster.domain.sound import Pcm
from broadcaster.errors import CartRefused, FileStands, InputError
from broadcaster.mixdown import lossless
from broadcaster.station import Station

PAPERS = ("--source", "Đài thu", "--licence", "Của đài", "--by", "Cô Lan")


@pytest.fixture
def folder(tmp_path):
    opened_station(tmp_path).store.close()
    return tmp_path


def run(folder, *arguments):
    return CliRunner(mix_stderr=False).invoke(broadcaster, ["-C", str(folder), "cart", *map(str, arguments)])


def said(folder, *arguments):
    done = run(folder, *arguments)
    assert done.exit_code == 0, done.exception or done.stderr
    return done.stdout


def test_every_built_in_sound_can_be_written_and_is_listed_with_its_licence(folder):
    listed = said(folder, "list")
    for style, kind in [("chuong", "sting"), *(("tin-hieu", kind.value) for kind in SignalKind)]:
        out = folder / f"{kind}.wav"
        assert str(out) in said(folder, "make", style, kind, "--out", out)
        assert lossless.decode(out.read_bytes()).duration > 2_000
    names = [f"{style.value} {kind.value}" for style in MusicStyle for kind in CartKind]
    for name in [*names, *(f"tin-hieu {kind.value}" for kind in SignalKind)]:
        assert re.search(rf"{name} .*GPL-3\.0-or-later", listed), name
    assert len(re.findall(r" có  ", listed)) == len(CartKind)


def test_music_may_have_a_length_and_a_file_is_not_overwritten_unasked(folder):
    out = folder / "ket.wav"
    said(folder, "make", "sao", "closing", "--length", "7.5", "--out", out)
    assert lossless.decode(out.read_bytes()).duration == 7_500
    assert isinstance(run(folder, "make", "sao", "sting", "--out", out).exception, FileStands)
    assert lossless.decode(out.read_bytes()).duration == 7_500
    said(folder, "make", "sao", "sting", "--out", out, "--force")
    assert lossless.decode(out.read_bytes()).duration == 3_000


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("sao", "pips"), "phong cách sao không có pips, chỉ có ident, sting, bed, closing"),
        (("tin-hieu", "bed"), "tin-hieu không có bed, chỉ có pips"),
        (("tin-hieu", "pips", "--length", "3"), "độ dài cố định"),
    ],
)
def test_what_does_not_go_together_is_said(folder, arguments, words):
    done = run(folder, "make", *arguments, "--out", folder / "x.wav")
    assert isinstance(done.exception, InputError)
    assert words in str(done.exception)
    assert not (folder / "x.wav").exists()


def test_from_a_file_to_the_air(folder):
    file = folder / "nhac.wav"
    said(folder, "make", "chuong", "ident", "--length", "8", "--out", file)
    told = said(folder, "add", file, "--kind", "ident", "--name", "nhac-moi", *PAPERS)
    assert "Đã thêm băng nhac-moi (nhạc hiệu, 7." in told
    assert "broadcaster cart use ident nhac-moi" in told
    assert re.search(r"nhac-moi +Nhạc hiệu +0:08 +Đài thu +Của đài +Cô Lan, \d\d/\d\d/\d{4}", said(folder, "list"))
    shown = said(folder, "use", "ident", "nhac-moi")
    settings = folder / "station.toml"
    lines = "".join(line + "\n" for line in shown.splitlines() if line.startswith(("[carts]", "ident = ")))
    settings.write_text(settings.read_text(encoding="utf-8") + lines, encoding="utf-8")
    with Station.open(folder, {}) as station:
        assert station.shelf.own[CartKind.IDENT].id == "nhac-moi"
    assert re.search(r"nhac-moi .* có ", said(folder, "list"))
    assert run(folder, "remove", "nhac-moi").exit_code != 0


def test_a_cart_that_nobody_uses_can_go(folder):
    file = folder / "nhac.wav"
    said(folder, "make", "sao", "sting", "--out", file)
    said(folder, "add", file, "--kind", "sting", "--name", "cat", *PAPERS)
    assert "Đã bỏ băng cat" in said(folder, "remove", "cat")
    assert "cat.wav" not in {path.name for path in (folder / "carts").iterdir()}


def test_remarks_are_told_beside_what_was_done(folder):
    sound = lossless.decode(_made(folder, "tin-hieu", "tone-20"))
    file = folder / "duc.wav"
    file.write_bytes(lossless.wav([Pcm(rate_hz=24_000, samples=sound.samples)]))
    done = run(folder, "add", file, "--kind", "ident", "--name", "duc", *PAPERS)
    assert done.exit_code == 0
    assert "24000 Hz, nghe sẽ đục" in done.stderr


@pytest.mark.parametrize("missing", ["--source", "--licence"])
def test_papers_are_asked_for(folder, missing):
    at = PAPERS.index(missing)
    done = run(folder, "add", folder / "nhac.wav", "--kind", "sting", "--name", "cat", *PAPERS[:at], *PAPERS[at + 2 :])
    assert done.exit_code == 2
    assert missing in done.stderr


def test_another_kind_is_refused(folder):
    (folder / "nhac.wav").write_bytes(_made(folder, "sao", "sting"))
    said(folder, "add", folder / "nhac.wav", "--kind", "sting", "--name", "cat", *PAPERS)
    assert isinstance(run(folder, "use", "bed", "cat").exception, CartRefused)


def _made(folder, style, kind):
    out = folder / "tam.wav"
    said(folder, "make", style, kind, "--out", out)
    return out.read_bytes()
