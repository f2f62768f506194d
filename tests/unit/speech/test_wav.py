import io

import numpy as np
import pytest
import soundfile

from broadcaster.speech.wav import WavUnfit, decoded_wav

TONE = (np.sin(np.arange(4_800) / 10) * 0.5).astype(np.float32)


def wav(samples=TONE, subtype="PCM_16", rate=24_000):
    kept = io.BytesIO()
    soundfile.write(kept, samples, rate, format="WAV", subtype=subtype)
    return kept.getvalue()


@pytest.mark.parametrize("subtype", ["PCM_U8", "PCM_16", "PCM_24", "PCM_32", "FLOAT", "DOUBLE", "ULAW"])
def test_any_form_of_wav_becomes_16_bit_sound(subtype):
    pcm = decoded_wav(wav(subtype=subtype))
    assert (pcm.rate_hz, pcm.count) == (24_000, 4_800)
    assert np.allclose(np.frombuffer(pcm.samples, "<i2") / 32_768, TONE, atol=0.03)


def test_16_bit_samples_stay_exactly_as_they_are():
    samples = np.array([0, 1, -1, 32_767, -32_768, 1_234], dtype="<i2")
    assert decoded_wav(wav(samples)).samples == samples.tobytes()


def test_two_channels_become_one():
    pcm = decoded_wav(wav(np.stack([TONE, np.zeros_like(TONE)], axis=1)))
    assert np.abs(np.frombuffer(pcm.samples, "<i2")).max() == pytest.approx(0.25 * 32_768, rel=0.01)


@pytest.mark.parametrize("claimed", [0, 0x7FFFF000, 0xFFFFFFFF])
def test_a_size_that_the_writer_could_not_know_is_the_rest(claimed):
    whole = wav()
    at = whole.index(b"data") + 4
    unsized = whole[:at] + claimed.to_bytes(4, "little") + whole[at + 4 :]
    assert decoded_wav(unsized) == decoded_wav(whole)


def test_a_chunk_before_the_sound_does_no_harm():
    whole = wav()
    at = whole.index(b"data")
    listed = whole[:at] + b"LIST\x03\x00\x00\x00abc\x00" + whole[at:]
    assert decoded_wav(listed) == decoded_wav(whole)


@pytest.mark.parametrize("kept", [1, 11, 12, 30, 44, 45, 5_000])
def test_a_wav_cut_anywhere_is_refused(kept):
    with pytest.raises(WavUnfit):
        decoded_wav(wav()[:kept])


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "rỗng"),
        (b"OggS" + bytes(60), "không phải tệp WAV"),
        (wav(np.zeros(100, np.float32)), "chỉ có im lặng"),
        (wav(np.zeros(0, np.float32)), "không có âm thanh"),
        (wav(np.array([0.5, np.nan], np.float32), "FLOAT"), "không phải là số"),
        (wav(rate=4_000), "chỉ nhận 8000 đến 48000"),
        (wav().replace(b"fmt ", b"xxxx"), "hỏng hoặc có dạng lạ"),
    ],
)
def test_what_is_no_speech_is_refused(content, reason):
    with pytest.raises(WavUnfit, match=reason):
        decoded_wav(content)
