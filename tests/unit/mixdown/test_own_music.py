"""A station's own files: what is refused, and how the rest is fitted."""

import io

import numpy as np
import pytest
import soundfile
from sounds import FRAME, RATE

from broadcaster.domain.carts import CartKind
from broadcaster.errors import CartRefused
from broadcaster.mixdown.loudness import loudness
from broadcaster.mixdown.own_music import fitted, look_over, music_of


def tune(seconds, *, rate=RATE, hz=440.0, level=0.4):
    """Give a tone that falls in pitch, so that every moment of it can be told from every other."""
    time = np.arange(round(seconds * rate)) / rate
    return (level * np.sin(2 * np.pi * hz * (time - time**2 / (4 * seconds)))).astype(np.float32)


def packed(samples, *, rate=RATE, kind="WAV", subtype=None):
    out = io.BytesIO()
    soundfile.write(out, samples, rate, format=kind, subtype=subtype)
    return out.getvalue()


def faults(samples, kind=CartKind.IDENT, **over):
    return " ".join(look_over(packed(samples, **over), kind, "nhac.wav").faults)


@pytest.mark.parametrize(("kind", "suffix"), [("WAV", ".wav"), ("FLAC", ".flac"), ("OGG", ".ogg"), ("MP3", ".mp3")])
def test_common_formats_are_taken_by_what_they_are(kind, suffix):
    found = look_over(packed(tune(4), kind=kind), CartKind.IDENT, "khong-biet-duoi.xyz")
    assert (found.suffix, found.faults, found.remarks) == (suffix, (), ())
    assert found.length == pytest.approx(4_000, abs=80)


