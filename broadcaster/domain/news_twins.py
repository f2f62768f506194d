"""Two news items that tell the same, and what an editor said of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from broadcaster.domain.ids import NewsItemId


class TwinKind(StrEnum):
    """How two texts that tell the same are alike; the value is what operators read."""

    SAME = "giống nhau"
    """Word for word, but for letters, title or a few words."""
    REWRITE = "viết lại"
    """In other words or another order."""
    CUT = "rút gọn"
    """One is a part of the other."""
    MERGE = "gộp tin"
    """One holds two or more others."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TwinPair:
    """Two items that wait for an editor to say whether they are one."""

    item_id: NewsItemId
    """The one that came later."""
    other_id: NewsItemId
    """The one that was there."""
    kind: TwinKind
    """How they are alike."""
    likeness: float
    """Share of the shorter one's words and facts that the other has too, from 0 to 1."""
    found_at: datetime
    """When (aware, UTC)."""


class Verdict(StrEnum):
    """What an editor says of two items; the value is what operators read."""

    MERGED = "gộp"
    """The first is told by the second, and leaves the news."""
    PARTED = "tách lại"
    """The first is news of its own again."""
    KEPT = "để riêng"
    """Both stay, and nobody is asked again."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TwinVerdict:
    """What an editor said of two items; a fact, only ever added, the newest counts."""

    item_id: NewsItemId
    """Which item."""
    other_id: NewsItemId
    """Beside which, or into which."""
    verdict: Verdict
    """What was said."""
    by: str
    """Who."""
    at: datetime
    """When (aware, UTC)."""

    @property
    def pair(self) -> frozenset[NewsItemId]:
        """Name the two, whichever is first."""
        return frozenset({self.item_id, self.other_id})
