"""How targets stand, in words: numbered as a dossier is asked for, and nothing made up where no baseline is known."""

import io

import openpyxl
from makers import a_target, a_target_result, a_timetable, an_airtime_report
from report_facts_made import a_standing, report_facts

from broadcaster.cli.report_standings import show_standings
from broadcaster.reports.airtime_csv import airtime_csv
from broadcaster.reports.airtime_xlsx import airtime_xlsx
from broadcaster.reports.target_blocks import standing_amounts, target_blocks

EMPTY_BASE = a_target(baseline=0.0, baseline_period="2022-Q1", rise_percent=20)


def test_a_rise_over_a_period_of_which_the_log_tells_nothing_is_not_met_by_anything():
    amounts = standing_amounts(a_standing(target=EMPTY_BASE, wanted=0.0, unplanned=0.0))
    assert (amounts[0], amounts[-1]) == ("chưa rõ", "chưa rõ")
    assert "chưa rõ" not in standing_amounts(a_standing())


def test_neither_sheet_nor_csv_has_a_nought_to_reach():
    facts = report_facts(standings=(a_standing(target=EMPTY_BASE, wanted=0.0, unplanned=0.0),))
    sheet = openpyxl.load_workbook(io.BytesIO(airtime_xlsx(facts)))["Chỉ tiêu"]
    row = next(row for row in sheet.iter_rows(values_only=True) if row[1] == "2023")
    assert (row[3], row[10]) == ("chưa rõ", "chưa rõ")
    report = an_airtime_report(targets=(a_target_result(target=EMPTY_BASE, wanted=0.0),))
    assert ";chưa rõ;2,40;2,40;chưa rõ;" in airtime_csv(report, a_timetable())


def test_paper_and_terminal_say_which_baseline_is_missing(capsys):
    facts = report_facts(standings=(a_standing(target=EMPTY_BASE, wanted=0.0, unplanned=0.0, number=3),))
    said = "nhật ký không có mục nào đã phát trong kỳ gốc 2022-Q1"
    assert any(said in getattr(block, "text", "") for block in target_blocks(facts))
    show_standings(facts)
    assert f"Chỉ tiêu số 3: {said}" in capsys.readouterr().out


def test_the_terminal_numbers_targets_as_a_dossier_is_asked_for(capsys):
    show_standings(report_facts(standings=(a_standing(number=4),)))
    row = next(line for line in capsys.readouterr().out.splitlines() if "576,0" in line)
    assert row.split()[0] == "4"
