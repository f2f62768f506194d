"""Figures as Vietnamese readers write them: decimal comma, dots between thousands."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from broadcaster.domain.ids import DurationMs


def decimal(value: Decimal | float, places: int, *, grouped: bool = True) -> str:
    """Write a number: ``1.234,50``; halves go up, as in school."""
    exact = value if isinstance(value, Decimal) else Decimal(repr(float(value)))
    rounded = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    written = f"{rounded:,f}" if grouped else f"{rounded:f}"
    return written.translate(str.maketrans(",.", ".,"))


def minutes(length: int, places: int, *, grouped: bool = True) -> str:
    """Write a length given in milliseconds as minutes."""
    return decimal(Decimal(length) / 60_000, places, grouped=grouped)


def megabytes(size: int) -> str:
    """Write a file size: ``14,4 MB``."""
    return f"{decimal(Decimal(size) / 1_000_000, 1)} MB"


def percent(part: float, whole: float) -> str:
    """Write a share: ``97,5 %``; a dash when there is no whole."""
    return f"{decimal(100 * part / whole, 1)} %" if whole else "–"


def span(length: DurationMs) -> str:
    """Write a length as a counter shows it, to the second: ``1:05`` or ``1:02:05``."""
    total, hours = round(length / 1000), ""
    if total >= 3600:  # noqa: PLR2004 - seconds of an hour
        hours, total = f"{total // 3600}:", total % 3600
    return f"{hours}{total // 60:02d}:{total % 60:02d}" if hours else f"{total // 60}:{total % 60:02d}"


def change(now: float, before: float) -> str:
    """Write by how much something rose or fell: ``+12,5 %``; a dash when there was nothing before."""
    if not before:
        return "–"
    share = 100 * (now - before) / before
    return f"{'+' if share > 0 else ''}{decimal(share, 1)} %".replace("-", "−")
