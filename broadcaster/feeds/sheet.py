"""News as a spreadsheet (XLSX): one item a row, on as many sheets as there are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from broadcaster.domain.news import NewsDraft
from broadcaster.domain.reading_limits import ReadingLimits
from broadcaster.errors import DocumentDamaged, DocumentHasMacros, EmptyFile, MissingColumns
from broadcaster.feeds.columns import KnownColumns, fields_of
from broadcaster.feeds.limits import Limits
from broadcaster.feeds.packed import Packed
from broadcaster.feeds.sheet_merges import Merge, merges_of
from broadcaster.feeds.table import Row, drafts_of_rows

KIND = "bảng tính Excel (XLSX)"
_ERRORS = frozenset({"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"})
_MOST_COLUMNS = 100
_EMPTY_ROWS = 10_000
"""After so many empty rows a table is over: a file can name a row that lies a trillion rows away."""
_HEADING_WITHIN = 10
"""Rows among which the headings are looked for: above them stands the name of the table."""


class SheetSource:
    """Reads the items of an ``.xlsx`` file."""

    suffixes: Sequence[str] = (".xlsx", ".xlsm")
    """File endings it answers for; that with macros to say why it is refused."""

    def __init__(self, limits: Limits | None = None, columns: KnownColumns = ()) -> None:
        """Take how much is read at most, and the tables that an editor explained."""
        self._limits, self._columns = limits or Limits(), columns

    @classmethod
    def within(cls, limits: ReadingLimits) -> SheetSource:
        """Make it with what the station's settings allow."""
        return cls(Limits.of(limits))

    def knowing(self, columns: KnownColumns) -> SheetSource:
        """Give the same source, which knows the tables that an editor explained."""
        return SheetSource(self._limits, columns)

    def read(self, path: Path) -> Sequence[NewsDraft]:
        """Give an item for every row that is not empty, sheet by sheet; hidden sheets are left out.

        A cell with a formula has the value that was last counted. Sheets without the columns of news are passed over
        where another sheet has them.

        Raises:
            FileMissing, EmptyFile: of the file.
            DocumentDamaged, DocumentLocked, DocumentOfAnotherKind: it is no XLSX file that can be opened.
            DocumentTooLarge, DocumentUnsafe, DocumentHasMacros: it could do harm.
            MissingColumns, NewsWithoutTitle, NewsWithoutBody, InputError: as in CSV files, with sheet and row.
        """
        drafts: list[NewsDraft] = []
        refused: MissingColumns | None = None
        for name, rows in self._sheets(path):
            try:
                drafts += drafts_of_rows(
                    rows,
                    path=path,
                    columns=self._columns,
                    limits=self._limits,
                    sheet=name,
                    first=len(drafts) + 1,
                )
            except MissingColumns as error:
                refused = refused or error
        if not drafts and refused is not None:
            raise refused
        if not drafts:
            raise EmptyFile(path=path)
        return drafts

    def _sheets(self, path: Path) -> Iterator[tuple[str, list[Row]]]:
        """Give each sheet that is shown, from its row of headings on."""
        from openpyxl import load_workbook  # noqa: PLC0415 - only sheets need it

        with Packed(path, limits=self._limits, kind=KIND, old_suffix=".xls") as packed:
            packed.refuse_declarations()
            if any(name.lower().endswith("vbaproject.bin") for name in packed.names):
                raise DocumentHasMacros(path=path)
            merges = merges_of(packed)
        try:
            book: Any = load_workbook(path, read_only=True, data_only=True, keep_links=False)
        except Exception as error:
            raise DocumentDamaged(path=path, kind=KIND) from error
        try:
            for sheet in book.worksheets:
                if sheet.sheet_state == "visible":
                    yield str(sheet.title), self._rows(sheet, path, merges.get(str(sheet.title), ()))
        finally:
            book.close()

    def _rows(self, sheet: Any, path: Path, merges: Sequence[Merge]) -> list[Row]:  # noqa: ANN401 - it has no types
        try:
            sheet.reset_dimensions()  # what a file says of its size is not to be believed
            rows: list[tuple[int, list[str]]] = []
            for number, values in enumerate(sheet.iter_rows(max_col=_MOST_COLUMNS, values_only=True), start=1):
                cells = [_text(value) for value in values]
                rows += [(number, cells)] * any(cells)
                far = number - (rows[-1][0] if rows else 0) > _EMPTY_ROWS
                if far or len(rows) > self._limits.rows + _HEADING_WITHIN + 1:
                    break  # the table is over, or the count of items will refuse it
        except Exception as error:
            raise DocumentDamaged(path=path, kind=KIND) from error
        _fill(rows, merges)
        written = [(number, _without_tail(cells)) for number, cells in rows]
        for at, (_, cells) in enumerate(written[:_HEADING_WITHIN]):
            fields = fields_of(cells, self._columns)
            if {"title", "body"} <= set(fields):
                return list(written[at:])
        # The first row of several cells is shown as the headings; one cell alone is the table's name.
        start = next((at for at, (_, cells) in enumerate(written) if sum(map(bool, cells)) > 1), 0)
        return list(written[start:])


def _fill(rows: list[tuple[int, list[str]]], merges: Sequence[Merge]) -> None:
    """Let a cell that reaches over several rows hold for each of them."""
    by_number = dict(rows)
    for merge in merges:
        above = by_number.get(merge.first, [])
        for number in range(merge.first + 1, min(merge.last, rows[-1][0] if rows else 0) + 1):
            cells = by_number.get(number, [])
            if merge.column < min(len(above), len(cells)):
                cells[merge.column] = above[merge.column]


def _without_tail(cells: list[str]) -> list[str]:
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _text(value: object) -> str:
    """Write what a cell holds as people in Vietnam write it."""
    if value is None or isinstance(value, bool):
        return "" if value is None else ("có" if value else "không")
    if isinstance(value, datetime):
        shown = f"{value.day}/{value.month}/{value.year}"
        return shown if value.time() == time() else f"{shown} {value:%H:%M}"
    if isinstance(value, date):
        return f"{value.day}/{value.month}/{value.year}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:.10g}".replace(".", ",")
    text = str(value).strip()
    return "" if text in _ERRORS else text
