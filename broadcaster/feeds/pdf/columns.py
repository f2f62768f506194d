"""The order in which the segments of a page are read: columns beside one another, each from above."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from broadcaster.feeds.pdf.pieces import Column, Line, Row, Segment, line_of

_MOST_ROWS = 500
"""A page with more rows is read straight on; no printed page has as many."""
_DEEPEST = 4
_MARK = re.compile(r"(?:[-+*•▪●◦–—\uf0b7\uf02d\uf0a7\uf0d8\uf0fc]|\(?\w{1,4}[.)]|\d+(?:\.\d+)*[.)]?)")
_PROSE_SHARE = 0.5
_PROSE_LINES = 4
_EVEN_SHARE = 0.7
_TABLE_COLUMNS = 3
_FAR = 6.0
"""In letters: no space within a sentence is as wide."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Gutter:
    """A white band with text on both sides."""

    first: int
    """Its first row."""
    last: int
    """Its last row."""
    x0: float
    """Left edge of the band."""
    x1: float
    """Right edge of the band."""


def lines_in_order(rows: Sequence[Row], *, page: int) -> list[Line]:
    """Give the lines of a page as they are read."""
    return list(_read(rows, page, depth=0))


def _read(rows: Sequence[Row], page: int, *, depth: int) -> Iterator[Line]:
    gutter = _widest(rows) if depth < _DEEPEST and len(rows) <= _MOST_ROWS else None
    if gutter is None:
        yield from _straight(rows, page, whole=depth == 0)
        return
    yield from _read(rows[: gutter.first], page, depth=depth)
    region = rows[gutter.first : gutter.last + 1]
    if _is_table(region):
        column = Column(page=page, x0=gutter.x0, x1=gutter.x1, prose=False)
        for row in region:
            yield _table_line(row, column)
    else:
        middle = (gutter.x0 + gutter.x1) / 2
        for left in (True, False):
            side = [_side(row, middle, left=left) for row in region]
            yield from _read([row for row in side if row is not None], page, depth=depth + 1)
    yield from _read(rows[gutter.last + 1 :], page, depth=depth)


def _straight(rows: Sequence[Row], page: int, *, whole: bool) -> Iterator[Line]:
    if not rows:
        return
    x0, x1 = min(row.segments[0].x0 for row in rows), max(row.segments[-1].x1 for row in rows)
    column = Column(page=page, x0=x0, x1=x1, prose=_is_prose(rows, x0, x1), whole=whole)
    for row in rows:
        yield from (line_of(part, column) for part in _far_apart(row))


def _is_prose(rows: Sequence[Row], x0: float, x1: float) -> bool:
    """Say whether rows are running text: most end at one edge, or most of many begin at one."""
    starts = [row.segments[0].x0 - x0 for row in rows]
    full = sum(
        x1 - row.segments[-1].x1 < row.segments[-1].size and start < 2.5 * row.segments[0].size
        for row, start in zip(rows, starts, strict=True)
    )
    even = sum(start < 0.3 * row.segments[0].size for row, start in zip(rows, starts, strict=True))
    return (len(rows) >= _PROSE_LINES and full > _PROSE_SHARE * len(rows)) or (
        len(rows) > _PROSE_LINES + 1 and even >= _EVEN_SHARE * len(rows)
    )


def _far_apart(row: Row) -> Iterator[list[Segment]]:
    """Part a row where its segments stand so far apart that they cannot be one sentence."""
    part: list[Segment] = []
    for segment in row.segments:
        if part and segment.x0 - part[-1].x1 > _FAR * segment.size:
            yield part
            part = []
        part.append(segment)
    yield part


def _side(row: Row, middle: float, *, left: bool) -> Row | None:
    segments = tuple(segment for segment in row.segments if ((segment.x0 + segment.x1) / 2 < middle) is left)
    return Row(segments=segments) if segments else None


# --- gutters


