import hashlib
import shutil
import struct
import subprocess
from dataclasses import replace

import numpy as np
import pyloudnorm
import pytest
import soundfile
from sounds import FRAME, RATE, floats, pcm_of, speech_like

from broadcaster.domain.quality import StreamFaultKind as Kind
from broadcaster.errors import EmptyFile, FileFailed, FileMissing, MixError, NotSound
from broadcaster.mixdown import loudness, mp3
from broadcaster.mixdown.judgement import bandwidth_of, loudness_of
from broadcaster.mixdown.peaks import true_peak
from broadcaster.mixdown.quality import QualityMeter, joined, measured, measured_mp3
from broadcaster.mixdown.sound_files import opened_sound

KBPS = 64


def facts_of(samples, rate=RATE, piece=10_007):
    columns = samples.reshape(len(samples), -1).astype(np.float32)
    meter = QualityMeter(rate, columns.shape[1])
    for at in range(0, len(columns), piece):
        meter.add(columns[at : at + piece])
    return meter.facts()


def sine(hz, seconds=2.0, rate=RATE, level=0.5):
    return level * np.sin(2 * np.pi * hz * np.arange(round(seconds * rate)) / rate)


@pytest.mark.parametrize("rate", [8000, 22_050, 32_000, 44_100, 48_000])
@pytest.mark.parametrize("channels", [1, 2])
def test_loudness_is_that_of_an_independent_meter(rate, channels):
    noise = np.random.default_rng(rate).normal(0, 0.1, (rate * 5, channels))
    meant = pyloudnorm.Meter(rate, filter_class="DeMan").integrated_loudness(noise)
    assert loudness_of(facts_of(noise, rate)) == pytest.approx(meant, abs=0.05)


def test_loudness_and_peak_are_those_of_the_mixers_own_meter():
    samples = speech_like(7, 3)
    facts = facts_of(samples)
    assert loudness_of(facts) == pytest.approx(loudness.loudness(samples), abs=0.01)
    assert facts.peak_dbtp == pytest.approx(true_peak(samples), abs=0.01)


@pytest.mark.parametrize("piece", [1, 7, 1151, 1152, 48_000])
def test_the_pieces_do_not_matter(piece):
    samples = speech_like(0.5, 4) * 4
    samples[1000:1010] = 1
    whole, other = facts_of(samples, piece=10**9), facts_of(samples, piece=piece)
    assert (other.levels, other.clips, other.first_clip, other.count) == (
        whole.levels,
        whole.clips,
        whole.first_clip,
        whole.count,
    )
    assert other.windows == pytest.approx(whole.windows, abs=0.01)
    assert other.peak_dbtp == pytest.approx(whole.peak_dbtp, abs=0.01)
    assert other.bands == pytest.approx(whole.bands, rel=0.01, abs=1e-9)


