"""News as a table: a CSV file with one item a row, separated by commas, semicolons or tabs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from broadcaster.domain.news import NewsDraft
from broadcaster.domain.reading_limits import ReadingLimits
from broadcaster.errors import DocumentTooLarge, EmptyFile, InputError
from broadcaster.feeds.columns import KnownColumns, checked
from broadcaster.feeds.fields import draft_of
from broadcaster.feeds.limits import Limits
from broadcaster.files import read_text

_SEPARATORS = ",;\t"


class TableSource:
    """Reads the items of a ``.csv`` file."""

    suffixes: Sequence[str] = (".csv",)
    """File endings it answers for."""

    def __init__(self, limits: Limits | None = None, columns: KnownColumns = ()) -> None:
        """Take how much is read at most, and the tables that an editor explained."""
        self._limits, self._columns = limits or Limits(), columns

    @classmethod
    def within(cls, limits: ReadingLimits) -> TableSource:
        """Make it with what the station's settings allow."""
        return cls(Limits.of(limits))

    def knowing(self, columns: KnownColumns) -> TableSource:
        """Give the same source, which knows the tables that an editor explained."""
        return TableSource(self._limits, columns)

    def read(self, path: Path) -> Sequence[NewsDraft]:
        """Give an item for every row that is not empty.

        Columns are known by English or Vietnamese names, or as an editor explained them, in any order.

        Raises:
            FileMissing, EmptyFile, BinaryFile, WrongEncoding: of the file.
            MissingColumns: naming every column that is needed and not there, and those that are.
            DocumentTooLarge: it has more rows than the limits allow.
            InputError: a row has more cells than the header, or broken quotes; with its line.
            NewsWithoutTitle, NewsWithoutBody: with the row.
        """
        rows = _cells(read_text(path), path)
        drafts = drafts_of_rows(rows, path=path, columns=self._columns, limits=self._limits)
        if not drafts:
            raise EmptyFile(path=path)
        return drafts


Row = tuple[int, Sequence[str]]
"""Its line in the file, and its cells."""


def drafts_of_rows(
    rows: Iterable[Row], *, path: Path, columns: KnownColumns, limits: Limits, sheet: str = "", first: int = 1
) -> list[NewsDraft]:
    """Give an item for every row that is not empty, after the row of headings; `sheet` and `first` for its origin.

    Raises:
        MissingColumns, InputError, DocumentTooLarge, NewsWithoutTitle, NewsWithoutBody: see :class:`TableSource`.
    """
    where = f"{path}, trang {sheet}" if sheet else path
    fields: list[str | None] = []
    drafts: list[NewsDraft] = []
    for line, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        if not fields:
            fields = checked(cells, columns, where=where)
            continue
        if len(drafts) >= limits.rows:
            raise DocumentTooLarge(path=where, reason=f"nhiều hơn {limits.rows} dòng tin")
        row = _row(cells, fields, where, line)
        drafts.append(draft_of(row, path=path, position=first + len(drafts), origin=f"{where}, dòng {line}"))
    return drafts


def _cells(text: str, path: Path) -> Iterator[Row]:
    """Give the cells of each row, with the line it begins on; raises InputError for broken quotes."""
    header_line = text.lstrip("\n").split("\n", 1)[0]
    separator = max(_SEPARATORS, key=header_line.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        reason = f"{path}, dòng {line}: dấu ngoặc kép hoặc dấu phân cách đặt sai ({error})"
        raise InputError(reason=reason) from error


def _row(cells: Sequence[str], columns: Sequence[str | None], where: object, line: int) -> Mapping[str, str]:
    if any(cell.strip() for cell in cells[len(columns) :]):
        counted = f"có {len(cells)} ô trong khi dòng đầu có {len(columns)} cột"
        advice = "đặt cả ô có dấu phân cách trong ngoặc kép"
        raise InputError(reason=f"{where}, dòng {line} {counted}; {advice}")
    return {column: cell for column, cell in zip(columns, cells, strict=False) if column}
