"""The pay table: what a station may type, what is refused with file and line, what shipped stations have."""

import shutil
from pathlib import Path

import pytest

from broadcaster.domain.royalties import PayRole, PayUnit
from broadcaster.errors import SettingsError
from broadcaster.settings.folder import load_folder
from broadcaster.settings.profiles import copy_profile, profiles
from broadcaster.settings.rates import load_rates
from broadcaster.settings.schedules import load_timetable

ROOT = Path(__file__).parents[3]

TYPED = """\
[[royalty]]
genre = "tin"
amount = 50_000
valid_from = 2023-01-01
valid_to = 2023-06-30
basis = "Quyết định số 1"

[[royalty]]
genre = "tin"
amount = 60000
valid_from = 2023-07-01
basis = "Quyết định số 2"

[[royalty]]
genre = "bai"
role = "doc"
per = "minute"
amount = 1000
basis = "Quyết định số 1"

[[quality]]
name = "A"
percent = 120

[[graded]]
item = "tin-1"
grade = "A"
by = "Trưởng đài"
"""


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "schedules"
    made.mkdir()
    return made


def write(folder, text, name="rates.toml"):
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def findings(folder):
    with pytest.raises(SettingsError) as caught:
        load_rates(folder)
    return list(caught.value.findings)


def test_what_a_station_types_becomes_whole_dong_with_days_and_coefficients(folder):
    table = load_rates(write(folder, TYPED))
    assert [rate.amount for rate in table.rates] == [50_000, 60_000, 1000]
    assert (table.rates[2].role, table.rates[2].unit) == (PayRole.READER, PayUnit.MINUTE)
    assert (table.grade_of("tin-1"), table.percent_of("A"), table.percent_of("")) == ("A", 120, 100)
    assert table.roles == (PayRole.AUTHOR, PayRole.READER)


def test_a_folder_without_rates_has_an_empty_table(folder):
    assert load_rates(folder).is_empty


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("amount = 50_000", "amount = 50.000", 3, "số đồng viết liền, không dấu chấm"),
        ("amount = 50_000", 'amount = "50000"', 3, "số đồng viết liền"),
        ("amount = 50_000", "amount = -5", 3, "phải từ 0 đến"),
        ("amount = 50_000", "amount = true", 3, "số đồng viết liền"),
        ('basis = "Quyết định số 1"\n\n[[royalty]]\ngenre = "tin"', '\n[[royalty]]\ngenre = "tin"', 3, "thiếu 'basis'"),
        ("valid_from = 2023-07-01", "valid_from = 2023-06-30", 9, "trùng ngày áp dụng với schedules/rates.toml, dòng"),
        ("valid_to = 2023-06-30", "valid_to = 2022-06-30", 5, "hết hiệu lực 2022-06-30 trước ngày bắt đầu"),
        ("percent = 120", "percent = 1.2", 23, "hệ số 1,2 ghi 120"),
        ('grade = "A"', 'grade = "Á"', 27, "'grade' chỉ tới 'Á' không có; ý bạn là 'A'?"),
        ('genre = "bai"', 'genre = "bao"', 15, "genre"),
        ("[[quality]]", "[[qualiti]]", 21, "không có bảng 'qualiti'"),
        ("[[quality]]", "[[slot]]", 21, "rates*.toml chỉ ghi [[royalty]]"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_its_line(folder, old, new, line, said):
    assert old in TYPED
    told = findings(write(folder, TYPED.replace(old, new, 1)))
    assert any(f"schedules/rates.toml, dòng {line}: " in each and said in each for each in told), told


def test_all_findings_of_all_files_of_rates_come_at_once(folder):
    write(folder, '[[royalty]]\ngenre = "tin"\namount = 1\n')
    write(folder, "[[quality]]\npercent = 2000\nname = 'B'\n", name="rates-xa.toml")
    told = findings(folder)
    assert [each.split(":")[0] for each in told] == ["schedules/rates-xa.toml, dòng 2", "schedules/rates.toml, dòng 3"]


def test_rates_in_a_file_of_the_timetable_are_sent_to_their_own(tmp_path):
    shutil.copytree(ROOT / "schedules", tmp_path / "schedules")
    grid = tmp_path / "schedules" / "grid.toml"
    grid.write_text(grid.read_text(encoding="utf-8") + '\n[[royalty]]\ngenre = "tin"\n', encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        load_timetable(tmp_path / "schedules", default_quiet=load_folder(ROOT, {}).station.quiet_hours.hours)
    assert "bảng 'royalty' ghi sai tệp; tệp rates*.toml chỉ ghi" in caught.value.findings[0]


@pytest.mark.parametrize("profile", profiles())
def test_a_shipped_station_has_no_amount_that_nobody_decided(tmp_path, profile):
    copy_profile(profile, tmp_path / "dai")
    rates = load_folder(tmp_path / "dai", {}).rates
    assert rates.is_empty
    assert {rate.genre for rate in rates.rates}
    assert "CHƯA CÓ MỨC NÀO" in (tmp_path / "dai" / "schedules" / "rates.toml").read_text(encoding="utf-8")


def test_a_wrong_rate_never_changes_the_timetable(tmp_path):
    shutil.copytree(ROOT / "schedules", tmp_path / "schedules")
    quiet = load_folder(ROOT, {}).station.quiet_hours.hours
    before = load_timetable(tmp_path / "schedules", default_quiet=quiet)
    write(tmp_path / "schedules", "[[royalty]]\ngenre = 3\n")
    assert load_timetable(tmp_path / "schedules", default_quiet=quiet) == before
