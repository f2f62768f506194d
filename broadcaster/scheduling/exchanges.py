"""A plan made better by exchanging single items, shortfall alone in view; every rule keeps holding.

It is quick where a solver is slow: many sessions that are nearly alike. The solver then starts from here and proves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from broadcaster.domain.ids import NewsItemId
from broadcaster.domain.timetables import ClockEventKind
from broadcaster.scheduling.outlet_week import OutletWeek
from broadcaster.scheduling.slot_choice import SlotChoice, fits
from broadcaster.scheduling.week_score import brings, excess, owed, wanted

_PASSES = 6
"""How often the slots are gone through; after that hardly anything is won."""

_Gains = Mapping[NewsItemId, tuple[tuple[int, int], ...]]
"""Per item what an airing brings to goals, by their place."""


def exchanged(week: OutletWeek, choices: Sequence[SlotChoice], kept: frozenset[int]) -> tuple[SlotChoice, ...]:
    """Exchange items of slots that are not kept for others as long as that lessens the shortfall."""
    table = _Table(week, choices)
    for _ in range(_PASSES):
        before = table.shortfall
        for number in range(len(week.slots)):
            if number not in kept:
                table.improve(number)
        if table.shortfall == before or not table.shortfall:
            break
    return tuple(table.choices)


class _Table:
    """The plan as it is, with what every goal still misses."""

    def __init__(self, week: OutletWeek, choices: Sequence[SlotChoice]) -> None:
        self._week = week
        self.choices = list(choices)
        self._at: dict[NewsItemId, set[int]] = defaultdict(set)
        for number, choice in enumerate(choices):
            for key in choice.ids:
                self._at[key].add(number)
        self._gains = [self._gains_of(number) for number in range(len(week.slots))]
        self._open = [wanted(week, goal, missing) for goal, missing in week.goals]
        for number, choice in enumerate(choices):
            for key in choice.ids:
                self._air(number, key, -1)
        self._owed = {key: owed(week, each) for key, each in week.items.items() if each.least_runs}

    @property
    def shortfall(self) -> int:
        """Give what all goals miss together."""
        return sum(max(0, left) for left in self._open)

    def improve(self, number: int) -> None:
        """Make the best exchange for each item of a slot, if any helps."""
        for old, kind in self.choices[number].items:
            if old in self._week.given[number] or len(self._at[old]) <= self._owed.get(old, 0):
                continue
            self._air(number, old, 1)
            base = self.shortfall
            best = self._with(number, old, base)
            for new in self._wanted(number, kind, best, base):
                changed = _with_instead(self.choices[number], old, new)
                if fits(self._week, number, changed, excess(self._week, number, self.choices[number])):
                    self._at[old].discard(number)
                    self._at[new].add(number)
                    self.choices[number] = changed
                    self._air(number, new, -1)
                    break
            else:
                self._air(number, old, -1)

    def _wanted(self, number: int, kind: ClockEventKind, best: int, base: int) -> Iterator[NewsItemId]:
        """Give items that would lessen the shortfall more than the one that is there, the best first."""
        room = self._week.rooms[number]
        found: list[tuple[int, int, NewsItemId]] = []
        for place, each in enumerate(self._week.offered[number]):
            key = each.item.item_id
            left = self._with(number, key, base)
            if left < best and kind in room.kinds(each.item) and self._free(number, key, each.most_runs):
                found.append((left, place, key))
        return (key for _, _, key in sorted(found))

    def _with(self, number: int, key: NewsItemId, base: int) -> int:
        """Give the shortfall that one more airing would leave."""
        for goal, amount in self._gains[number].get(key, ()):
            left = self._open[goal]
            base += max(0, left - amount) - max(0, left)
        return base

    def _free(self, number: int, key: NewsItemId, most: int | None) -> bool:
        at = self._at[key]
        if most is not None and self._week.runs.get(key, 0) + len(at) >= most:
            return False
        return number not in at and at.isdisjoint(self._week.near[number])

    def _air(self, number: int, key: NewsItemId, times: int) -> None:
        for goal, amount in self._gains[number].get(key, ()):
            self._open[goal] += times * amount

    def _gains_of(self, number: int) -> _Gains:
        week = self._week
        keys = {each.item.item_id: each for each in week.offered[number]}
        keys |= {key: week.items[key] for key in self.choices[number].ids}
        return {
            key: tuple(
                (place, amount)
                for place, (goal, _) in enumerate(week.goals)
                if (amount := brings(week, goal, number, each))
            )
            for key, each in keys.items()
        }


def _with_instead(choice: SlotChoice, old: NewsItemId, new: NewsItemId) -> SlotChoice:
    """Give a choice with another item in the place of one."""
    items = tuple((new if key == old else key, kind) for key, kind in choice.items)
    return replace(choice, items=items, named=())
