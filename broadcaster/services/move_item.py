"""Move an item to another session of the plan: by one person, or by two where a bundle was handed over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from broadcaster.domain.ids import MoveId, OutletId
from broadcaster.domain.orders import OrderKind, WorkOrder
from broadcaster.domain.plan_moves import MoveDecision, PlanMove
from broadcaster.domain.playlists import QueueEntry
from broadcaster.domain.schedule_changes import Decision
from broadcaster.errors import (
    MoveChanged,
    MoveDecided,
    MoveNeedsSecond,
    NameNeeded,
    ReasonNeeded,
    UnknownMove,
)
from broadcaster.services.apply_schedule import refuse_same_person
from broadcaster.services.guard_sending import refuse_unless_current
from broadcaster.services.order_work import order
from broadcaster.services.plan_week import keep_plan
from broadcaster.services.weigh_move import Consequences, Wanted, Weighed, weighed
from broadcaster.station import Station
from broadcaster.storage.store import Transaction

UNSENT_POLICY = "chưa giao gói phát nào của các buổi ấy"
"""Why one person is enough."""

SHOWN = 100
"""So many of the newest moves are shown."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Moved:
    """A move that is in the plan."""

    move: PlanMove
    """The move, with its number."""
    told: Consequences
    """What it did."""

    @property
    def days_to_send(self) -> tuple[date, ...]:
        """Give the days that have to be mixed and handed over again, since somebody holds an old bundle."""
        return tuple(sorted({each.day for each in self.told.holders}))


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownMove:
    """A move with what became of it."""

    move: PlanMove
    """The move."""
    decision: MoveDecision | None
    """What became of it; none while it waits for a second person."""

    @property
    def stands(self) -> bool:
        """Say whether it went into the plan."""
        return self.decision is not None and self.decision.decision is Decision.CONFIRMED


def move_item(
    station: Station, wanted: Wanted, *, by: str, reason: str, now: datetime, confirmed_by: str = "", seen: str = ""
) -> Moved:
    """Put a move into the plan; only the sessions that it touches are planned anew.

    Nothing is mixed or handed over: ``days_to_send`` says what has to be.

    Args:
        station: Whose.
        wanted: The move.
        by: Full name of who moves it.
        reason: Why.
        now: When (aware).
        confirmed_by: A second person who is there too; needed where a bundle was handed over.
        seen: The consequences that were shown, as :attr:`Consequences.seen`; empty to take them as they are.

    Raises:
        NameNeeded, ReasonNeeded, OwnConfirmation, MoveNeedsSecond, MoveChanged, ClockSetBack, StoreOlderThanSent, and
            what :func:`weigh_move` raises: nothing is kept.
    """
    move, found = _asked(station, wanted, by=by, reason=reason, now=now)
    _refuse_unless_seen(found, seen)
    if confirmed_by.strip():
        refuse_same_person(by, confirmed_by)
    elif found.told.needs_second:
        days = sorted({each.day for each in found.told.holders})
        raise MoveNeedsSecond(date=days[0], outlets=len({each.outlet_id for each in found.told.holders}))

    def record(tx: Transaction) -> PlanMove:
        numbered = replace(move, id=tx.plan_moves.add(move))
        said = _said(numbered.id, by=confirmed_by or by, now=now, policy="" if confirmed_by else UNSENT_POLICY)
        tx.plan_moves.decide(said)
        return numbered

    return _kept(station, found, record, now)


def propose_move(station: Station, wanted: Wanted, *, by: str, reason: str, now: datetime, seen: str = "") -> PlanMove:
    """Keep a move that waits for a second person; the plan stays as it is.

    Raises:
        NameNeeded, ReasonNeeded, MoveChanged, and what :func:`weigh_move` raises: nothing is kept.
    """
    move, found = _asked(station, wanted, by=by, reason=reason, now=now)
    _refuse_unless_seen(found, seen)
    with station.store.writing() as tx:
        return replace(move, id=tx.plan_moves.add(move))


def move_or_propose(
    station: Station, wanted: Wanted, *, by: str, reason: str, now: datetime, seen: str = ""
) -> tuple[PlanMove, bool]:
    """Move an item at once where one person is enough, else let it wait; says besides whether it is in the plan.

    Raises what :func:`move_item` raises but MoveNeedsSecond.
    """
    try:
        return move_item(station, wanted, by=by, reason=reason, now=now, seen=seen).move, True
    except MoveNeedsSecond:
        return propose_move(station, wanted, by=by, reason=reason, now=now, seen=seen), False


def see_move(station: Station, number: MoveId, *, now: datetime) -> tuple[PlanMove, Consequences]:
    """Weigh a waiting move once more, as things are now.

    Raises:
        UnknownMove, MoveDecided, and what :func:`weigh_move` raises.
    """
    with station.store.reading() as tx:
        move = _waiting(tx, number)
    return move, weighed(station, wanted_of(move), by=move.by, now=now).told


def confirm_move(station: Station, number: MoveId, *, by: str, now: datetime, seen: str = "") -> Moved:
    """Put a waiting move into the plan on the word of a second person.

    Raises:
        NameNeeded, OwnConfirmation, UnknownMove, MoveDecided, MoveChanged, and what :func:`weigh_move` raises.
    """
    refuse_unless_current(station, now=now)
    with station.store.reading() as tx:
        move = _waiting(tx, number)
    refuse_same_person(move.by, by)
    found = weighed(station, wanted_of(move), by=move.by, now=now)
    _refuse_unless_seen(found, seen)

    def record(tx: Transaction) -> PlanMove:
        _decide(tx, _said(number, by=by, now=now))
        return move

    return _kept(station, found, record, now)


