"""Filling against the rules of two peers, and the joint plan against its own bounds.

Slots: one seeded set of synthetic items (20-180 s, uniform, whole MP3 frames) for all. The peers' rules are written
from their descriptions, without their code:

- Rivendell: the longest item that fits, until none fits.
- LibreTime before 4.3: items in random order, each that still fits.
- LibreTime RGLI: random greedy, then each item exchanged for one that fills better; best of 50 trials, stops at 0.25 s.

Weeks: 24 outlets, 2 sessions a day, 120 items, each outlet with items and missing minutes of its own; the same after
one item is withdrawn; one day of 10,599 outlets. Seconds are wall clock and processor time (the machine may be shared).

    python benchmarks/fill.py [--cases 200] [--only week] [--json FILE]
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import psutil

from broadcaster.domain.ids import DurationMs, NewsItemId, OutletId, SessionId, TopicCode
from broadcaster.domain.scripts import Presenter
from broadcaster.domain.sound import FRAME_MS, framed
from broadcaster.domain.timetables import Clock, ClockEvent, ClockEventKind, Measure
from broadcaster.domain.topics import Genre
from broadcaster.scheduling.fill import fill_week
from broadcaster.scheduling.filling import FillItem
from broadcaster.scheduling.week_plan import Goal, PlanItem, PlanSlot, SlotKey, WeekPlan, WeekRequest

SLOTS = ((12, 15), (20, 30), (40, 15))
SEED = 20_230_313
ENOUGH_MS, OWN_ITEMS, OWN_OUTLETS = 250, 48, 100
MORNING, EVENING = SessionId("morning"), SessionId("evening")
START = datetime(2023, 3, 12, 22, 30, tzinfo=UTC)
FIXED = {
    ClockEventKind.IDENT: DurationMs(9_600),
    ClockEventKind.OPENING: DurationMs(14_400),
    ClockEventKind.HEADLINES: DurationMs(3_460),
    ClockEventKind.STING: DurationMs(2_400),
    ClockEventKind.SIGN_OFF: DurationMs(7_200),
}


def chance_of(seed: int) -> random.Random:
    """Give the chance that a seed stands for."""
    return random.Random(seed)  # noqa: S311 - nothing secret


# --- one slot -------------------------------------------------------------------------------------------------------


def rivendell(lengths: Sequence[int], room: int, _: random.Random) -> int:
    """Take the longest that fits until none fits; gives the gap."""
    for length in sorted(lengths, reverse=True):
        room -= length if length <= room else 0
    return room


def libretime_old(lengths: Sequence[int], room: int, chance: random.Random) -> int:
    """Take items in random order, each that still fits."""
    for length in chance.sample(lengths, len(lengths)):
        room -= length if length <= room else 0
    return room


def libretime_rgli(lengths: Sequence[int], room: int, chance: random.Random) -> int:
    """Take the best of 50 random fillings, each improved by single exchanges."""
    best = room
    for _ in range(50):
        left, taken, other = room, [], []
        for length in chance.sample(lengths, len(lengths)):
            (taken if length <= left else other).append(length)
            left -= length if length <= left else 0
        for place, length in enumerate(taken):
            better = max((each for each in other if length < each <= length + left), default=None)
            if better is not None:
                other[other.index(better)], taken[place] = length, better
                left -= better - length
        best = min(best, left)
        if best <= ENOUGH_MS:
            break
    return best


def subset_sum(lengths: Sequence[int], room: int, _: random.Random) -> int:
    """Give the gap of the best subset."""
    reach, frames = 1, room // FRAME_MS
    for length in lengths:
        reach |= reach << (length // FRAME_MS)
    return room - ((reach & ((1 << (frames + 1)) - 1)).bit_length() - 1) * FRAME_MS


def ours_rigid(lengths: Sequence[int], room: int, _: random.Random) -> int:
    """Fill with the joint plan, nothing elastic and no closing music: the gap is what is left."""
    items = tuple(plan_item(number, length) for number, length in enumerate(lengths))
    slot = plan_slot(0, MORNING, OutletId("A"), news_clock(room))
    slot = replace(slot, closing_least=DurationMs(0), closing_most=DurationMs(0))
    plan = fill_week(WeekRequest(slots=(slot,), items=items, effort=1.0))
    return plan.fillings[slot.key].closing


def ours_elastic(lengths: Sequence[int], room: int, chance: random.Random) -> int | None:
    """Fill with closing music of 6-60 s and pauses that give 1 % and take 2 %, with topics, separation and targets.

    Every sixth item was on air an hour ago and is out. Gives how far the slot is off; none where all items together
    are too short for the slot.
    """
    items = tuple(
        replace(plan_item(number, length), give=_part(length, 1), take=_part(length, 2))
        for number, length in enumerate(lengths)
    )
    slot = plan_slot(0, MORNING, OutletId("A"), news_clock(room))
    out = chance.sample(items, len(items) // 6)
    able = [each for each in items if each not in out]
    if sum(each.item.length + each.take for each in able) + slot.closing_most < room:
        return None
    request = WeekRequest(
        slots=(slot,),
        items=items,
        goals=tuple(goal(topic, {OutletId("A"): 60_000 * minutes}) for topic, minutes in ((1, 3), (2, 5))),
        last_start={(OutletId("A"), each.item.item_id): START - timedelta(hours=1) for each in out},
        effort=1.0,
    )
    plan = fill_week(request)
    filling, gives = plan.fillings[slot.key], plan.gives.get(slot.key, 0)
    used = sum(lengths[int(key)] for key in filling.items) - gives
    if used + filling.closing != room or set(filling.items) & {each.item.item_id for each in out}:
        raise SystemExit("the plan breaks a rule")
    return max(0, slot.closing_least - filling.closing, filling.closing - slot.closing_most)


FILLERS: dict[str, Callable[[Sequence[int], int, random.Random], int | None]] = {
    "Rivendell rule": rivendell,
    "LibreTime before 4.3": libretime_old,
    "LibreTime RGLI": libretime_rgli,
    "exact subset-sum": subset_sum,
    "ours, nothing elastic": ours_rigid,
    "ours, elastic and all rules": ours_elastic,
}


def slots(cases: int) -> dict[str, Any]:
    """Give median and 95th percentile of the gap in seconds, per filler and size."""
    rows: dict[str, Any] = {}
    for count, minutes in SLOTS:
        chance = chance_of(SEED + count)
        sets = [[framed(chance.randint(20_000, 180_000)) for _ in range(count)] for _ in range(cases)]
        exact = [subset_sum(lengths, minutes * 60_000, chance) for lengths in sets]
        for name, filler in FILLERS.items():
            started = time.process_time()
            gaps = [filler(lengths, minutes * 60_000, chance_of(SEED + n)) for n, lengths in enumerate(sets)]
            known = sorted(gap for gap in gaps if gap is not None)
            row: dict[str, Any] = {
                "median_s": round(statistics.median(known) / 1000, 2),
                "p95_s": round(known[max(0, -(-len(known) * 95 // 100) - 1)] / 1000, 2),
                "most_s": round(known[-1] / 1000, 2),
                "cases": len(known),
                "ms_a_case": round((time.process_time() - started) / cases * 1000, 1),
            }
            if name == "ours, nothing elastic":
                row["worse_than_exact"] = sum(gap > best for gap, best in zip(gaps, exact, strict=True))
            rows[f"{count} into {minutes} min: {name}"] = row
    return rows


# --- weeks ----------------------------------------------------------------------------------------------------------


def week_request(effort: float) -> WeekRequest:
    """Give a week of 24 outlets in which the missing minutes are about as many as the sessions have."""
    chance = chance_of(SEED)
    names = [OutletId(f"XA-{number:02}") for number in range(24)]
    items = tuple(
        plan_item(number, framed(chance.randint(20_000, 180_000)), (names[number % 24],) if number < OWN_ITEMS else ())
        for number in range(120)
    )
    return WeekRequest(
        slots=tuple(
            plan_slot(day, session, name, bulletin())
            for day in range(7)
            for session in (MORNING, EVENING)
            for name in names
        ),
        items=items,
        goals=tuple(goal(topic, {name: chance.randrange(45 * 60_000) for name in names}) for topic in range(8)),
        effort=effort,
        guard_seconds=600.0,
    )


def week(effort: float) -> dict[str, Any]:
    """Plan the week, greedily and with effort."""
    fill_week(replace(week_request(0.1), slots=week_request(0.1).slots[:1]))  # the solver's library is loaded
    first, greedy = timed(week_request(0.0))
    row, plan = timed(week_request(effort))
    gap = (plan.shortfall - plan.bound) / max(1, plan.bound)
    return {
        "first_s": first["seconds"],
        "first_cpu_s": first["cpu_s"],
        **row,
        "greedy_shortfall_min": _minutes(greedy.shortfall),
        "shortfall_min": _minutes(plan.shortfall),
        "bound_min": _minutes(plan.bound),
        "gap_percent": round(100 * gap, 2),
        "proven": plan.proven,
    }


def change(effort: float) -> dict[str, Any]:
    """Withdraw one item of the plan that stands and plan again."""
    request = week_request(effort)
    stands = {key: filling.items for key, filling in fill_week(request).fillings.items()}
    gone = next(iter(stands.values()))[0]
    touched = {key for key, items in stands.items() if gone in items}
    items = tuple(each for each in request.items if each.item.item_id != gone)
    row, plan = timed(replace(request, items=items, previous=stands))
    same = sum(plan.fillings[key].items == items for key, items in stands.items() if key not in touched)
    return {
        **row,
        "touched": len(touched),
        "untouched_same_percent": round(100 * same / (len(stands) - len(touched)), 2),
    }


def country(effort: float) -> dict[str, Any]:
    """Plan one day of 10,599 outlets: 25 histories of missing minutes, 100 outlets with an item of their own."""
    chance = chance_of(SEED)
    names = [OutletId(f"XA-{number:05}") for number in range(10_599)]
    items = tuple(
        plan_item(number, framed(chance.randint(20_000, 180_000)), (names[number * 7],) if number < OWN_OUTLETS else ())
        for number in range(220)
    )
    histories = [[chance.randrange(6 * 60_000) for _ in range(8)] for _ in range(25)]
    clock = bulletin()
    request = WeekRequest(
        slots=tuple(plan_slot(0, session, name, clock) for session in (MORNING, EVENING) for name in names),
        items=items,
        goals=tuple(
            goal(topic, {name: histories[number % 25][topic] for number, name in enumerate(names)})
            for topic in range(8)
        ),
        effort=effort,
        guard_seconds=600.0,
    )
    row, plan = timed(request)
    gap = (plan.shortfall - plan.bound) / max(1, plan.bound)
    distinct = len({id(filling) for filling in plan.fillings.values()})
    return {**row, "slots": len(plan.fillings), "distinct": distinct, "gap_percent": round(100 * gap, 2)}


WEEKS: dict[str, Callable[[float], dict[str, Any]]] = {
    "week, 24 outlets": week,
    "re-plan after one change": change,
    "10,599 outlets, one day": country,
}


def timed(request: WeekRequest) -> tuple[dict[str, Any], WeekPlan]:
    """Plan and time it."""
    started, cpu = time.perf_counter(), time.process_time()
    plan = fill_week(request)
    taken = {"seconds": round(time.perf_counter() - started, 2), "cpu_s": round(time.process_time() - cpu, 2)}
    return taken, plan


# --- material -------------------------------------------------------------------------------------------------------


def plan_item(number: int, length: int, outlets: tuple[OutletId, ...] = ()) -> PlanItem:
    """Make an item of one of eight topics."""
    return PlanItem(
        item=FillItem(
            item_id=NewsItemId(str(number)),
            title=f"Tin {number}",
            genre=Genre.NEWS,
            topic=TopicCode(number % 8),
            length=DurationMs(length),
            headline=DurationMs(4_000 + number),
            reader=Presenter.FEMALE if number % 2 else Presenter.MALE,
            arrived_at=START - timedelta(days=3, minutes=-number),
            outlets=outlets,
        )
    )


def plan_slot(day: int, session: SessionId, outlet: OutletId, clock: Clock) -> PlanSlot:
    """Make a slot at 5:30 or 17:30."""
    starts = START + timedelta(days=day, hours=0 if session == MORNING else 12)
    air_day = date(2023, 3, 13) + timedelta(days=day)
    return PlanSlot(
        key=SlotKey(day=air_day, session=session, outlet_id=outlet), starts_at=starts, clock=clock, fixed=FIXED
    )


def goal(topic: int, missing: dict[OutletId, int]) -> Goal:
    """Make a goal in minutes."""
    return Goal(
        name=f"tin về chủ đề {topic}",
        topic=TopicCode(topic),
        first=date(2023, 3, 1),
        last=date(2023, 3, 31),
        measure=Measure.MINUTES,
        missing=missing,
    )


def news_clock(length: int) -> Clock:
    """Make a clock of news and closing music alone."""
    news = ClockEvent(kind=ClockEventKind.NEWS, least=1, most=40)
    return Clock(
        id="tin", name="tin", length=DurationMs(length), events=(news, ClockEvent(kind=ClockEventKind.CLOSING))
    )


def bulletin() -> Clock:
    """Make a bulletin of a quarter of an hour."""
    kinds = [(ClockEventKind.IDENT, 1), (ClockEventKind.OPENING, 1), (ClockEventKind.HEADLINES, 5)]
    kinds += [
        (ClockEventKind.NEWS, 8),
        (ClockEventKind.STING, 1),
        (ClockEventKind.SIGN_OFF, 1),
        (ClockEventKind.CLOSING, 1),
    ]
    events = tuple(ClockEvent(kind=kind, most=most) for kind, most in kinds)
    return Clock(id="ban-tin-15", name="Bản tin", length=DurationMs(900_000), events=events)


def _part(length: int, percent: int) -> DurationMs:
    return DurationMs(length * percent // 100 // FRAME_MS * FRAME_MS)


def _minutes(frames: int) -> float:
    return round(frames * FRAME_MS / 60_000, 2)


# --- running --------------------------------------------------------------------------------------------------------


def run(name: str, effort: float) -> dict[str, Any]:
    """Run a week in a process of its own and watch its memory."""
    command = [sys.executable, __file__, "--contender", name, "--effort", str(effort)]
    process, most = psutil.Popen(command, stdout=subprocess.PIPE, text=True), 0
    while process.poll() is None:
        with suppress(psutil.Error):
            most = max(most, process.memory_info().rss)
        time.sleep(0.05)
    told, _ = process.communicate()
    return (json.loads(told) if told else {"missing": f"exit {process.returncode}"}) | {"mb": most // 1_000_000}


def main() -> None:
    """Run everything and print a table."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--cases", type=int, default=200)
    asked.add_argument("--effort", type=float, default=WeekRequest(slots=(), items=()).effort)
    asked.add_argument("--only", nargs="*", default=[], help="slots, or parts of the names of weeks")
    asked.add_argument("--json", type=Path)
    asked.add_argument("--contender", help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.contender:
        print(json.dumps(WEEKS[given.contender](given.effort)))
        return
    rows = slots(given.cases) if not given.only or "slots" in given.only else {}
    for name in WEEKS:
        if not given.only or any(part in name for part in given.only):
            rows[name] = run(name, given.effort)
    for name, row in rows.items():
        print(f"{name:46}", "  ".join(f"{key} {value}" for key, value in row.items()))
    if given.json:
        about = {"cores": os.cpu_count(), "python": sys.version.split()[0], "seed": SEED, "load": os.getloadavg()}
        given.json.write_text(
            json.dumps({"about": about, "rows": rows}, ensure_ascii=False, indent=2), encoding="utf-8"
        )


if __name__ == "__main__":
    main()
