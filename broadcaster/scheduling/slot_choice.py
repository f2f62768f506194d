"""The items chosen for one slot, and the filling that they make: order, headlines, exact closing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from broadcaster.domain.air_rules import Priority
from broadcaster.domain.ids import NO_TIME, DurationMs, NewsItemId
from broadcaster.domain.sound import FRAME_MS
from broadcaster.domain.timetables import ClockEventKind
from broadcaster.scheduling.events import ITEM_EVENTS, spread
from broadcaster.scheduling.filling import Filling, FillItem, LeftOut
from broadcaster.scheduling.lengths import in_words
from broadcaster.scheduling.order import running_order
from broadcaster.scheduling.outlet_week import OutletWeek
from broadcaster.scheduling.session_fill import Events, no_event, shortages

Named = tuple[tuple[NewsItemId, ...], ...]
"""Per headlines event of a clock the items that it names."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SlotChoice:
    """Which items air in a slot, in which kind of event, before they are ordered."""

    items: tuple[tuple[NewsItemId, ClockEventKind], ...] = ()
    """Each item with its kind of event."""
    named: Named = ()
    """What the headlines name; left out, they name what is wanted most."""
    in_order: bool = False
    """Whether the items already stand as they air, and stay so."""

    @property
    def ids(self) -> tuple[NewsItemId, ...]:
        """Give the items alone."""
        return tuple(item_id for item_id, _ in self.items)


@dataclass(frozen=True, kw_only=True, slots=True)
class Arranged:
    """A slot as it airs."""

    filling: Filling
    """Items in their events, the closing music."""
    gives: DurationMs = NO_TIME
    """Milliseconds that its pauses must give, or take when negative."""


def stood(week: OutletWeek, number: int, items: Sequence[NewsItemId]) -> SlotChoice:
    """Give the choice that a list of items in order of airing stands for; items no longer known are left out."""
    known = [item_id for item_id in dict.fromkeys(items) if item_id in week.items]
    found = [_in_kinds(week, number, known, backwards=backwards) for backwards in (False, True)]
    return next((choice for choice in found if _airing(week, number, choice) == known), found[0])


def _in_kinds(week: OutletWeek, number: int, items: Sequence[NewsItemId], *, backwards: bool) -> SlotChoice:
    """Give every item a kind of event; the first of those that may stand in for a feature does, or the last."""
    room, counts = week.rooms[number], dict[ClockEventKind, int]()
    kinds_of: dict[NewsItemId, ClockEventKind] = {}
    for item_id in reversed(items) if backwards else items:
        kinds = room.kinds(week.items[item_id].item)
        kind = next((each for each in kinds if counts.get(each, 0) < room.most.of(each)), kinds[-1])
        counts[kind] = counts.get(kind, 0) + 1
        kinds_of[item_id] = kind
    return SlotChoice(items=tuple((item_id, kinds_of[item_id]) for item_id in items), in_order=True)


def _airing(week: OutletWeek, number: int, choice: SlotChoice) -> list[NewsItemId]:
    """Give the items of a choice in order of airing."""
    events = zip(week.rooms[number].events, _events(week, number, choice, in_order=True), strict=True)
    return [item.item_id for event, items in events if event.kind in ITEM_EVENTS for item in items]


def closing_of(week: OutletWeek, number: int, choice: SlotChoice) -> DurationMs:
    """Give the closing music that a choice leaves, before pauses give or take."""
    return week.rooms[number].closing(_events(week, number, choice, in_order=False))


def _events(week: OutletWeek, number: int, choice: SlotChoice, *, in_order: bool) -> Events:
    """Put the items of a slot into the events of its clock, and name them in the headlines.

    They need not be in order where only their length matters.
    """
    room = week.rooms[number]
    waiting = {kind: _of_kind(week, choice, kind) for kind in ITEM_EVENTS}
    if in_order and not choice.in_order:
        waiting = {kind: _ordered(week, number, items) for kind, items in waiting.items()}
    shares = {kind: spread(room.events, kind, len(items)) for kind, items in waiting.items()}
    placed: list[tuple[FillItem, ...]] = []
    for place, event in enumerate(room.events):
        share = shares[event.kind][place] if event.kind in ITEM_EVENTS else 0
        items = waiting.get(event.kind, ())
        placed.append(items[:share])
        waiting[event.kind] = items[share:]
    airing = [item for items in placed for item in items]
    named = iter(choice.named or _most_wanted(week, number, choice))
    for place, event in enumerate(room.events):
        if event.kind is ClockEventKind.HEADLINES:
            told = set(next(named))
            placed[place] = tuple(item for item in airing if item.item_id in told and item.headline)
    return tuple(placed)


