import json

import numpy as np
import pytest
import soundfile
from click.testing import CliRunner
from small_station import TONE_SETTINGS
from sounds import RATE, speech_like

from broadcaster.cli.entry import broadcaster
from broadcaster.mixdown.levels import level

GOOD = level(speech_like(6, 1), lufs=-16, ceiling_dbtp=-2)


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("BROADCASTER_FOLDER", raising=False)
    soundfile.write("tốt.wav", GOOD, RATE)
    soundfile.write("nhỏ.wav", GOOD * 0.3, RATE)
    return tmp_path


def qc(*arguments, folder=None):
    where = ["-C", str(folder)] if folder else []
    return CliRunner(mix_stderr=False).invoke(broadcaster, [*where, "qc", *map(str, arguments)])


def test_a_good_file_passes_outside_of_a_station(elsewhere):
    done = qc("tốt.wav")
    assert done.exit_code == 0, done.stderr
    assert "Không có lỗi, phát được." in done.stdout
    assert "−16,0 LUFS" in done.stdout


def test_a_fault_that_blocks_is_told_and_leaves_with_1(elsewhere):
    done = qc("tốt.wav", "nhỏ.wav")
    assert done.exit_code == 1
    assert "LỖI   Độ to −26,5 LUFS, nhỏ hơn mức −16,0 LUFS là 10,5 LU." in done.stdout
    assert done.stdout.count("Loại tệp") == 2


def test_target_and_peak_can_be_given(elsewhere):
    assert qc("nhỏ.wav", "--target", "-26.5").exit_code == 0
    refused = qc("tốt.wav", "--peak", "-9")
    assert refused.exit_code == 1
    assert "vượt mức −9,0 dBTP" in refused.stdout


def test_inside_a_station_its_settings_are_taken(elsewhere):
    folder = elsewhere / "đài"
    (folder / "schedules").mkdir(parents=True)
    (folder / "station.toml").write_text(TONE_SETTINGS + "[mix]\nloudness_lufs = -26.5\n", encoding="utf-8")
    assert qc("nhỏ.wav", folder=folder).exit_code == 0
    assert qc("nhỏ.wav", "--target", "-16", folder=folder).exit_code == 1


def test_json_has_a_line_a_file(elsewhere):
    done = qc("tốt.wav", "nhỏ.wav", "không-có.wav", "--json")
    good, soft, missing = map(json.loads, done.stdout.splitlines())
    assert done.exit_code == 1
    assert (good["passed"], good["findings"], good["duration_ms"], good["channels"]) == (True, [], 6000, 1)
    assert good["loudness_lufs"] == pytest.approx(-16, abs=0.2)
    assert [each["kind"] for each in soft["findings"]] == ["loudness"]
    assert "không-có.wav" in missing["error"]


def test_a_warning_alone_passes(elsewhere):
    soundfile.write("lệch.wav", GOOD * 0.9 + 0.015, RATE)
    done = qc("lệch.wav", "--target", "-16.9")
    assert done.exit_code == 0
    assert "LƯU Ý Lệch điện áp một chiều 1,1 %" in done.stdout


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("rỗng.mp3", b"", "rỗng"),
        ("chữ.mp3", "Bản tin sáng\n".encode() * 30, "Không kiểm tra được âm thanh"),
        ("cụt.wav", b"RIFF", "Không kiểm tra được âm thanh"),
    ],
)
def test_what_is_no_sound_is_told_and_the_others_are_still_checked(elsewhere, name, content, words):
    (elsewhere / name).write_bytes(content)
    done = qc(name, "tốt.wav")
    assert done.exit_code == 1
    assert name in done.stderr
    assert words in done.stderr
    assert "phát được" in done.stdout


def test_a_folder_and_a_missing_file_are_told(elsewhere):
    done = qc(elsewhere, "không-có.mp3")
    assert done.exit_code == 1
    assert "thư mục" in done.stderr
    assert "Không tìm thấy tệp không-có.mp3" in done.stderr


def test_a_silent_file_says_so(elsewhere):
    soundfile.write("im.wav", np.zeros(RATE * 5), RATE)
    done = qc("im.wav")
    assert done.exit_code == 1
    assert "Cả tệp im lặng" in done.stdout
    assert "im lặng" in done.stdout


def test_without_files_the_usage_is_shown(elsewhere):
    assert qc().exit_code == 2
