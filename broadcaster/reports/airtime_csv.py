"""The airtime report as a table for Excel.

Excel with Vietnamese settings takes the semicolon for the separator and the comma for the decimal sign; with a comma
between the columns it would show one column, and with a decimal point it would read 12.50 as 1250. So the file has
semicolons, decimal commas, no dots between thousands, and a byte order mark, without which Excel breaks the letters.

One table: a line per topic, genre and outlet, one for all; below it, after an empty line, the targets. Minutes are
rounded from whole milliseconds line by line, so that the last line may differ from the sum of the others by a
hundredth. First runs and repeats, and every grade, have columns of their own; what operators, players and measurements
say together is what aired.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from broadcaster.domain.airtime import AirtimeReport, AirtimeRow, TargetResult
from broadcaster.domain.timetables import Timetable
from broadcaster.reports.figures import decimal, minutes, percent
from broadcaster.reports.grades import EVERY_GRADE, rehearsal_banner
from broadcaster.reports.naming import genre_name, outlet_name, target_name, topic_name
from broadcaster.reports.target_blocks import UNKNOWN, without_baseline

COLUMNS = (
    *("Phần", "Mã", "Chủ đề, thể loại, đài"),
    *(
        f"{grade.label}: {run} ({unit})"
        for grade in EVERY_GRADE
        for run in ("lần đầu", "phát lại")
        for unit in ("phút", "lượt")
    ),
)
TARGET_COLUMNS = ("Chỉ tiêu", "Kỳ", "Đơn vị", "Cần đạt", "Kế hoạch", "Đã phát", "Đã phát so với cần đạt", "Diễn tập")


def airtime_csv(report: AirtimeReport, timetable: Timetable) -> str:
    """Write the report as semicolon-separated values with Vietnamese headings, beginning with a byte order mark."""
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerows(_lines(report, timetable))
    return "\ufeff" + out.getvalue()


def _lines(report: AirtimeReport, timetable: Timetable) -> Iterator[Sequence[str]]:
    yield [f"Thời lượng phát sóng cải cách hành chính, kỳ {report.period}"]
    if banner := rehearsal_banner(report):
        yield [banner]
    yield COLUMNS
    for row in report.by_topic:
        yield ["Chủ đề", str(row.topic), topic_name(timetable, row.topic), *_cells(row)]
    for row in report.by_genre:
        yield ["Thể loại", row.genre.value if row.genre else "", genre_name(row.genre), *_cells(row)]
    for row in report.by_outlet:
        yield ["Đài", str(row.outlet_id), outlet_name(timetable, row.outlet_id), *_cells(row)]
    yield ["Tổng cộng", "", "", *_cells(report.total)]
    if report.targets:
        yield []
        yield TARGET_COLUMNS
        yield from (_target(result, timetable) for result in report.targets)


def _cells(row: AirtimeRow) -> Iterator[str]:
    for grade in EVERY_GRADE:
        for tally in grade.tallies(row):
            yield minutes(tally.length, 2, grouped=False)
            yield str(tally.airings)


def _target(result: TargetResult, timetable: Timetable) -> Sequence[str]:
    wanted, planned, aired, rehearsed = (
        decimal(value, 2, grouped=False) for value in (result.wanted, result.planned, result.aired, result.rehearsed)
    )
    share = percent(result.aired, result.wanted)
    if without_baseline(result.target):
        wanted = share = UNKNOWN
    name, unit = target_name(timetable, result.target), result.target.measure.label
    return [name, result.target.period, unit, wanted, planned, aired, share, rehearsed]
