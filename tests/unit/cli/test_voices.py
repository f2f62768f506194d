"""What a technician types to look after the station's voices."""

import hashlib
import io
import json
import wave
from pathlib import Path

import pytest
from click.testing import CliRunner
from local_files import serving
from makers import NOW
from piper_voices import need_piper, put_fake, put_joe
from programs import describe
from small_station import SETTINGS, opened_station, told_script

from broadcaster.cli.entry import broadcaster
from broadcaster.errors import (
    DownloadFailed,
    EngineUnavailable,
    FileMissing,
    FileStands,
    ReadOnlyPlace,
    UnknownEngine,
    UnknownVoice,
    VoiceInUse,
    VoiceRefused,
    VoiceStands,
)
from broadcaster.services.voice_script import voice_scripts
from broadcaster.speech.piper_files import piper_folder
from broadcaster.station import Station


@pytest.fixture(scope="module")
def joe(tmp_path_factory):
    return put_joe(tmp_path_factory.mktemp("tai-ve"), "vi_VN-joe-medium.onnx", language="vi")


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "dai").mkdir()
    (tmp_path / "dai" / "station.toml").write_text(SETTINGS, encoding="utf-8")
    return tmp_path / "dai"


@pytest.fixture
def server(joe):
    with serving() as files:
        files.files["/vi_VN-joe-medium.onnx"] = joe.read_bytes()
        files.files["/vi_VN-joe-medium.onnx.json"] = joe.with_name(joe.name + ".json").read_bytes()
        yield files


def run(folder, *arguments):
    return CliRunner(mix_stderr=False).invoke(broadcaster, ["-C", str(folder), "voices", *map(str, arguments)])


def said(folder, *arguments):
    done = run(folder, *arguments)
    assert done.exit_code == 0, done.exception or done.stderr
    return done.stdout


def refused(folder, *arguments):
    before = kept(folder)
    done = run(folder, *arguments)
    assert done.exit_code != 0
    assert kept(folder) == before
    return done.exception


def kept(folder):
    places = sorted((folder / "voices").rglob("*"))
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in places if path.is_file()}


def address(server):
    return f"{server.address}/vi_VN-joe-medium.onnx"


def total(server):
    return hashlib.sha256(server.files["/vi_VN-joe-medium.onnx"]).hexdigest()


def test_a_voice_is_tried_copied_and_listed(folder, joe):
    assert "Đã thêm giọng piper:vi-vn-joe-medium" in said(folder, "add", joe)
    assert sorted(kept(folder)) == ["vi-vn-joe-medium.onnx", "vi-vn-joe-medium.onnx.json"]
    shown = said(folder, "list")
    for name in ("piper:vi-vn-joe-medium", "piper:vi-vn-joe-medium-nam", "espeak:nu-phat-thanh"):
        assert name in shown
    assert "Đã có sẵn" in said(folder, "add", joe)


def test_what_a_killed_run_left_goes_when_the_voice_is_added_again(folder, joe):
    left = folder / "voices" / "piper" / ".them-lan" / "lan.onnx"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"nua chung")
    assert "piper:lan" not in said(folder, "list")
    said(folder, "add", joe, "--name", "lan")
    assert sorted(kept(folder)) == ["lan.onnx", "lan.onnx.json"]


def test_name_and_presenter_are_kept(folder, joe):
    assert "đọc lời nam" in said(folder, "add", joe, "--name", "chu-ba", "--presenter", "Nam")
    assert sorted(kept(folder)) == ["chu-ba.onnx", "chu-ba.onnx.json", "chu-ba.toml"]
    assert "đọc lời nữ" in said(folder, "add", joe, "--name", "chu-ba", "--presenter", "nữ")


def test_a_voice_of_another_language_is_taken_with_a_warning(folder, tmp_path):
    done = run(folder, "add", put_joe(tmp_path / "en", "joe.onnx"))
    assert done.exit_code == 0
    assert "giọng tiếng en-us, không phải tiếng Việt" in done.stderr


def test_another_voice_of_the_same_name_needs_force(folder, joe, tmp_path):
    said(folder, "add", joe, "--presenter", "nam")
    other = put_joe(tmp_path / "khac", joe.name, language="en-us")
    assert isinstance(refused(folder, "add", other), VoiceStands)
    said(folder, "add", other, "--force")
    assert "đọc lời nữ" in said(folder, "add", other), "what was said of the old voice went with it"
    assert json.loads((folder / "voices/piper/vi-vn-joe-medium.onnx.json").read_bytes())["espeak"]["voice"] == "en-us"


