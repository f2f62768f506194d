"""What the columns of a table of news mean, as an editor explained them once."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class ColumnSet:
    """The columns of one kind of table."""

    headings: tuple[str, ...]
    """Every heading that the table has, as written."""
    meanings: tuple[tuple[str, str], ...]
    """Heading and field (``title``, ``body``…) for each column that means one; the others mean nothing here."""
