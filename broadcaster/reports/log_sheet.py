"""The sheet of confirmations of one outlet's week: as PDF for a pen, as XLSX for a phone."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import groupby
from typing import Any

from broadcaster.domain.chains import ChainHead
from broadcaster.domain.log_sheets import (
    HEADER_ROW,
    ID_COLUMNS,
    PLAN_COLUMNS,
    REASONS,
    SHEET_FORM,
    SHEET_NAME,
    WORD_COLUMNS,
    SheetSession,
    SheetWord,
)
from broadcaster.domain.zone import ZONE
from broadcaster.reports.naming import hash_groups
from broadcaster.reports.typeset import typeset
from broadcaster.reports.week_sheet import WEEKDAYS

TEMPLATE = "phieu-xac-nhan.typ"
_WIDTHS = (13, 15, 13, 11, 20, 14, 14, 22, 20)


@dataclass(frozen=True, kw_only=True, slots=True)
class LogSheet:
    """One outlet's week to be confirmed."""

    station: str
    """Who makes the programmes."""
    outlet: str
    """Whose week."""
    first: date
    """Monday."""
    last: date
    """Sunday."""
    sessions: tuple[SheetSession, ...]
    """In order of time."""
    head: ChainHead | None
    """The outlet's chain as it was last closed."""


def log_sheet_pdf(sheet: LogSheet) -> bytes:
    """Give the sheet to be filled in by pen, A4 upright, with the last chain head at the foot; raises NotTypeset."""
    values: dict[str, object] = {
        "station": sheet.station,
        "outlet": sheet.outlet,
        "span": f"Tuần từ {_day(sheet.first)} đến {_day(sheet.last)}",
        "head": _head(sheet.head),
        "days": [
            {"name": WEEKDAYS[day.weekday()], "date": _day(day), "sessions": [_session(each) for each in of_day]}
            for day, of_day in groupby(sheet.sessions, key=_local_day)
        ],
    }
    return typeset(TEMPLATE, values, made_at=datetime.combine(sheet.first, time(), tzinfo=ZONE))


def log_sheet_xlsx(sheet: LogSheet) -> bytes:
    """Give the sheet to be filled in on a phone: the plan is locked, what may be said is offered in lists."""
    from openpyxl import Workbook  # noqa: PLC0415 - only sheets need it
    from openpyxl.styles import Alignment, Font, PatternFill, Protection  # noqa: PLC0415

    book: Any = Workbook()
    page: Any = book.active
    page.title = SHEET_NAME
    page["A1"] = f"{sheet.outlet}: xác nhận phát sóng tuần {_day(sheet.first)} - {_day(sheet.last)}"
    page["A1"].font = Font(bold=True, size=14)
    page["A2"] = "Điền các ô màu vàng: chọn Kết quả; trễ thì ghi Giờ phát thật; thiếu thì ghi số phút đã phát và Lý do."
    page["A3"] = _head(sheet.head)
    page.cell(row=1, column=len(PLAN_COLUMNS) + len(WORD_COLUMNS) + 1, value=SHEET_FORM)
    for column, name in enumerate((*PLAN_COLUMNS, *WORD_COLUMNS, *ID_COLUMNS), start=1):
        page.cell(row=HEADER_ROW, column=column, value=name).font = Font(bold=True)
    for row, each in enumerate(sheet.sessions, start=HEADER_ROW + 1):
        for column, value in enumerate(_cells(each), start=1):
            cell = page.cell(row=row, column=column, value=value)
            cell.alignment = Alignment(vertical="center", wrap_text=True)
            if len(PLAN_COLUMNS) < column <= len(PLAN_COLUMNS) + len(WORD_COLUMNS):
                cell.protection = Protection(locked=False)
                cell.fill = PatternFill("solid", fgColor="FFF8D6")
        page.row_dimensions[row].height = 26
        page.cell(row=row, column=3).number_format = "HH:MM"
        page.cell(row=row, column=6).number_format = "HH:MM"
    _dress(page, HEADER_ROW + max(len(sheet.sessions), 1))
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _dress(page: Any, last: int) -> None:  # noqa: ANN401 - openpyxl says nothing of its types
    """Set what may be typed, what is locked and hidden, and how it prints."""
    from openpyxl.utils import get_column_letter  # noqa: PLC0415
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415

    first = HEADER_ROW + 1
    rules: dict[str, Any] = {
        "E": DataValidation(type="list", formula1=f'"{",".join(SheetWord)}"', allow_blank=True, showErrorMessage=True),
        "F": DataValidation(type="time", operator="between", formula1="0", formula2="0.999988426", allow_blank=True),
        "G": DataValidation(type="decimal", operator="between", formula1="0", formula2="1440", allow_blank=True),
        "H": DataValidation(type="list", formula1=f'"{",".join(REASONS)}"', allow_blank=True, showErrorMessage=False),
    }
    rules["F"].error, rules["F"].showErrorMessage = "Ghi giờ và phút, ví dụ 17:20", True
    rules["G"].error, rules["G"].showErrorMessage = "Ghi số phút đã phát, ví dụ 10", True
    rules["E"].error = "Chọn một kết quả trong danh sách"
    for column, rule in rules.items():
        page.add_data_validation(rule)
        rule.add(f"{column}{first}:{column}{last}")
    for number, width in enumerate(_WIDTHS, start=1):
        page.column_dimensions[get_column_letter(number)].width = width
    for number in range(len(_WIDTHS) + 1, len(_WIDTHS) + len(ID_COLUMNS) + 1):
        page.column_dimensions[get_column_letter(number)].hidden = True
    page.freeze_panes = f"A{first}"
    page.protection.sheet = True
    page.print_area = f"A1:I{last}"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", page.PAPERSIZE_A4
    page.page_setup.fitToHeight, page.sheet_properties.pageSetUpPr.fitToPage = 0, True


def _cells(each: SheetSession) -> Sequence[object]:
    local = each.starts_at.astimezone(ZONE)
    minutes = each.length / 60_000
    plan = (f"{local:%d/%m/%Y}", each.name, local.time().replace(microsecond=0), round(minutes, 1))
    ids = (each.playlist_id or "", each.outlet_id, local.date().isoformat(), each.session)
    return (*plan, *(None for _ in WORD_COLUMNS), *ids)


def _session(each: SheetSession) -> dict[str, str]:
    stops = each.starts_at.timestamp() + each.length / 1000
    end = datetime.fromtimestamp(stops, tz=ZONE)
    return {"name": each.name, "start": f"{each.starts_at.astimezone(ZONE):%H:%M}", "stop": f"{end:%H:%M}"}


def _head(head: ChainHead | None) -> str:
    if head is None:
        return "Nhật ký của nơi này chưa khóa sổ lần nào."
    return f"Đầu chuỗi khóa ngày {_day(head.arrival_day)}: {head.outlet_id} {head.sequence} {hash_groups(head.link)}"


def _local_day(each: SheetSession) -> date:
    return each.starts_at.astimezone(ZONE).date()


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
