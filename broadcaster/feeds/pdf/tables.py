"""Tables whose cells are parted by rules: a row of the table is a line, its cells parted by commas."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from broadcaster.feeds.pdf.pieces import Box, Column, Letter, Line
from broadcaster.feeds.pdf.rows import Convert, rows_of
from broadcaster.feeds.pdf.words import joined

_NEAR = 3.0
"""Points: rules that lie closer are one."""
_MOST_COLUMNS = 40
_MOST_ROWS = 300


@dataclass(frozen=True, kw_only=True, slots=True)
class Grid:
    """The cells of one table."""

    edge: Box
    """The whole table."""
    cells: tuple[tuple[Box, ...], ...]
    """Row by row; a cell over several rows stands in its first."""


def grids_of(rules: Sequence[Box]) -> list[Grid]:
    """Give the tables of a page, from above; a mere frame and a single column are none."""
    grids = (_grid(band) for band in _bands(rules))
    return [grid for grid in grids if grid is not None and max(map(len, grid.cells), default=0) > 1]


def table_lines(grid: Grid, letters: Sequence[Letter], convert: Convert, *, page: int) -> Iterator[Line]:
    """Give the rows of a table as lines."""
    column = Column(page=page, x0=grid.edge.x0, x1=grid.edge.x1, prose=False)
    for row in grid.cells:
        inside = [
            [letter for letter in letters if cell.holds((letter.x0 + letter.x1) / 2, letter.y - 1)] for cell in row
        ]
        texts = [_text(cell, convert) for cell in inside]
        said = [(text.rstrip(",;"), original.rstrip(",;")) for text, original in texts if text]
        first = next((letter for cell in inside for letter in cell if letter.text != " "), None)
        if first is not None:
            yield Line(
                text=", ".join(text for text, _ in said),
                original=", ".join(original for _, original in said),
                x0=grid.edge.x0,
                x1=grid.edge.x1,
                y=first.y,
                size=first.face.size,
                bold=all(letter.face.bold for cell in inside for letter in cell),
                first_word=0.0,
                column=column,
                whole=True,
            )


def _text(letters: Sequence[Letter], convert: Convert) -> tuple[str, str]:
    text = original = ""
    for row in rows_of(letters, convert):
        text, original = joined(text, " ".join(row.text.split())), joined(original, " ".join(row.original.split()))
    return text, original


def _bands(rules: Sequence[Box]) -> Iterator[list[Box]]:
    """Part rules into groups that overlap from above to below."""
    band: list[Box] = []
    lowest = 0.0
    for rule in sorted(rules, key=lambda rule: rule.y0):
        if band and rule.y0 > lowest + _NEAR:
            yield band
            band = []
        lowest = max(lowest, rule.y1) if band else rule.y1
        band.append(rule)
    if band:
        yield band


def _places(values: Sequence[float]) -> list[float]:
    """Give the different places among values, each once."""
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > _NEAR:
            places.append(value)
    return places


def _grid(rules: Sequence[Box]) -> Grid | None:
    level = [rule for rule in rules if rule.x1 - rule.x0 > rule.y1 - rule.y0]
    upright = [rule for rule in rules if rule.y1 - rule.y0 >= rule.x1 - rule.x0]
    xs, ys = (
        _places([(rule.x0 + rule.x1) / 2 for rule in upright]),
        _places([(rule.y0 + rule.y1) / 2 for rule in level]),
    )
    if not (2 < len(xs) <= _MOST_COLUMNS + 1 and 1 < len(ys) <= _MOST_ROWS + 1):  # noqa: PLR2004 - two columns have three rules
        return None
    walls = {x: [(rule.y0, rule.y1) for rule in upright if abs((rule.x0 + rule.x1) / 2 - x) <= _NEAR] for x in xs}
    floors = {y: [(rule.x0, rule.x1) for rule in level if abs((rule.y0 + rule.y1) / 2 - y) <= _NEAR] for y in ys}
    return Grid(edge=Box(x0=xs[0], y0=ys[0], x1=xs[-1], y1=ys[-1]), cells=tuple(_cells(xs, ys, walls, floors)))


_Spans = dict[float, list[tuple[float, float]]]


def _cells(xs: Sequence[float], ys: Sequence[float], walls: _Spans, floors: _Spans) -> Iterator[tuple[Box, ...]]:
    taken: set[tuple[int, int]] = set()
    for row in range(len(ys) - 1):
        cells: list[Box] = []
        for start in range(len(xs) - 1):
            if (row, start) in taken:
                continue
            end, below = start + 1, row + 1
            while end < len(xs) - 1 and not _crosses(walls[xs[end]], (ys[row] + ys[row + 1]) / 2):
                end += 1
            while below < len(ys) - 1 and not _crosses(floors[ys[below]], (xs[start] + xs[start + 1]) / 2):
                below += 1
            taken.update((each, column) for each in range(row, below) for column in range(start, end))
            cells.append(Box(x0=xs[start], x1=xs[end], y0=ys[row], y1=ys[below]))
        yield tuple(cells)


def _crosses(spans: Sequence[tuple[float, float]], place: float) -> bool:
    return any(start - _NEAR <= place <= end + _NEAR for start, end in spans)
