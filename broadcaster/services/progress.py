"""How a service tells how far it is."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Called with (done, total) after each step; the edge draws the bar."""


def silent(_done: int, _total: int) -> None:
    """Tell nobody."""