def reject_move(station: Station, number: MoveId, *, by: str, reason: str, now: datetime) -> PlanMove:
    """Drop a waiting move; it stays on record. Raises NameNeeded, ReasonNeeded, UnknownMove, MoveDecided."""
    if not by.strip():
        raise NameNeeded
    if not reason.strip():
        raise ReasonNeeded(what="bác việc chuyển tin")
    with station.store.writing() as tx:
        move = _waiting(tx, number)
        said = MoveDecision(move=number, decision=Decision.REJECTED, by=_name(by), at=now, reason=_name(reason))
        _decide(tx, said)
    return move


def moves(station: Station, *, most: int = SHOWN) -> tuple[ShownMove, ...]:
    """Give the newest moves with what became of each, newest first."""
    with station.store.reading() as tx:
        return tuple(
            ShownMove(move=each, decision=tx.plan_moves.decision(each.id)) for each in tx.plan_moves.newest(most)
        )


def wanted_of(move: PlanMove, *, back: bool = False) -> Wanted:
    """Give a kept move as it would be asked for; ``back``: to where it came from."""
    places = ((move.from_day, move.from_session), (move.to_day, move.to_session))
    (first, leaves), (last, comes) = reversed(places) if back else places
    return Wanted(
        item_id=move.item_id,
        from_day=first,
        from_session=leaves,
        to_day=last,
        to_session=comes,
        outlet=move.outlet_id,
        position=1 if back else move.position,
    )


def order_again(station: Station, moved: Moved, *, by: str, now: datetime) -> tuple[WorkOrder, ...]:
    """Order what a move leaves to be done: the days of which somebody holds an old bundle are mixed and given again."""
    kinds = (OrderKind.MIX, OrderKind.PUBLISH)
    return tuple(
        order(station, kind, [day.isoformat()], by=by, now=now) for day in moved.days_to_send for kind in kinds
    )


def _asked(station: Station, wanted: Wanted, *, by: str, reason: str, now: datetime) -> tuple[PlanMove, Weighed]:
    if not by.strip():
        raise NameNeeded
    if not reason.strip():
        raise ReasonNeeded(what="chuyển tin")
    refuse_unless_current(station, now=now)
    found = weighed(station, wanted, by=_name(by), now=now)
    told = found.told
    move = PlanMove(
        item_id=wanted.item_id,
        title=told.title,
        outlet_id=found.outlet_id,
        from_day=wanted.from_day,
        from_session=told.source.session,
        to_day=wanted.to_day,
        to_session=told.target.session,
        position=wanted.position,
        by=_name(by),
        reason=_name(reason),
        at=now,
    )
    return move, found


def _refuse_unless_seen(found: Weighed, seen: str) -> None:
    if seen and seen != found.told.seen:
        raise MoveChanged


def _kept(station: Station, found: Weighed, record: Callable[[Transaction], PlanMove], now: datetime) -> Moved:
    """Keep the plan, the queue that holds it and the move, all in one transaction."""
    made: list[PlanMove] = []

    def also(tx: Transaction) -> None:
        made.append(record(tx))
        for entry in found.dropped:
            _drop(tx, entry, others=_others(station, entry, found))
        for place, entry in enumerate(found.entries):
            _queue(tx, entry, _first_of(found, entry, place))

    keep_plan(station, found.prepared, found.plan, now, also)
    return Moved(move=made[0], told=found.told)


def _first_of(found: Weighed, entry: QueueEntry, place: int) -> int:
    """Give the position of an entry in its own list, from 1."""
    return 1 + sum(1 for each in found.entries[:place] if each.outlet_id == entry.outlet_id)


def _queue(tx: Transaction, entry: QueueEntry, position: int) -> None:
    """Let an entry stand at a position of its list, whether it stood there before or not."""
    where = (entry.air_date, entry.session, entry.item_id, entry.outlet_id)
    if not tx.queue.move(*where, position):
        tx.queue.add(replace(entry, position=position))


def _others(station: Station, entry: QueueEntry, found: Weighed) -> tuple[OutletId, ...]:
    """Give the outlets where a story that was queued for all of them stays."""
    if entry.outlet_id is not None:
        return ()
    slots = station.timetable().slots_on(entry.air_date)
    there = (each.outlet_id for each in slots if each.session == entry.session)
    return tuple(each for each in there if each not in found.told.outlets)


def _drop(tx: Transaction, entry: QueueEntry, *, others: tuple[OutletId, ...]) -> None:
    tx.queue.remove(entry.air_date, entry.session, entry.item_id, entry.outlet_id)
    for outlet_id in others:
        _queue(tx, replace(entry, outlet_id=outlet_id), entry.position)


def _waiting(tx: Transaction, number: MoveId) -> PlanMove:
    move, decision = tx.plan_moves.get(number), tx.plan_moves.decision(number)
    if move is None:
        raise UnknownMove(move=number)
    if decision is not None:
        raise MoveDecided(move=number, by=decision.by, decision=decision.decision.value)
    return move


def _said(number: MoveId, *, by: str, now: datetime, policy: str = "") -> MoveDecision:
    return MoveDecision(move=number, decision=Decision.CONFIRMED, by=_name(by), at=now, policy=policy)


def _decide(tx: Transaction, said: MoveDecision) -> None:
    if not tx.plan_moves.decide(said):
        raise MoveDecided(move=said.move, by="người khác", decision="quyết định")


def _name(typed: str) -> str:
    return " ".join(typed.split())
