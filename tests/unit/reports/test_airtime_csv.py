import csv
import io

import pytest
from makers import (
    COMMUNE,
    a_tally,
    a_target,
    a_target_result,
    a_timetable,
    an_airtime_report,
    an_airtime_row,
)

from broadcaster.domain.ids import DurationMs, OutletId, TopicCode
from broadcaster.domain.timetables import Measure
from broadcaster.domain.topics import Genre
from broadcaster.reports.airtime_csv import COLUMNS, TARGET_COLUMNS, airtime_csv

NAME = "Chủ đề, thể loại, đài"


def lines_of(report):
    text = airtime_csv(report, a_timetable())
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))


def rows_of(report):
    lines = lines_of(report)
    start = lines.index(list(COLUMNS))
    return [dict(zip(COLUMNS, line, strict=True)) for line in lines[start + 1 :] if len(line) == len(COLUMNS)]


def test_excel_with_vietnamese_settings_reads_it():
    text = airtime_csv(an_airtime_report(), a_timetable())
    assert text.encode("utf-8").startswith(b"\xef\xbb\xbf")
    assert text.count("\r\n") == text.count("\n")


def test_the_title_tells_the_period():
    assert lines_of(an_airtime_report())[0] == ["Thời lượng phát sóng cải cách hành chính, kỳ 2023-03"]


def test_there_is_a_line_per_topic_per_genre_per_outlet_and_for_all():
    genres = (an_airtime_row(topic=None, genre=Genre.MODEL_CASE), an_airtime_row(topic=None))
    rows = rows_of(an_airtime_report(by_genre=genres))
    assert [(row["Phần"], row["Mã"], row[NAME]) for row in rows] == [
        ("Chủ đề", "3", "Một cửa"),
        ("Thể loại", "guong", "gương điển hình"),
        ("Thể loại", "", "không rõ thể loại"),
        ("Đài", "NGHIA-SON", "Đài Truyền thanh xã Nghĩa Sơn"),
        ("Tổng cộng", "", ""),
    ]


FIELDS = {
    "planned": "Kế hoạch",
    "sent": "Đã gửi",
    "operator": "Người trực xác nhận",
    "player": "Máy phát ghi",
    "measured": "Đo ngoài sóng",
    "rehearsed": "Diễn tập",
}


def test_every_grade_and_run_has_columns_of_its_own():
    grades = {
        f"{grade}_{run}": a_tally(airings=number, length=DurationMs(number * 60_000 + 600))
        for number, (grade, run) in enumerate(
            [(grade, run) for grade in FIELDS for run in ("first", "repeat")],
            start=1,
        )
    }
    row = rows_of(an_airtime_report(by_topic=(an_airtime_row(**grades),)))[0]
    names = [f"{label}: {run}" for label in FIELDS.values() for run in ("lần đầu", "phát lại")]
    assert len(row) == 3 + 2 * len(names)
    for number, name in enumerate(names, start=1):
        assert row[f"{name} (phút)"] == f"{number},01"
        assert row[f"{name} (lượt)"] == str(number)


def test_minutes_never_hold_a_dot():
    large = a_tally(airings=9_999, length=DurationMs(123_456_789_000))
    row = rows_of(an_airtime_report(by_topic=(an_airtime_row(planned_first=large),)))[0]
    assert row["Kế hoạch: lần đầu (phút)"] == "2057613,15"
    assert row["Kế hoạch: lần đầu (lượt)"] == "9999"


def test_a_rehearsal_is_announced_before_the_table():
    lines = lines_of(an_airtime_report(rehearsals=1350))
    assert lines[1][0].startswith("DIỄN TẬP: 1.350 lượt ghi")
    assert lines[2] == list(COLUMNS)


def test_without_rehearsal_there_is_no_banner():
    assert "DIỄN TẬP" not in airtime_csv(an_airtime_report(), a_timetable())


def test_rehearsed_minutes_are_in_no_aired_column():
    row = an_airtime_row(rehearsed_first=a_tally(), rehearsed_repeat=a_tally())
    written = rows_of(an_airtime_report(by_topic=(row,), rehearsals=4))[0]
    witnesses = ("Người trực xác nhận", "Máy phát ghi", "Đo ngoài sóng")
    assert [written[name] for name in COLUMNS if name.startswith(witnesses)] == ["0,00", "0"] * 6
    assert written["Diễn tập: lần đầu (phút)"] == "1,60"


def test_a_topic_or_outlet_that_the_timetable_dropped_keeps_its_line():
    report = an_airtime_report(
        by_topic=(an_airtime_row(topic=TopicCode(42)),),
        by_outlet=(an_airtime_row(topic=None, outlet_id=OutletId("NGHIA-CU")),),
    )
    assert [row[NAME] for row in rows_of(report)] == ["Chủ đề số 42", "NGHIA-CU", ""]


def test_targets_stand_below_the_table_with_their_share():
    lines = lines_of(an_airtime_report())
    start = lines.index(list(TARGET_COLUMNS))
    assert lines[start - 1] == []
    assert lines[start + 1] == ["Một cửa", "2023", "phút", "576,00", "2,40", "2,40", "0,4 %", "0,00"]


@pytest.mark.parametrize(
    ("target", "name"),
    [
        (a_target(topic=None), "Mọi chủ đề"),
        (a_target(outlets=(COMMUNE,)), "Một cửa, Đài Truyền thanh xã Nghĩa Sơn"),
        (a_target(outlets=(COMMUNE, OutletId("X")), measure=Measure.AIRINGS), "Một cửa, 2 đài"),
    ],
)
def test_a_target_says_what_it_speaks_of(target, name):
    lines = lines_of(an_airtime_report(targets=(a_target_result(target=target),)))
    assert lines[-1][0] == name
    assert lines[-1][2] == target.measure.label


def test_a_report_without_targets_ends_with_the_total():
    assert lines_of(an_airtime_report(targets=()))[-1][0] == "Tổng cộng"


def test_a_name_with_a_semicolon_stays_in_its_cell():
    timetable = a_timetable(topics=())
    text = airtime_csv(an_airtime_report(by_outlet=(an_airtime_row(outlet_id=OutletId('A;"B')),)), timetable)
    parsed = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert any(line[1:3] == ['A;"B', 'A;"B'] for line in parsed if len(line) > 2)
