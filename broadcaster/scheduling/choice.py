"""Which items go into a session: exact sums over bitsets of reachable lengths, in the order of what matters.

1. Queued items, all of them.
2. The fewest items that the clock asks for, each event its most wanted ones.
3. More items, those with fewer runs strictly first, and of those an outlet's own before everybody's. Among items that
   are equal in this: the longest total that fits, found exactly; within one second of it, the most wanted items.

A set of reachable totals is one whole number whose bit *t* says that a total of *t* MP3 frames can be reached, so
adding an item is a shift and a union (the classic subset-sum table). The same request always gives the same choice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, product

from broadcaster.domain.ids import TopicCode
from broadcaster.domain.sound import FRAME_MS
from broadcaster.domain.timetables import ClockEventKind
from broadcaster.scheduling.filling import FillItem, FillRequest
from broadcaster.scheduling.room import NOTHING, Counts, Room

_GRACE = 1_000 // FRAME_MS
"""How many frames of closing music a more wanted item may cost."""

_AT_ONCE = 40
"""How many items the exact search weighs against one another; the rest wait for what is left."""

_Rank = tuple[int, bool]
"""Runs so far, and whether everybody may air it."""

_Reach = dict[Counts, int]
"""Reachable totals for each number of items already chosen."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """Items chosen so far, in the order of choosing, with the events that take them."""

    items: tuple[tuple[FillItem, ClockEventKind], ...] = ()
    """Each item with its kind of event."""
    counts: Counts = NOTHING
    """How many of each kind."""
    used: int = 0
    """Frames of the items with their headlines."""

    def total(self, room: Room) -> int:
        """Give the frames of items and frame together."""
        return self.used + room.frame(self.counts)

    def plus(self, item: FillItem, kind: ClockEventKind, room: Room) -> Choice:
        """Give the choice with one more item."""
        return Choice(
            items=(*self.items, (item, kind)),
            counts=self.counts.one_more(kind),
            used=self.used + room.cost(item, kind, self.counts),
        )

    def without(self, items: Iterable[FillItem]) -> Iterator[FillItem]:
        """Give the items that are not chosen yet, in their order."""
        taken = {item.item_id for item, _ in self.items}
        return (item for item in items if item.item_id not in taken)


def ranked(request: FillRequest, items: Iterable[FillItem]) -> tuple[FillItem, ...]:
    """Order items by how much they are wanted.

    Fewest runs, then the outlet's own, then topics furthest behind, then order of arrival. Topics take turns: a topic's
    weight is divided by 1, 2, 3 … for its first, second, third item of equal runs (D'Hondt's rule for sharing seats),
    so that one topic far behind does not push out all others; what a topic has had on earlier days or in an earlier
    session counts as turns taken.
    """
    offered = sorted(items, key=lambda item: (item.arrived_at, item.item_id))
    had: dict[TopicCode, int] = defaultdict(int)
    for item in offered:
        had[item.topic] += item.runs
    turns: dict[tuple[_Rank, TopicCode], int] = defaultdict(int)
    keyed: list[tuple[tuple[_Rank, float, int], FillItem]] = []
    for item in offered:
        turns[_rank(item), item.topic] += 1
        turn = had[item.topic] + turns[_rank(item), item.topic]
        weight = request.weights.get(item.topic, 0.0) if request.weights else 1.0
        keyed.append(((_rank(item), -weight / turn, turn), item))
    return tuple(item for _, item in sorted(keyed, key=lambda pair: pair[0]))


def _rank(item: FillItem) -> _Rank:
    """Give what decides before anything else: fewer runs first, then what is meant for few outlets."""
    return item.runs, not item.outlets


def choose(room: Room, wanted: Sequence[FillItem], start: Choice) -> Choice:
    """Choose among the wanted items, the most wanted first, beside what ``start`` already holds."""
    choice = _fewest(room, wanted, start)
    for _, equals in groupby(choice.without(wanted), key=_rank):
        waiting = list(equals)
        for first in range(0, len(waiting), _AT_ONCE):
            choice = _longest(room, waiting[first : first + _AT_ONCE], choice)
    return choice


def _fewest(room: Room, wanted: Sequence[FillItem], choice: Choice) -> Choice:
    """Give each event its fewest items, leaving enough for the fewest of the others where that is possible."""
    kinds = (ClockEventKind.FEATURE, ClockEventKind.SPOT, ClockEventKind.NEWS)
    reserve = _completed(room, wanted, choice) <= room.limit
    if not reserve:
        kinds = (ClockEventKind.NEWS, ClockEventKind.FEATURE, ClockEventKind.SPOT)
    for kind in kinds:
        for item in tuple(choice.without(wanted)):
            if choice.counts.of(kind) >= room.least.of(kind):
                break
            if kind in room.kinds(item):
                more = choice.plus(item, kind, room)
                total = _completed(room, wanted, more) if reserve else more.total(room)
                choice = more if total <= room.limit else choice
    return choice


def _completed(room: Room, wanted: Sequence[FillItem], choice: Choice) -> int:
    """Give the frames after each event has got its fewest items, the shortest there are."""
    counts, used = choice.counts, choice.used
    left = list(choice.without(wanted))
    for kind in (ClockEventKind.FEATURE, ClockEventKind.SPOT, ClockEventKind.NEWS):
        need = max(0, room.least.of(kind) - counts.of(kind))
        able = [item for item in left if kind in room.kinds(item)]
        shortest = sorted(able, key=lambda item: item.length + item.headline)[:need]
        used += sum(room.cost(item, kind, counts) for item in shortest)
        counts = counts.one_more(kind, len(shortest))
        left = [item for item in left if item not in shortest]
    return used + room.frame(counts)


def _longest(room: Room, items: Sequence[FillItem], choice: Choice) -> Choice:
    """Add those items that make the longest total that fits; within the grace, the first ones win."""
    limit = room.limit - choice.used
    layers = _reachable(room, items, choice.counts, limit)
    longest = layers[0][choice.counts].bit_length() - 1
    shortest = max(0, longest - _GRACE)
    window = ((1 << (longest - shortest + 1)) - 1) << shortest
    begun = choice.used
    for item, later in zip(items, layers[1:], strict=True):
        for kind in room.kinds(item):
            more = choice.plus(item, kind, room)
            if (later.get(more.counts, 0) << (more.used - begun)) & window:
                choice = more
                break
    return choice


def _reachable(room: Room, items: Sequence[FillItem], start: Counts, limit: int) -> list[_Reach]:
    """Give, for each place in the items, the totals (frame included) that the items from there on can still reach."""
    within = (1 << (limit + 1)) - 1
    grids = _grids(room, items, start)
    layers: list[_Reach] = [{counts: (1 << room.frame(counts)) & within for counts in grids[-1]}]
    for item, grid in zip(reversed(items), reversed(grids[:-1]), strict=True):
        later = layers[-1]
        layers.append({counts: _with(room, item, counts, later) & within for counts in grid})
    return layers[::-1]


def _grids(room: Room, items: Sequence[FillItem], start: Counts) -> list[list[Counts]]:
    """Give, for each place in the items and after the last, the counts that the items before it can have made."""
    last = start
    grids = [[start]]
    for item in items:
        for kind in room.kinds(item):
            last = last.one_more(kind) if last.of(kind) < room.most.of(kind) else last
        grids.append([Counts(*each) for each in product(*map(range, start, (end + 1 for end in last)))])
    return grids


def _with(room: Room, item: FillItem, counts: Counts, later: _Reach) -> int:
    """Give the totals that are reachable with or without one item."""
    reach = later[counts]
    for kind in room.kinds(item):
        more = later.get(counts.one_more(kind), 0)
        if more:
            reach |= more << room.cost(item, kind, counts)
    return reach
