"""Show where an item may go, and the moves that wait or were made."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from broadcaster.domain.ids import NewsItemId, OutletId, SessionId
from broadcaster.errors import BroadcasterError, UnknownItem
from broadcaster.scheduling.next_hours import Reached
from broadcaster.services.move_item import ShownMove, moves, see_move
from broadcaster.services.show_week import show_week
from broadcaster.services.weigh_move import Consequences
from broadcaster.station import Station


@dataclass(frozen=True, kw_only=True, slots=True)
class MovePlace:
    """One session that an item could go to."""

    day: date
    """Local calendar day."""
    session: SessionId
    """Session of the day."""
    starts: datetime
    """When it begins first (aware, local time)."""
    reached: Reached
    """How far it has come where it begins first."""
    begun: bool
    """True when it begins nowhere after now."""
    holds: bool
    """True when it has the item already."""


@dataclass(frozen=True, kw_only=True, slots=True)
class WaitingMove:
    """A move that waits for a second person, weighed as things are now."""

    shown: ShownMove
    """The move."""
    told: Consequences | None
    """What it would do; none when it cannot be any more."""
    refused: str = ""
    """Why it cannot be."""


def move_places(
    station: Station, item_id: NewsItemId, first: date, outlets: Collection[OutletId], *, now: datetime
) -> tuple[str, tuple[MovePlace, ...]]:
    """Give the title of an item and the sessions of seven days at some outlets; raises UnknownItem, NoTimetable."""
    with station.store.reading() as tx:
        item = tx.news.get(item_id)
    if item is None:
        raise UnknownItem(item=item_id, nearest="")
    found: dict[tuple[date, SessionId], MovePlace] = {}
    for one in (each for day in show_week(station, first, outlets) for each in day.sessions):
        if one.day is None or one.session is None:
            continue
        there = found.get((one.day, one.session))
        begun, holds = one.line.starts <= now, item_id in {each.item_id for each in one.items}
        found[one.day, one.session] = MovePlace(
            day=one.day,
            session=one.session,
            starts=there.starts if there else one.line.starts,
            reached=there.reached if there else one.line.reached,
            begun=begun and (there is None or there.begun),
            holds=holds or (there is not None and there.holds),
        )
    return item.title, tuple(found.values())


def show_moves(
    station: Station, outlets: Collection[OutletId] | None, *, now: datetime
) -> tuple[tuple[WaitingMove, ...], tuple[ShownMove, ...]]:
    """Give the moves that wait and those that were decided, newest first; of some outlets alone, or of all."""
    mine = [each for each in moves(station) if outlets is None or each.move.outlet_id in outlets]
    waiting = tuple(_weighed(station, each, now) for each in reversed(mine) if each.decision is None)
    return waiting, tuple(each for each in mine if each.decision is not None)


def _weighed(station: Station, shown: ShownMove, now: datetime) -> WaitingMove:
    try:
        return WaitingMove(shown=shown, told=see_move(station, shown.move.id, now=now)[1])
    except BroadcasterError as error:
        return WaitingMove(shown=shown, told=None, refused=str(error))
