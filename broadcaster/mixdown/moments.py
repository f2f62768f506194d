"""How findings name moments, parts and figures in Vietnamese."""

from __future__ import annotations

from collections.abc import Sequence

from broadcaster.domain.ids import DurationMs
from broadcaster.domain.quality import PlannedPart


def moment(at: int) -> str:
    """Write milliseconds as minutes and seconds with a tenth: ``3:07,4``."""
    tenths = round(at / 100)
    return f"{tenths // 600}:{tenths // 10 % 60:02d},{tenths % 10}"


def number(value: float, places: int = 1) -> str:
    """Write a figure with a decimal comma and a true minus sign."""
    return f"{round(value, places) + 0.0:.{places}f}".replace(".", ",").replace("-", "−")


def inside(at: DurationMs, parts: Sequence[PlannedPart]) -> str:
    """Name the part that a moment lies in, to be put behind it; nothing when none is known."""
    found = [part.title for part in parts if part.starts <= at < part.ends]
    return f' (trong "{found[-1]}")' if found else ""
