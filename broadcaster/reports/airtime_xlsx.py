"""The airtime report as a workbook: a sheet for each table, with Excel's own charts, ready to print.

Figures are numbers, formatted for the reader's own language: Excel with Vietnamese settings writes ``1.234,5``.
"""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# The library leaves the types of its charts open.

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import datetime, time
from typing import Literal

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.drawing.colors import ColorChoice
from openpyxl.drawing.fill import PatternFillProperties
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from broadcaster.domain.airtime import AirtimeReport, AirtimeRow, TargetStanding
from broadcaster.domain.chains import key_fingerprint
from broadcaster.reports.airtime_paper import NO_RECORDS, departure_cause
from broadcaster.reports.fixed_zip import with_fixed_times
from broadcaster.reports.grades import BY_OPERATOR, BY_PLAYER, EVERY_GRADE, MEASURED, PLANNED
from broadcaster.reports.naming import genre_name, outlet_name, target_name, topic_name
from broadcaster.reports.report_facts import ReportFacts
from broadcaster.reports.sheets import COUNT, MINUTES, PLAIN, TEXT, Column, add_sheet
from broadcaster.reports.target_blocks import UNKNOWN, forecast_note, measure_name, without_baseline

_FIGURES = tuple(
    Column(
        name=f"{grade.label}: {run} ({unit})",
        form=MINUTES if unit == "phút" else COUNT,
        width=9 if unit == "phút" else 7,
    )
    for grade in EVERY_GRADE
    for run in ("lần đầu", "phát lại")
    for unit in ("lượt", "phút")
)
_LINES_WITH_CHART = 12
"""Lines of a table below which its chart has room on the same printed page."""
_ROW_CM = 0.53
"""Height of a line of a sheet."""
_PATTERNS: Sequence[Literal["pct5", "wdUpDiag", "", "pct75"]] = ("pct5", "wdUpDiag", "", "pct75")
"""Fills of the series; a plain grey where there is none."""


def airtime_xlsx(facts: ReportFacts) -> bytes:
    """Write the workbook; the same facts give the same bytes."""
    book = Workbook()
    book.remove(book.active)  # pyright: ignore[reportArgumentType] - a new workbook always has an active sheet
    names, report = facts.timetable, facts.report
    by_topic = [(topic_name(names, row.topic), row) for row in report.by_topic]
    _rows(book, facts, "Theo chủ đề", "Chủ đề", by_topic)
    _rows(book, facts, "Theo thể loại", "Thể loại", [(genre_name(row.genre), row) for row in report.by_genre])
    _rows(
        book, facts, "Theo đài", "Đài, cụm loa", [(outlet_name(names, row.outlet_id), row) for row in report.by_outlet]
    )
    _compare(book, facts)
    _targets(book, facts)
    _points(book, facts)
    _departures(book, facts)
    _others(book, facts)
    _heads(book, facts)
    return _saved(book, facts)


def _saved(book: Workbook, facts: ReportFacts) -> bytes:
    about, moment = book.properties, datetime.combine(facts.as_of, time())
    about.creator, about.title = facts.letterhead.in_words, f"Thời lượng phát sóng {facts.period.spoken}"
    about.created = about.modified = moment
    written = io.BytesIO()
    book.save(written)
    return with_fixed_times(written.getvalue(), made_on=facts.as_of)


def _head(facts: ReportFacts, what: str) -> tuple[str, ...]:
    scope = f" ({facts.scope})" if facts.scope else ""
    empty = (NO_RECORDS,) if facts.is_empty else ()
    return (
        f"{what}, {facts.period.spoken}{scope}",
        f"{facts.station}. Số liệu theo bằng chứng có đến hết ngày {facts.as_of:%d/%m/%Y}.",
        *empty,
    )


def _rows(book: Workbook, facts: ReportFacts, title: str, what: str, rows: Sequence[tuple[str, AirtimeRow]]) -> None:
    """Add a sheet of airtime: every grade, first runs and repeats apart, and a chart of minutes."""
    lines = [(name, *_figures(row)) for name, row in rows]
    columns = (Column(name=what, form=TEXT, width=30), *_FIGURES)
    total = ("Tổng cộng", *_figures(facts.report.total))
    sheet, first = add_sheet(book, title, _head(facts, f"Thời lượng {title.lower()}"), columns, lines, total=total)
    if lines:
        _chart(sheet, first, len(lines), facts)


