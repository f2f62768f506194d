"""How far a witness's clock is ahead, judged from its own entries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from statistics import median_low

from broadcaster.asrun.outcomes import TOLERANCE
from broadcaster.asrun.standing import standing
from broadcaster.domain.airings import Airing, Evidence
from broadcaster.domain.ids import DurationMs, PlaylistId

_FEWEST = 3
"""Sessions below which nothing is judged: one that truly began late would pass for a wrong clock."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ClockOffset:
    """What the entries of one witness make likely."""

    ahead: DurationMs
    """How far its clock is ahead of the plan's; behind when negative."""
    spread: DurationMs
    """Half of the sessions lie no farther from that."""
    sessions: int
    """How many sessions say so."""

    @property
    def wrong(self) -> bool:
        """Say whether the clock is off by more than counts as on time, and evenly so, as late starts are not."""
        return abs(self.ahead) > TOLERANCE and self.spread <= TOLERANCE


def clock_offset(airings: Iterable[Airing]) -> ClockOffset | None:
    """Judge one witness's clock by the middle session of the middle item: the median of each session's medians.

    Fewer than half of the sessions may have begun at any time without moving it far. Only what a player measured
    counts, since a person tells times by the plan; none when there are fewer than three sessions.
    """
    delays: dict[PlaylistId, list[int]] = defaultdict(list)
    for each in standing(airings):
        if each.evidence is Evidence.PLAYER and each.observed_start is not None and each.playlist_id:
            delays[each.playlist_id].append((each.observed_start - each.planned_at) // timedelta(milliseconds=1))
    by_session = [median_low(told) for told in delays.values()]
    if len(by_session) < _FEWEST:
        return None
    ahead = median_low(by_session)
    spread = median_low(abs(each - ahead) for each in by_session)
    return ClockOffset(ahead=DurationMs(ahead), spread=DurationMs(spread), sessions=len(by_session))
