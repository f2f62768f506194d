"""Opening what people record, with ffmpeg and without."""

import importlib.util
import shutil
import subprocess

import numpy as np
import pytest
import soxr
from readings import RATE, packed, read_aloud, said
from sounds import lag

from broadcaster.errors import TakeUnreadable
from broadcaster.mixdown import ffmpeg, take_files
from broadcaster.mixdown.take_files import opened_take

READING = read_aloud("Xin chào quý vị và bà con.")
FFMPEG = shutil.which("ffmpeg")
needs_ffmpeg = pytest.mark.skipif(FFMPEG is None, reason="ffmpeg is not here")


def no_programs(monkeypatch, *left):
    found = shutil.which
    monkeypatch.setattr(ffmpeg.shutil, "which", lambda name: found(name) if name in left else None)
    monkeypatch.setattr(ffmpeg, "find_spec", lambda _: None)


@pytest.mark.parametrize(("kind", "off"), [("WAV", 1e-4), ("FLAC", 1e-4), ("OGG", 0.15), ("MP3", 0.15), ("AIFF", 1e-4)])
def test_the_common_kinds_open_without_any_program(monkeypatch, kind, off):
    no_programs(monkeypatch)
    opened = opened_take(packed(READING, kind), f"bai.{kind.lower()}")
    assert opened.rate_hz == RATE
    assert abs(len(opened.samples) - len(READING)) < 3 * 1152
    at = lag(opened.samples, READING)
    both = min(len(opened.samples) - at, len(READING))
    assert np.abs(opened.samples[at : at + both] - READING[:both]).max() < off


@pytest.mark.parametrize(("rate", "kept"), [(8_000, 8_000), (16_000, 16_000), (44_100, 44_100), (96_000, 48_000)])
def test_a_rate_is_kept_unless_it_is_higher_than_the_mix(rate, kept):
    sound = soxr.resample(READING, RATE, rate, "HQ")
    opened = opened_take(packed(sound, rate=rate), "bai.wav")
    assert opened.rate_hz == kept
    assert opened.duration == pytest.approx(len(READING) * 1000 / RATE, abs=2)


def test_a_rate_under_telephone_quality_is_refused():
    with pytest.raises(TakeUnreadable, match="6000 Hz"):
        opened_take(packed(READING, rate=6_000), "bai.wav")


def test_two_channels_become_one():
    opened = opened_take(packed(np.stack([READING, READING], axis=1)), "bai.wav")
    assert np.abs(opened.samples - READING).max() < 1e-4
    assert opened.lost_db == pytest.approx(0, abs=0.01)


def test_a_microphone_on_one_channel_only_is_no_fault_of_phase():
    assert opened_take(packed(np.stack([READING, READING * 0], axis=1)), "bai.wav").lost_db == pytest.approx(3, abs=0.1)


def test_channels_against_each_other_are_told_by_what_is_lost():
    assert opened_take(packed(np.stack([READING, -0.9 * READING], axis=1)), "bai.wav").lost_db > 20


@pytest.mark.parametrize("content", [b"", b"[station]\nname = 1\n" * 50, packed(READING)[:20], b"\x00" * 4096])
def test_what_is_no_sound_is_refused(content):
    with pytest.raises(TakeUnreadable):
        opened_take(content, "bai.wav")


def test_samples_that_are_no_numbers_are_refused():
    broken = READING.copy()
    broken[100] = np.nan
    with pytest.raises(TakeUnreadable, match="hỏng"):
        opened_take(packed(broken, subtype="FLOAT"), "bai.wav")


def test_a_recording_of_hours_is_refused_before_it_fills_the_memory(monkeypatch):
    monkeypatch.setattr(take_files, "LONGEST", 60_000)
    with pytest.raises(TakeUnreadable, match="dài hơn 1 phút"):
        opened_take(packed(np.zeros(90 * 8_000, dtype=np.float32), rate=8_000), "bai.wav")


@pytest.fixture
def of_a_phone(tmp_path):
    (tmp_path / "bai.wav").write_bytes(packed(READING))
    phone = tmp_path / "bai.m4a"
    command = [FFMPEG, "-v", "error", "-i", tmp_path / "bai.wav", "-c:a", "aac", "-b:a", "64k", phone]
    subprocess.run(command, check=True)
    return phone.read_bytes()


@needs_ffmpeg
def test_a_phones_file_opens_where_ffmpeg_is(of_a_phone, monkeypatch):
    no_programs(monkeypatch, "ffmpeg")
    opened = opened_take(of_a_phone, "bai.m4a")
    assert opened.rate_hz == RATE
    assert opened.duration == pytest.approx(len(READING) * 1000 / RATE, abs=120)
    words = said("Xin chào quý vị và bà con.")
    heard = opened.samples[lag(opened.samples, words) :][: len(words)]
    assert np.corrcoef(heard, words[: len(heard)])[0, 1] > 0.9


@needs_ffmpeg
def test_a_phones_file_that_is_cut_off_is_refused_in_our_words(of_a_phone):
    with pytest.raises(TakeUnreadable, match="hỏng"):
        opened_take(of_a_phone[: len(of_a_phone) // 3], "bai.m4a")


@needs_ffmpeg
def test_a_phones_file_without_ffmpeg_says_what_to_do(of_a_phone, monkeypatch):
    no_programs(monkeypatch)
    with pytest.raises(TakeUnreadable, match="WAV, FLAC, OGG hoặc MP3"):
        opened_take(of_a_phone, "bai.m4a")


@pytest.mark.skipif(importlib.util.find_spec("imageio_ffmpeg") is None, reason="imageio-ffmpeg is not here")
def test_the_ffmpeg_of_a_package_will_do(of_a_phone, monkeypatch):
    monkeypatch.setattr(ffmpeg.shutil, "which", lambda _: None)
    assert opened_take(of_a_phone, "bai.m4a").rate_hz == RATE
