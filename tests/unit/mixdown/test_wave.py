import json
import shutil
import struct
import subprocess
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
import soundfile
from sounds import speech_like

from broadcaster.domain.ids import DurationMs
from broadcaster.errors import MixError
from broadcaster.mixdown import wave
from broadcaster.mixdown.quality import measured
from broadcaster.mixdown.wave_chunks import Bext, Cart, CartTimer, bext_chunk, cart_chunk, plain

RATE = 48_000
AT = datetime(2023, 3, 15, 5, 15)  # noqa: DTZ001 - what stands in a file is local
BEXT = Bext(
    description="Bản tin cải cách hành chính, buổi sáng 15/03/2023",
    originator="Đài Nghĩa Hưng",
    reference="2023-03-15-morning-055fb6",
    made_at=AT,
    time_reference=(5 * 3600 + 15 * 60) * RATE,
    loudness_lufs=-16.01,
    peak_dbtp=-1.16,
    history="A=PCM,F=48000,W=16,M=mono,T=broadcaster",
)
CART = Cart(
    title="Bản tin sáng",
    artist="Đài Truyền thanh huyện Nghĩa Hưng",
    cut_id="2023-03-15-morning-055fb6",
    category="BANTIN",
    starts=AT,
    ends=AT.replace(hour=23),
    application_version="0.1",
    timers=(CartTimer(usage="SEGs", at=DurationMs(890_000)), CartTimer(usage="EOD", at=DurationMs(900_000))),
    url="https://example.vn/",
    text="Số phát 055fb6",
)
# AES46-2002, table 1: offset and length of each field.
CART_TABLE = {
    "version": (0, 4),
    "title": (4, 64),
    "artist": (68, 64),
    "cut_id": (132, 64),
    "client_id": (196, 64),
    "category": (260, 64),
    "classification": (324, 64),
    "out_cue": (388, 64),
    "start_date": (452, 10),
    "start_time": (462, 8),
    "end_date": (470, 10),
    "end_time": (480, 8),
    "application": (488, 64),
    "application_version": (552, 64),
    "user": (616, 64),
    "url": (1024, 1024),
}


def chunks(path):
    content, at, found = path.read_bytes(), 12, {}
    assert content[:4] == b"RIFF"
    assert struct.unpack_from("<I", content, 4)[0] == len(content) - 8
    while at < len(content):
        size = struct.unpack_from("<I", content, at + 4)[0]
        found[content[at : at + 4]] = content[at + 8 : at + 8 + size]
        at += 8 + size + size % 2
    assert at == len(content)
    return found


def pieces(samples, size=10_000):
    return (samples[at : at + size] for at in range(0, len(samples), size))


