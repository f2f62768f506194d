"""Letterheads of units, and what a person types for a report."""

from datetime import date

import pytest

from broadcaster.domain.ids import UnitId
from broadcaster.domain.units import Unit, UnitKind
from broadcaster.errors import SettingsError
from broadcaster.settings.report_figures import load_figures

HEAD = 'letterheads = [{{ issuer = "UBND HUYỆN", place = "Nghĩa Hưng", signer_title = ["CHỦ TỊCH"]{more} }}]\n'
AT = 'codes = [{ code = "361", valid_to = 2025-06-30 }]\n'


def test_a_letterhead_holds_on_its_days_and_the_old_heading_elsewhere(schedules):
    schedules.change("units.toml", AT, AT + HEAD.format(more=", valid_to = 2023-06-30"))
    unit = schedules.timetable.units[0]
    assert unit.letterhead_on(date(2023, 6, 30)).issuer == "UBND HUYỆN"
    assert unit.letterhead_on(date(2023, 7, 1)).issuer == "HUYỆN NGHĨA HƯNG"


def test_without_letterheads_heading_and_signer_stand():
    unit = Unit(
        id=UnitId("x"),
        kind=UnitKind.COMMUNE,
        name="Nghĩa Sơn",
        codes=(),
        heading=("TRÊN", "DƯỚI"),
        signer_title="A\nB",
        signer="C",
    )
    head = unit.letterhead_on(date(2023, 1, 1))
    assert (head.superior, head.issuer, head.signer_title, head.signer) == ("TRÊN", "DƯỚI", ("A", "B"), "C")


def test_letterheads_of_the_same_day_and_of_no_day_are_findings(schedules):
    two = (
        HEAD.format(more="")[:-2]
        + ', { issuer = "KHÁC", place = "P", signer_title = ["A"], valid_from = 2023-02-01, valid_to = 2023-01-01 }]\n'
    )
    schedules.change("units.toml", AT, AT + two)
    assert any("thể thức 'KHÁC' hết hiệu lực 2023-01-01 trước ngày bắt đầu" in each for each in schedules.findings)


BANDS = "bands = [{ least = 100, points = 4 }, { least = 50, points = 3 }]\n"
BASE = 'baseline = 100\nrise_percent = 20\nbaseline_source = "Sổ nhật ký năm 2022"\n'


def test_a_scoring_table_is_a_target_the_highest_step_first(schedules):
    schedules.change(
        "targets.toml", BASE, 'bands = [{ least = 50, points = 3 }, { least = 100, points = 4 }]\ngrade = "player"\n'
    )
    (target,) = schedules.timetable.targets
    assert [(band.least, band.points) for band in target.bands] == [(100, 4), (50, 3)]
    assert (target.wanted, target.grade.value) == (100, "player")


def test_the_log_may_give_the_baseline(schedules):
    schedules.change("targets.toml", BASE, 'baseline_period = "2022"\nrise_percent = 20\n')
    (target,) = schedules.timetable.targets
    assert (target.baseline_period, target.baseline) == ("2022", None)


@pytest.mark.parametrize(
    ("new", "text"),
    [
        (BANDS + "amount = 5\n", "đã có thang điểm 'bands' thì không ghi"),
        ("bands = [{ least = 50, points = 4 }, { least = 100, points = 3 }]\n", "mức cao hơn phải được nhiều điểm hơn"),
        ("bands = [{ least = 50, points = 4 }, { least = 50, points = 3 }]\n", "không mức nào ghi hai lần"),
        (BASE + 'baseline_period = "2022"\n', "ghi 'baseline' hoặc 'baseline_period', không ghi cả hai"),
        ('baseline_period = "năm ngoái"\nrise_percent = 5\n', "'baseline_period': Không hiểu kỳ báo cáo"),
        ('baseline_period = "2022"\n', "chỉ tiêu thiếu mức"),
        ('amount = 5\ngrade = "rehearsal"\n', "'grade' không nhận 'rehearsal'"),
    ],
)
def test_a_wrong_target_is_a_finding(schedules, new, text):
    schedules.change("targets.toml", BASE, new)
    assert any(text in each for each in schedules.findings)


def test_typed_figures_are_read(tmp_path):
    path = tmp_path / "so-lieu.toml"
    path.write_text(
        'entered_by = "Hoa"\nentered_on = 2023-04-01\n[[figure]]\nname = "Pa nô"\nvalue = 12\n', encoding="utf-8"
    )
    typed = load_figures(path)
    assert typed.mark == "số liệu do Hoa nhập ngày 01/04/2023"
    assert [(each.name, each.value, each.previous) for each in typed.figures] == [("Pa nô", 12, None)]


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ('[[figure]]\nname = "Pa nô"\nvalue = 12\n', "thiếu khóa 'entered_by'"),
        ('entered_by = "Hoa"\n[[figure]]\nname = "Pa nô"\nvalue = -1\n', "phải từ 0"),
        ('entered_by = "Hoa"\nproposal = ["x"]\n', "ý bạn là 'proposals'?"),
        ('entered_by = "Hoa\n', "không đọc được"),
    ],
)
def test_wrong_figures_are_findings_with_their_place(tmp_path, text, finding):
    path = tmp_path / "so-lieu.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        load_figures(path)
    (only,) = caught.value.findings
    assert only.startswith("so-lieu.toml")
    assert finding in only
