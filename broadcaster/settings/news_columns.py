"""The tables of news that an editor explained: ``schedules/columns.toml``, read, checked and written."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pydantic import Field, ValidationError

from broadcaster.domain.news_columns import ColumnSet
from broadcaster.errors import SettingsError
from broadcaster.settings.findings import Finding, refuse
from broadcaster.settings.lexicon_toml import quoted
from broadcaster.settings.rows import COLUMNS
from broadcaster.settings.shapes import Table, Words, shape_findings
from broadcaster.settings.toml_files import read_toml

COLUMNS_FILE = f"schedules/{COLUMNS}.toml"
_HEAD = "# Ý nghĩa các cột của bảng tin, ghi bằng `broadcaster news columns`.\n"


class ColumnRow(Table):
    """One ``[[table]]``."""

    headings: tuple[Words, ...] = Field(min_length=1, description="Tên mọi cột của bảng, như trong tệp.")
    title: Words = Field(description="Cột nào là tiêu đề.")
    body: Words = Field(description="Cột nào là nội dung.")
    topic: str = Field(default="", description="Cột nào là chủ đề.")
    genre: str = Field(default="", description="Cột nào là thể loại.")
    source: str = Field(default="", description="Cột nào là nguồn.")
    author: str = Field(default="", description="Cột nào là tác giả.")
    headline: str = Field(default="", description="Cột nào là điểm tin.")
    question: str = Field(default="", description="Cột nào là câu hỏi.")
    outlets: str = Field(default="", description="Cột nào là nơi phát.")
    id: str = Field(default="", description="Cột nào là mã tin.")


class ColumnsFile(Table):
    """The whole file."""

    table: tuple[ColumnRow, ...] = Field(default=(), description="Các loại bảng.")


def load_columns(folder: Path) -> tuple[ColumnSet, ...]:
    """Read the tables that an editor explained; none where nobody explained any.

    Raises:
        SettingsError: with every finding at once.
    """
    path = folder / COLUMNS_FILE
    if not path.is_file():
        return ()
    file = read_toml(path, COLUMNS_FILE)
    if isinstance(file, Finding):
        raise SettingsError(findings=(str(file),))
    try:
        rows = ColumnsFile.model_validate(file.table).table
    except ValidationError as error:
        refuse(shape_findings(error, ColumnsFile, file.finding))
        raise  # a validation error always has findings
    return tuple(_columns(row) for row in rows)


def columns_toml(sets: Iterable[ColumnSet]) -> str:
    """Write tables as :func:`load_columns` reads them."""
    return "\n".join([_HEAD, *(_table(each) for each in sets)])


def _columns(row: ColumnRow) -> ColumnSet:
    said = row.model_dump(exclude={"headings"})
    return ColumnSet(
        headings=row.headings, meanings=tuple((heading, name) for name, heading in said.items() if heading)
    )


def _table(columns: ColumnSet) -> str:
    headings = ", ".join(map(quoted, columns.headings))
    lines = [f"{field} = {quoted(heading)}" for heading, field in columns.meanings]
    return "\n".join(["[[table]]", f"headings = [{headings}]", *lines]) + "\n"
