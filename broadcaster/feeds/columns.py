"""What the columns of a table of news mean: by their names, or as an editor once said for tables of that heading."""

from __future__ import annotations

import json
from collections.abc import Sequence

from broadcaster.domain.aliases import fold
from broadcaster.domain.news_columns import ColumnSet
from broadcaster.errors import MissingColumns
from broadcaster.feeds.fields import LABELS, field_named

NEEDED = ("title", "body")
"""Columns without which a table holds no news; topic and genre may be chosen later."""
_SHOWN = 40

KnownColumns = tuple[ColumnSet, ...]
"""The kinds of table that an editor explained."""


def fields_of(headings: Sequence[str], known: KnownColumns) -> list[str | None]:
    """Give the field of every column, none for those that mean nothing.

    A table whose headings were explained is read that way whatever the order of its columns, and whatever marks and
    capitals somebody typed.
    """
    said = next((each for each in known if signature(each.headings) == signature(headings)), None)
    if said is None:
        return _once([field_named(heading) for heading in headings])
    meant = {fold(heading): field for heading, field in said.meanings}
    return _once([meant.get(fold(heading)) for heading in headings])


def signature(headings: Sequence[str]) -> frozenset[str]:
    """Name a kind of table by its headings, without order, marks and capitals."""
    return frozenset(folded for heading in headings if (folded := fold(heading)))


def checked(headings: Sequence[str], known: KnownColumns, *, where: object) -> list[str | None]:
    """Give the field of every column; raises MissingColumns, which names those that are needed and those found."""
    fields = fields_of(headings, known)
    missing = [f"{field} ({LABELS[field]})" for field in NEEDED if field not in fields]
    if missing:
        names = [" ".join(heading.split()) for heading in headings if heading.strip()]
        found = ", ".join(name[:_SHOWN] for name in names)
        headed = json.dumps(names, ensure_ascii=False)
        raise MissingColumns(path=where, columns=", ".join(missing), found=found, headings=headed)
    return fields


def _once(fields: Sequence[str | None]) -> list[str | None]:
    """Let the first of two columns of one field stand for it."""
    seen: set[str] = set()
    kept: list[str | None] = []
    for field in fields:
        kept.append(None if field in seen else field)
        seen |= {field} if field else set()
    return kept