def _figures(row: AirtimeRow) -> Iterable[float]:
    for grade in EVERY_GRADE:
        for tally in grade.tallies(row):
            yield tally.airings
            yield round(tally.length / 60_000, 2)


def _chart(sheet: Worksheet, first: int, lines: int, facts: ReportFacts) -> None:
    """Draw first-run minutes planned and aired, by who says so; patterns keep them apart in a grey print."""
    chart = BarChart()
    chart.type, chart.title, chart.style = "bar", "Phút phát lần đầu", 1
    chart.height, chart.width = max(7.0, 0.9 * lines + 3), 24
    shown = [PLANNED, BY_OPERATOR, BY_PLAYER, *([MEASURED] if MEASURED.airings(facts.report.total) else [])]
    for column in (3 + 4 * EVERY_GRADE.index(grade) for grade in shown):  # past the names and the number of airings
        chart.add_data(
            Reference(sheet, min_col=column, min_row=first - 1, max_row=first + lines - 1), titles_from_data=True
        )
    chart.set_categories(Reference(sheet, min_col=1, min_row=first, max_row=first + lines - 1))
    for series, pattern in zip(chart.series, _PATTERNS, strict=False):
        shape = series.graphicalProperties
        shape.line.solidFill = "000000"
        if not pattern:
            shape.solidFill = "808080"
        else:
            shape.pattFill = _pattern(pattern)
    chart.y_axis.delete = chart.x_axis.delete = False
    chart.y_axis.numFmt, chart.x_axis.scaling.orientation = "#,##0", "maxMin"
    place = first + lines + 3
    if lines > _LINES_WITH_CHART:
        sheet.row_breaks.append(Break(id=place - 1))
    sheet.add_chart(chart, f"A{place}")
    end = place + round(chart.height / _ROW_CM)
    sheet.print_area = f"A1:{get_column_letter(len(_FIGURES) + 1)}{end}"


def _pattern(name: Literal["pct5", "wdUpDiag", "pct75"]) -> PatternFillProperties:
    return PatternFillProperties(prst=name, fgClr=ColorChoice(prstClr="black"), bgClr=ColorChoice(prstClr="white"))


def _compare(book: Workbook, facts: ReportFacts) -> None:
    told = [_compared(facts.report), *(_compared(each) or ("-",) * 5 for each in (facts.previous, facts.year_before))]
    names = ("Tin, bài đã phát", "Lượt phát lần đầu", "Lượt phát lại", "Phút phát lần đầu", "Phút phát lại")
    rows = [(name, *values) for name, *values in zip(names, *(each or (0,) * 5 for each in told), strict=True)]
    named = (facts.period.text, facts.period.before.text, facts.period.year_before.text)
    columns = (
        Column(name="Nội dung", form=TEXT, width=28),
        *(Column(name=each, form=MINUTES, width=24) for each in named),
    )
    add_sheet(book, "So sánh", _head(facts, "So với kỳ trước và cùng kỳ năm trước"), columns, rows)


def _compared(report: AirtimeReport) -> tuple[float, ...]:
    """Give what a period came to; nothing where the log tells of nothing that aired, which is not a nought."""
    first, repeat = report.total.aired_first, report.total.aired_repeat
    if not (first.airings or repeat.airings):
        return ()
    lengths = (round(each.length / 60_000, 2) for each in (first, repeat))
    return (report.items, first.airings, repeat.airings, *lengths)


def _targets(book: Workbook, facts: ReportFacts) -> None:
    words = ("Chỉ tiêu", "Kỳ", "Đơn vị")
    figures = (
        "Cần đạt",
        "Đã phát",
        "Lần đầu",
        "Phát lại",
        "Không phát, chưa rõ",
        "Còn trong kế hoạch",
        "Dự báo",
        "Còn phải bù",
    )
    columns = (
        *(Column(name=each, form=TEXT, width=26 if each == "Chỉ tiêu" else 14) for each in words),
        *(Column(name=each, form=MINUTES, width=13) for each in figures),
        *(Column(name=each, form=TEXT, width=30) for each in ("Văn bản", "Người giao", "Mức gốc lấy từ")),
    )
    rows = [_target(facts, each) for each in facts.standings if not each.target.bands]
    head = (*_head(facts, "So với chỉ tiêu"), forecast_note(facts.standings))
    add_sheet(book, "Chỉ tiêu", head, columns, rows)