def test_a_refusal_of_the_system_half_way_brings_the_old_voice_back(folder, joe, monkeypatch):
    put_fake(folder / "voices" / "piper", "lan.onnx", words='presenter = "nam"')
    moved = Path.replace

    def stubborn(path, target):
        if path.parent.name == ".them-lan" and path.name == "lan.onnx":
            raise PermissionError(13, "đang mở")
        return moved(path, target)

    monkeypatch.setattr(Path, "replace", stubborn)
    assert isinstance(refused(folder, "add", joe, "--name", "lan", "--force"), ReadOnlyPlace)


def test_a_file_put_there_by_hand_keeps_its_id(folder, joe):
    put_joe(folder / "voices" / "piper", "vi_VN_joe_medium.onnx")
    error = refused(folder, "add", joe)
    assert "đã có vi_VN_joe_medium.onnx cùng mã" in str(error)


def test_what_is_no_voice_is_refused_and_nothing_is_copied(folder, joe, tmp_path):
    half = tmp_path / "nua.onnx"
    half.write_bytes(joe.read_bytes()[:400_000])
    config = joe.with_name(joe.name + ".json")
    assert "thiếu tệp cấu hình nua.onnx.json" in str(refused(folder, "add", half))
    assert "tải dở" in str(refused(folder, "add", half, "--json", config))
    assert "không đúng dạng JSON" in str(refused(folder, "add", joe, "--json", half))
    assert "đuôi .onnx" in str(refused(folder, "add", config))
    assert isinstance(refused(folder, "add", tmp_path / "mat.onnx"), FileMissing)
    assert isinstance(refused(folder, "add", joe, "--name", "Cô Lan"), VoiceRefused)
    assert not any((folder / "voices" / "piper").iterdir())


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["a.onnx", "--url", "http://may/a.onnx", "--sha256", "0"],
        ["--url", "http://may/a.onnx"],
        ["a.onnx", "--presenter", "bé"],
    ],
)
def test_a_command_typed_wrongly_says_how(folder, arguments):
    assert run(folder, "add", *arguments).exit_code == 2


def test_a_voice_is_fetched_over_a_line_that_breaks(folder, server):
    server.fault = "drops"
    said(folder, "add", "--url", address(server), "--sha256", total(server).upper())
    assert 3 <= len(server.asked) <= 5
    assert kept(folder)["vi-vn-joe-medium.onnx"] == total(server)
    assert sorted(kept(folder)) == ["vi-vn-joe-medium.onnx", "vi-vn-joe-medium.onnx.json"]
    server.asked.clear()
    assert "Đã có sẵn" in said(folder, "add", "--url", address(server), "--sha256", total(server))
    assert server.asked == []


def test_half_a_fetched_model_waits_for_the_next_run(folder, server):
    server.fault = "drops for ever"
    done = run(folder, "add", "--url", address(server), "--sha256", total(server))
    assert isinstance(done.exception, DownloadFailed)
    assert [name for name in kept(folder) if not name.endswith(".part")] == []
    server.fault = None
    said(folder, "add", "--url", address(server), "--sha256", total(server))
    assert server.asked[-1].startswith("bytes=")
    assert sorted(kept(folder)) == ["vi-vn-joe-medium.onnx", "vi-vn-joe-medium.onnx.json"]


def test_wrong_sums_and_missing_files_of_a_server_leave_nothing(folder, server):
    url, right = address(server), total(server)
    assert "đã bỏ tệp" in str(refused(folder, "add", "--url", url, "--sha256", "0" * 64))
    config_wrong = refused(folder, "add", "--url", url, "--sha256", right, "--json-sha256", "0" * 64)
    assert "tệp cấu hình là" in str(config_wrong)
    assert "mã 404" in str(refused(folder, "add", "--url", f"{server.address}/mat.onnx", "--sha256", right))
    server.files["/vi_VN-joe-medium.onnx.json"] = b"<html>"
    assert isinstance(refused(folder, "add", "--url", url, "--sha256", right), VoiceRefused)
    assert len(server.asked) == 1, "a model is not fetched for a configuration that is none"


def test_a_fetched_voice_that_would_replace_another_is_refused_before_it_is_fetched(folder, server, joe, tmp_path):
    put_joe(folder / "voices" / "piper", "vi-vn-joe-medium.onnx").write_bytes(b"khac")
    error = refused(folder, "add", "--url", address(server), "--sha256", total(server))
    assert isinstance(error, VoiceStands)
    assert server.asked == []