def arrange(week: OutletWeek, number: int, choice: SlotChoice) -> Arranged:
    """Make the filling of a slot; whatever the closing music cannot take is asked of the pauses."""
    room, slot = week.rooms[number], week.slots[number]
    events = _events(week, number, choice, in_order=True)
    chosen = [
        item for items, event in zip(events, room.events, strict=True) if event.kind in ITEM_EVENTS for item in items
    ]
    closing = room.closing(events)
    gives = _gives(week, closing, slot.closing_least, slot.closing_most, [item.item_id for item in chosen])
    ids = tuple(item.item_id for item in chosen)
    return Arranged(
        filling=Filling(
            events=tuple(tuple(item.item_id for item in event) for event in events),
            items=ids if slot.frozen is None else slot.frozen,
            closing=DurationMs(max(0, closing + gives)),
            left_out=tuple(_left_out(week, number, choice, closing)) if slot.frozen is None else (),
            shortages=tuple(shortages(room, events)) if slot.frozen is None else (),
        ),
        gives=gives,
    )


def fits(week: OutletWeek, number: int, choice: SlotChoice, excess: int) -> bool:
    """Say whether a slot holds a choice and leaves no more than so many frames of closing music too many."""
    slot = week.slots[number]
    closing = closing_of(week, number, choice)
    shortest = closing + sum(week.items[key].give for key in choice.ids)
    longest = closing - sum(week.items[key].take for key in choice.ids)
    return shortest >= slot.closing_least and longest <= slot.closing_most + excess * FRAME_MS


def _gives(week: OutletWeek, closing: int, least: int, most: int, ids: Sequence[NewsItemId]) -> DurationMs:
    if closing < least:
        return DurationMs(min(least - closing, sum(week.items[key].give for key in ids)))
    if closing > most:
        return DurationMs(-min(closing - most, sum(week.items[key].take for key in ids)))
    return NO_TIME


def wanted_first(week: OutletWeek, number: int, key: NewsItemId) -> tuple[int, bool, int, datetime, NewsItemId]:
    """Give the place of an item among those of a slot: the queue, urgent ones, fewer runs, earlier arrival."""
    given, plan_item = week.given[number], week.items[key]
    place = given.index(key) if key in given else len(given)
    calm = plan_item.priority is Priority.NORMAL
    return place, calm, week.runs.get(key, 0), plan_item.item.arrived_at, key


def _most_wanted(week: OutletWeek, number: int, choice: SlotChoice) -> Iterator[tuple[NewsItemId, ...]]:
    """Let every headlines event name what is wanted most: the same whatever the order of a choice."""
    spoken = [key for key, kind in choice.items if kind is not ClockEventKind.SPOT]
    nameable = [key for key in spoken if week.items[key].item.headline]
    nameable.sort(key=lambda key: wanted_first(week, number, key))
    for most in week.rooms[number].headlines:
        yield tuple(nameable[:most])


def _of_kind(week: OutletWeek, choice: SlotChoice, kind: ClockEventKind) -> tuple[FillItem, ...]:
    return tuple(week.items[key].item for key, each in choice.items if each is kind)


def _ordered(week: OutletWeek, number: int, items: tuple[FillItem, ...]) -> tuple[FillItem, ...]:
    """Order the items of one kind of event: urgent ones first, then the queue in its order, the others well mixed."""
    slot = week.slots[number]
    chosen = [item.item_id for item in items]
    queued = [key for key in dict.fromkeys(slot.queued) if key in chosen]
    lead = 0
    while lead < len(queued) and week.items[queued[lead]].priority is not Priority.NORMAL:
        lead += 1
    free = [key for key in chosen if key not in queued]
    urgent = [key for key in free if week.items[key].priority is not Priority.NORMAL]
    first = [week.items[key].item for key in (*queued[:lead], *urgent, *queued[lead:])]
    rest = [week.items[key].item for key in free if key not in urgent]
    return (*first, *running_order(rest, after=first[-1] if first else None))


def _left_out(week: OutletWeek, number: int, choice: SlotChoice, closing: int) -> Iterator[LeftOut]:
    """Say of every item that the slot does not air why."""
    room, slot = week.rooms[number], week.slots[number]
    chosen, able = set(choice.ids), {each.item.item_id for each in week.offered[number]}
    counts = {kind: sum(each is kind for _, each in choice.items) for kind in ITEM_EVENTS}
    free = closing - slot.closing_least
    for key, plan_item in week.items.items():
        if key in chosen:
            continue
        item = plan_item.item
        full = all(counts[kind] >= room.most.of(kind) for kind in room.kinds(item))
        if key not in able and (reason := week.why_not(number, plan_item)):
            pass
        elif full:
            reason = no_event(room, item)
        elif item.length > free:
            reason = f"dài {in_words(item.length)}, buổi phát chỉ còn trống {in_words(max(0, free // 1000 * 1000))}"
        else:
            reason = "nhường cho lượt phát khác của chính tin này, hoặc cho tin cần hơn"
        yield LeftOut(item_id=key, title=item.title, reason=reason)
