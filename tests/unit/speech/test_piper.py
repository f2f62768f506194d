import hashlib
import importlib.util
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from piper_voices import CONFIG, put_fake, put_joe

from broadcaster.domain.scripts import Presenter
from broadcaster.engines import speech_engine
from broadcaster.errors import EngineUnavailable, SpeechFailed
from broadcaster.ports import VoicePlace
from broadcaster.speech.piper import PiperEngine
from broadcaster.speech.piper_files import piper_folder

SENTENCE = "Người dân nộp hồ sơ trực tuyến được giảm lệ phí."


@pytest.fixture(scope="module")
def joe(tmp_path_factory):
    folder = tmp_path_factory.mktemp("piper")
    put_joe(folder, language="vi")
    return folder


def offered(folder):
    return {voice.id: voice for voice in PiperEngine(folder).voices()}


def test_the_station_hands_over_its_folder(joe):
    engine = speech_engine("piper", lambda name: VoicePlace(folder=joe, secret=str))
    assert [voice.id for voice in engine.voices()] == ["joe", "joe-nam"]
    assert "piper-tts" in engine.version()


def test_another_process_says_the_same_bytes(joe):
    program = (
        "import sys, hashlib; from pathlib import Path; from broadcaster.speech.piper import PiperEngine\n"
        "pcm = PiperEngine(Path(sys.argv[1])).synthesise(sys.argv[2], 'joe')\n"
        "print(hashlib.sha256(pcm.samples).hexdigest())"
    )
    there = subprocess.run([sys.executable, "-c", program, str(joe), SENTENCE], capture_output=True, check=True)
    engine = PiperEngine(joe)
    engine.synthesise("Câu khác.", "joe")
    here = engine.synthesise(SENTENCE, "joe")
    assert there.stdout.decode().strip() == hashlib.sha256(here.samples).hexdigest()
    assert here.rate_hz == 22_050


def test_a_voice_of_another_language_in_between_changes_nothing(tmp_path):
    put_joe(tmp_path, "mot.onnx", language="vi")
    put_joe(tmp_path, "hai.onnx", language="en-us")
    engine = PiperEngine(tmp_path)
    before = engine.synthesise(SENTENCE, "mot")
    between = engine.synthesise(SENTENCE, "hai")
    assert engine.synthesise(SENTENCE, "mot") == before != between


def test_a_slower_pace_is_slower_and_another_voice(tmp_path):
    put_joe(tmp_path, "mot.onnx", language="vi")
    put_joe(tmp_path, "hai.onnx", language="vi", pace_percent=150)
    plain, slow = (PiperEngine(tmp_path).synthesise(SENTENCE, voice) for voice in ("mot", "hai"))
    assert 1.3 < slow.duration / plain.duration < 1.7
    assert offered(tmp_path)["mot"].revision != offered(tmp_path)["hai"].revision


def test_raw_phonemes_in_a_text_are_read_as_text(joe):
    engine = PiperEngine(joe)
    assert np.frombuffer(engine.synthesise("Xã [[x]] họp.", "joe").samples, "<i2").any()


def test_the_words_beside_a_model_name_presenter_and_label(tmp_path):
    put_fake(tmp_path, words='presenter = "nam"\nlabel = "Chú Ba"\n')
    found = offered(tmp_path)
    assert found["vi-vn-thu"].label == "Chú Ba"
    assert found["vi-vn-thu"].presenter is Presenter.MALE


@pytest.mark.parametrize(
    ("name", "voice", "presenter"),
    [
        ("Giọng Nữ Đài.onnx", "giong-nu-dai", Presenter.FEMALE),
        ("vi_VN-nam-medium.onnx", "vi-vn-nam-medium", Presenter.MALE),
        ("vi_VN-vietnam.onnx", "vi-vn-vietnam", Presenter.FEMALE),
    ],
)
def test_a_file_name_gives_id_and_presenter(tmp_path, name, voice, presenter):
    put_fake(tmp_path, name)
    assert offered(tmp_path)[voice].presenter is presenter


def test_no_voice_stands_for_another_where_both_presenters_have_one(tmp_path):
    put_fake(tmp_path, "lan-nu.onnx")
    put_fake(tmp_path, "ba-nam.onnx")
    assert sorted(offered(tmp_path)) == ["ba-nam", "lan-nu"]