def test_a_level_is_the_power_of_its_24_ms():
    samples = np.concatenate([np.zeros(FRAME), np.full(FRAME, 0.1), np.full(FRAME // 2, 1.0)])
    assert list(facts_of(samples).levels) == [120, 20, 0]


def test_levels_keep_their_time_at_rates_that_have_no_whole_frame():
    facts = facts_of(np.full(44_100 * 60, 0.1), rate=44_100)
    assert len(facts.levels) == 2500


@pytest.mark.parametrize(("run", "clips"), [(1, 0), (2, 0), (3, 1), (500, 1)])
def test_three_samples_at_full_scale_are_a_clip(run, clips):
    samples = sine(100)
    samples[48_000 : 48_000 + run] = -1.0
    facts = facts_of(samples)
    assert facts.clips == clips
    assert facts.first_clip == (1000 if clips else None)


def test_decoded_sound_beyond_full_scale_is_clipped_too():
    assert facts_of(sine(50, level=1.2)).clips == 200


def test_offset_is_the_mean():
    assert facts_of(sine(100) + 0.02).offsets[0] == pytest.approx(0.02, abs=1e-4)


def test_bands_hold_the_power():
    facts = facts_of(sine(5500))
    assert facts.bands[5] == pytest.approx(0.125, rel=0.01)
    assert bandwidth_of(facts) == 6000
    assert bandwidth_of(facts_of(np.zeros(RATE))) == 0


def test_sides_are_told_apart():
    left, right = sine(300), sine(300, level=0.25)
    sides = facts_of(np.stack([left, -right], axis=1)).stereo
    assert (sides.left, sides.right, sides.cross) == pytest.approx((0.125, 0.03125, -0.0625), rel=0.01)
    assert facts_of(left).stereo is None


def _blocks():
    quiet = np.zeros(2 * RATE // FRAME * FRAME, dtype=np.float32)
    loud = speech_like(3, 9) * 3
    first, second = speech_like(4, 1), speech_like(6, 2)
    return [first, quiet, np.concatenate([quiet, second]), loud, speech_like(2, 5) + np.float32(0.01)]


def test_joined_facts_are_those_of_the_whole_decoded_file():
    encoded = [mp3.encode(pcm_of(block), kbps=KBPS) for block in _blocks()]
    whole = measured_mp3(mp3.splice(encoded, kbps=KBPS))
    parts = joined([measured_mp3(mp3.splice([block], kbps=KBPS)) for block in encoded])
    assert (parts.rate_hz, parts.channels, parts.count) == (whole.rate_hz, whole.channels, whole.count)
    differ = np.frombuffer(parts.levels, np.uint8).astype(int) - np.frombuffer(whole.levels, np.uint8)
    ends = np.cumsum([len(block) // FRAME for block in _blocks()]) - 1
    heard = np.frombuffer(whole.levels, np.uint8) < 80
    heard[ends] = False  # a block's silent last frame, in which the next one is heard coming
    assert np.abs(differ[heard]).max() <= 1
    assert loudness_of(parts) == pytest.approx(loudness_of(whole), abs=0.2)  # five joints in 20 s
    assert parts.peak_dbtp == pytest.approx(whole.peak_dbtp, abs=0.02)
    assert parts.offsets == pytest.approx(whole.offsets, abs=1e-6)
    assert parts.mirrors == pytest.approx(whole.mirrors, abs=0.1)
    decibels = [10 * np.log10(np.array(each.bands[:10])) for each in (parts, whole)]
    assert decibels[0] == pytest.approx(decibels[1], abs=1.0)


def test_clips_are_summed_and_the_first_keeps_its_place():
    plain, spoilt = speech_like(2.4, 1), speech_like(2.4, 2)
    spoilt[48_000:48_010] = 1.0
    spoilt[60_000:60_003] = -1.0
    parts, whole = (
        joined([facts_of(each) for each in (plain, spoilt, spoilt)]),
        facts_of(np.concatenate([plain, spoilt, spoilt])),
    )
    assert (parts.clips, parts.first_clip) == (whole.clips, whole.first_clip) == (4, 3400)
    assert parts.levels == whole.levels


def test_sides_are_joined_by_their_length():
    a, b = (facts_of(np.stack([sine(300, s), f * sine(300, s)], axis=1)) for s, f in ((2.4, 1), (4.8, -1)))
    whole = joined([a, b]).stereo
    assert whole.cross == pytest.approx((a.stereo.cross + 2 * b.stereo.cross) / 3)


def test_parts_of_other_form_or_length_cannot_be_joined():
    part = facts_of(sine(300, 2.4))
    for other in (facts_of(sine(300, 2.4, 44_100), 44_100), facts_of(np.stack([sine(300, 2.4)] * 2, axis=1))):
        with pytest.raises(MixError):
            joined([part, other])
    with pytest.raises(MixError):
        joined([])
    with pytest.raises(MixError):
        joined([facts_of(sine(300, 2.401)), part])
    assert joined([part, facts_of(sine(300, 2.401))]).count == part.count + 115_248


def written(tmp_path, name, samples, rate=RATE, **form):
    path = tmp_path / name
    soundfile.write(path, samples, rate, **form)
    return path


@pytest.mark.parametrize(("name", "form"), [("a.wav", "WAV"), ("a.flac", "FLAC"), ("a.ogg", "OGG"), ("a.aiff", "AIFF")])
def test_every_kind_of_file_is_measured_and_whole(tmp_path, name, form):
    facts = measured(written(tmp_path, name, sine(440)))
    assert (facts.stream.form, facts.duration, facts.stream.faults) == (form, 2000, ())
    assert loudness_of(facts) == pytest.approx(-9.6, abs=0.3)


def test_an_mp3_of_a_low_bit_rate_is_heard_piece_by_piece_as_it_is_in_one(tmp_path):
    """Within a frame the decoder would begin anew, without what low bit rates save up in the frames before."""
    noise = np.random.default_rng(1).normal(0, 0.2, 300 * 1152).astype(np.float32)
    path = tmp_path / "tap-am.mp3"
    path.write_bytes(mp3.splice([mp3.encode(noise, kbps=48)], kbps=48))
    whole = soundfile.read(path, dtype="float32", always_2d=True)[0]
    with opened_sound(path) as sound:
        pieces = list(sound.pieces())
    assert len(pieces) > 1
    assert np.abs(np.concatenate(pieces) - whole).max() < 1e-6


def test_an_mp3_is_known_by_its_bytes_not_by_its_name(tmp_path):
    path = tmp_path / "sound.wav"
    path.write_bytes(mp3.splice([mp3.encode(pcm_of(speech_like(2.4, 1)), kbps=KBPS)], kbps=KBPS))
    facts = measured(path)
    assert (facts.stream.form, facts.stream.faults, facts.duration) == ("MP3", (), 2400)


@pytest.mark.parametrize("subtype", ["PCM_16", "PCM_24"])
def test_a_changed_flac_sample_is_found_by_its_md5(tmp_path, subtype):
    path = written(tmp_path, "a.flac", np.random.default_rng(1).normal(0, 0.1, 48_000), subtype=subtype)
    content = bytearray(path.read_bytes())
    assert not measured(path).stream.faults
    content[8 + 18] ^= 1  # the MD5 itself, so that the decoder has nothing to complain of
    path.write_bytes(content)
    assert [fault.kind for fault in measured(path).stream.faults] == [Kind.CHECKSUM]


@pytest.mark.parametrize("name", ["a.wav", "a.flac", "a.ogg"])
def test_a_file_that_was_cut_off_is_found(tmp_path, name):
    path = written(tmp_path, name, np.random.default_rng(1).normal(0, 0.1, 96_000))
    content = path.read_bytes()
    path.write_bytes(content[: len(content) * 2 // 3])
    assert Kind.TRUNCATED in {fault.kind for fault in measured(path).stream.faults}


def test_a_damaged_ogg_page_and_a_lost_one_are_found(tmp_path):
    path = written(tmp_path, "a.ogg", np.random.default_rng(1).normal(0, 0.1, 480_000))
    content = path.read_bytes()
    pages = [at for at in range(len(content)) if content[at : at + 4] == b"OggS"]
    damaged = bytearray(content)
    damaged[pages[-2] + 200] ^= 0xFF
    path.write_bytes(damaged)
    assert Kind.CHECKSUM in {fault.kind for fault in measured(path).stream.faults}
    path.write_bytes(content[: pages[-3]] + content[pages[-2] :])
    assert Kind.MISSING in {fault.kind for fault in measured(path).stream.faults}


def test_an_mp3_without_count_is_measured_to_its_end(tmp_path):
    loud, quiet = speech_like(4.8, 1), np.zeros(FRAME * 200, dtype=np.float32)
    path = tmp_path / "bare.mp3"
    frames = mp3.encode(pcm_of(quiet), kbps=48) + mp3.encode(pcm_of(loud), kbps=320)
    path.write_bytes(frames)
    facts = measured(path)
    assert facts.stream.bitrates_kbps == (48, 320)
    assert 399 * FRAME < facts.count <= 400 * FRAME  # the decoder leaves out its own delay
    assert loudness_of(facts) is not None


def test_a_wrong_count_does_not_hide_the_rest(tmp_path):
    one = mp3.splice([mp3.encode(pcm_of(speech_like(2.4, 1)), kbps=KBPS)], kbps=KBPS)
    path = tmp_path / "two.mp3"
    path.write_bytes(one + one[192:])
    facts = measured(path)
    assert [fault.kind for fault in facts.stream.faults] == [Kind.COUNT]
    assert facts.duration > 4800


def test_a_wave_file_of_unknown_or_large_size_is_whole(tmp_path):
    path = written(tmp_path, "a.wav", sine(440))
    content = bytearray(path.read_bytes())
    struct.pack_into("<I", content, 40, 0xFFFFFFFF)  # as a program writes that cannot go back
    path.write_bytes(content)
    assert not measured(path).stream.faults


def test_what_is_no_sound_is_refused_with_a_reason(tmp_path):
    path = tmp_path / "tin.mp3"
    with pytest.raises(FileMissing):
        measured(path)
    path.write_bytes(b"")
    with pytest.raises(EmptyFile):
        measured(path)
    path.write_text("Bản tin sáng nay\n" * 50, encoding="utf-8")
    with pytest.raises(NotSound):
        measured(path)
    path.write_bytes(b"RIFF\x10\x00\x00\x00WAVEfmt ")
    with pytest.raises(NotSound):
        measured(path)
    with pytest.raises(FileFailed):
        measured(tmp_path)


def test_more_than_two_sides_are_refused(tmp_path):
    with pytest.raises(NotSound, match="6 kênh"):
        measured(written(tmp_path, "six.wav", np.zeros((4800, 6))))


def test_without_ffmpeg_an_unknown_kind_says_what_is_needed(tmp_path, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    path = tmp_path / "a.m4a"
    path.write_bytes(b"\x00\x00\x00\x1cftypM4A " + bytes(100))
    with pytest.raises(NotSound, match="ffmpeg"):
        measured(path)


@pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="needs ffmpeg")
def test_m4a_is_read_by_ffmpeg(tmp_path):
    path = tmp_path / "a.m4a"
    asked = ["ffmpeg", "-v", "error", "-f", "lavfi", "-i", "sine=440:d=3", "-ac", "2", "-ar", "44100", str(path)]
    subprocess.run(asked, check=True)
    facts = measured(path)
    assert (facts.rate_hz, facts.channels, facts.stream.form) == (44_100, 2, "M4A")
    assert facts.duration == pytest.approx(3000, abs=50)


def test_measuring_again_gives_the_same(tmp_path):
    path = written(tmp_path, "a.wav", floats(pcm_of(speech_like(3, 3))))
    first = measured(path)
    assert first == measured(path)
    assert replace(first, stream=None) != first
    assert hashlib.sha256(first.levels).digest() == hashlib.sha256(measured(path).levels).digest()
