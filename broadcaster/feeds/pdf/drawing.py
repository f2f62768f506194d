"""What a page draws besides letters: the rules of tables, dark grounds, pictures."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

from broadcaster.feeds.pdf.library import Raw, raw
from broadcaster.feeds.pdf.pieces import Box

_PATH, _IMAGE = 2, 3
_THIN = 2.0
"""Points; a rule of a table is no thicker."""
_SHORTEST = 6.0
_LIGHT = 200
"""Of 255: white letters cannot be read on lighter grounds."""
_FAINT = 128
_MOST_OBJECTS = 20_000
_MOST_RULES = 4_000
_FRAME_SEGMENTS = 4


@dataclass(frozen=True, kw_only=True, slots=True)
class Drawing:
    """Lines, grounds and pictures of a page, as the file counts: y from below."""

    edges: Box
    """The page itself."""
    rules: tuple[Box, ...]
    """Thin lines, upright or level."""
    grounds: tuple[Box, ...]
    """Filled areas and pictures on which white letters show."""
    pictured: float
    """Share of the page that pictures cover, 0 to 1."""

    def dark_at(self, x: float, y: float) -> bool:
        """Say whether white letters at this place can be read."""
        return any(ground.holds(x, y) for ground in self.grounds)


def drawing_of(page: object) -> Drawing:
    """Look at the objects of a page."""
    functions = raw()
    edge = functions.FS_RECTF()
    functions.FPDF_GetPageBoundingBox(page, edge)
    edges = Box(x0=edge.left, x1=edge.right, y0=edge.bottom, y1=edge.top)
    rules: list[Box] = []
    grounds: list[Box] = []
    pictures: list[Box] = []
    for at in range(min(_MOST_OBJECTS, functions.FPDFPage_CountObjects(page))):
        drawn = functions.FPDFPage_GetObject(page, at)
        kind = functions.FPDFPageObj_GetType(drawn)
        if kind not in {_PATH, _IMAGE}:
            continue
        box = _bounds(functions, drawn)
        if kind == _IMAGE:
            pictures.append(_within(box, edges))
        elif len(rules) < _MOST_RULES and (found := _rules(functions, drawn, box)):
            rules.extend(found)
        elif _is_dark(functions, drawn):
            grounds.append(box)
    covered = min(1.0, sum(picture.area for picture in pictures) / edges.area) if edges.area else 0.0
    return Drawing(edges=edges, rules=tuple(rules), grounds=(*grounds, *pictures), pictured=covered)


def _bounds(functions: Raw, drawn: object) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    functions.FPDFPageObj_GetBounds(drawn, left, bottom, right, top)
    return Box(x0=left.value, x1=right.value, y0=bottom.value, y1=top.value)


def _within(box: Box, edges: Box) -> Box:
    return Box(x0=max(box.x0, edges.x0), x1=min(box.x1, edges.x1), y0=max(box.y0, edges.y0), y1=min(box.y1, edges.y1))


def _rules(functions: Raw, drawn: object, box: Box) -> list[Box]:
    """Give the thin lines that a path draws: itself where it is thin, its four edges where it is a stroked frame."""
    wide, high = box.x1 - box.x0, box.y1 - box.y0
    if min(wide, high) <= _THIN:
        return [box] if max(wide, high) >= _SHORTEST else []
    filled, stroked = ctypes.c_int(), ctypes.c_int()
    functions.FPDFPath_GetDrawMode(drawn, filled, stroked)
    few = _FRAME_SEGMENTS <= functions.FPDFPath_CountSegments(drawn) <= _FRAME_SEGMENTS + 1
    if not stroked.value or not few or min(wide, high) < _SHORTEST:
        return []
    return [
        Box(x0=box.x0, x1=box.x1, y0=box.y0, y1=box.y0),
        Box(x0=box.x0, x1=box.x1, y0=box.y1, y1=box.y1),
        Box(x0=box.x0, x1=box.x0, y0=box.y0, y1=box.y1),
        Box(x0=box.x1, x1=box.x1, y0=box.y0, y1=box.y1),
    ]


def _is_dark(functions: Raw, drawn: object) -> bool:
    filled, stroked = ctypes.c_int(), ctypes.c_int()
    functions.FPDFPath_GetDrawMode(drawn, filled, stroked)
    red, green, blue, opaque = (ctypes.c_uint() for _ in range(4))
    functions.FPDFPageObj_GetFillColor(drawn, red, green, blue, opaque)
    return bool(filled.value) and opaque.value >= _FAINT and min(red.value, green.value, blue.value) < _LIGHT
