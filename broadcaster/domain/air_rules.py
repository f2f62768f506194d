"""When an item may air and how often it must: what staff said of it, beside its words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from broadcaster.domain.ids import NewsItemId


class Priority(StrEnum):
    """The three levels of a bulletin, after Thông tư 39/2020/TT-BTTTT."""

    NORMAL = "normal"
    """Sent by the source; the commune plays it by its timetable."""
    PRIORITY = "priority"
    """Put first within the programme; where two clash, the commune decides their order."""
    EMERGENCY = "emergency"
    """Played at once: flood, fire, epidemic."""

    @property
    def label(self) -> str:
        """Give the Vietnamese name of the level."""
        return {"normal": "thông thường", "priority": "ưu tiên", "emergency": "khẩn cấp"}[self.value]


@dataclass(frozen=True, kw_only=True, slots=True)
class AirRule:
    """What staff said of the airing of one item; an item without a rule may air at any time."""

    item_id: NewsItemId
    """The item."""
    priority: Priority = Priority.NORMAL
    """How urgent it is among the items of a session."""
    not_before: datetime | None = None
    """Embargo: no airing may start before (aware, UTC)."""
    not_after: datetime | None = None
    """Expiry: no airing may stop after (aware, UTC)."""
    least_runs: int = 0
    """Fewest airings on each outlet that may air it, all days together; 0 when it need not air."""
    most_runs: int | None = None
    """Most airings on each outlet, all days together; none when there is no limit."""
    by: str = ""
    """Who said so (chưa xác thực)."""
    at: datetime
    """When (aware, UTC)."""
