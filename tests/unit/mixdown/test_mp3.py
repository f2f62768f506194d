import io
import json
import shutil
import struct
import subprocess

import mutagen.mp3
import numpy as np
import pytest
from makers import a_pcm
from sounds import FRAME, RATE, floats, lag, pcm_of, speech_like

from broadcaster.domain.sound import Pcm
from broadcaster.errors import MixError
from broadcaster.mixdown import mp3

BITRATES = (48, 64, 96, 128, 192, 320)
BLOCKS = [speech_like(seconds, seed) for seed, seconds in enumerate((3, 0.5, 2.2, 0.05, 4.1))]


def encoded(kbps):
    return [mp3.encode(pcm_of(block), kbps=kbps) for block in BLOCKS]


@pytest.mark.parametrize("kbps", BITRATES)
def test_a_block_has_exactly_its_frames(kbps):
    for block, content in zip(BLOCKS, encoded(kbps), strict=True):
        assert len(content) == len(block) // FRAME * 3 * kbps


@pytest.mark.parametrize("kbps", BITRATES)
def test_a_spliced_file_decodes_to_the_planned_length_with_every_block_in_place(kbps):
    content = mp3.splice(encoded(kbps), kbps=kbps)
    decoded = floats(mp3.decode(content))
    planned = sum(len(block) for block in BLOCKS)
    assert len(decoded) == planned
    assert mp3.duration(content) == -(-planned * 1000 // RATE)
    at = 0
    for block in BLOCKS:
        if len(block) > RATE // 10:
            assert lag(decoded[at : at + len(block)], block) == 0
        at += len(block)


def test_splicing_copies_the_blocks_as_they_are():
    blocks = encoded(64)
    assert b"".join(blocks) in mp3.splice(blocks, kbps=64)


def test_a_splice_sounds_like_one_encoding_of_the_whole():
    spliced = floats(mp3.decode(mp3.splice(encoded(128), kbps=128)))
    whole = np.concatenate(BLOCKS)
    at_once = floats(mp3.decode(mp3.splice([mp3.encode(pcm_of(whole), kbps=128)], kbps=128)))

    def noise_db(heard):
        return 10 * np.log10(np.mean((heard - whole) ** 2) / np.mean(whole**2))

    assert noise_db(spliced) < noise_db(at_once) + 0.5


@pytest.mark.parametrize("kbps", BITRATES)
def test_the_level_comes_back_as_it_went_in(kbps):
    tone = 0.25 * np.sin(2 * np.pi * 1000 * np.arange(100 * FRAME) / RATE)
    decoded = floats(mp3.decode(mp3.splice([mp3.encode(pcm_of(tone), kbps=kbps)], kbps=kbps)))
    middle = slice(RATE // 2, RATE * 3 // 2)
    assert abs(20 * np.log10(decoded[middle].std() / tone[middle].std())) < 0.03


def test_full_scale_is_not_wrapped_around():
    loud = np.sign(np.sin(2 * np.pi * 100 * np.arange(40 * FRAME) / RATE))
    decoded = floats(mp3.decode(mp3.splice([mp3.encode(pcm_of(loud), kbps=128)], kbps=128)))
    assert np.corrcoef(decoded, loud)[0, 1] > 0.98


@pytest.mark.parametrize("kbps", BITRATES)
def test_mutagen_reads_length_bitrate_and_gapless_tag(kbps):
    info = mutagen.mp3.MP3(io.BytesIO(mp3.splice(encoded(kbps), kbps=kbps))).info
    assert info.length == pytest.approx(sum(len(block) for block in BLOCKS) / RATE, abs=1e-4)
    assert info.bitrate_mode == mutagen.mp3.BitrateMode.CBR
    assert (info.sample_rate, info.channels, info.sketchy) == (RATE, 1, False)


def test_the_info_tag_counts_frames_and_bytes_and_guards_itself():
    content = mp3.splice(encoded(128), kbps=128)
    assert content[21:25] == b"Info"
    flags, frames, total = struct.unpack(">III", content[25:37])
    assert (flags, frames, total) == (15, sum(len(b) for b in BLOCKS) // FRAME + 1, len(content))
    assert mp3._crc16(content[:175]).to_bytes(2, "big") == content[175:177]


def test_the_check_sum_is_the_known_one():
    assert mp3._crc16(b"123456789") == 0xBB3D


@pytest.mark.skipif(not shutil.which("ffmpeg"), reason="ffmpeg is not installed")
@pytest.mark.parametrize("kbps", [48, 128])
def test_ffmpeg_decodes_the_same_length_without_a_warning(kbps, tmp_path):
    path = tmp_path / "chuong-trinh.mp3"
    path.write_bytes(mp3.splice(encoded(kbps), kbps=kbps))
    command = ["ffmpeg", "-v", "warning", "-i", str(path), "-f", "s16le", "-"]
    heard = subprocess.run(command, capture_output=True, check=True)
    assert heard.stderr == b""
    assert len(heard.stdout) == 2 * sum(len(block) for block in BLOCKS)
    assert lag(np.frombuffer(heard.stdout, dtype="<i2").astype(float), np.concatenate(BLOCKS)) == 0


@pytest.mark.skipif(not shutil.which("ffprobe"), reason="ffprobe is not installed")
def test_ffprobe_sees_one_constant_stream(tmp_path):
    path = tmp_path / "chuong-trinh.mp3"
    path.write_bytes(mp3.splice(encoded(64), kbps=64))
    asked = [
        "ffprobe",
        "-v",
        "error",
        "-show_entries",
        "stream=codec_name,sample_rate,channels,bit_rate",
        "-of",
        "json",
    ]
    shown = subprocess.run([*asked, str(path)], capture_output=True, check=True).stdout
    stream = json.loads(shown)["streams"][0]
    assert stream == {"codec_name": "mp3", "sample_rate": "48000", "channels": 1, "bit_rate": "64000"}


def test_the_same_sound_gives_the_same_bytes():
    assert mp3.splice(encoded(96), kbps=96) == mp3.splice(encoded(96), kbps=96)


@pytest.mark.parametrize("kbps", [48, 128])
@pytest.mark.parametrize("count", [1_200, 50_000, 96_000])
def test_pieces_of_any_size_are_the_whole(kbps, count):
    """At a low bit rate noise makes frames lean on five before them, more than the decoder begins anew with."""
    noise = np.random.default_rng(1).normal(0, 0.2, 300 * FRAME).astype(np.float32)
    content = mp3.splice([mp3.encode(noise, kbps=kbps)], kbps=kbps)
    whole = next(mp3.pieces(content, count=len(noise)))
    pieces = list(mp3.pieces(content, count=count))
    assert len(pieces) > 1
    assert np.abs(np.concatenate(pieces) - whole).max() < 1e-6


@pytest.mark.parametrize(
    "pcm",
    [a_pcm(rate_hz=44_100, samples=bytes(2 * FRAME)), a_pcm(samples=bytes(2 * FRAME + 2))],
    ids=["another sample rate", "a broken frame"],
)
def test_a_block_that_is_not_whole_frames_is_refused(pcm):
    with pytest.raises(MixError, match="không chia chẵn"):
        mp3.encode(pcm, kbps=128)


@pytest.mark.parametrize("kbps", [0, 32, 100, 999])
def test_a_bit_rate_that_cannot_be_spliced_is_refused_with_those_that_can(kbps):
    with pytest.raises(MixError, match="64, 80, 96"):
        mp3.encode(a_pcm(samples=bytes(2 * FRAME)), kbps=kbps)


@pytest.mark.parametrize("damage", [b"", b"x", bytes(384), encoded(64)[0], encoded(128)[0][:-1]])
def test_a_block_of_another_make_is_refused_by_its_place(damage):
    with pytest.raises(MixError, match="thứ 2"):
        mp3.splice([encoded(128)[0], damage], kbps=128)


@pytest.mark.parametrize("read", [mp3.decode, mp3.duration])
def test_what_is_no_mp3_is_refused(read):
    with pytest.raises(MixError, match="không giải mã được"):
        read(b"RIFFxxxx" * 10)


def test_decoding_gives_16_bit_mono():
    decoded = mp3.decode(mp3.splice([mp3.encode(Pcm(rate_hz=RATE, samples=bytes(2 * FRAME)), kbps=64)], kbps=64))
    assert (decoded.rate_hz, decoded.count) == (RATE, FRAME)
