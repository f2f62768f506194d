"""Outlets of equal slots, items, queue, history and goals make one class, which is planned once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from broadcaster.domain.ids import NewsItemId, OutletId
from broadcaster.scheduling.filling import FillItem, FillRequest
from broadcaster.scheduling.room import Room
from broadcaster.scheduling.week_plan import Goal, PlanItem, PlanRules, PlanSlot

_NAMED = 3
"""So many outlets are named in a sentence."""


@dataclass(frozen=True, kw_only=True)
class OutletWeek:
    """The slots of one class of equal outlets, seen from its first outlet."""

    outlets: tuple[OutletId, ...]
    """The class; all of them get the same plan."""
    slots: tuple[PlanSlot, ...]
    """Those of the first outlet, in order of time."""
    items: Mapping[NewsItemId, PlanItem]
    """What may air there, in the order of the request."""
    goals: tuple[tuple[Goal, int], ...] = ()
    """Each goal with what is missing there."""
    rules: PlanRules
    """Separation, daily limits."""
    runs: Mapping[NewsItemId, int] = field(default_factory=dict[NewsItemId, int])
    """Airings before these slots."""
    last: Mapping[NewsItemId, datetime] = field(default_factory=dict[NewsItemId, datetime])
    """Last start before these slots."""
    previous: Mapping[int, tuple[NewsItemId, ...]] = field(default_factory=dict[int, tuple[NewsItemId, ...]])
    """Per slot number the items of the plan that stands."""

    @property
    def outlet(self) -> OutletId:
        """Give the first outlet."""
        return self.outlets[0]

    @property
    def name(self) -> str:
        """Name the class in sentences: its first outlets."""
        names = [self.rules.outlet_names.get(each, each) for each in self.outlets[:_NAMED]]
        more = len(self.outlets) - len(names)
        return ", ".join(names) + (f" và {more} nơi khác" if more else "")

    @cached_property
    def rooms(self) -> tuple[Room, ...]:
        """Give for each slot the room that its clock has."""
        return tuple(self._room(number) for number in range(len(self.slots)))

    @cached_property
    def allowed(self) -> tuple[tuple[PlanItem, ...], ...]:
        """Give for each slot the items that ``why_not`` has nothing against."""
        return tuple(
            tuple(each for each in self.items.values() if not self.why_not(number, each))
            for number in range(len(self.slots))
        )

    @cached_property
    def offered(self) -> tuple[tuple[PlanItem, ...], ...]:
        """Give for each slot what is queued and what may air there by validity, clock and earlier airings."""
        return tuple(tuple(self._offered(number)) for number in range(len(self.slots)))

    @cached_property
    def near(self) -> tuple[tuple[int, ...], ...]:
        """Give for each slot the others that start within the repeat gap."""
        gap, starts = self.rules.repeat_gap, [slot.starts_at for slot in self.slots]
        return tuple(
            tuple(other for other, at in enumerate(starts) if other != number and abs(at - start) < gap)
            for number, start in enumerate(starts)
        )

    @cached_property
    def given(self) -> tuple[tuple[NewsItemId, ...], ...]:
        """Give for each slot what is in it whatever the plan: what is frozen, else what is queued."""
        return tuple(tuple(dict.fromkeys(slot.queued)) if slot.frozen is None else slot.frozen for slot in self.slots)

    @cached_property
    def days(self) -> Mapping[date, tuple[int, ...]]:
        """Give the slot numbers of each day."""
        found: dict[date, list[int]] = defaultdict(list)
        for number, slot in enumerate(self.slots):
            found[slot.key.day].append(number)
        return {day: tuple(numbers) for day, numbers in found.items()}

    def left_of(self, day: date) -> int | None:
        """Give the milliseconds that sessions may take of a day beside relays; none without a limit."""
        most = self.rules.daily_most.get(self.outlet)
        return None if most is None else most - self.rules.relayed.get((self.outlet, day), 0)

    def limited_days(self) -> Iterator[tuple[tuple[int, ...], int]]:
        """Give the slots and the limit of each day on which not every slot can air."""
        for day, numbers in self.days.items():
            left = self.left_of(day)
            if left is not None and sum(self.slots[number].clock.length for number in numbers) > left:
                yield numbers, left

    def why_not(self, number: int, plan_item: PlanItem) -> str:
        """Say why an item may not air in a slot whatever else airs; empty when it may."""
        slot, item = self.slots[number], plan_item.item
        if item.item_id in slot.barred:
            return "đã chuyển sang buổi khác"
        if not item.meant_for(self.outlet):
            return f"chỉ phát ở {', '.join(self.rules.outlet_names.get(each, each) for each in item.outlets)}"
        return self._runs_against(slot, plan_item)

    def _runs_against(self, slot: PlanSlot, plan_item: PlanItem) -> str:
        """Say why an item may not air in a slot by its days and by what has run before."""
        item = plan_item.item
        if plan_item.not_before is not None and slot.starts_at < plan_item.not_before:
            return "chưa đến ngày được phát"
        if plan_item.not_after is not None and slot.stops_at > plan_item.not_after:
            return "đã hết hạn phát"
        last = self.last.get(item.item_id)
        if last is not None and abs(slot.starts_at - last) < self.rules.repeat_gap:
            return "vừa phát, chưa đủ thời gian cách giữa hai lượt"
        runs = self.runs.get(item.item_id, 0)
        if plan_item.most_runs is not None and runs >= plan_item.most_runs:
            return f"đã phát đủ {plan_item.most_runs} lượt"
        return ""

    def counts_for(self, goal: Goal, number: int, item: FillItem) -> bool:
        """Say whether an airing of an item in a slot counts for a goal."""
        topic = goal.topic is None or goal.topic == item.topic
        return topic and goal.first <= self.slots[number].key.day <= goal.last

    def _offered(self, number: int) -> Iterator[PlanItem]:
        if self.slots[number].frozen is not None:
            return
        room, given = self.rooms[number], self.given[number]
        queued = [self.items[key] for key in given if key in self.items]
        others = [each for each in self.allowed[number] if each.item.item_id not in given]
        for plan_item in (*queued, *others):
            if any(room.most.of(kind) for kind in room.kinds(plan_item.item)):
                yield plan_item

    def _room(self, number: int) -> Room:
        slot = self.slots[number]
        here = tuple(each.item for each in self.allowed[number])
        return Room.of(
            FillRequest(
                day=slot.key.day,
                session=slot.key.session,
                outlet_id=self.outlet,
                clock=slot.clock,
                items=here,
                queued=slot.queued,
                fixed=slot.fixed,
                closing_least=slot.closing_least,
            ),
            here,
        )
