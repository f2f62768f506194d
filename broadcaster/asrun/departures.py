"""Where a period was not as planned: the outcomes of reconciliation, gathered by what became of items and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from broadcaster.asrun.airtime import AirtimeRequest, is_enough
from broadcaster.asrun.reconcile import Rules, settle
from broadcaster.asrun.standing import standing
from broadcaster.domain.airings import Airing
from broadcaster.domain.ids import DurationMs, OutletId, PlaylistId, Sha256
from broadcaster.domain.outcomes import Outcome
from broadcaster.domain.playlists import Playlist
from broadcaster.domain.reconciliations import Departure, Reconciled

ORDER = (Outcome.NOT_AIRED, Outcome.REPLACED, Outcome.PARTIAL, Outcome.LATE, Outcome.EARLY, Outcome.UNKNOWN)
"""The worst first; what nobody has spoken of yet last."""

_Day = tuple[OutletId, date]


def departures(
    request: AirtimeRequest,
    *,
    until: date,
    programmes: Mapping[PlaylistId, frozenset[Sha256]] | None = None,
) -> tuple[Departure, ...]:
    """Gather what went otherwise than planned with a period's topical items, as reconciliation has it.

    Args:
        request: Period, plans, entries, outlets, topics and the least evidence; weaker evidence witnesses nothing.
        until: The last day that is past; items of later days have no outcome yet.
        programmes: The finished files that carry each plan.
    """
    plans: dict[_Day, list[Playlist]] = defaultdict(list)
    for plan in {each.id: each for each in request.playlists}.values():
        if request.period.holds(plan.air_date) and plan.air_date <= until:
            plans[plan.outlet_id, plan.air_date].append(plan)
    told: dict[_Day, list[Airing]] = defaultdict(list)
    for airing in standing(request.airings):
        if is_enough(airing, request.grade):
            told[airing.outlet_id, airing.air_date].append(airing)
    gathered: dict[tuple[Outcome, str], list[Reconciled]] = defaultdict(list)
    for day, mine in plans.items():
        carried = {each.id: programmes[each.id] for each in mine if programmes and each.id in programmes}
        items, _ = settle(mine, told[day], rules=Rules(programmes=carried))
        for item in items:
            is_asked = item.topic is not None and request.asks_for(item.outlet_id, item.topic)
            if is_asked and item.outcome is not Outcome.ON_TIME:
                gathered[item.outcome, _cause(item)].append(item)
    found = [_departure(outcome, cause, items) for (outcome, cause), items in gathered.items()]
    return tuple(sorted(found, key=lambda each: (ORDER.index(each.outcome), -each.lost, -each.items, each.cause)))


def _cause(item: Reconciled) -> str:
    return f"thay bằng: {item.instead}" if item.outcome is Outcome.REPLACED and item.instead else item.cause


def _departure(outcome: Outcome, cause: str, items: Sequence[Reconciled]) -> Departure:
    return Departure(
        outcome=outcome,
        cause=cause,
        items=len(items),
        lost=DurationMs(sum(max(each.planned - each.heard, 0) for each in items)),
        outlets=tuple(sorted({each.outlet_id for each in items})),
    )
