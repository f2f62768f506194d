"""How an airing differs from its plan, told once for all items that share one cause."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from broadcaster.domain.airings import Airing
from broadcaster.domain.ids import DurationMs
from broadcaster.reports.figures import span


@dataclass(frozen=True, kw_only=True, slots=True)
class Deviation:
    """Items of one session on one outlet that went wrong in the same way, for the same reason."""

    airings: tuple[Airing, ...]
    """In order of the plan."""
    sort: str
    """What went wrong: not aired, cut short, late, early."""

    @property
    def first(self) -> Airing:
        """Give the first of them."""
        return self.airings[0]

    @property
    def planned_at(self) -> datetime:
        """Give when the first of them was to start."""
        return self.first.planned_at

    @property
    def by(self) -> str:
        """Tell by how much, at worst."""
        if self.sort == LOST:
            return ""
        if self.sort == CUT:
            return span(DurationMs(sum(each.planned - each.played for each in self.airings)))
        return span(DurationMs(max(abs(_shift(each)) for each in self.airings)))

    @property
    def length(self) -> DurationMs:
        """Give the planned length of all of them."""
        return DurationMs(sum(each.planned for each in self.airings))


LOST = "Không phát"
CUT = "Phát thiếu"
LATE = "Phát trễ"
EARLY = "Phát sớm"
_CUT_MS = 1000


def gathered(airings: Iterable[Airing]) -> tuple[Deviation, ...]:
    """Gather airings by outlet, session, what went wrong and why, in order of planned time."""
    keyed = sorted(((_key(each), each) for each in airings), key=lambda pair: (pair[0], pair[1].position))
    groups = [tuple(each for _, each in group) for _, group in groupby(keyed, key=lambda pair: pair[0])]
    told = [Deviation(airings=group, sort=_sort(group[0])) for group in groups]
    return tuple(sorted(told, key=lambda each: (each.planned_at, each.first.outlet_name, each.sort)))


def titles(airings: Sequence[Airing]) -> str:
    """Name one item, or say how many there are."""
    return airings[0].title if len(airings) == 1 else f"{len(airings)} mục"


def _key(airing: Airing) -> tuple[str, ...]:
    return airing.playlist_id, _sort(airing), airing.cause, airing.evidence.value, airing.said_by


def _sort(airing: Airing) -> str:
    if airing.observed_start is None:
        return LOST
    if airing.planned - airing.played > _CUT_MS:
        return CUT
    return LATE if _shift(airing) >= 0 else EARLY


def _shift(airing: Airing) -> int:
    if airing.observed_start is None:
        return 0
    return round((airing.observed_start - airing.planned_at).total_seconds() * 1000)
