"""Why each item is where it is, and what the goals still miss, in sentences for a technician."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from broadcaster.domain.air_rules import Priority
from broadcaster.domain.ids import DurationMs, NewsItemId, OutletId
from broadcaster.domain.timetables import Measure
from broadcaster.scheduling.events import EVENT_NAMES, ITEM_EVENTS
from broadcaster.scheduling.lengths import in_words
from broadcaster.scheduling.outlet_week import OutletWeek
from broadcaster.scheduling.slot_choice import SlotChoice
from broadcaster.scheduling.week_plan import Goal, GoalResult, PlacedBecause, PlanItem

_USUAL_LENGTH = DurationMs(60_000)
"""Length of an item where a topic has none to judge by."""

Reason = tuple[PlacedBecause, str]
"""Why, as a word and as a sentence."""


class Reasons:
    """Says why the items of one class of outlets are where they are."""

    def __init__(self, week: OutletWeek, choices: Sequence[SlotChoice]) -> None:
        self._week = week
        self._choices = choices
        self._runs = dict(week.runs)

    def of_slot(self, number: int, items: Sequence[NewsItemId]) -> Iterator[Reason]:
        """Give the reason for each item of a slot; slots must be asked for in order of time."""
        for item_id in items:
            self._runs[item_id] = self._runs.get(item_id, 0) + 1
            yield self._why(number, item_id)

    def _why(self, number: int, item_id: NewsItemId) -> Reason:
        slot, plan_item = self._week.slots[number], self._week.items.get(item_id)
        where = f"{self._session(number)} ngày {_short(slot.key.day)}"
        if slot.frozen is not None:
            return PlacedBecause.FROZEN, f"Buổi {where} đã gửi đi hoặc đang phát, không đổi được."
        if item_id in slot.queued:
            place = slot.queued.index(item_id) + 1
            return PlacedBecause.QUEUED, f"Được xếp tay vào buổi {where}, thứ tự {place}."
        assert plan_item is not None  # noqa: S101 - only what is on offer is ever chosen
        return self._rule(number, plan_item) or self._wish(number, plan_item)

    def _rule(self, number: int, plan_item: PlanItem) -> Reason | None:
        """Give the reason where a rule for the item asks for the airing."""
        run = self._runs[plan_item.item.item_id]
        if run <= plan_item.least_runs:
            text = f"Lượt {run} trong {plan_item.least_runs} lượt phải phát của tin này{_until(plan_item)}."
            return PlacedBecause.LEAST_RUNS, text
        if plan_item.priority is not Priority.NORMAL:
            return (
                PlacedBecause.PRIORITY,
                f"Tin {plan_item.priority.label}: được xếp trước tin thông thường (lượt {run}).",
            )
        for goal, missing in self._week.goals:
            if missing > 0 and self._week.counts_for(goal, number, plan_item.item):
                brings = f"{in_words(plan_item.item.length)} " if goal.measure is Measure.MINUTES else "1 lượt "
                before = f"trước kế hoạch này còn thiếu {_amount(goal, missing)} đến {_short(goal.last)}"
                return PlacedBecause.GOAL, f"Thêm {brings}{goal.name}; {before}."
        return None

    def _wish(self, number: int, plan_item: PlanItem) -> Reason:
        """Give the reason where no rule asks for the airing."""
        slot, item = self._week.slots[number], plan_item.item
        run = self._runs[item.item_id]
        kind = next(kind for key, kind in self._choices[number].items if key == item.item_id)
        least = self._week.rooms[number].least.of(kind)
        if sum(each is kind for _, each in self._choices[number].items) <= least and kind in ITEM_EVENTS:
            name = EVENT_NAMES.get(kind, "tin")
            return PlacedBecause.CLOCK, f'Mẫu giờ "{slot.clock.name}" cần ít nhất {least} {name}.'
        if item.item_id in self._week.previous.get(number, ()):
            return PlacedBecause.KEPT, "Kế hoạch đang có đã xếp ở đây, không có lý do để đổi."
        if run == 1:
            return PlacedBecause.FRESH, f"Tin chưa phát lần nào ở đây (đến ngày {_short(item.arrived_at.date())})."
        text = f"Dài {in_words(item.length)}, lấp vừa thời gian của buổi {self._session(number)} (lượt {run})."
        return PlacedBecause.FITS, text

    def _session(self, number: int) -> str:
        session = self._week.slots[number].key.session
        return self._week.rules.session_names.get(session, session).removeprefix("buổi ")


def goal_results(week: OutletWeek, choices: Sequence[SlotChoice]) -> Iterator[GoalResult]:
    """Hold every goal against the plan, on each outlet of the class."""
    for goal, wanted in week.goals:
        planned = _planned(week, choices, goal)
        for outlet_id in week.outlets:
            yield GoalResult(
                goal=goal,
                outlet_id=outlet_id,
                wanted=wanted,
                planned=planned,
                sentence=_missed(week, goal, max(0, wanted - planned), outlet_id),
            )


def _planned(week: OutletWeek, choices: Sequence[SlotChoice], goal: Goal) -> int:
    aired = [
        week.items[key].item
        for number, choice in enumerate(choices)
        for key in choice.ids
        if week.counts_for(goal, number, week.items[key].item)
    ]
    return sum(item.length for item in aired) if goal.measure is Measure.MINUTES else len(aired)


def _missed(week: OutletWeek, goal: Goal, missing: int, outlet_id: OutletId) -> str:
    """Say what is still missing and what would help, reckoned with the real lengths of the topic's items."""
    if not missing:
        return ""
    lengths = sorted(
        (each.item.length for each in week.items.values() if goal.topic in (None, each.item.topic)), reverse=True
    )
    name = week.rules.outlet_names.get(outlet_id, outlet_id)
    lead = f"Thiếu {_amount(goal, missing)} {goal.name} cho {name} đến {_short(goal.last)}"
    if goal.measure is Measure.AIRINGS:
        return f"{lead}: cần thêm {missing} lượt phát{'' if lengths else ', nhưng chưa có tin nào'}."
    usual = sum(lengths) // len(lengths) if lengths else _USUAL_LENGTH
    more = f"cần thêm {-(-missing // usual)} tin (khoảng {in_words(usual)} mỗi tin)"
    if not lengths:
        return f"{lead}: {more}; hiện chưa có tin nào."
    return f"{lead}: {more} hoặc {-(-missing // lengths[0])} lượt phát lại (tin dài nhất {in_words(lengths[0])})."


def _amount(goal: Goal, amount: int) -> str:
    return in_words(amount) if goal.measure is Measure.MINUTES else f"{amount} lượt"


def _until(plan_item: PlanItem) -> str:
    return f", hạn {_short(plan_item.not_after.date())}" if plan_item.not_after else ""


def _short(day: date) -> str:
    return f"{day.day}/{day.month}"
