"""Pages put together: tables out of their grids, furniture away, lines in order, paragraphs over all pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from broadcaster.feeds.font_letters import read_by_font
from broadcaster.feeds.pdf.columns import lines_in_order
from broadcaster.feeds.pdf.furniture import without_furniture
from broadcaster.feeds.pdf.paragraphs import Paragraph, paragraphs_of
from broadcaster.feeds.pdf.pieces import Letter, Line, Page, Row
from broadcaster.feeds.pdf.rows import Convert, rows_of
from broadcaster.feeds.pdf.tables import Grid, grids_of, table_lines


@dataclass(frozen=True, kw_only=True, slots=True)
class Assembled:
    """What the pages say."""

    paragraphs: tuple[Paragraph, ...]
    """In the order of reading."""
    furniture: tuple[str, ...]
    """What was taken away as header, footer or stamp."""
    notes: tuple[str, ...]
    """What was done to its letters."""


def assembled(pages: Sequence[Page]) -> Assembled:
    """Give the paragraphs of all pages, the letters of each font converted where the font is older than Unicode."""
    fonts: dict[str, dict[str, None]] = {}

    def collected(text: str, font: str) -> str:
        fonts.setdefault(font, {}).setdefault(text)
        return text

    lines, furniture = _lines(pages, collected)
    converted, notes = read_by_font(fonts)
    if converted:
        lines, furniture = _lines(pages, lambda text, font: converted.get((text, font), text))
    return Assembled(paragraphs=tuple(paragraphs_of(lines)), furniture=furniture, notes=notes)


def _lines(pages: Sequence[Page], convert: Convert) -> tuple[list[Line], tuple[str, ...]]:
    grids = [grids_of(page.rules) for page in pages]
    outside = [_outside(page.letters, tables) for page, tables in zip(pages, grids, strict=True)]
    sizes = Counter(letter.face.size for page in pages for letter in page.letters)
    body = sizes.most_common(1)[0][0] if sizes else 0.0
    rows_by_page = [rows_of(letters, convert) for letters in outside]
    cleared = without_furniture(rows_by_page, [page.height for page in pages], body=body)
    lines: list[Line] = []
    for page, rows, tables in zip(pages, cleared.pages, grids, strict=True):
        lines.extend(_page_lines(page, rows, tables, convert))
    return lines, cleared.taken


def _outside(letters: Sequence[Letter], tables: Sequence[Grid]) -> list[Letter]:
    """Give the letters that stand in no table."""
    edges = [grid.edge for grid in tables]
    return [
        letter for letter in letters if not any(edge.holds((letter.x0 + letter.x1) / 2, letter.y - 1) for edge in edges)
    ]


def _page_lines(page: Page, rows: Sequence[Row], tables: Sequence[Grid], convert: Convert) -> list[Line]:
    """Read what stands above each table, the table, and what stands below the last."""
    lines: list[Line] = []
    left = list(rows)
    for grid in tables:
        above = [row for row in left if row.y < grid.edge.y0 + 1]
        left = left[len(above) :]
        lines.extend(lines_in_order(above, page=page.number))
        lines.extend(table_lines(grid, page.letters, convert, page=page.number))
    return [*lines, *lines_in_order(left, page=page.number)]
