import io

import numpy as np
import pytest
import soundfile
from local_vendor import mp3, ogg, wav

from broadcaster.errors import OnlineVoiceUnreachable
from broadcaster.speech.decoding import SoundForm, decoded

WORDS = "một hai ba bốn"


def read(content, form, rate_hz=0):
    return decoded(content, engine="x", form=form, rate_hz=rate_hz)


@pytest.mark.parametrize(("form", "make"), [(SoundForm.MP3, mp3), (SoundForm.WAV, wav), (SoundForm.OGG, ogg)])
def test_a_whole_file_is_read_and_every_half_is_refused(form, make):
    content = make(WORDS)
    assert read(content, form).duration > 1_100
    for kept in (0, 20, 60, len(content) // 2, len(content) - 200):
        with pytest.raises(OnlineVoiceUnreachable):
            read(content[:kept], form)


@pytest.mark.parametrize("form", [SoundForm.MP3, SoundForm.WAV, SoundForm.OGG])
@pytest.mark.parametrize("content", [b"<!doctype html>", '{"lỗi": 1}'.encode(), b"OK", "\ufeff<html>".encode()])
def test_a_page_in_the_place_of_sound_is_called_so(form, content):
    with pytest.raises(OnlineVoiceUnreachable, match="trang web"):
        read(content, form)


def test_another_kind_of_file_than_described_is_named():
    with pytest.raises(OnlineVoiceUnreachable, match="âm thanh wav, không phải mp3"):
        read(wav(WORDS), SoundForm.MP3)


def test_a_wav_whose_length_was_not_known_when_it_began_is_taken():
    content = bytearray(wav(WORDS))
    at = content.index(b"data") + 4
    content[at : at + 4] = b"\xff\xff\xff\xff"
    assert read(bytes(content), SoundForm.WAV).duration > 1_100


def test_two_channels_become_one():
    written = io.BytesIO()
    soundfile.write(written, np.full((2_400, 2), (1_000, 3_000), dtype="<i2"), 24_000, format="WAV")
    samples = np.frombuffer(read(written.getvalue(), SoundForm.WAV).samples, dtype="<i2")
    assert len(samples) == 2_400
    assert set(samples.tolist()) == {2_000}


@pytest.mark.parametrize("content", [b"\x01\x02\x03", b"", wav(WORDS), b'{"error": 1}', b"<p>"])
def test_bare_samples_are_whole_and_nothing_else(content):
    with pytest.raises(OnlineVoiceUnreachable):
        read(content, SoundForm.PCM, 16_000)


def test_bare_samples_are_taken_as_they_are():
    samples = (np.sin(np.arange(16_000)) * 9_000).astype("<i2").tobytes()
    assert read(samples, SoundForm.PCM, 16_000).samples == samples