def test_a_voice_is_tried_to_a_wav(folder, tmp_path):
    describe(folder / "voices" / "command")
    out = tmp_path / "thu.wav"
    told = said(folder, "try", "command:chu-nam", "--text", "Họp lúc 7h30. Xin hết.", "--out", out)
    assert "command:chu-nam đọc: Họp lúc bảy giờ ba mươi" in told
    with wave.open(io.BytesIO(out.read_bytes())) as wav:
        seconds = wav.getnframes() / wav.getframerate()
    assert 8 * 0.3 < seconds < 8 * 0.3 + 1
    assert isinstance(refused(folder, "try", "command", "--out", out), FileStands)
    assert "command:co-lan đọc" in said(folder, "try", "command", "--out", out, "--force")


def test_a_piper_voice_is_tried_by_its_stand_in_too(folder, joe, tmp_path):
    said(folder, "add", joe, "--name", "lan")
    out = tmp_path / "thu.wav"
    assert "Đã ghi" in said(folder, "try", "piper:lan-nam", "--text", "Xin chào.", "--out", out)


@pytest.mark.parametrize(
    ("voice", "kind"),
    [
        ("khong-co", UnknownEngine),
        ("espeak:khong", UnknownVoice),
        ("piper", EngineUnavailable),
        ("command", EngineUnavailable),
    ],
)
def test_a_voice_that_is_not_there_cannot_be_tried(folder, tmp_path, voice, kind):
    assert isinstance(refused(folder, "try", voice, "--out", tmp_path / "a.wav"), kind)
    assert not (tmp_path / "a.wav").exists()


def test_the_list_says_why_a_voice_or_an_engine_is_off(folder):
    need_piper()
    describe(folder / "voices" / "command")
    (folder / "voices" / "command" / "sai.toml").write_text("command = 3", encoding="utf-8")
    shown = " ".join(said(folder, "list").split())
    assert "command:co-lan" in shown
    assert "'command' phải là danh sách" in shown
    assert "voices/piper chưa có giọng nào" in shown or "chưa có giọng nào trong voices/piper" in shown


@pytest.mark.parametrize(
    "named", ['engines = ["espeak", "piper:lan"]', 'engines = ["espeak"]\nmale = ["piper:lan-nam"]']
)
def test_a_voice_is_removed_but_not_while_settings_name_it(folder, named):
    put_fake(folder / "voices" / "piper", "lan.onnx", words="")
    in_use = SETTINGS.replace('engines = ["espeak"]', named)
    (folder / "station.toml").write_text(in_use, encoding="utf-8")
    assert isinstance(refused(folder, "remove", "piper:lan"), VoiceInUse)
    (folder / "station.toml").write_text(SETTINGS, encoding="utf-8")
    assert "Đã bỏ giọng piper:lan" in said(folder, "remove", "piper:lan")
    assert kept(folder) == {}


def test_a_voice_in_use_is_removed_by_force(folder):
    put_fake(folder / "voices" / "piper", "lan.onnx")
    (folder / "station.toml").write_text(SETTINGS.replace('"espeak"]', '"espeak", "piper:lan"]'), encoding="utf-8")
    said(folder, "remove", "lan", "--force")
    assert kept(folder) == {}


def test_a_script_is_voiced_by_the_stations_own_model(folder, joe):
    said(folder, "add", joe, "--name", "lan")
    with opened_station(folder) as station:
        told_script(station, "tin", "Bà con đi họp.", approved=True)
    (folder / "station.toml").write_text(
        SETTINGS.replace('engines = ["espeak"]', 'engines = ["piper"]'), encoding="utf-8"
    )
    with Station.open(folder, {}) as station:
        voiced = voice_scripts(station, now=NOW)
        with station.store.reading() as tx:
            cut = tx.voicings.get(voiced[0].script.id).lines[0][0]
        revision = piper_folder(folder / "voices" / "piper").files[0].voice.revision
    assert (cut.engine, cut.voice, voiced[0].fallback) == ("piper", "lan", "")
    assert cut.engine_version.endswith(revision)


def test_a_broken_voice_can_be_removed(folder):
    broken = folder / "voices" / "piper" / "Hong.onnx"
    broken.parent.mkdir(parents=True)
    broken.write_bytes(b"")
    said(folder, "remove", "hong")
    assert kept(folder) == {}


def test_a_misspelt_voice_is_not_removed(folder):
    put_fake(folder / "voices" / "piper", "co-lan.onnx")
    assert '"co-lan"' in str(refused(folder, "remove", "co-lann"))
