import random
import shutil
import struct
import subprocess

import pytest
from sounds import pcm_of, speech_like

from broadcaster.domain.quality import StreamFaultKind as Kind
from broadcaster.mixdown import mp3, mp3_frames
from broadcaster.mixdown.mp3_headers import crc_fits, frame_at

KBPS = 64
SIZE = 192
WHOLE = mp3.splice([mp3.encode(pcm_of(speech_like(2.4, seed)), kbps=KBPS) for seed in (1, 2, 3)], kbps=KBPS)
FRAMES = 301


def faults(content):
    return [(fault.kind, fault.at, fault.count) for fault in mp3_frames.walk(content).faults]


def kinds(content):
    return {kind for kind, _, _ in faults(content)}


def test_a_whole_file_has_no_fault():
    facts = mp3_frames.walk(WHOLE)
    assert (facts.frames, facts.bitrates_kbps, facts.delay, facts.padding) == (FRAMES, (KBPS,), 576, 576)
    assert not facts.faults


@pytest.mark.parametrize("kbps", [48, 64, 96, 128, 320])
def test_our_own_files_are_whole_at_every_bit_rate(kbps):
    content = mp3.splice([mp3.encode(pcm_of(speech_like(2, 1)), kbps=kbps)] * 3, kbps=kbps)
    assert not mp3_frames.walk(content).faults


def test_tags_in_front_and_behind_are_no_damage():
    id3 = b"ID3\x03\x00\x00" + bytes([0, 0, 1, 0]) + bytes(128)
    id3v1 = b"TAG" + bytes(125)
    ape = b"APETAGEX" + struct.pack("<IIII", 2000, 32, 0, 0) + bytes(8)
    assert not faults(id3 + id3 + WHOLE + id3v1)
    assert not faults(WHOLE + ape)
    assert not faults(WHOLE + bytes(500))


def test_a_cut_last_frame_is_told_with_what_is_missing():
    assert (Kind.TRUNCATED, 7200, 50) in faults(WHOLE[:-50])
    assert (Kind.COUNT, 7200, -1) in faults(WHOLE[:-50])


def test_a_download_that_stopped_between_frames_is_found_by_the_count():
    assert kinds(WHOLE[: SIZE * 101]) == {Kind.COUNT}
    assert faults(WHOLE[: SIZE * 101])[0][2] == 100 - FRAMES


def test_bytes_between_frames_are_told_with_their_place():
    found = faults(WHOLE[: SIZE * 101] + b"rubbish" * 9 + WHOLE[SIZE * 101 :])
    assert (Kind.GARBAGE, 2400, 63) in found


def test_a_broken_header_is_told_and_the_frames_after_it_are_found_again():
    broken = bytearray(WHOLE)
    broken[SIZE * 50] = 0
    found = faults(bytes(broken))
    assert (Kind.GARBAGE, 49 * 24, SIZE) in found
    assert mp3_frames.walk(bytes(broken)).frames == FRAMES - 1


def test_a_lost_frame_is_found_without_the_count_by_the_sound_that_reached_back_into_it():
    content = WHOLE[SIZE:]  # no Info tag
    assert not faults(content)
    lost = [at for at in range(10, 90) if Kind.MISSING in kinds(content[: SIZE * at] + content[SIZE * (at + 3) :])]
    assert len(lost) > 30


def test_another_form_in_the_middle_is_told():
    other = bytes([0xFF, 0xFB, 0x50, 0xC4]) + bytes(204)  # 44 100 Hz
    assert Kind.FORM in kinds(WHOLE[: SIZE * 10] + other + WHOLE[SIZE * 10 :])


def test_a_checksum_is_checked():
    frame = bytes([0xFF, 0xFA, 0x54, 0xC4, 0, 0]) + bytes(17) + bytes(192 - 23)
    right = next(
        frame[:4] + crc.to_bytes(2, "big") + frame[6:]
        for crc in range(65_536)
        if crc_fits(frame[:4] + crc.to_bytes(2, "big") + frame[6:], 0, frame_at(frame, 0))
    )
    assert not faults(right * 5)
    wrong = right[:10] + b"\x01" + right[11:]
    assert (Kind.CHECKSUM, 24, 0) in faults(right + wrong + right * 3)


@pytest.mark.parametrize(
    "content", [b"", b"\xff", b"\xff\xfb", b"xin ch\xc3\xa0o" * 100, b"ID3", b"ID3" + b"\x7f" * 7, bytes(5000)]
)
def test_what_is_no_mp3_is_not_taken_for_one(content):
    assert not mp3_frames.is_mp3(content)
    assert mp3_frames.walk(content).frames == 0


def test_noise_is_not_taken_for_an_mp3():
    assert not mp3_frames.is_mp3(random.Random(7).randbytes(200_000))


@pytest.mark.parametrize("place", range(0, SIZE * 6, 37))
def test_a_cut_anywhere_is_told_and_never_breaks_the_walk(place):
    assert mp3_frames.walk(WHOLE[: SIZE * 40 + place]).faults


@pytest.mark.parametrize("length", [*range(1, 60, 7), SIZE, SIZE + 1, SIZE * 2 - 1])
def test_a_file_of_a_few_bytes_never_breaks_the_walk(length):
    facts = mp3_frames.walk(WHOLE[:length])
    assert facts.frames <= 1
    assert mp3_frames.recounted(WHOLE[:length], facts) is None or facts.frames


@pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="needs ffmpeg")
@pytest.mark.parametrize(
    "options",
    [["-ar", "44100", "-ac", "2", "-b:a", "128k"], ["-ar", "22050", "-q:a", "4"], ["-ar", "8000", "-ac", "1"]],
)
def test_files_of_other_encoders_are_whole(tmp_path, options):
    path = tmp_path / "other.mp3"
    noise = ["-f", "lavfi", "-i", "anoisesrc=d=5:a=0.2:seed=1"]
    subprocess.run(["ffmpeg", "-v", "error", *noise, *options, str(path)], check=True)
    facts = mp3_frames.walk(path.read_bytes())
    assert facts.frames > 50
    assert facts.delay is not None
    assert not facts.faults
