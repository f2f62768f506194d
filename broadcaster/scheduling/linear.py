"""A problem in whole numbers as plain values: variables with bounds, linear rows, goals one after another.

It knows no solver: ``fill`` hands it to one, tests hold it against brute force.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NewType

from broadcaster.scheduling.plan_rules import Rule

Column = NewType("Column", int)
"""A variable: its place among the bounds."""

Terms = tuple[tuple[Column, int], ...]
"""Variables with their factors."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A sum that must lie between two limits."""

    terms: Terms
    """What is summed."""
    least: int | None
    """Lower limit, if any."""
    most: int | None
    """Upper limit, if any."""
    rule: Rule | None = None
    """The rule of the station that asks for it; none for what is true by the nature of things."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Level:
    """A sum to be made small, after all levels before it."""

    name: str
    """Names it."""
    terms: Terms
    """What is summed."""
    constant: int = 0
    """What is there anyhow."""


@dataclass(kw_only=True, slots=True)
class Problem:
    """Variables, rows and levels, as they are put together."""

    bounds: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    """Least and most of each variable."""
    rows: list[Row] = field(default_factory=list[Row])
    """What must hold."""
    levels: list[Level] = field(default_factory=list[Level])
    """What is to be small, in order."""

    def column(self, most: int = 1, least: int = 0) -> Column:
        """Add a variable; without limits it is yes or no."""
        self.bounds.append((least, most))
        return Column(len(self.bounds) - 1)

    def row(
        self,
        terms: Iterable[tuple[Column, int]],
        *,
        least: int | None = None,
        most: int | None = None,
        rule: Rule | None = None,
    ) -> None:
        """Add a row."""
        self.rows.append(Row(terms=tuple(terms), least=least, most=most, rule=rule))

    def level(self, name: str, terms: Iterable[tuple[Column, int]], constant: int = 0) -> None:
        """Add a level behind those that are there."""
        self.levels.append(Level(name=name, terms=tuple(terms), constant=constant))
