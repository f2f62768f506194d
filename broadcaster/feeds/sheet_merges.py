"""Which cells of a spreadsheet are merged; the library that reads row by row does not tell."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from broadcaster.feeds.packed import Packed, local

_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*\bref="([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})"')
_MOST = 2_000
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_LETTERS = 26


@dataclass(frozen=True, kw_only=True, slots=True)
class Merge:
    """Cells of one column that are one."""

    column: int
    """Which column, from 0."""
    first: int
    """Row of the cell that holds the value, from 1."""
    last: int
    """Last row that is covered."""


def merges_of(packed: Packed) -> Mapping[str, Sequence[Merge]]:
    """Give the cells that reach over several rows, by the name of the sheet."""
    book, relations = packed.tree("xl/workbook.xml"), packed.tree("xl/_rels/workbook.xml.rels")
    if book is None or relations is None:
        return {}
    files = {str(each.get("Id")): str(each.get("Target")) for each in relations}
    found: dict[str, list[Merge]] = {}
    for sheet in (each for each in book.iter() if local(each) == "sheet"):
        target = files.get(str(sheet.get(_RELATION)), "")
        content = packed.part(target.lstrip("/") if target.startswith("/") else f"xl/{target}") or b""
        spans = ((column, int(first), int(last)) for column, first, last in _MERGED.findall(content)[:_MOST])
        found[str(sheet.get("name"))] = [
            Merge(column=_column(column), first=first, last=last) for column, first, last in spans if last > first
        ]
    return found


def _column(letters: bytes) -> int:
    at = 0
    for letter in letters:
        at = at * _LETTERS + letter - ord("A") + 1
    return at - 1
