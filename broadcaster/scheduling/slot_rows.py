"""The rows of one slot: how many items, how long everything is, what the headlines name; lengths in MP3 frames."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from broadcaster.domain.ids import NewsItemId
from broadcaster.domain.sound import FRAME_MS
from broadcaster.domain.timetables import ClockEvent, ClockEventKind
from broadcaster.scheduling.events import COUNTED_EVENTS, ITEM_EVENTS, spread
from broadcaster.scheduling.linear import Column, Problem
from broadcaster.scheduling.outlet_week import OutletWeek
from broadcaster.scheduling.plan_rules import MostItems, SlotLength
from broadcaster.scheduling.room import frames
from broadcaster.scheduling.week_plan import PlanItem

_Terms = list[tuple[Column, int]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Airs:
    """Whether an item airs in a slot."""

    plan_item: PlanItem
    """Which item."""
    columns: Mapping[ClockEventKind, Column]
    """One variable for each kind of event that may take it."""

    @property
    def key(self) -> NewsItemId:
        """Give its id."""
        return self.plan_item.item.item_id

    @property
    def spoken(self) -> list[Column]:
        """Give the variables with which headlines may name it; none when it has no headline."""
        named = self.plan_item.item.headline > 0
        return [column for kind, column in self.columns.items() if named and kind is not ClockEventKind.SPOT]


@dataclass(kw_only=True, slots=True)
class SlotRows:
    """The variables of one slot."""

    airs: Sequence[Airs]
    """Its items."""
    on: Column
    """Whether anything airs."""
    excess: Column
    """Frames of closing music beyond the longest."""
    short: list[Column] = field(default_factory=list[Column])
    """Items missing per kind of event."""
    names: list[Mapping[NewsItemId, Column] | None] = field(default_factory=list[Mapping[NewsItemId, Column] | None])
    """Per headlines event whether it names an item; none where it names all."""
    least: int = 0
    """So many items it takes at least to fill the slot."""
    inner: list[tuple[Column, int]] = field(default_factory=list[tuple[Column, int]])
    """What headlines and stings take, in frames."""


def add_slot_rows(problem: Problem, week: OutletWeek, number: int, airs: Sequence[Airs], *, exact: bool) -> SlotRows:
    """Add the rows of a slot to a problem; ``exact`` when its closing music need not be too long."""
    length = week.slots[number].clock.length // FRAME_MS
    rows = SlotRows(airs=airs, on=problem.column(), excess=problem.column(0 if exact else length))
    rows.least = _fewest(week, number, airs) if exact else 0
    _add_counts(problem, week, number, rows)
    heard: dict[int, Column | None] = {}
    for place, event in enumerate(week.rooms[number].events):
        if event.kind is ClockEventKind.HEADLINES:
            heard[place] = _add_headlines(problem, week, number, rows, event)
    _add_stings(problem, week, number, rows, heard)
    _add_length(problem, week, number, rows)
    return rows


def _add_counts(problem: Problem, week: OutletWeek, number: int, rows: SlotRows) -> None:
    """Keep to the numbers of items that the clock asks for."""
    room = week.rooms[number]
    problem.row([*_all(rows.airs), (rows.on, -max(1, rows.least))], least=0)
    for kind in ITEM_EVENTS:
        terms = _of_kind(rows.airs, kind)
        if least := room.least.of(kind):
            rows.short.append(problem.column(least))
            problem.row([*terms, (rows.short[-1], 1)], least=least)
        if terms:
            rule = MostItems(slot=number, kind=kind)
            problem.row([*terms, (rows.on, -room.most.of(kind))], most=0, rule=rule)


def _fewest(week: OutletWeek, number: int, airs: Sequence[Airs]) -> int:
    """Give how many items it takes at least to fill a slot."""
    slot, room = week.slots[number], week.rooms[number]
    around = sum(frames(slot.fixed.get(event.kind, 0)) for event in room.events)
    headlines = sorted((each.plan_item.item.headline for each in airs), reverse=True)
    around += sum(frames(length) for most in room.headlines for length in headlines[:most])
    left = (slot.clock.length - slot.closing_most) // FRAME_MS - around
    lengths = sorted((frames(each.plan_item.item.length + each.plan_item.take) for each in airs), reverse=True)
    count = 0
    while left > 0 and count < len(lengths):
        left -= lengths[count]
        count += 1
    return count


def _add_headlines(problem: Problem, week: OutletWeek, number: int, rows: SlotRows, event: ClockEvent) -> Column | None:
    """Add what one headlines event names and takes; gives whether it is heard, none when it never is."""
    able = [each for each in rows.airs if each.spoken]
    if not able or not event.most:
        rows.names.append({})
        return None
    names = _names(problem, week, number, rows, event.most)
    rows.names.append(names)
    terms: _Terms = []
    for each in able:
        columns = each.spoken if names is None else [names[each.key]]
        terms.extend((column, each.plan_item.item.headline) for column in columns)
    heard = problem.column()
    problem.row([*((column, 1) for column, _ in terms), (heard, -1)], least=0)
    problem.row([*((column, 1) for column, _ in terms), (heard, -len(terms))], most=0)
    base = week.slots[number].fixed.get(event.kind, 0)
    longest = sorted((each.plan_item.item.headline for each in able), reverse=True)
    takes = problem.column(frames(base + sum(longest)))
    said = [(takes, FRAME_MS), (heard, -base), *((column, -length) for column, length in terms)]
    problem.row(said, least=0, most=FRAME_MS - 1)
    rows.inner.append((takes, 1))
    return heard


def _names(
    problem: Problem, week: OutletWeek, number: int, rows: SlotRows, most: int
) -> Mapping[NewsItemId, Column] | None:
    """Let headlines name as many items as they can; none where they can name all that there may be."""
    room, able = week.rooms[number], [each for each in rows.airs if each.spoken]
    highest = min(len(able), room.most.news + room.most.feature)
    if most >= highest:
        return None
    names = {each.key: problem.column() for each in able}
    for each in able:
        problem.row([(names[each.key], 1), *((column, -1) for column in each.spoken)], most=0)
    all_named = [(column, 1) for column in names.values()]
    problem.row(all_named, most=most)
    others = [each for each in rows.airs if not each.spoken]
    spots = sum(ClockEventKind.SPOT in each.columns for each in others)
    if (
        rows.least - (len(others) - spots) - min(spots, room.most.spot) >= most
    ):  # no big factor, so the solver sees at once what the headlines cost
        problem.row([*all_named, (rows.on, -most)], least=0)
        return names
    full, aired = problem.column(), [(column, -1) for each in able for column in each.spoken]
    problem.row([*((column, highest) for column, _ in all_named), *((c, -most) for c, _ in aired)], least=0)
    problem.row([*all_named, (full, -most)], least=0)
    problem.row([*all_named, *aired, (full, len(able))], least=0)
    return names


def _add_stings(
    problem: Problem, week: OutletWeek, number: int, rows: SlotRows, heard: Mapping[int, Column | None]
) -> None:
    """Drop a sting that would follow a sting, because nothing between them is heard."""
    room, slot = week.rooms[number], week.slots[number]
    takes, between, first = frames(slot.fixed.get(ClockEventKind.STING, 0)), list[int](), True
    for place, event in enumerate(room.events):
        if event.kind is not ClockEventKind.STING:
            between.append(place)
            continue
        always = first or any(room.events[each].kind not in COUNTED_EVENTS for each in between)
        if always:
            rows.inner.append((rows.on, takes))
        else:
            found = [
                _heard(problem, week, number, rows, each) if each not in heard else heard[each] for each in between
            ]
            marks = [column for column in found if column is not None]
            sting = problem.column(int(bool(marks)))
            problem.row([*((column, 1) for column in marks), (sting, -1)], least=0)
            for column in marks:
                problem.row([(sting, 1), (column, -1)], least=0)
            rows.inner.append((sting, takes))
        between, first = [], False


def _heard(problem: Problem, week: OutletWeek, number: int, rows: SlotRows, place: int) -> Column | None:
    """Give whether an item event gets any item, none when it never does."""
    room = week.rooms[number]
    kind = room.events[place].kind
    most = room.most.of(kind)
    enough = next((count for count in range(1, most + 1) if spread(room.events, kind, count)[place]), None)
    terms = _of_kind(rows.airs, kind)
    if enough is None or not terms:
        return None
    heard = problem.column()
    problem.row([*terms, (heard, -enough)], least=0)
    problem.row([*terms, (heard, -most)], most=enough - 1)
    return heard


def _add_length(problem: Problem, week: OutletWeek, number: int, rows: SlotRows) -> None:
    """Keep everything within the slot, and count the closing music that is too long."""
    slot, room = week.slots[number], week.rooms[number]
    fixed = sum(frames(slot.fixed.get(event.kind, 0)) for event in room.events if _always(event))
    length, around = slot.clock.length // FRAME_MS, [*rows.inner, (rows.on, fixed)]
    shortest = [*_lengths(rows.airs, -1), *around]
    longest = [*_lengths(rows.airs, 1), *around]
    most = (slot.clock.length - slot.closing_least) // FRAME_MS
    problem.row(shortest, most=most, rule=SlotLength(slot=number))
    problem.row([*longest, (rows.excess, 1)], least=length - frames(slot.closing_most))
    problem.row([(rows.excess, 1), (rows.on, length)], least=length)


def _always(event: ClockEvent) -> bool:
    """Say whether an event is heard whatever airs."""
    return event.kind not in {*COUNTED_EVENTS, ClockEventKind.STING, ClockEventKind.CLOSING}


def _lengths(airs: Sequence[Airs], stretched: int) -> Iterator[tuple[Column, int]]:
    """Give what items take with the shortest pauses, or with the longest."""
    for each in airs:
        plan_item = each.plan_item
        room = plan_item.take // FRAME_MS if stretched > 0 else -(plan_item.give // FRAME_MS)
        for column in each.columns.values():
            yield column, frames(plan_item.item.length) + room


def _all(airs: Sequence[Airs]) -> _Terms:
    return [(column, 1) for each in airs for column in each.columns.values()]


def _of_kind(airs: Sequence[Airs], kind: ClockEventKind) -> _Terms:
    return [(each.columns[kind], 1) for each in airs if kind in each.columns]
