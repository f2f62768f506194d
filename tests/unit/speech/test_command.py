import json
import subprocess
import sys

import pytest
from programs import PROGRAM, VOICES, describe
from speaking_program import spoken

from broadcaster.domain.scripts import Presenter
from broadcaster.engines import speech_engine
from broadcaster.errors import EngineUnavailable, SpeechFailed
from broadcaster.ports import VoicePlace
from broadcaster.speech.command import CommandEngine
from broadcaster.speech.command_files import command_folder
from broadcaster.speech.wav import decoded_wav
from broadcaster.testing.engines import ToneEngine

SENTENCE = 'Bà con đến "một cửa" & nhận {wav} nhé.'
SOUND = ToneEngine().synthesise(SENTENCE, "tone-nu")


def revisions(folder):
    return [voice.revision for voice in CommandEngine(folder).voices()]


def no_version(program, folder):
    raise AssertionError("no version was to be asked")


def faults(folder):
    return command_folder(folder, no_version).faults


@pytest.mark.parametrize("text", ["@{text_file}", "{text}", "-"])
@pytest.mark.parametrize("out", ["{wav}", "-"])
def test_every_way_in_and_out_gives_the_sound(tmp_path, text, out):
    describe(tmp_path, text=text, out=out)
    assert CommandEngine(tmp_path).synthesise(SENTENCE, "co-lan") == SOUND


def test_the_station_hands_over_its_folder(tmp_path):
    describe(tmp_path, at_once=3)
    engine = speech_engine("command", lambda name: VoicePlace(folder=tmp_path, secret=str))
    assert engine.at_once == 3
    assert [(voice.id, voice.label, voice.presenter) for voice in engine.voices()] == [
        ("co-lan", "Cô Lan", Presenter.FEMALE),
        ("chu-nam", "Chú Nam", Presenter.MALE),
    ]


def test_a_wav_of_unknown_size_from_a_pipe_is_taken_to_its_end(tmp_path):
    describe(tmp_path, fault="unsized", out="-")
    assert CommandEngine(tmp_path).synthesise(SENTENCE, "co-lan") == SOUND


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        ("exit", 'dừng với mã 3 (chương trình báo: "hết giấy phép, khóa ***")'),
        ("nothing", "không ghi tệp WAV"),
        ("empty", "tệp WAV rỗng"),
        ("half", "bị cắt ngang"),
        ("head", "bị cắt ngang"),
        ("text", "không phải tệp WAV"),
    ],
)
def test_a_program_that_fails_is_said_with_its_last_words(tmp_path, monkeypatch, fault, reason):
    monkeypatch.setenv("HANG_TTS_API_KEY", "s3cr3t-khoa")
    describe(tmp_path, fault=fault)
    with pytest.raises(SpeechFailed) as refused:
        CommandEngine(tmp_path).synthesise(SENTENCE, "co-lan")
    assert reason in str(refused.value)
    assert "s3cr3t" not in str(refused.value)


def test_nothing_on_standard_output_is_an_empty_wav(tmp_path):
    describe(tmp_path, fault="nothing", out="-")
    with pytest.raises(SpeechFailed, match="tệp WAV rỗng"):
        CommandEngine(tmp_path).synthesise(SENTENCE, "co-lan")


def test_a_program_that_hangs_is_ended(tmp_path):
    describe(tmp_path, fault="hang", timeout_seconds=2)
    with pytest.raises(SpeechFailed, match=r"chạy quá 2 giây, đã dừng \(chương trình báo: \"dang nghi\"\)"):
        CommandEngine(tmp_path).synthesise(SENTENCE, "co-lan")


def test_a_sentence_cannot_become_an_option_of_the_program(tmp_path):
    describe(tmp_path, text="{text}")
    heard = CommandEngine(tmp_path).synthesise("--help Xin chào", "co-lan")
    assert heard == ToneEngine().synthesise("help Xin chào", "tone-nu")


def test_the_program_does_not_see_the_settings_of_the_station(tmp_path, monkeypatch):
    monkeypatch.setenv("BROADCASTER_STORE__URL", "postgresql://ai:mat-khau@may/kho")
    check = "import os, sys; sys.exit(7 if any('mat-khau' in v for v in os.environ.values()) else 8)"
    (tmp_path / "soi.toml").write_text(
        f"command = {json.dumps([sys.executable, '-c', check])}\n{VOICES}", encoding="utf-8"
    )
    with pytest.raises(SpeechFailed, match="mã 8"):
        CommandEngine(tmp_path).synthesise(SENTENCE, "co-lan")


def test_a_program_that_is_not_there_is_named(tmp_path):
    (tmp_path / "mat.toml").write_text('command = ["khong-co-dau", "{wav}"]\n' + VOICES, encoding="utf-8")
    with pytest.raises(EngineUnavailable, match=r'mat\.toml: không tìm thấy chương trình "khong-co-dau"'):
        CommandEngine(tmp_path).version()


