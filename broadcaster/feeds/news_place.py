"""What a station gives a news source to work with."""

from __future__ import annotations

from dataclasses import dataclass, field

from broadcaster.feeds.columns import KnownColumns
from broadcaster.feeds.limits import Limits


@dataclass(frozen=True, kw_only=True, slots=True)
class NewsPlace:
    """What a source's class method ``for_station(place)`` is given; a source without one is made without arguments."""

    limits: Limits = field(default_factory=Limits)
    """How much of a file is read."""
    columns: KnownColumns = field(default_factory=KnownColumns)
    """What the columns of tables mean that came before."""
