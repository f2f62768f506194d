"""What the workbooks of the station's books share: places to sign under a table, bytes that do not change."""

# pyright: reportUnknownMemberType=false
# The library leaves most of its arguments open.

from __future__ import annotations

import io
from datetime import date, datetime, time

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from broadcaster.reports.fixed_zip import with_fixed_times

_LINES_TO_SIGN = 5


def new_book() -> Workbook:
    """Give a workbook without a sheet."""
    book = Workbook()
    book.remove(book.active)  # pyright: ignore[reportArgumentType] - a new workbook always has an active sheet
    return book


def add_signatures(sheet: Worksheet, columns: int, left: str, right: str) -> None:
    """Put two places to sign under a table, inside what prints."""
    top = sheet.max_row + 2
    for first, name in ((1, left), (columns // 2 + 1, right)):
        for number, line in enumerate((name, "(Ký, ghi rõ họ tên)")):
            cell = sheet.cell(top + number, first, line)
            cell.font = Font(name="Times New Roman", size=11, bold=number == 0, italic=number > 0)
            cell.alignment = Alignment(horizontal="left")
    sheet.print_area = f"A1:{get_column_letter(max(columns, 6))}{top + _LINES_TO_SIGN}"


def saved(book: Workbook, title: str, station: str, made_on: date) -> bytes:
    """Give the workbook's bytes; the same content of the same day gives the same bytes."""
    about, moment = book.properties, datetime.combine(made_on, time())
    about.creator, about.title = station, title
    about.created = about.modified = moment
    written = io.BytesIO()
    book.save(written)
    return with_fixed_times(written.getvalue(), made_on=made_on)
