"""The rows of all schedule files, joined table by table, each with its place."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar, cast

from pydantic import ValidationError

from broadcaster.settings.findings import Finding, suggestion
from broadcaster.settings.shapes import Table, as_table, shape_findings
from broadcaster.settings.tables import TABLES, WORD_TABLES
from broadcaster.settings.toml_files import TomlFile, read_toml
from broadcaster.settings.toml_lines import KeyPath

LEXICON = "lexicon"
"""How the names of lexicon files begin: words are kept apart, so that an unfinished timetable never stops a reading."""

RATES = "rates"
"""How the names of files of rates begin: what the station pays never touches the timetable."""

COLUMNS = "columns"
"""How the name of the file begins that says what the columns of tables of news mean."""

_PAY = ("royalty", "quality", "graded")
"""The tables of files of rates."""

APART = (COLUMNS, LEXICON, RATES)
"""Beginnings of the names of files that are no part of the timetable."""

_Row = TypeVar("_Row", bound=Table)


@dataclass(frozen=True, kw_only=True, slots=True)
class Placed(Generic[_Row]):
    """One row that has the right shape."""

    row: _Row
    """Its keys."""
    file: TomlFile
    """Where it was read."""
    path: KeyPath
    """Its place in the file."""

    def finding(self, key: str, text: str) -> Finding:
        """Make a finding at one of its keys."""
        return self.file.finding((*self.path, key), text)

    @property
    def place(self) -> str:
        """Name its first line, for a finding in another row."""
        return str(self.finding("", "")).removesuffix(": ")


def read_schedules(folder: Path, *, beginning: str = "") -> tuple[tuple[TomlFile, ...], tuple[Finding, ...]]:
    """Read a schedules folder's TOML files by name, the timetable's or those apart; a bad one becomes a finding."""
    every = sorted(folder.glob("*.toml"))
    paths = [path for path in every if path.name.startswith(beginning or APART) is bool(beginning)]
    read = [read_toml(path, f"{folder.name}/{path.name}") for path in paths]
    files = tuple(file for file in read if isinstance(file, TomlFile))
    return files, tuple(finding for finding in read if isinstance(finding, Finding))


def unknown_tables(files: Sequence[TomlFile], known: Collection[str]) -> Iterator[Finding]:
    """Find the names that no table has, and tables written as something else than ``[[name]]``."""
    for file in files:
        for name, content in file.table.items():
            if name not in known and name in {*TABLES, *WORD_TABLES, *_PAY}:
                yield file.finding((name,), f"bảng '{name}' ghi sai tệp; {_only(name, file)}")
            elif name not in known:
                yield file.finding((name,), f"không có bảng '{name}'{suggestion(name, known)}")
            elif not isinstance(content, list):
                yield file.finding((name,), f"bảng '{name}' phải viết [[{name}]], mỗi mục một lần")


def _only(table: str, file: TomlFile) -> str:
    """Say what the files may hold that a table's name, or the file's, makes one think of."""
    if table in _PAY or file.name.rpartition("/")[2].startswith(RATES):
        return f"tệp {RATES}*.toml chỉ ghi {', '.join(f'[[{each}]]' for each in _PAY)}"
    return f"tệp {LEXICON}*.toml chỉ ghi [[word]]"


class RowReader:
    """Reads the rows of one table after another out of all files, and gathers what is wrong with their shape."""

    def __init__(self, files: Sequence[TomlFile]) -> None:
        """Read from these files."""
        self.files = tuple(files)
        self.found: list[Finding] = []

    def rows(self, table: str, model: type[_Row]) -> tuple[Placed[_Row], ...]:
        """Give the rows of one table that have the right shape."""
        return tuple(placed for place in _raw(self.files, table) for placed in self._placed(*place, model))

    def _placed(self, file: TomlFile, path: KeyPath, content: object, model: type[_Row]) -> Iterator[Placed[_Row]]:
        try:
            yield Placed(row=model.model_validate(content), file=file, path=path)
        except ValidationError as error:
            self.found += shape_findings(error, model, lambda key, text: file.finding((*path, *key), text))


def declared(files: Sequence[TomlFile], table: str, key: str) -> frozenset[str]:
    """Give all names that a key of a table declares, in rows of a wrong shape too: one mistake is told once."""
    names: set[str] = set()
    for _, _, content in _raw(files, table):
        value = (as_table(content) or {}).get(key)
        values = cast("list[object]", value) if isinstance(value, list) else [value]
        names |= {str(name) for name in values if isinstance(name, str | int)}
    return frozenset(names)


def repeated(rows: Iterable[Placed[_Row]], key: str, name_of: Callable[[_Row], Hashable]) -> Iterator[Finding]:
    """Find rows whose id another row has already."""
    first: dict[Hashable, Placed[_Row]] = {}
    for placed in rows:
        name = name_of(placed.row)
        if name in first:
            yield placed.finding(key, f"'{key}' = '{name}' đã khai báo ở {first[name].place}")
        else:
            first[name] = placed


def unknown_name(placed: Placed[_Row], key: str, name: str, known: Iterable[str]) -> Iterator[Finding]:
    """Find a reference to something that is not declared."""
    names = frozenset(known)
    if name not in names:
        yield placed.finding(key, f"'{key}' chỉ tới '{name}' không có{suggestion(name, names)}")


def _raw(files: Sequence[TomlFile], table: str) -> Iterator[tuple[TomlFile, KeyPath, object]]:
    for file in files:
        content = file.table.get(table)
        if isinstance(content, list):
            for position, row in enumerate(cast("list[object]", content)):
                yield file, (table, position), row