def _target(facts: ReportFacts, standing: TargetStanding) -> tuple[str | float, ...]:
    target = standing.target
    aired = (standing.aired, standing.aired_first, standing.aired_repeat)
    plan = (standing.lost, standing.ahead, standing.forecast)
    unknown = without_baseline(target)
    named = target_name(facts.timetable, target), target.period, measure_name(target)
    return (
        *named,
        UNKNOWN if unknown else round(standing.wanted, 2),
        *(round(each, 2) for each in (*aired, *plan)),
        UNKNOWN if unknown else round(standing.unplanned, 2),
        target.document,
        target.set_by,
        target.baseline_source,
    )


def _points(book: Workbook, facts: ReportFacts) -> None:
    banded = [each for each in facts.standings if each.target.bands]
    if not banded:
        return
    names = ("Đã phát", "Điểm nay", "Dự báo", "Điểm dự báo", "Điểm mức kế", "Còn thiếu")
    columns = (
        *(Column(name=each, form=TEXT, width=30) for each in ("Chỉ tiêu", "Kỳ chấm", "Đài, cụm loa")),
        *(Column(name=each, form=MINUTES, width=13) for each in names),
    )
    rows = [
        (
            f"{target_name(facts.timetable, standing.target)} ({measure_name(standing.target)})",
            standing.target.period,
            outlet_name(facts.timetable, each.outlet_id),
            *(each.amount, each.points, each.forecast, each.forecast_points),
            "" if each.next_points is None else each.next_points,
            each.next_needs,
        )
        for standing in banded
        for each in standing.points
    ]
    add_sheet(book, "Thang điểm", (*_head(facts, "Thang điểm"), forecast_note(banded)), columns, rows)


def _departures(book: Workbook, facts: ReportFacts) -> None:
    columns = (
        *(Column(name=each, form=TEXT, width=30) for each in ("Kết quả", "Nguyên nhân")),
        *(Column(name=each, form=form, width=12) for each, form in (("Số lượt", COUNT), ("Mất (phút)", MINUTES))),
        Column(name="Nơi", form=TEXT, width=60),
    )
    rows = [
        (
            each.outcome.label,
            departure_cause(each),
            each.items,
            round(each.lost / 60_000, 2),
            ", ".join(each.outlets),
        )
        for each in facts.departures
    ]
    add_sheet(book, "Không như kế hoạch", _head(facts, "Các mục không như kế hoạch"), columns, rows)


def _others(book: Workbook, facts: ReportFacts) -> None:
    if facts.typed is None or not facts.typed.figures:
        return
    columns = (
        *(Column(name=each, form=TEXT, width=28) for each in ("Hình thức", "Đơn vị")),
        *(Column(name=each, form=MINUTES, width=13) for each in ("Kỳ này", "Kỳ trước")),
        Column(name="Ghi chú", form=TEXT, width=40),
    )
    rows = [
        (each.name, each.unit, each.value, "" if each.previous is None else each.previous, each.note)
        for each in facts.typed.figures
    ]
    head = (*_head(facts, "Hình thức khác"), f"Bảng này là {facts.typed.mark}.")
    add_sheet(book, "Hình thức khác", head, columns, rows)


def _heads(book: Workbook, facts: ReportFacts) -> None:
    columns = (
        Column(name="Đài, cụm loa", form=TEXT, width=24),
        Column(name="Khóa tới hết ngày", form=TEXT, width=18),
        Column(name="Số mục", form=PLAIN, width=10),
        Column(name="Mã băm của mục cuối (SHA-256)", form=TEXT, width=70),
        Column(name="Chữ ký (Ed25519)", form=TEXT, width=68),
    )
    rows = [
        (str(each.outlet_id), f"{each.arrival_day:%d/%m/%Y}", each.sequence, str(each.link), each.signature)
        for each in facts.heads
    ]
    keys = (f"Khóa ký của đài (Ed25519), dấu vân tay: {key}." for key in _fingerprints(facts))
    add_sheet(book, "Đầu chuỗi", (*_head(facts, "Đầu chuỗi nhật ký đã khóa"), *keys), columns, rows)


def _fingerprints(facts: ReportFacts) -> list[str]:
    return sorted({key_fingerprint(each.key) for each in facts.heads})