def test_a_changed_model_config_or_pace_is_another_revision(tmp_path):
    put_fake(tmp_path)
    seen = [offered(tmp_path)["vi-vn-thu"].revision]
    for change in (
        {"content": b"mo hinh moi"},
        {"config": CONFIG | {"hop_length": 256}},
        {"words": "pace_percent = 90"},
    ):
        put_fake(tmp_path, **change)
        seen.append(offered(tmp_path)["vi-vn-thu"].revision)
    assert len(set(seen)) == 4


@pytest.mark.parametrize(
    ("made", "fault"),
    [
        ({"config": None}, "thiếu tệp cấu hình"),
        ({"config": "{"}, "không đúng dạng JSON"),
        ({"config": "[]"}, "không phải cấu hình giọng Piper"),
        ({"config": {"audio": 3}}, "thiếu hoặc sai num_symbols, num_speakers, phoneme_id_map, audio.sample_rate"),
        ({"content": b""}, "rỗng"),
        ({"words": 'presenter = "bé"\nlable = "x"'}, '\'presenter\' phải là "nữ" hoặc "nam"'),
        ({"words": 'presenter = "bé"\nlable = "x"'}, "ý bạn là 'label'"),
        ({"words": "speaker = 3"}, "mô hình chỉ có 1 giọng"),
        ({"words": "pace_percent = 10"}, "phải từ 50"),
        ({"words": "presenter = "}, "không đúng dạng TOML"),
    ],
)
def test_a_voice_that_is_not_whole_is_named_and_hides_no_other(tmp_path, made, fault):
    put_fake(tmp_path, "tot.onnx")
    put_fake(tmp_path, **made)
    found = piper_folder(tmp_path)
    assert [file.voice.id for file in found.files] == ["tot"]
    assert fault in found.faults["vi-vn-thu"]


def test_two_files_of_one_id_are_named(tmp_path):
    put_fake(tmp_path, "a-b.onnx")
    put_fake(tmp_path, "a_b.onnx")
    assert "hai tệp cùng mã giọng a-b" in piper_folder(tmp_path).faults["a-b"]


def test_only_broken_voices_put_the_engine_off_with_the_reason(tmp_path):
    put_fake(tmp_path, config=None)
    with pytest.raises(EngineUnavailable, match="thiếu tệp cấu hình vi_VN-thu"):
        PiperEngine(tmp_path).version()


def test_it_is_off_without_a_station_and_without_a_voice(tmp_path):
    with pytest.raises(EngineUnavailable, match="thư mục đài"):
        PiperEngine().version()
    with pytest.raises(EngineUnavailable, match="voices add"):
        PiperEngine(tmp_path / "khong-co").version()
    assert PiperEngine().voices() == PiperEngine(tmp_path).voices() == ()


def test_it_is_off_without_the_library(tmp_path, monkeypatch):
    put_fake(tmp_path)
    monkeypatch.setitem(sys.modules, "piper", None)
    with pytest.raises(EngineUnavailable, match=r"chưa cài được gói piper-tts.*broadcaster\[piper\]"):
        PiperEngine(tmp_path).version()


def test_a_model_cut_short_is_refused(joe, tmp_path):
    whole = (joe / "joe.onnx").read_bytes()
    put_fake(tmp_path, "dut.onnx", content=whole[: len(whole) // 2])
    with pytest.raises(EngineUnavailable, match=r"dut\.onnx: tệp hỏng, tải dở"):
        PiperEngine(tmp_path).synthesise(SENTENCE, "dut")


def test_a_network_for_something_else_is_refused(joe, tmp_path):
    package = Path(importlib.util.find_spec("piper").origin).parent
    put_fake(tmp_path, "khac.onnx", content=(package / "tashkeel" / "model.onnx").read_bytes())
    with pytest.raises(EngineUnavailable, match="không phải giọng Piper"):
        PiperEngine(tmp_path).synthesise(SENTENCE, "khac")


def test_a_config_that_piper_does_not_take_is_refused(tmp_path, joe):
    put_fake(tmp_path, config=CONFIG | {"phoneme_type": "chu-tuong-hinh"})
    with pytest.raises(EngineUnavailable, match="giá trị không dùng được"):
        PiperEngine(tmp_path).synthesise(SENTENCE, "vi-vn-thu")


def test_a_language_that_espeak_does_not_know_is_said(tmp_path):
    put_joe(tmp_path, "la.onnx", language="tieng-la")
    with pytest.raises(SpeechFailed, match="giọng la"):
        PiperEngine(tmp_path).synthesise(SENTENCE, "la")