def test_a_file_that_is_no_program_is_said(tmp_path):
    (tmp_path / "doc.txt").write_text("không phải chương trình", encoding="utf-8")
    (tmp_path / "sai.toml").write_text('command = ["doc.txt", "{wav}"]\n' + VOICES, encoding="utf-8")
    with pytest.raises(EngineUnavailable, match=r"sai\.toml: không chạy được chương trình"):
        CommandEngine(tmp_path).synthesise(SENTENCE, "co-lan")


def test_it_is_off_without_a_station_and_without_a_description(tmp_path):
    with pytest.raises(EngineUnavailable, match="thư mục đài"):
        CommandEngine().version()
    with pytest.raises(EngineUnavailable, match="chưa có tệp khai báo"):
        CommandEngine(tmp_path / "khong-co").version()
    assert CommandEngine().voices() == ()
    assert CommandEngine().at_once == 1


def test_every_fault_of_a_description_is_said_at_once(tmp_path):
    text = (
        'command = ["noi", "{giong}"]\ntimeout_seconds = 0\nverson = "1"\n[[voice]]\nid = "Cô Lan"\npresenter = "bé"\n'
    )
    (tmp_path / "sai.toml").write_text(text, encoding="utf-8")
    said = faults(tmp_path)["sai.toml"]
    for part in (
        "chỗ điền lạ {giong}",
        "'timeout_seconds' là 0, phải từ 1",
        "không có khóa 'verson'; ý bạn là 'version'?",
        "'voice.1.id' chỉ gồm chữ thường không dấu",
        "thiếu khóa 'voice.1.label'",
        '\'voice.1.presenter\' phải là "nữ" hoặc "nam"',
    ):
        assert part in said


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "rỗng"),
        ('command = "noi {text}"\n' + VOICES, "phải là danh sách trong ngoặc vuông"),
        ("command = []\n" + VOICES, "không được để danh sách trống"),
        ('command = ["{text}"]\n' + VOICES, "mở đầu bằng tên chương trình"),
        ('command = ["noi.BAT", "{text}"]\n' + VOICES, "hãy dùng {text_file}"),
        ('command = ["noi"]\n' + VOICES + VOICES, "khai giọng chu-nam, co-lan nhiều lần"),
        ('command = ["noi"]', "thiếu khóa 'voice'"),
        ("command = [", "không đúng dạng TOML"),
    ],
)
def test_a_wrong_description_hides_no_other(tmp_path, text, fault):
    describe(tmp_path, name="a.toml", voices=VOICES.replace("co-lan", "khac").replace("chu-nam", "khac-nua"))
    (tmp_path / "sai.toml").write_text(text, encoding="utf-8")
    assert fault in faults(tmp_path)["sai.toml"]
    assert [voice.id for voice in CommandEngine(tmp_path).voices()] == ["khac", "khac-nua"]


def test_a_voice_described_in_two_files_is_named(tmp_path):
    describe(tmp_path, name="a.toml")
    describe(tmp_path, name="b.toml")
    assert "giọng co-lan đã khai trong a.toml" in faults(tmp_path)["b.toml"]


def test_what_changes_the_sound_is_another_revision_and_patience_is_not(tmp_path):
    program = tmp_path / "noi.py"
    program.write_text("1", encoding="utf-8")

    def described(**more):
        keys = {"command": [sys.executable, "noi.py", "{wav}"]} | more
        lines = [f"{key} = {json.dumps(value)}\n" for key, value in keys.items()]
        (tmp_path / "thu.toml").write_text("".join(lines) + VOICES, encoding="utf-8")
        return revisions(tmp_path)

    first = described()
    assert len(set(first)) == 2
    assert described(timeout_seconds=9, at_once=2) == first
    assert described(version="2") != first
    assert described(command=[sys.executable, "noi.py", "-q", "{wav}"]) != first
    program.write_text("1 + 1", encoding="utf-8")
    assert described() != first


def test_the_version_command_is_asked_once_and_counts(tmp_path):
    teller = tmp_path / "phien-ban.py"
    teller.write_text(
        "import pathlib; p = pathlib.Path('lan.txt'); p.write_text(str(p.exists())); print('bản 1')", encoding="utf-8"
    )
    describe(tmp_path, version_command=[sys.executable, "-X", "utf8", str(teller)])
    engine = CommandEngine(tmp_path)
    first = [voice.revision for voice in engine.voices()]
    assert [voice.revision for voice in engine.voices()] == first
    assert (tmp_path / "lan.txt").read_text(encoding="utf-8") == "False"
    teller.write_text("print('bản 2')", encoding="utf-8")
    assert revisions(tmp_path) != first


def test_a_version_command_that_fails_is_said(tmp_path):
    describe(tmp_path, version_command=[sys.executable, "-c", "import sys; sys.exit('hỏng rồi')"])
    with pytest.raises(EngineUnavailable, match=r"thu\.toml: version_command dừng với mã 1"):
        CommandEngine(tmp_path).version()


def test_the_program_of_these_tests_writes_what_it_should():
    done = subprocess.run(
        [sys.executable, PROGRAM, "none", "tone-nu", "Chào bà con", "-"], capture_output=True, check=True
    )
    assert decoded_wav(done.stdout) == decoded_wav(spoken("tone-nu", "Chào bà con"))
