"""News as a table: a CSV file with one item a row, separated by commas, semicolons or tabs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from broadcaster.domain.news import NewsDraft
from broadcaster.errors import EmptyFile, InputError, MissingColumns
from broadcaster.feeds.fields import LABELS, draft_of, field_named
from broadcaster.feeds.news_text import read_news_text
from broadcaster.newsroom.letters import Letters

_NEEDED = ("title", "topic", "genre", "source", "body")
_SEPARATORS = ",;\t"


class TableSource:
    """Reads the items of a ``.csv`` file."""

    suffixes: Sequence[str] = (".csv",)
    """File endings it answers for."""

    def read(self, path: Path) -> Sequence[NewsDraft]:
        """Give an item for every row that is not empty; columns are known by English or Vietnamese names, in any order.

        Raises:
            FileMissing, EmptyFile, BinaryFile, WrongEncoding: of the file.
            MissingColumns: naming every column that is not there.
            InputError: a row has more cells than the header, or broken quotes; with its line.
            NewsWithoutTitle, NewsWithoutBody: with the row.
        """
        letters = read_news_text(path)
        drafts = [
            draft_of(
                row, path=path, position=position, origin=f"{path}, dòng {line}", letters=_of_row(letters, line, end)
            )
            for position, (line, end, row) in enumerate(_rows(letters.text, path), start=1)
        ]
        if not drafts:
            raise EmptyFile(path=path)
        return drafts


def _of_row(letters: Letters, line: int, end: int) -> Letters:
    """Give what was done to a file for one row of it, with the lines that the row was."""
    lines = letters.original.split("\n") if letters.original else []
    return replace(letters, original="\n".join(lines[line - 1 : end]))


def _rows(text: str, path: Path) -> Iterator[tuple[int, int, Mapping[str, str]]]:
    """Give each row as fields, with the lines it begins and ends on."""
    header_line = text.lstrip("\n").split("\n", 1)[0]
    separator = max(_SEPARATORS, key=header_line.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    columns: list[str | None] = []
    line = 1
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                pass
            elif not columns:
                columns = _columns(cells, path)
            else:
                yield line, reader.line_num, _row(cells, columns, path, line)
            line = reader.line_num + 1
    except csv.Error as error:
        reason = f"{path}, dòng {line}: dấu ngoặc kép hoặc dấu phân cách đặt sai ({error})"
        raise InputError(reason=reason) from error


def _columns(cells: Sequence[str], path: Path) -> list[str | None]:
    columns = [field_named(cell) for cell in cells]
    missing = [f"{field} ({LABELS[field]})" for field in _NEEDED if field not in columns]
    if missing:
        raise MissingColumns(path=path, columns=", ".join(missing))
    return columns


def _row(cells: Sequence[str], columns: Sequence[str | None], path: Path, line: int) -> Mapping[str, str]:
    if any(cell.strip() for cell in cells[len(columns) :]):
        counted = f"có {len(cells)} ô trong khi dòng đầu có {len(columns)} cột"
        advice = "đặt cả ô có dấu phân cách trong ngoặc kép"
        raise InputError(reason=f"{path}, dòng {line} {counted}; {advice}")
    return {column: cell for column, cell in zip(columns, cells, strict=False) if column}