@pytest.mark.parametrize("rate", [16_000, 22_050, 44_100, 96_000])
def test_any_rate_becomes_48_000_without_a_change_of_pitch(rate):
    music = music_of(packed(tune(2, rate=rate), rate=rate), "nhac.wav")
    assert len(music) == pytest.approx(2 * RATE, abs=60)
    spectrum = np.abs(np.fft.rfft(music[: RATE // 10] * np.hanning(RATE // 10)))
    assert np.argmax(spectrum) * 10 == pytest.approx(430, abs=15)
    assert np.abs(music).max() == pytest.approx(0.5)


def test_stereo_is_mixed_to_one_channel_and_a_shifted_wave_is_centred():
    both = np.stack([tune(3), np.zeros(3 * RATE, np.float32)], axis=1) + np.float32(0.05)
    found = look_over(packed(both), CartKind.IDENT, "nhac.wav")
    assert found.faults == ()
    assert "DC" in " ".join(found.remarks)
    assert abs(float(found.samples.mean())) < 1e-3


def test_silence_at_both_ends_is_cut_off():
    silence = np.zeros(RATE, np.float32)
    found = look_over(packed(np.concatenate([silence, tune(2), silence])), CartKind.IDENT, "nhac.wav")
    assert found.length == pytest.approx(2_000, abs=5)


@pytest.mark.parametrize(
    "content", [b"", b"khong phai am thanh", packed(tune(2))[:30], packed(tune(2), kind="FLAC")[:50]]
)
def test_what_is_no_sound_is_refused(content):
    with pytest.raises(CartRefused, match=r"nhac\.wav: không phải tệp âm thanh"):
        look_over(content, CartKind.IDENT, "nhac.wav")


def test_a_format_that_is_not_offered_is_named():
    with pytest.raises(CartRefused, match="AIFF"):
        look_over(packed(tune(2), kind="AIFF"), CartKind.IDENT, "nhac.aiff")


def test_a_file_of_hours_is_refused_unread():
    with pytest.raises(CartRefused, match="dài hơn 5 phút"):
        look_over(packed(np.zeros(400 * 8_000, np.float32), rate=8_000), CartKind.BED, "nhac.wav")


def test_lengths_fit_the_kind():
    assert "dài 0.2 giây, nhạc cắt phải từ 0.3 đến 15 giây" in faults(tune(0.2), CartKind.STING)
    assert "nhạc cắt" in faults(tune(20), CartKind.STING)
    assert "nhạc nền" in faults(tune(2), CartKind.BED)
    assert faults(tune(2), CartKind.STING) == ""


def test_sound_that_cannot_go_on_air_is_refused_with_the_reason():
    assert "8000 Hz" in faults(tune(2, rate=8_000), rate=8_000)
    assert "im lặng" in faults(np.zeros(3 * RATE, np.float32))
    assert "im lặng" in faults(tune(2, level=0.001))
    assert "im lặng" in faults(np.zeros(0, np.float32))
    assert "ngược pha" in faults(np.stack([tune(3), -tune(3)], axis=1))
    assert "vỡ tiếng" in faults(np.clip(tune(3, level=3.0), -1, 1))
    broken = tune(2)
    broken[5_000] = np.nan
    assert "không phải là số" in faults(broken, subtype="FLOAT")


def test_what_a_station_can_live_with_is_only_remarked():
    soft = look_over(packed(tune(2, level=0.01, rate=22_050), rate=22_050), CartKind.IDENT, "nhac.wav")
    assert soft.faults == ()
    assert [remark.partition(",")[0] for remark in soft.remarks] == ["tần số lấy mẫu 22050 Hz", "tiếng nhỏ"]
    loud = tune(3)
    loud[1_000:1_004] = 1.0
    assert look_over(packed(loud), CartKind.IDENT, "nhac.wav").remarks == ("có vài chỗ chạm trần",)


@pytest.mark.parametrize("kind", CartKind)
@pytest.mark.parametrize("length", [24, 48, 1_000, 3_000, 5_016, 9_984, 30_000])
@pytest.mark.parametrize("seconds", [3, 5, 12])
def test_any_music_fits_any_length_without_a_click(kind, length, seconds):
    music = music_of(packed(tune(seconds)), "nhac.wav")
    kept = music.copy()
    track = fitted(music, kind, length)
    assert track.dtype == np.float32
    assert len(track) == length * RATE // 1000
    assert np.array_equal(music, kept), "what is given is not changed"
    assert np.abs(np.diff(track)).max(initial=0) < 1.5 * np.abs(np.diff(music)).max()
    if kind is not CartKind.BED:
        assert not track[-2 * FRAME :].any()


def test_an_ident_is_cut_softly_or_followed_by_silence():
    music = music_of(packed(tune(3)), "nhac.wav")
    longer, shorter = fitted(music, CartKind.IDENT, 6_000), fitted(music, CartKind.IDENT, 2_016)
    assert np.array_equal(longer[: len(music)], music)
    assert not longer[len(music) :].any()
    assert np.array_equal(shorter[:RATE], music[:RATE])


def test_the_bed_crosses_over_from_its_end_to_its_beginning_at_equal_power():
    noise = np.random.default_rng(7).normal(0, 0.1, 6 * RATE).astype(np.float32)
    track = fitted(noise, CartKind.BED, 30_000)
    assert np.array_equal(track[: 5 * RATE], noise[: 5 * RATE]), "the first round is as it was recorded"
    assert np.array_equal(track[6 * RATE : 10 * RATE], noise[RATE : 5 * RATE]), "the second too, after the crossing"
    levels = [loudness(track[at : at + RATE]) for at in range(0, 30 * RATE, RATE)]
    assert max(levels) - min(levels) < 0.5


@pytest.mark.parametrize("length", [4_992, 9_984, 12_048, 40_008])
def test_a_closing_ends_as_its_music_ends(length):
    music = music_of(packed(tune(12)), "nhac.wav")
    track = fitted(music, CartKind.CLOSING, length)
    playing = len(track) - 2 * FRAME
    same = min(playing, len(music)) - RATE  # but for the join: 300 ms of fade, or the crossing
    assert np.array_equal(track[playing - same : playing], music[len(music) - same :])
    seconds = [float(np.abs(track[at : at + RATE]).max()) for at in range(0, playing - RATE, RATE)]
    assert min(seconds) > 0.2, "no hole"
