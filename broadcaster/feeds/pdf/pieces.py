"""What a page is made of: letters, rows of segments, lines in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Hidden(StrEnum):
    """Why letters of a page are left out."""

    INVISIBLE = "chữ ẩn"
    """Drawn in no colour, in white on white, transparent, or smaller than anyone can see."""
    OUTSIDE = "chữ nằm ngoài trang"
    """Beyond the edges of the page."""
    TURNED = "chữ xoay, chữ chìm"
    """Across the page: a watermark or a stamp."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Face:
    """How a run of letters is drawn."""

    font: str
    """Name of the font, without the mark of a subset."""
    size: float
    """Height of the letters as drawn, points."""
    bold: bool
    """Whether it is heavy."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Letter:
    """One letter where it stands on its page; from the left and from the top, points."""

    text: str
    """The letter with its marks, or a space."""
    x0: float
    """Where it begins."""
    x1: float
    """Where it ends."""
    y: float
    """Its base line."""
    face: Face
    """How it is drawn."""
    order: int
    """Its place in the file's own order."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Box:
    """A rectangle of a page, from the left and from the top, points."""

    x0: float
    """Left edge."""
    y0: float
    """Upper edge."""
    x1: float
    """Right edge."""
    y1: float
    """Lower edge."""

    def holds(self, x: float, y: float) -> bool:
        """Say whether a point lies within."""
        return self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1

    @property
    def area(self) -> float:
        """Give its area in square points."""
        return max(0.0, self.x1 - self.x0) * max(0.0, self.y1 - self.y0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """What one page shows."""

    number: int
    """From 1."""
    width: float
    """Points."""
    height: float
    """Points."""
    letters: tuple[Letter, ...]
    """What can be read."""
    rules: tuple[Box, ...]
    """Thin lines, as boxes: the grid of tables."""
    pictured: float
    """Share of the page that pictures cover, 0 to 1."""
    unread: int
    """Letters for which the file does not say what they mean."""
    hidden: tuple[tuple[Hidden, int], ...]
    """How many letters were left out, by reason."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """Letters side by side in one face."""

    text: str
    """With its spaces."""
    original: str
    """As the file says them, before letters of an old font were converted."""
    face: Face
    """How it is drawn."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Segment:
    """Words of one row without a wide gap between them."""

    runs: tuple[Run, ...]
    """Its words, parted where the face changes."""
    x0: float
    """Where it begins."""
    x1: float
    """Where it ends."""
    y: float
    """Its base line."""
    size: float
    """Size of most of its letters."""
    bold: bool
    """Whether all of it is heavy."""
    first_word: float
    """Width of its first word."""

    @property
    def text(self) -> str:
        """Give its words."""
        return "".join(run.text for run in self.runs)

    @property
    def original(self) -> str:
        """Give its words as the file says them."""
        return "".join(run.original for run in self.runs)


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """What stands on one base line, from the left."""

    segments: tuple[Segment, ...]
    """At least one."""

    @property
    def y(self) -> float:
        """Give its base line."""
        return self.segments[0].y

    @property
    def text(self) -> str:
        """Give its words."""
        return " ".join(segment.text for segment in self.segments)

    @property
    def original(self) -> str:
        """Give its words as the file says them."""
        return " ".join(segment.original for segment in self.segments)


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """Where lines of one column may stand."""

    page: int
    """Page, from 1."""
    x0: float
    """Where its lines begin."""
    x1: float
    """Where full lines end."""
    prose: bool
    """Whether its lines are filled as running text is; else each line speaks for itself."""
    whole: bool = False
    """Whether it has the page for itself; else other columns stand beside it."""
    slack: float = 0.0
    """How much shorter than a full line one may be that goes on in the next."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One line in reading order."""

    text: str
    """Its words."""
    original: str
    """Its words as the file says them."""
    x0: float
    """Where it begins."""
    x1: float
    """Where it ends."""
    y: float
    """Its base line."""
    size: float
    """Size of most of its letters."""
    bold: bool
    """Whether all of it is heavy."""
    first_word: float
    """Width of its first word."""
    column: Column
    """Where it stands."""
    whole: bool = False
    """A row of a table, or a footnote: never joined with what stands around it."""


def line_of(segments: Sequence[Segment], column: Column) -> Line:
    """Make a line of segments that stand in one column."""
    first = segments[0]
    return Line(
        text=" ".join(" ".join(segment.text.split()) for segment in segments),
        original=" ".join(" ".join(segment.original.split()) for segment in segments),
        x0=first.x0,
        x1=segments[-1].x1,
        y=first.y,
        size=max(segments, key=lambda segment: len(segment.text)).size,
        bold=all(segment.bold for segment in segments),
        first_word=first.first_word,
        column=column,
    )