def _widest(rows: Sequence[Row]) -> _Gutter | None:
    """Give the gutter that goes along most rows."""
    best: _Gutter | None = None
    seen: set[tuple[int, int]] = set()
    for at, row in enumerate(rows):
        for one, other in zip(row.segments, row.segments[1:], strict=False):
            if (at, round(one.x1)) in seen:
                continue
            grown = _grown(rows, at, one.x1, other.x0)
            middle = (grown.x0 + grown.x1) / 2
            seen.update((below, round(x)) for below, x in _edges_left(rows, grown, middle))
            if _parts(rows, grown) and (best is None or grown.last - grown.first > best.last - best.first):
                best = grown
    return best


def _edges_left(rows: Sequence[Row], gutter: _Gutter, middle: float) -> Iterator[tuple[int, float]]:
    """Give, row by row, where the text to the left of the gutter ends, so that it is looked at only once."""
    for at in range(gutter.first, gutter.last + 1):
        ends = [segment.x1 for segment in rows[at].segments if segment.x1 <= middle]
        if ends:
            yield at, ends[-1]


def _grown(rows: Sequence[Row], at: int, x0: float, x1: float) -> _Gutter:
    """Follow a gap up and down as long as it stays open."""
    first = last = at
    for step in (-1, 1):
        place = at + step
        while 0 <= place < len(rows):
            free = _free(rows[place], x0, x1)
            if free is None:
                break
            x0, x1 = free
            first, last = min(first, place), max(last, place)
            place += step
    return _Gutter(first=first, last=last, x0=x0, x1=x1)


def _free(row: Row, x0: float, x1: float) -> tuple[float, float] | None:
    """Give what of a band a row leaves open, or none where it stands across."""
    left, right = x0, x1
    for segment in row.segments:
        if segment.x1 <= (x0 + x1) / 2:
            left = max(left, segment.x1)
        elif segment.x0 >= (x0 + x1) / 2:
            right = min(right, segment.x0)
        else:
            return None
    return (left, right) if right - left >= 0.8 * row.segments[0].size else None


def _parts(rows: Sequence[Row], gutter: _Gutter) -> bool:
    """Say whether a gutter parts columns, and not a list's marks from its points or a label from its value."""
    region = rows[gutter.first : gutter.last + 1]
    middle = (gutter.x0 + gutter.x1) / 2
    pairs = [(_side(row, middle, left=True), _side(row, middle, left=False)) for row in region]
    lefts = [left for left, _ in pairs if left]
    rights = [right for _, right in pairs if right]
    both = [left for left, right in pairs if left and right]
    if all(_MARK.fullmatch(row.text.strip()) for row in lefts):
        return False
    if sum(row.text.rstrip().endswith(":") for row in both) > len(both) / 2:
        return False
    width = (gutter.x1 - gutter.x0) / region[0].segments[0].size
    beside = min(len(lefts), len(rights)) > 1 and lefts[0].y < rights[-1].y and rights[0].y < lefts[-1].y
    return (len(both) > 1 and width >= 1.5) or (len(both) > 3 and width >= 0.8) or (beside and width >= 2)  # noqa: PLR2004 - in letters


# --- tables without rules


def _is_table(region: Sequence[Row]) -> bool:
    """Say whether rows are those of a table: three or more short cells side by side, that do not fill their columns."""
    wide = [row for row in region if len(row.segments) >= _TABLE_COLUMNS]
    if len(wide) < _TABLE_COLUMNS or len(wide) < 0.6 * len(region):
        return False
    ends: dict[int, list[Segment]] = {}
    for row in wide:
        for segment in row.segments:
            ends.setdefault(round(segment.x0 / segment.size), []).append(segment)
    filled = sum(
        segment.x1 > max(each.x1 for each in column) - segment.size for column in ends.values() for segment in column
    )
    return filled < 0.6 * sum(map(len, ends.values())) or math.isclose(filled, 0)


def _table_line(row: Row, column: Column) -> Line:
    line = line_of(row.segments, column)
    text = ", ".join(" ".join(segment.text.split()) for segment in row.segments)
    original = ", ".join(" ".join(segment.original.split()) for segment in row.segments)
    return replace(line, text=text, original=original, whole=True)
