"""The running order of items: readers alternate, topics do not follow themselves, the most wanted come early."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from broadcaster.domain.scripts import Presenter
from broadcaster.scheduling.filling import FillItem

_WIDTH = 8
"""How many part orders the beam search keeps."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _PartOrder:
    """The first items of an order."""

    places: tuple[int, ...] = ()
    """Which items, by their place in the list."""
    repeats: int = 0
    """How often a reader or a topic has followed itself."""


def running_order(items: Sequence[FillItem], *, after: FillItem | None = None) -> tuple[FillItem, ...]:
    """Order items so that a reader or a topic follows itself as rarely as possible, else as they come.

    ``after`` is what airs just before. A beam search that always keeps the same orders, so the result never varies.
    """
    beam = [_PartOrder()]
    for _ in items:
        longer = [more for part in beam for more in _longer(part, items, after)]
        longer.sort(key=lambda part: (part.repeats + _least_repeats(part, items), part.places))
        beam = longer[:_WIDTH]
    return tuple(items[place] for place in beam[0].places)


def _longer(part: _PartOrder, items: Sequence[FillItem], after: FillItem | None) -> Iterator[_PartOrder]:
    """Give the orders with one more item; of items alike in reader and topic only the first."""
    last = items[part.places[-1]] if part.places else after
    seen: set[tuple[Presenter, int]] = set()
    for place, item in enumerate(items):
        alike = (item.reader, item.topic)
        if place in part.places or alike in seen:
            continue
        seen.add(alike)
        again = (last.reader is item.reader) + (last.topic == item.topic) if last else 0
        yield _PartOrder(places=(*part.places, place), repeats=part.repeats + again)


def _least_repeats(part: _PartOrder, items: Sequence[FillItem]) -> int:
    """Give a number of repeats that the items still to come cannot avoid."""
    last = items[part.places[-1]]
    rest = [item for place, item in enumerate(items) if place not in part.places]
    return _unavoidable(last.reader, [item.reader for item in rest]) + _unavoidable(
        last.topic, [item.topic for item in rest]
    )


def _unavoidable(last: object, rest: Sequence[object]) -> int:
    """Give how often some mark must follow itself after ``last``: between each two of it must stand a stranger."""
    counts = {last: 1}
    for mark in rest:
        counts[mark] = counts.get(mark, 0) + 1
    often = list(counts.values())
    most = max(often)
    alone = counts[last] == most and often.count(most) == 1  # it follows itself once less, having begun already
    return 2 * most - (len(rest) + 1) - alone
