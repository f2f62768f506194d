import ctypes
import hashlib
import subprocess
import sys
from pathlib import Path

import espeakng_loader
import numpy as np
import pytest

from broadcaster.errors import EngineUnavailable, SpeechFailed, UnknownVoice
from broadcaster.speech import espeak
from broadcaster.speech.espeak import EspeakEngine

NEWS = [
    "Đây là Đài Truyền thanh huyện Nghĩa Hưng.",
    "Thời gian qua, công tác cải cách hành chính trên địa bàn huyện đã có nhiều chuyển biến tích cực.",
    "Người dân nộp hồ sơ trực tuyến trên Cổng dịch vụ công được giảm lệ phí và không phải đi lại nhiều lần.",
]
SAY_IN_A_FRESH_PROCESS = """
import hashlib, sys
from broadcaster.speech.espeak import EspeakEngine
print(hashlib.sha256(EspeakEngine().synthesise(sys.argv[1], sys.argv[2]).samples).hexdigest())
"""


def said(sentence, voice):
    return EspeakEngine().synthesise(sentence, voice)


@pytest.mark.parametrize("voice", ["nu-phat-thanh", "nam-phat-thanh"])
def test_news_is_read_at_the_pace_of_loudspeakers(voice):
    syllables = sum(len(sentence.split()) for sentence in NEWS)
    minutes = sum(said(sentence, voice).duration for sentence in NEWS) / 60_000
    assert 180 <= syllables / minutes <= 205


@pytest.mark.parametrize("voice", ["nu-phat-thanh", "nam-phat-thanh"])
def test_the_voice_is_strong_but_never_clips(voice):
    peak = max(np.abs(np.frombuffer(said(s, voice).samples, dtype="<i2").astype(int)).max() for s in NEWS)
    assert 16_000 < peak < 32_000


def test_the_two_presenters_are_far_apart_in_pitch():
    def pitch(voice):
        samples = np.frombuffer(said("a a a a a a", voice).samples, dtype="<i2").astype(float)
        spectrum = np.abs(np.fft.rfft(samples, 1 << 19)) ** 2
        echo = np.fft.irfft(spectrum)
        lags = slice(22_050 // 300, 22_050 // 70)
        return 22_050 / (lags.start + int(np.argmax(echo[lags])))

    assert pitch("nu-phat-thanh") > 1.5 * pitch("nam-phat-thanh")


@pytest.mark.parametrize("voice", ["nu-phat-thanh", "nam-phat-thanh"])
def test_another_process_says_the_same_bytes(voice):
    other = subprocess.run(
        [sys.executable, "-c", SAY_IN_A_FRESH_PROCESS, NEWS[1], voice], capture_output=True, text=True, check=True
    )
    said(NEWS[0], voice)
    assert other.stdout.strip() == hashlib.sha256(said(NEWS[1], voice).samples).hexdigest()


def test_the_breath_of_a_voice_does_not_hang_on_the_clock():
    assert len({said(NEWS[2], "nu-phat-thanh").samples for _ in range(60)}) == 1


@pytest.mark.parametrize("text", ["a < b & c > d", "hai\x00ba", "một\nhai", "[[a]] hai", '"một" (hai)'])
def test_odd_signs_cost_no_words(text):
    assert said(text, "nu-phat-thanh").duration > 400


def test_a_word_after_a_control_sign_is_still_said():
    assert said("hai\x00ba bốn năm", "nu-phat-thanh") == said("hai ba bốn năm", "nu-phat-thanh")


def test_no_break_spaces_and_invisible_signs_do_not_change_the_sound():
    assert said("xin\u00a0chào \u200bquý vị", "nu-phat-thanh") == said("xin chào quý vị", "nu-phat-thanh")


def test_an_unknown_voice_is_refused_with_the_nearest():
    with pytest.raises(UnknownVoice, match='có phải "nam-phat-thanh"'):
        said("Xin chào", "nam-phatthanh")


def test_a_voice_like_no_other_is_refused_without_a_guess():
    with pytest.raises(UnknownVoice) as caught:
        said("Xin chào", "zzz")
    assert "có phải" not in str(caught.value)


@pytest.mark.parametrize("text", ["", "!!!", "🙂", "—"])
def test_a_sentence_without_words_is_refused(text):
    with pytest.raises(SpeechFailed, match="không có chữ"):
        said(text, "nu-phat-thanh")


def test_a_refusal_of_the_library_is_not_swallowed(monkeypatch):
    voice, preset = espeak._PRESETS["nu-phat-thanh"]
    broken = type(preset)(variant="xx", rate=120, pitch=50, pitch_range=50, word_gap=0, volume=60)
    monkeypatch.setitem(espeak._PRESETS, "nu-phat-thanh", (voice, broken))
    with pytest.raises(SpeechFailed, match="mã lỗi"):
        said("Xin chào", "nu-phat-thanh")
    monkeypatch.undo()
    assert said("Xin chào", "nu-phat-thanh").count


def test_every_preset_names_a_variant_that_espeak_has():
    variants = {path.name for path in (Path(espeakng_loader.get_data_path()) / "voices" / "!v").iterdir()}
    assert {preset.variant.removeprefix("vi+") for _, preset in espeak._PRESETS.values()} <= variants


def test_a_changed_preset_changes_the_version(monkeypatch):
    before = EspeakEngine().version()
    voice, preset = espeak._PRESETS["nu-phat-thanh"]
    faster = type(preset)(variant=preset.variant, rate=140, pitch=75, pitch_range=90, word_gap=0, volume=62)
    monkeypatch.setitem(espeak._PRESETS, "nu-phat-thanh", (voice, faster))
    assert EspeakEngine().version() != before
    assert before.startswith("1.")


@pytest.fixture
def unasked():
    espeak._library_version.cache_clear()
    yield EspeakEngine()
    espeak._library_version.cache_clear()


def test_a_library_that_cannot_be_loaded_is_named(monkeypatch, unasked):
    monkeypatch.setattr(espeakng_loader, "get_library_path", lambda: "no-such-library.so")
    with pytest.raises(EngineUnavailable, match="không nạp được thư viện"):
        unasked.version()


def test_missing_voice_data_is_named_and_the_next_start_works(monkeypatch, tmp_path, unasked):
    with monkeypatch.context() as patch:
        patch.setattr(espeakng_loader, "get_data_path", lambda: str(tmp_path))
        with pytest.raises(EngineUnavailable, match="thiếu dữ liệu"):
            unasked.version()
    assert unasked.version().startswith("1.")
    assert said(NEWS[0], "nu-phat-thanh").count


def test_sizes_are_declared_to_the_library():
    with espeak._loaded() as (library, rate_hz):
        assert library.espeak_Synth.argtypes[1] is ctypes.c_size_t
        assert rate_hz == 22_050
