"""Which outlets are planned together: those between which the planner could see no difference."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable
from datetime import datetime

from broadcaster.domain.ids import NewsItemId, OutletId
from broadcaster.scheduling.outlet_week import OutletWeek
from broadcaster.scheduling.week_plan import Goal, PlanItem, PlanSlot, WeekRequest


def outlet_weeks(request: WeekRequest) -> tuple[OutletWeek, ...]:
    """Collapse equal outlets into classes, in the order of their first slots.

    Equal are outlets with the same slots (times, clock, queue, what is frozen, what stood before), items of their own,
    earlier airings of the items on offer, missing airtime and limits.
    """
    sorter = _Sorter(request)
    classes: dict[Hashable, list[OutletId]] = {}
    for outlet_id in sorter.slots:
        classes.setdefault(sorter.signature(outlet_id), []).append(outlet_id)
    return tuple(sorter.week(tuple(outlets)) for outlets in classes.values())


class _Sorter:
    """The request by outlet."""

    def __init__(self, request: WeekRequest) -> None:
        self._request = request
        self.slots: dict[OutletId, list[PlanSlot]] = defaultdict(list)
        for slot in sorted(request.slots, key=lambda each: (each.starts_at, each.key.outlet_id)):
            self.slots[slot.key.outlet_id].append(slot)
        self._items = {each.item.item_id: each for each in request.items}
        self._common = tuple(each for each in request.items if not each.item.outlets)
        self._own: dict[OutletId, list[PlanItem]] = defaultdict(list)
        for each in request.items:
            for outlet_id in each.item.outlets:
                self._own[outlet_id].append(each)
        self._runs: dict[OutletId, dict[NewsItemId, int]] = defaultdict(dict)
        self._last: dict[OutletId, dict[NewsItemId, datetime]] = defaultdict(dict)
        for (outlet_id, item_id), count in request.runs_before.items():
            if count and item_id in self._items:
                self._runs[outlet_id][item_id] = count
        for (outlet_id, item_id), at in request.last_start.items():
            if item_id in self._items and self._recent(outlet_id, at):
                self._last[outlet_id][item_id] = at
        self._frames: dict[int, str] = {}

    def signature(self, outlet_id: OutletId) -> Hashable:
        """Give all that decides the plan of an outlet."""
        request, rules = self._request, self._request.rules
        days = {slot.key.day for slot in self.slots[outlet_id]} if outlet_id in rules.daily_most else ()
        return (
            tuple(self._slot_signature(slot) for slot in self.slots[outlet_id]),
            tuple(each.item.item_id for each in self._own.get(outlet_id, ())),
            tuple(sorted(self._runs.get(outlet_id, {}).items())),
            tuple(sorted(self._last.get(outlet_id, {}).items())),
            tuple(goal.missing.get(outlet_id) for goal in request.goals),
            rules.daily_most.get(outlet_id),
            tuple(rules.relayed.get((outlet_id, day), 0) for day in sorted(days)),
        )

    def week(self, outlets: tuple[OutletId, ...]) -> OutletWeek:
        """Make the week of a class."""
        first, request = outlets[0], self._request
        slots, goals = tuple(self.slots[first]), _goals(request, first)
        own = self._own.get(first, [])
        stood = ((number, request.previous.get(slot.key)) for number, slot in enumerate(slots))
        queued = {key for slot in slots for key in (*slot.queued, *(slot.frozen or ()))}
        wanted = (*own, *self._common, *(self._items[key] for key in sorted(queued) if key in self._items))
        return OutletWeek(
            outlets=outlets,
            slots=slots,
            items={each.item.item_id: each for each in wanted},
            goals=goals,
            rules=request.rules,
            runs=self._runs.get(first, {}),
            last=self._last.get(first, {}),
            previous={number: items for number, items in stood if items is not None},
        )

    def _recent(self, outlet_id: OutletId, at: datetime) -> bool:
        """Say whether an earlier start still keeps an item out of some slot."""
        gap = self._request.rules.repeat_gap
        return any(abs(slot.starts_at - at) < gap for slot in self.slots.get(outlet_id, ()))

    def _slot_signature(self, slot: PlanSlot) -> Hashable:
        previous = self._request.previous.get(slot.key)
        return (
            slot.key.day,
            slot.key.session,
            slot.starts_at,
            self._known(slot.clock),
            self._known(slot.fixed),
            slot.closing_least,
            slot.closing_most,
            slot.queued,
            slot.frozen,
            slot.barred,
            previous,
        )

    def _known(self, value: object) -> str:
        """Write out a clock or lengths; most slots share one object, which is looked at once."""
        if id(value) not in self._frames:
            self._frames[id(value)] = repr(value)
        return self._frames[id(value)]


def _goals(request: WeekRequest, outlet_id: OutletId) -> tuple[tuple[Goal, int], ...]:
    return tuple((goal, max(0, goal.missing[outlet_id])) for goal in request.goals if outlet_id in goal.missing)
