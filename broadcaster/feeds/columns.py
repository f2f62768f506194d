"""What the columns of a table of news mean: by their names, or as an editor once said for tables of that heading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from broadcaster.domain.aliases import fold
from broadcaster.errors import MissingColumns
from broadcaster.feeds.fields import LABELS, field_named

NEEDED = ("title", "body")
"""Columns without which a table holds no news; topic and genre may be chosen later."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ColumnSet:
    """The columns of one kind of table."""

    headings: tuple[str, ...]
    """Every heading that the table has, as written."""
    fields: Mapping[str, str]
    """The field that a heading means, by heading; the others mean nothing here."""


@dataclass(frozen=True, kw_only=True, slots=True)
class KnownColumns:
    """The kinds of table that an editor explained."""

    sets: tuple[ColumnSet, ...] = ()
    """Each of them."""

    def fields_of(self, headings: Sequence[str]) -> list[str | None]:
        """Give the field of every column, none for those that mean nothing.

        A table whose headings were explained is read that way whatever the order of its columns, and whatever marks
        and capitals somebody typed.
        """
        said = next((each for each in self.sets if signature(each.headings) == signature(headings)), None)
        if said is None:
            return _once([field_named(heading) for heading in headings])
        meant = {fold(heading): field for heading, field in said.fields.items()}
        return _once([meant.get(fold(heading)) for heading in headings])


def signature(headings: Sequence[str]) -> frozenset[str]:
    """Name a kind of table by its headings, without order, marks and capitals."""
    return frozenset(folded for heading in headings if (folded := fold(heading)))


def checked(headings: Sequence[str], known: KnownColumns, *, where: object) -> list[str | None]:
    """Give the field of every column; raises MissingColumns, which names those that are needed and those found."""
    fields = known.fields_of(headings)
    missing = [f"{field} ({LABELS[field]})" for field in NEEDED if field not in fields]
    if missing:
        found = ", ".join(" ".join(heading.split())[:40] for heading in headings if heading.strip())
        raise MissingColumns(path=where, columns=", ".join(missing), found=found)
    return fields


def _once(fields: Sequence[str | None]) -> list[str | None]:
    """Let the first of two columns of one field stand for it."""
    seen: set[str] = set()
    kept: list[str | None] = []
    for field in fields:
        kept.append(None if field in seen else field)
        seen |= {field} if field else set()
    return kept
