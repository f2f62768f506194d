"""Tables whose cells are parted by rules: a row of the table is a line, its cells parted by commas."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
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
    xs: tuple[float, ...]
    """Where its columns begin and end."""
    ys: tuple[float, ...]
    """Where its rows begin and end."""
    owners: tuple[tuple[tuple[int, int], ...], ...]
    """Which cell, by its first row and column, each place of the grid belongs to."""

    @property
    def most_cells(self) -> int:
        """Give how many cells its widest row has."""
        return max((len(set(row)) for row in self.owners), default=0)

    def cell_at(self, x: float, y: float) -> tuple[int, int] | None:
        """Give the cell at a place."""
        row, column = bisect_right(self.ys, y) - 1, bisect_right(self.xs, x) - 1
        inside = 0 <= row < len(self.owners) and 0 <= column < len(self.owners[row])
        return self.owners[row][column] if inside else None


def grids_of(rules: Sequence[Box]) -> list[Grid]:
    """Give the tables of a page, from above; a mere frame and a single column are none."""
    grids = (_grid(band) for band in _bands(rules))
    return [grid for grid in grids if grid is not None and grid.most_cells > 1]


def table_lines(grid: Grid, letters: Sequence[Letter], convert: Convert, *, page: int) -> Iterator[Line]:
    """Give the rows of a table as lines."""
    column = Column(page=page, x0=grid.edge.x0, x1=grid.edge.x1, prose=False)
    rows: dict[int, dict[int, list[Letter]]] = defaultdict(lambda: defaultdict(list))
    for letter in letters:
        place = grid.cell_at((letter.x0 + letter.x1) / 2, letter.y - 1)
        if place is not None:
            rows[place[0]][place[1]].append(letter)
    for _, cells in sorted(rows.items()):
        inside = [cell for _, cell in sorted(cells.items())]
        seen = [letter for cell in inside for letter in cell if letter.text != " "]
        texts = [_text(cell, convert) for cell in inside]
        said = [(text.rstrip(",;"), original.rstrip(",;")) for text, original in texts if text]
        if seen:
            yield Line(
                text=", ".join(text for text, _ in said),
                original=", ".join(original for _, original in said),
                x0=grid.edge.x0,
                x1=grid.edge.x1,
                y=seen[0].y,
                size=seen[0].face.size,
                bold=all(letter.face.bold for letter in seen),
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
    return Grid(
        edge=Box(x0=xs[0], y0=ys[0], x1=xs[-1], y1=ys[-1]),
        xs=tuple(xs),
        ys=tuple(ys),
        owners=_owners(xs, ys, walls, floors),
    )


_Spans = dict[float, list[tuple[float, float]]]


def _owners(
    xs: Sequence[float], ys: Sequence[float], walls: _Spans, floors: _Spans
) -> tuple[tuple[tuple[int, int], ...], ...]:
    owners: dict[tuple[int, int], tuple[int, int]] = {}
    for row in range(len(ys) - 1):
        for start in range(len(xs) - 1):
            if (row, start) in owners:
                continue
            end, below = start + 1, row + 1
            while end < len(xs) - 1 and not _crosses(walls[xs[end]], (ys[row] + ys[row + 1]) / 2):
                end += 1
            while below < len(ys) - 1 and not _crosses(floors[ys[below]], (xs[start] + xs[start + 1]) / 2):
                below += 1
            for each in range(row, below):
                owners.update({(each, column): (row, start) for column in range(start, end)})
    return tuple(tuple(owners[row, column] for column in range(len(xs) - 1)) for row in range(len(ys) - 1))


def _crosses(spans: Sequence[tuple[float, float]], place: float) -> bool:
    return any(start - _NEAR <= place <= end + _NEAR for start, end in spans)
