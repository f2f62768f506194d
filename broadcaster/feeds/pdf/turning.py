"""Pages that lie on their side: what has to be turned so that most letters stand upright."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from broadcaster.feeds.pdf.pieces import Box

_QUARTERS = 4


@dataclass(frozen=True, kw_only=True, slots=True)
class Turn:
    """From the file's points, counted from below, to points of the upright page, counted from above."""

    edges: Box
    """The page as the file counts: y0 is the lower edge."""
    quarters: int
    """By how many quarters the letters are turned to the left, 0 to 3."""

    @property
    def angle(self) -> float:
        """Give the angle at which an upright letter stands in the file, radians, as PDFium tells it: to the right."""
        return -self.quarters * math.tau / _QUARTERS

    @property
    def width(self) -> float:
        """Give the width of the upright page."""
        return self.edges.y1 - self.edges.y0 if self.quarters % 2 else self.edges.x1 - self.edges.x0

    @property
    def height(self) -> float:
        """Give the height of the upright page."""
        return self.edges.x1 - self.edges.x0 if self.quarters % 2 else self.edges.y1 - self.edges.y0

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Give where a point lies on the upright page."""
        edges = self.edges
        if self.quarters == 1:
            return y - edges.y0, x - edges.x0
        if self.quarters == 2:  # noqa: PLR2004 - upside down
            return edges.x1 - x, y - edges.y0
        if self.quarters == 3:  # noqa: PLR2004 - to the right
            return edges.y1 - y, edges.x1 - x
        return x - edges.x0, edges.y1 - y

    def box(self, box: Box) -> Box:
        """Give a box of the upright page; y0 of the result is its upper edge."""
        one, other = self.point(box.x0, box.y0), self.point(box.x1, box.y1)
        return Box(
            x0=min(one[0], other[0]), x1=max(one[0], other[0]), y0=min(one[1], other[1]), y1=max(one[1], other[1])
        )


def turn_of(angles: Iterable[float], edges: Box, rotation: int) -> Turn:
    """Choose how to turn a page: as most of its letters stand; as the file says where it has none.

    `rotation` counts quarters to the right, as the file turns the page for readers.
    """
    counted = Counter(
        round(-angle * _QUARTERS / math.tau) % _QUARTERS
        for angle in angles
        if abs(math.remainder(angle, math.tau / _QUARTERS)) < math.tau / 120
    )
    most = counted.most_common(1)
    return Turn(edges=edges, quarters=most[0][0] if most else rotation % _QUARTERS)
