"""station.toml and the environment over it."""

from datetime import date, time

import pytest

from broadcaster.domain.scripts import Presenter
from broadcaster.errors import NotAStation, SettingsError
from broadcaster.settings.station import load_station

LEAST = """\
[station]
name = "Đài Phát thanh huyện Nghĩa Hưng"
unit = "huyen-nghia-hung"
producing_outlet = "HUYEN-NGHIA-HUNG"
"""


@pytest.fixture
def station(tmp_path):
    def write_and_load(more="", environ=None, least=LEAST):
        (tmp_path / "station.toml").write_text(least + more, encoding="utf-8")
        return load_station(tmp_path, environ or {})

    return write_and_load


@pytest.fixture
def findings(station):
    def load_and_catch(more="", environ=None, least=LEAST):
        with pytest.raises(SettingsError) as caught:
            station(more, environ, least)
        return caught.value.findings

    return load_and_catch


def test_the_least_that_a_station_must_say_gives_all_house_defaults(station):
    settings = station()
    assert settings.station.call == "Đây là Đài Phát thanh huyện Nghĩa Hưng"
    assert settings.station.programme == "Bản tin cải cách hành chính"
    assert settings.store.url == ""
    assert settings.voice.engines == ("espeak",)
    assert settings.voice.voice_for("espeak", Presenter.FEMALE) is None
    assert (settings.mix.loudness_lufs, settings.mix.peak_dbtp, settings.mix.bitrate_kbps, settings.mix.bed) == (
        -16,
        -1,
        64,
        True,
    )
    assert settings.delivery.kind == "folder"
    assert (settings.approval.sound, settings.approval.one_person) == ("person", False)
    assert str(settings.quiet_hours.hours) == "21:30-04:30"
    assert settings.disk.least_free_mb == 500


def test_each_engine_has_its_own_voices(station):
    settings = station(
        '[voice]\nengines = ["piper", "espeak"]\n[voice.espeak]\nfemale = "nu"\nmale = "nam"\n'
        '[voice.piper]\nmale = "vais"\n'
    )
    voice = settings.voice
    assert voice.engines == ("piper", "espeak")
    assert voice.voice_for("espeak", Presenter.FEMALE) == "nu"
    assert voice.voice_for("piper", Presenter.MALE) == "vais"
    assert voice.voice_for("piper", Presenter.FEMALE) is None


def test_each_presenter_may_have_a_chain_of_voices(station):
    voice = station(
        '[voice]\nengines = ["piper:vais", "espeak"]\nmale = ["gtts", "piper:nam"]\n[voice.espeak]\nfemale = "nu"\n'
    ).voice
    assert [str(choice) for choice in voice.chain(Presenter.FEMALE)] == ["piper:vais", "espeak:nu"]
    assert [str(choice) for choice in voice.chain(Presenter.MALE)] == ["gtts", "piper:nam"]
    assert voice.engine_names == ("piper", "espeak", "gtts")


@pytest.mark.parametrize("name", ["piper:", ":vais", "piper vais", "a:b:c"])
def test_a_voice_is_named_by_its_engine_and_its_id(findings, name):
    (told,) = findings(f'\n[voice]\nengines = ["{name}"]\n')
    assert "bộ_đọc:giọng" in told
    assert name in told


def test_a_recorded_waiver_is_kept_with_its_reason_and_who_decided(station):
    settings = station(
        '[approval]\nsound = "waived"\nsound_reason = "Đài mẫu"\ndecided_by = "Trưởng đài"\ndecided_on = 2023-01-03\n'
    )
    assert settings.approval.sound_reason == "Đài mẫu"
    assert settings.approval.decided_on == date(2023, 1, 3)


def test_the_environment_wins_over_the_file(station):
    settings = station(
        "[mix]\nbitrate_kbps = 64\npeak_dbtp = -2\n",
        {
            "BROADCASTER_MIX__BITRATE_KBPS": "96",
            "BROADCASTER_MIX__BED": "false",
            "BROADCASTER_VOICE__ENGINES": "gtts, espeak",
            "BROADCASTER_VOICE__GTTS__FEMALE": "vi",
            "BROADCASTER_QUIET_HOURS__STARTS": "20:00",
            "broadcaster_station__place": "Nghĩa Hưng",
            "BROADCASTER_PROFILE": "huyen-2023",
        },
    )
    assert (settings.mix.bitrate_kbps, settings.mix.bed, settings.mix.peak_dbtp) == (96, False, -2)
    assert settings.voice.engines == ("gtts", "espeak")
    assert settings.voice.voice_for("gtts", Presenter.FEMALE) == "vi"
    assert settings.quiet_hours.starts == time(20)
    assert settings.station.place == "Nghĩa Hưng"
    assert settings.profile == "huyen-2023"


def test_other_names_with_our_prefix_are_left_alone(station):
    station(environ={"BROADCASTER_FOLDER": "x", "BROADCASTER_TEST_POSTGRESQL": "x", "OTHER": "x"})


def test_a_folder_without_station_toml_is_no_station(tmp_path):
    with pytest.raises(NotAStation, match=r"broadcaster init"):
        load_station(tmp_path, {})


def test_a_misspelled_table_is_told_with_file_line_and_the_nearest_name(findings):
    assert findings('\n[voise]\nengines = ["espeak"]\n') == (
        "station.toml, dòng 6: không có khóa 'voise'; ý bạn là 'voice'?",
    )


