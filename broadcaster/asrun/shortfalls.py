"""What a period fell short of: items late, early, cut, lost, or without anybody's word, gathered by cause."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from broadcaster.asrun.airtime import AirtimeRequest, is_enough, strongest
from broadcaster.asrun.outcomes import Outcome, outcome
from broadcaster.domain.airings import Airing, Evidence
from broadcaster.domain.ids import DurationMs, OutletId


@dataclass(frozen=True, kw_only=True, slots=True)
class Shortfall:
    """Items that went wrong in one way for one cause."""

    outcome: Outcome | None
    """What became of them; none when nobody has said so yet."""
    cause: str
    """Why, as the entries say; may be empty."""
    items: int
    """How many airings."""
    lost: DurationMs
    """How much planned airtime was not heard, or is not witnessed."""
    outlets: tuple[OutletId, ...]
    """Where."""


_ORDER = (Outcome.NOT_AIRED, Outcome.PARTIAL, Outcome.LATE, Outcome.EARLY, None)


def shortfalls(request: AirtimeRequest) -> tuple[Shortfall, ...]:
    """Gather what went wrong with a period's topical items; rehearsals witness nothing."""
    told = [
        airing
        for airing in request.airings
        if airing.evidence is not Evidence.REHEARSAL
        and is_enough(airing, request.grade)
        and airing.topic is not None
        and request.period.holds(airing.air_date)
        and request.asks_for(airing.outlet_id, airing.topic)
    ]
    gathered: dict[tuple[Outcome | None, str], list[tuple[OutletId, int]]] = defaultdict(list)
    for airing in strongest(told):
        became = outcome(airing)
        if became is not Outcome.ON_TIME:
            gathered[became, airing.cause].append((airing.outlet_id, max(airing.planned - airing.played, 0)))
    gathered[None, ""] += _unwitnessed(request, told)
    found = [_gathered(became, cause, mine) for (became, cause), mine in gathered.items() if mine]
    return tuple(sorted(found, key=lambda each: (_ORDER.index(each.outcome), -each.lost, -each.items, each.cause)))


def _unwitnessed(request: AirtimeRequest, told: Iterable[Airing]) -> Iterator[tuple[OutletId, int]]:
    """Give the planned items that no entry speaks of."""
    known = {(airing.playlist_id, airing.position) for airing in told}
    plans = {plan.id: plan for plan in request.playlists if request.period.holds(plan.air_date)}
    for plan in plans.values():
        for item in plan.items:
            is_asked = item.topic is not None and request.asks_for(plan.outlet_id, item.topic)
            if is_asked and (plan.id, item.position) not in known:
                yield plan.outlet_id, item.duration


def _gathered(became: Outcome | None, cause: str, mine: list[tuple[OutletId, int]]) -> Shortfall:
    return Shortfall(
        outcome=became,
        cause=cause,
        items=len(mine),
        lost=DurationMs(sum(lost for _, lost in mine)),
        outlets=tuple(sorted({outlet_id for outlet_id, _ in mine})),
    )
