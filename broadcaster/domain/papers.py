"""What people type for an official report, beside what the station counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True, slots=True)
class TypedFigure:
    """A count of another channel than radio, as a person typed it."""

    name: str
    """What is counted: ``Pa nô, áp phích``."""
    unit: str = ""
    """In what."""
    value: float
    """In the period."""
    previous: float | None = None
    """In the period before, where somebody knows it."""
    note: str = ""
    """Where it comes from."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TypedPart:
    """The part of a report that a person types."""

    entered_by: str
    """Who typed it."""
    entered_on: date | None = None
    """When."""
    guidance: tuple[str, ...] = ()
    """Paragraphs of section I."""
    limits: tuple[str, ...] = ()
    """Paragraphs added to section III."""
    next_tasks: tuple[str, ...] = ()
    """Paragraphs of section IV."""
    proposals: tuple[str, ...] = ()
    """Paragraphs of section V."""
    figures: tuple[TypedFigure, ...] = ()
    """Counts of other channels."""

    @property
    def mark(self) -> str:
        """Say whose figures they are, wherever they stand."""
        day = f" ngày {self.entered_on:%d/%m/%Y}" if self.entered_on else ""
        return f"số liệu do {self.entered_by} nhập{day}"