@pytest.mark.parametrize(
    ("more", "line", "text"),
    [
        ("[mix]\nbitrat = 64\n", 6, "không có khóa 'mix.bitrat'; ý bạn là 'bitrate_kbps'?"),
        ("[mix]\nbitrate_kbps = 65\n", 6, "'mix.bitrate_kbps' là 65, chỉ nhận 48, 64, 96, 128"),
        ('[mix]\nbitrate_kbps = "nhanh"\n', 6, "'mix.bitrate_kbps' phải là số nguyên, không đặt trong dấu nháy"),
        ("[mix]\nloudness_lufs = 3\n", 6, "'mix.loudness_lufs' là 3, không được quá -9.0"),
        ("[mix]\npeak_dbtp = -20\n", 6, "'mix.peak_dbtp' là -20, phải từ -9.0"),
        ('[mix]\nbed = "có"\n', 6, "'mix.bed' phải là true hoặc false"),
        (
            "mix = 3\n",
            5,
            "không có khóa 'station.mix'; các tên dùng được: call, name, place, producing_outlet, programme, unit",
        ),
        ('[voice]\nengine = ["espeak"]\n', 6, "không có khóa 'voice.engine'; ý bạn là 'engines'?"),
        ("[voice]\nengines = []\n", 6, "'voice.engines' không được để danh sách trống"),
        ('[voice.espeak]\nfemail = "x"\n', 6, "không có khóa 'voice.espeak.femail'; ý bạn là 'female'?"),
        ("[voice.espeak]\nmale = 1\n", 6, "'voice.espeak.male' phải là chữ, đặt trong dấu nháy kép"),
        (
            '[quiet_hours]\nstarts = "21h30"\n',
            6,
            '\'quiet_hours.starts\' phải là giờ:phút trong dấu nháy kép, từ "00:00" đến "23:59"; ghi giờ 24 giờ hai chữ số: "21:30"',
        ),
        ('[quiet_hours]\nstops = "21:30"\n', 6, "'quiet_hours.stops' trùng với 'starts', giờ yên tĩnh dài 0 phút"),
        ("[disk]\nleast_free_mb = -1\n", 6, "'disk.least_free_mb' là -1, phải từ 0"),
        ('[delivery]\nkind = ""\n', 6, "'delivery.kind' không được để trống"),
        ('[approval]\nsound = "waive"\n', 6, "'approval.sound' không nhận 'waive'; ý bạn là 'waived'?"),
        (
            '[approval]\ndecided_on = "hôm qua"\n',
            6,
            "'approval.decided_on' phải là ngày có thật, viết năm-tháng-ngày, ví dụ 2025-07-01",
        ),
        ("name = 1\n", 5, "không đọc được (cột 9): khóa hoặc bảng này đã ghi ở trên, xóa bớt một"),
    ],
)
def test_a_wrong_setting_is_told_at_its_line(findings, more, line, text):
    assert findings(more) == (f"station.toml, dòng {line}: {text}",)


def test_a_waived_approval_without_reason_and_decider_is_refused_at_the_table(findings):
    decider, one_person, sound = findings('[approval]\nsound = "waived"\none_person = true\n')
    start = "station.toml, dòng 5: 'approval."
    assert decider == f"{start}decided_by' còn trống: miễn nghe duyệt hoặc chính sách một người phải ghi ai quyết định"
    assert one_person == f"{start}one_person_reason' còn trống: chính sách một người (one_person = true) phải ghi lý do"
    assert sound == f"{start}sound_reason' còn trống: miễn nghe duyệt (sound = 'waived') phải ghi lý do"


def test_a_blank_reason_is_no_reason(findings):
    (finding,) = findings('[approval]\nsound = "waived"\nsound_reason = "  "\ndecided_by = "Trưởng đài"\n')
    assert finding.startswith("station.toml, dòng 7: 'approval.sound_reason' còn trống")


def test_missing_keys_are_told_at_their_table(findings):
    assert findings(least='[station]\nname = "Đài"\n') == (
        "station.toml, dòng 1: thiếu khóa 'station.producing_outlet'",
        "station.toml, dòng 1: thiếu khóa 'station.unit'",
    )


@pytest.mark.parametrize("text", ["", "# chưa có gì\n"])
def test_an_empty_file_misses_the_station(findings, text):
    assert findings(least=text) == ("station.toml: thiếu bảng [station]",)


def test_all_findings_come_at_once(findings):
    found = findings("[mix]\nbitrate_kbps = 1\npeak = 0\n[disk]\nleast_free_mb = -5\n[vioce]\n", least="[station]\n")
    assert [finding.split(":")[0] for finding in found] == [
        "station.toml, dòng 1",
        "station.toml, dòng 1",
        "station.toml, dòng 1",
        "station.toml, dòng 3",
        "station.toml, dòng 4",
        "station.toml, dòng 6",
        "station.toml, dòng 7",
    ]


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("BROADCASTER_MIX__BITRATE_KBPS", "65", "'mix.bitrate_kbps' là 65, chỉ nhận 48, 64, 96, 128"),
        ("BROADCASTER_MIX__BITRAT", "64", "không có khóa 'mix.bitrat'; ý bạn là 'bitrate_kbps'?"),
        ("BROADCASTER_VIOCE__ENGINES", "gtts", "không có khóa 'vioce'; ý bạn là 'voice'?"),
    ],
)
def test_a_wrong_environment_variable_is_named(findings, name, value, text):
    assert findings(environ={name: value}) == (f"biến môi trường {name}: {text}",)


def test_settings_cannot_be_changed_after_loading(station):
    with pytest.raises(ValueError, match="frozen"):
        station().mix.bed = False
