"""All settings of a station folder, checked together."""

import pytest

from broadcaster.errors import NotAStation, SettingsError
from broadcaster.settings.folder import load_folder

from .test_station import LEAST


@pytest.fixture
def folder(schedules):
    place = schedules.folder.parent
    (place / "station.toml").write_text(LEAST, encoding="utf-8")
    return place


def findings(folder):
    with pytest.raises(SettingsError) as caught:
        load_folder(folder, {})
    return caught.value.findings


def test_a_sound_folder_gives_everything(folder):
    settings = load_folder(folder, {})
    assert settings.station.station.unit == "huyen-nghia-hung"
    assert len(settings.timetable.outlets) == 3
    assert settings.lexicon.entries == ()


def test_the_stations_quiet_hours_are_laid_on_every_outlet(folder):
    (folder / "station.toml").write_text(LEAST + '[quiet_hours]\nstarts = "20:00"\n', encoding="utf-8")
    assert {str(policy.quiet) for policy in load_folder(folder, {}).timetable.policies} == {"20:00-04:30"}


def test_findings_of_station_timetable_and_lexicon_come_together(folder, schedules):
    (folder / "station.toml").write_text(LEAST + "[mix]\nbed = 3\n", encoding="utf-8")
    schedules.change("outlets.toml", '"ip"', '"lte"')
    schedules.write("lexicon.toml", "[[word]\n")
    assert [finding.split(",")[0] for finding in findings(folder)] == [
        "station.toml",
        "schedules/outlets.toml",
        "schedules/lexicon.toml",
    ]


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        (
            "HUYEN-NGHIA-HUNG",
            "HUYEN-NGHIA-HUN",
            (
                "'station.producing_outlet' chỉ tới 'HUYEN-NGHIA-HUN' không có trong schedules/"
                "; ý bạn là 'HUYEN-NGHIA-HUNG'?"
            ),
        ),
        (
            '"huyen-nghia-hung"',
            '"huyen-nghia-hun"',
            "'station.unit' chỉ tới 'huyen-nghia-hun' không có trong schedules/; ý bạn là 'huyen-nghia-hung'?",
        ),
    ],
)
def test_a_name_that_schedules_do_not_declare_is_told(folder, old, new, text):
    (folder / "station.toml").write_text(LEAST.replace(old, new), encoding="utf-8")
    assert findings(folder) == (f"station.toml: {text}",)


def test_a_word_in_a_file_is_held_against_what_the_command_refuses(folder, schedules):
    schedules.write(
        "lexicon-huyen.toml",
        '[[word]]\nwritten = "AB"\nspoken = "a 5 UBND"\n\n[[word]]\nwritten = "&"\nspoken = "và"\n\n'
        '[[word]]\nwritten = "TT"\nspoken = "thị trấn"\ncontext = ["…"]\n\n[[word]]\nwritten = "XY"\nspoken = "ích y"\n',
    )
    assert findings(folder) == (
        (
            'schedules/lexicon-huyen.toml, dòng 3: Cách đọc "a 5 UBND" sẽ bị đọc thành "a năm Ủy ban nhân dân". '
            "Gõ từng tiếng như người nói, không chữ số, không viết tắt"
        ),
        (
            'schedules/lexicon-huyen.toml, dòng 6: Không nhận chữ viết "&": không có chữ cái hay chữ số nào, '
            "hãy gõ cả từ đứng cạnh nó trong bài"
        ),
        (
            'schedules/lexicon-huyen.toml, dòng 12: Không nhận từ đứng gần "…": không có chữ cái hay chữ số nào, '
            "hãy gõ cả từ đứng cạnh nó trong bài"
        ),
    )


def test_a_folder_without_station_toml_is_no_station(tmp_path):
    with pytest.raises(NotAStation):
        load_folder(tmp_path, {})