@pytest.mark.parametrize(("bits", "dtype"), [(16, "int16"), (24, "int32")])
def test_an_independent_reader_gets_every_sample(tmp_path, bits, dtype):
    samples = speech_like(3, 1)[:-1]
    path = tmp_path / "a.wav"
    length = wave.write(path, pieces(samples), RATE, bext=BEXT, cart=CART, bits=bits)
    read, rate = soundfile.read(path, dtype=dtype)
    full = (1 << bits - 1) - 1
    assert (rate, len(read), soundfile.info(path).subtype) == (RATE, len(samples), f"PCM_{bits}")
    assert np.array_equal(read >> (32 - bits if bits == 24 else 0), np.rint(samples.astype(float) * full).astype(int))
    assert length == -(-len(samples) * 1000 // RATE)
    assert not measured(path).stream.faults


def test_loud_sound_is_clipped_not_wrapped(tmp_path):
    path = tmp_path / "a.wav"
    wave.write(path, [np.array([2.0, -2.0, 1.0, 0.0], dtype=np.float32)], RATE)
    assert soundfile.read(path, dtype="int16")[0].tolist() == [32_767, -32_767, 32_767, 0]


def test_without_descriptions_there_is_plain_wave_and_no_sound_is_a_file_too(tmp_path):
    path = tmp_path / "a.wav"
    assert wave.write(path, [], RATE) == 0
    assert set(chunks(path)) == {b"fmt ", b"data"}
    assert soundfile.info(path).frames == 0


def test_the_cart_chunk_is_that_of_the_standards_table(tmp_path):
    path = tmp_path / "a.wav"
    wave.write(path, [speech_like(1, 1)], RATE, bext=BEXT, cart=CART)
    chunk = chunks(path)[b"cart"]
    assert len(chunk) == 2048 + len("So phat 055fb6") + 1
    read = {name: chunk[at : at + size].rstrip(b"\0").decode("ascii") for name, (at, size) in CART_TABLE.items()}
    assert read == {
        "version": "0101",
        "title": "Ban tin sang",
        "artist": "Dai Truyen thanh huyen Nghia Hung",
        "cut_id": "2023-03-15-morning-055fb6",
        "client_id": "",
        "category": "BANTIN",
        "classification": "",
        "out_cue": "",
        "start_date": "2023-03-15",
        "start_time": "05:15:00",
        "end_date": "2023-03-15",
        "end_time": "23:15:00",
        "application": "broadcaster",
        "application_version": "0.1",
        "user": "",
        "url": "https://example.vn/",
    }
    assert struct.unpack_from("<i", chunk, 680)[0] == 32_768
    assert struct.unpack_from("<4sI4sI", chunk, 684) == (b"SEGs", 890_000 * 48, b"EOD ", 900_000 * 48)
    assert chunk[700:748] == bytes(48)
    assert chunk[748:1024] == bytes(276)
    assert chunk[2048:] == b"So phat 055fb6\0"


def test_without_text_the_cart_chunk_is_exactly_2048_bytes():
    assert len(cart_chunk(Cart(title="a", artist="b", cut_id="c", category="d", starts=AT), RATE)) == 2048


def _libsndfile(path, command, size):
    """Ask libsndfile itself, which knows both chunks."""
    with soundfile.SoundFile(path) as sound:
        room = soundfile._ffi.new("char[]", size)
        assert soundfile._snd.sf_command(sound._file, command, room, size) == 1
        return bytes(soundfile._ffi.buffer(room, size))


def test_libsndfile_reads_the_cart_chunk(tmp_path):
    path = tmp_path / "a.wav"
    wave.write(path, [speech_like(1, 1)], RATE, bext=BEXT, cart=CART)
    read = _libsndfile(path, 0x1401, 4096)  # SFC_GET_CART_INFO
    assert read[:2048] == cart_chunk(CART, RATE)[:2048]
    assert struct.unpack_from("<I", read, 2048)[0] in {15, 16}


def test_libsndfile_reads_the_bext_chunk(tmp_path):
    path = tmp_path / "a.wav"
    wave.write(path, [speech_like(1, 1)], RATE, bext=BEXT, cart=CART)
    read = _libsndfile(path, 0x10F0, 602 + 4 + 256)  # SFC_GET_BROADCAST_INFO
    assert read[:256].rstrip(b"\0") == b"Ban tin cai cach hanh chinh, buoi sang 15/03/2023"
    assert read[256:288].rstrip(b"\0") == b"Dai Nghia Hung"
    assert read[320:338] == b"2023-03-1505:15:00"


@pytest.mark.skipif(shutil.which("ffprobe") is None, reason="needs ffprobe")
def test_ffprobe_reads_the_bext_chunk(tmp_path):
    path = tmp_path / "a.wav"
    wave.write(path, [speech_like(1, 1)], RATE, bext=BEXT, cart=CART)
    asked = ["ffprobe", "-v", "error", "-show_format", "-show_streams", "-of", "json", str(path)]
    told = json.loads(subprocess.run(asked, check=True, capture_output=True).stdout)
    words = told["format"]["tags"]
    assert words["comment"] == "Ban tin cai cach hanh chinh, buoi sang 15/03/2023"
    assert words["encoded_by"] == "Dai Nghia Hung"
    assert words["originator_reference"] == "2023-03-15-morning-055fb6"
    assert (words["date"], words["creation_time"]) == ("2023-03-15", "05:15:00")
    assert int(words["time_reference"]) == BEXT.time_reference
    assert words["coding_history"].strip() == BEXT.history
    assert told["streams"][0]["codec_name"] == "pcm_s16le"


def test_bext_loudness_is_in_hundredths_and_unknown_ones_say_so():
    chunk = bext_chunk(BEXT)
    assert len(chunk) == 602 + len(BEXT.history) + 2
    assert struct.unpack_from("<H", chunk, 346)[0] == 2
    assert struct.unpack_from("<5h", chunk, 412) == (-1601, 0x7FFF, -116, 0x7FFF, 0x7FFF)


def test_words_too_long_for_their_field_are_cut():
    chunk = cart_chunk(Cart(title="ắ" * 100, artist="b", cut_id="c", category="d", starts=AT), RATE)
    assert chunk[4:68] == b"a" * 64
    assert chunk[68:69] == b"b"


@pytest.mark.parametrize(
    ("written", "bare"),
    [("Đường Nghĩa Hưng, ‘ắ’ – …", "Duong Nghia Hung, 'a' - ."), ("e\u0302\u0301", "e"), ("北", "?")],
)
def test_vietnamese_loses_its_marks_and_nothing_else(written, bare):
    assert plain(written) == bare


def test_nine_timers_or_a_long_usage_are_refused():
    timer = CartTimer(usage="MRK", at=DurationMs(1))
    for timers in (
        (timer,) * 9,
        (CartTimer(usage="SEGUE", at=DurationMs(1)),),
        (CartTimer(usage="", at=DurationMs(1)),),
    ):
        with pytest.raises(MixError):
            cart_chunk(Cart(title="a", artist="b", cut_id="c", category="d", starts=AT, timers=timers), RATE)


def test_another_depth_is_refused(tmp_path):
    with pytest.raises(MixError):
        wave.write(tmp_path / "a.wav", [], RATE, bits=32)


def test_over_4_gib_is_refused_and_nothing_is_left(tmp_path, monkeypatch):
    monkeypatch.setattr(wave, "_LARGEST", 10_000)
    with pytest.raises(MixError, match="4 GB"):
        wave.write(tmp_path / "a.wav", pieces(speech_like(1, 1)), RATE)
    assert not list(tmp_path.iterdir())


def test_when_the_sound_breaks_off_the_old_file_stands(tmp_path):
    path = tmp_path / "a.wav"
    path.write_bytes(b"old")

    def broken():
        yield speech_like(1, 1)
        raise MixError(reason="mất khối")

    with pytest.raises(MixError):
        wave.write(path, broken(), RATE)
    assert (path.read_bytes(), list(Path(tmp_path).iterdir())) == (b"old", [path])


def test_the_same_sound_gives_the_same_bytes_whatever_the_pieces(tmp_path):
    samples = speech_like(3, 1)
    for name, size in (("a.wav", 777), ("b.wav", 10**9)):
        wave.write(tmp_path / name, pieces(samples, size), RATE, bext=BEXT, cart=CART)
    assert (tmp_path / "a.wav").read_bytes() == (tmp_path / "b.wav").read_bytes()
