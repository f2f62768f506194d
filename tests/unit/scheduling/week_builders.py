"""Weeks of many outlets for the tests of the joint plan, and what must be true of every plan."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

from makers import COMMUNE, EVENING, MORNING
from unit.scheduling.builders import ZONE, a_fill_item, news_clock

from broadcaster.domain.ids import DurationMs, NewsItemId, OutletId, SessionId, TopicCode, seconds
from broadcaster.domain.sound import framed
from broadcaster.domain.timetables import Clock, ClockEventKind, Measure
from broadcaster.scheduling.events import EVENT_OF_GENRE, STAND_IN_FEATURES, kept
from broadcaster.scheduling.week_plan import Goal, PlanItem, PlanSlot, SlotKey, WeekPlan, WeekRequest

MONDAY = date(2023, 3, 13)
HOURS = {MORNING: (5, 30), EVENING: (17, 30)}


def a_plan_item(number: int, length_s: float = 60, **over: Any) -> PlanItem:
    """Give the item of that number; fields of the item under ``fill``."""
    return PlanItem(item=a_fill_item(number, length_s, **over.pop("fill", {})), **over)


def tin(number: int) -> NewsItemId:
    return NewsItemId(f"tin-{number:03}")


def a_plan_slot(day: int = 0, session: SessionId = MORNING, outlet: OutletId = COMMUNE, **over: Any) -> PlanSlot:
    """Give the slot of a session, days after Monday 13/3; a clock of five minutes of news."""
    air_day = MONDAY + timedelta(days=day)
    hour, minute = HOURS.get(session, (5, 30))
    starts = datetime(air_day.year, air_day.month, air_day.day, hour, minute, tzinfo=ZONE).astimezone(UTC)
    values: dict[str, Any] = {
        "key": SlotKey(day=air_day, session=session, outlet_id=outlet),
        "starts_at": starts,
        "clock": news_clock(300),
    }
    return PlanSlot(**values | over)


def a_goal(topic: int | None, minutes: float, *outlets: OutletId, **over: Any) -> Goal:
    values: dict[str, Any] = {
        "name": "tin về tài chính công",
        "topic": None if topic is None else TopicCode(topic),
        "first": MONDAY,
        "last": date(2023, 9, 30),
        "measure": Measure.MINUTES,
        "missing": dict.fromkeys(outlets or (COMMUNE,), round(minutes * 60_000)),
    }
    return Goal(**values | over)


def a_week_request(slots: tuple[PlanSlot, ...], items: tuple[PlanItem, ...], **over: Any) -> WeekRequest:
    ordered = tuple(sorted(slots, key=lambda slot: (slot.starts_at, slot.key.outlet_id)))
    return WeekRequest(**{"slots": ordered, "items": items, "effort": 1.0} | over)


def broken(request: WeekRequest, plan: WeekPlan) -> list[str]:
    """Name every hard rule that a plan breaks, worked out afresh."""
    found: list[str] = []
    items = {each.item.item_id: each for each in request.items}
    starts: dict[tuple[OutletId, NewsItemId], list[tuple[datetime, bool]]] = defaultdict(list)
    aired: dict[tuple[OutletId, date], int] = defaultdict(int)
    if set(plan.fillings) != {slot.key for slot in request.slots}:
        found.append("slots")
    for slot in request.slots:
        filling = plan.fillings[slot.key]
        outlet = slot.key.outlet_id
        for key in filling.items:
            starts[outlet, key].append((slot.starts_at, slot.frozen is not None))
        aired[outlet, slot.key.day] += slot.clock.length if filling.items else 0
        if slot.frozen is not None:
            found += [] if filling.items == slot.frozen else ["frozen"]
            continue
        found += _broken_slot(slot, plan, items)
    for (outlet, key), times in starts.items():
        found += _broken_runs(request, outlet, key, times)
    for (outlet, day), length in aired.items():
        frozen = [s for s in request.slots if s.key.outlet_id == outlet and s.key.day == day and s.frozen is not None]
        most = request.rules.daily_most.get(outlet)
        relayed = request.rules.relayed.get((outlet, day), 0)
        if most is not None and length + relayed > max(most, relayed + sum(s.clock.length for s in frozen)):
            found.append("daily")
    return found


def _broken_slot(slot: PlanSlot, plan: WeekPlan, items: dict[NewsItemId, PlanItem]) -> list[str]:
    filling = plan.fillings[slot.key]
    found = ["twice"] if len(set(filling.items)) != len(filling.items) else []
    found += [] if tuple(key for key in filling.items if key in slot.queued) == slot.queued else ["queue"]
    for key in filling.items:
        each = items[key]
        found += [] if each.item.meant_for(slot.key.outlet_id) else ["home"]
        found += ["early"] if each.not_before and slot.starts_at < each.not_before else []
        found += ["late"] if each.not_after and slot.stops_at > each.not_after else []
    for event, inside in zip(slot.clock.events, filling.events, strict=True):
        found += ["most"] if len(inside) > event.most else []
        found += ["kind"] if not all(_may_stand(event.kind, items[key]) for key in inside) else []
    return found + (_broken_length(slot, plan, items) if filling.items else [])


def _may_stand(kind: ClockEventKind, each: PlanItem) -> bool:
    genre = each.item.genre
    stands_in = kind is ClockEventKind.FEATURE and genre in STAND_IN_FEATURES
    return kind is ClockEventKind.HEADLINES or EVENT_OF_GENRE[genre] is kind or stands_in


def _broken_length(slot: PlanSlot, plan: WeekPlan, items: dict[NewsItemId, PlanItem]) -> list[str]:
    filling, gives, used = plan.fillings[slot.key], plan.gives.get(slot.key, 0), 0
    heard = kept(slot.clock.events, [len(event) for event in filling.events])
    for event, inside, sounds in zip(slot.clock.events, filling.events, heard, strict=True):
        if event.kind is ClockEventKind.HEADLINES:
            said = sum(items[key].item.headline for key in inside)
            used += framed(slot.fixed.get(event.kind, 0) + said) if sounds else 0
        elif event.kind in (ClockEventKind.NEWS, ClockEventKind.FEATURE, ClockEventKind.SPOT):
            used += sum(items[key].item.length for key in inside)
        elif sounds and event.kind is not ClockEventKind.CLOSING:
            used += framed(slot.fixed.get(event.kind, 0))
    found = [] if used - gives + filling.closing == slot.clock.length else ["length"]
    pauses = sum(items[key].give if gives > 0 else items[key].take for key in filling.items)
    found += ["pauses"] if abs(gives) > pauses else []
    return found + (["closing"] if filling.closing < slot.closing_least else [])


def _broken_runs(
    request: WeekRequest, outlet: OutletId, key: NewsItemId, times: list[tuple[datetime, bool]]
) -> list[str]:
    each = next((item for item in request.items if item.item.item_id == key), None)
    found: list[str] = []
    for (first, was), (second, is_) in pairwise(sorted(times)):
        found += ["gap"] if second - first < request.rules.repeat_gap and not (was and is_) else []
    last = request.last_start.get((outlet, key))
    if last and any(abs(at - last) < request.rules.repeat_gap and not frozen for at, frozen in times):
        found.append("gap before")
    runs = request.runs_before.get((outlet, key), 0) + len(times)
    if each and each.most_runs is not None and runs > each.most_runs and not all(frozen for _, frozen in times):
        found.append("most runs")
    return found


def short_clock(length_s: float, least: int = 0, most: int = 3) -> Clock:
    return news_clock(length_s, least=least, most=most)


def closing(least_s: float, most_s: float) -> dict[str, DurationMs]:
    return {"closing_least": seconds(least_s), "closing_most": seconds(most_s)}
