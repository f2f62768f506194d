"""Sheets of a workbook that print as they stand: a title, one table, frozen headings, a print area."""

# pyright: reportUnknownMemberType=false
# The library leaves most of its arguments open.

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.header_footer import _HeaderFooterPart as FooterPart  # pyright: ignore[reportPrivateUsage]
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

Cell = str | float | date

TEXT = "@"
COUNT = "#,##0"
DAY = "dd/mm/yyyy"
MINUTES = "#,##0.0"
PLAIN = "0"
"""A number that people copy: without dots."""
_LINE = Side(style="thin", color="000000")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_GREY = PatternFill("solid", fgColor="E0E0E0")
_FONT = "Times New Roman"
_LINE_PT = 15
_LETTERS = 1.1
"""Letters of a sheet's font in a unit of a column's width."""
_HEADING_PT = 96
"""Height of headings that take several lines."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """One column of a sheet's table."""

    name: str
    """Heading; no two alike in a table."""
    form: str
    """Number format."""
    width: float
    """In letters."""


def add_sheet(
    book: Workbook,
    title: str,
    head: Sequence[str],
    columns: Sequence[Column],
    rows: Sequence[Sequence[Cell]],
    *,
    total: Sequence[Cell] = (),
) -> tuple[Worksheet, int]:
    """Add a sheet and give it with the number of the table's first line of figures.

    A table without lines says so; a sum stands below the table, so that sorting leaves it alone.
    """
    sheet = book.create_sheet(title)
    for number, line in enumerate(head, start=1):
        cell = sheet.cell(number, 1, line)
        cell.font = Font(name=_FONT, size=13 if number == 1 else 11, bold=number == 1, italic=number > 1)
    top = len(head) + 2
    for place, column in enumerate(columns, start=1):
        cell = sheet.cell(top, place, column.name)
        cell.font, cell.border, cell.fill = Font(name=_FONT, size=11, bold=True), _BOX, _GREY
        cell.alignment = Alignment(wrap_text=True, horizontal="center", vertical="center")
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    sheet.row_dimensions[top].height = _HEADING_PT if any(len(each.name) > each.width for each in columns) else None
    for number, row in enumerate(rows, start=top + 1):
        _fill(sheet, number, columns, row)
    last = top + len(rows)
    if rows:
        _as_table(sheet, top, last, len(columns))
    else:
        last += 1
        sheet.cell(last, 1, "Không có số liệu.").font = Font(name=_FONT, size=11, italic=True)
    if total:
        last += 1
        _fill(sheet, last, columns, total, bold=True)
    _print_setup(sheet, top, last, len(columns))
    return sheet, top + 1


def _fill(sheet: Worksheet, number: int, columns: Sequence[Column], row: Sequence[Cell], *, bold: bool = False) -> None:
    """Write one line; counts among minutes have no decimals, and words that take several lines get their room."""
    lines = max(_lines(value, column.width) for column, value in zip(columns, row, strict=True))
    if lines > 1:
        sheet.row_dimensions[number].height = _LINE_PT * lines
    for place, (column, value) in enumerate(zip(columns, row, strict=True), start=1):
        cell = sheet.cell(number, place, ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value)
        if isinstance(value, str):
            cell.data_type = "s"  # a title that begins with = stays words
        form = COUNT if column.form == MINUTES and isinstance(value, int) else column.form
        cell.font, cell.border, cell.number_format = Font(name=_FONT, size=11, bold=bold), _BOX, form
        cell.alignment = Alignment(wrap_text=column.form == TEXT, vertical="top")


def _lines(value: Cell, width: float) -> int:
    """Estimate how many lines words take in a column."""
    return -(-len(value) // max(int(width * _LETTERS), 1)) if isinstance(value, str) and value else 1


def _as_table(sheet: Worksheet, top: int, last: int, columns: int) -> None:
    """Make it Excel's table, so that it sorts and filters."""
    named = f"Bang{len(sheet.parent.worksheets) if sheet.parent else 0}"
    table = Table(displayName=named, ref=f"A{top}:{get_column_letter(columns)}{last}")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    sheet.add_table(table)


def _print_setup(sheet: Worksheet, top: int, last: int, columns: int) -> None:
    """Freeze and repeat the headings; print the table on A4, as wide as one page."""
    sheet.freeze_panes = f"B{top + 1}"
    sheet.print_title_rows = f"{top}:{top}"
    sheet.print_area = f"A1:{get_column_letter(max(columns, 6))}{last}"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape"
    sheet.page_margins = PageMargins(left=0.3, right=0.3, top=0.5, bottom=0.6, header=0.3, footer=0.3)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.HeaderFooter.oddFooter = HeaderFooterItem(center=FooterPart(text="Trang &P/&N"))
