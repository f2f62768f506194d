"""Plan days: what airs when at which outlet, from what is approved and voiced."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import chain

from broadcaster.domain.plan_records import GoalOutcome, PlanReason, PlanResult
from broadcaster.domain.playlists import Playlist
from broadcaster.errors import PlanLocked, PlanMoved
from broadcaster.scheduling import day as scheduling
from broadcaster.scheduling.day import DayPlan, DaysPlan
from broadcaster.scheduling.week_plan import SlotKey
from broadcaster.services.plan_request import Change, Prepared, prepare
from broadcaster.station import Station
from broadcaster.storage.store import Transaction


@dataclass(frozen=True, kw_only=True, slots=True)
class Planned:
    """One planned day."""

    day: date
    """Local calendar day."""
    plan: DayPlan
    """Editions, playlists, warnings."""
    changed: bool
    """False when the same plan stood already."""
    kept: int
    """Sessions that were sent, have aired or are on air, and stay as they were."""
    result: PlanResult
    """How the targets fare in the days that were planned together."""


def plan_days(station: Station, first: date, *, days: int = 1, now: datetime, again: bool = False) -> Iterator[Planned]:
    """Plan some days in a row together; each day is kept whole or not at all.

    Sessions whose bundles were handed over keep their plan unless ``again``; what has begun or aired keeps it always.
    Where a later day is not ready, the days before it are planned and given, then its error is raised.

    Raises:
        FrameNotReady, NothingToPlan, InQuietHours, DoesNotFit, QueueConflict, PlanLocked, PlanMoved, PlanError.
    """
    wanted = [first + timedelta(days=number) for number in range(days)]
    prepared = prepare(station, wanted, now=now, again=again)
    if not again:
        _refuse_if_stale(prepared)
    yield from _planned(station, prepared, now)
    if prepared.unready is not None:
        raise prepared.unready


def change_day(
    station: Station, day: date, change: Change, *, now: datetime, also: Callable[[Transaction], None]
) -> Planned:
    """Plan some sessions of a day anew and leave all others exactly as they are.

    ``also`` is written in the same transaction. Raises what :func:`plan_days` raises; then nothing is written.
    """
    return _planned(station, prepare(station, [day], now=now, change=change), now, also)[0]


def _planned(
    station: Station, prepared: Prepared, now: datetime, also: Callable[[Transaction], None] = lambda _: None
) -> tuple[Planned, ...]:
    """Plan what was prepared and keep it in one transaction."""
    return keep_plan(station, prepared, scheduling.plan_days(prepared.request), now, also)


def keep_plan(
    station: Station,
    prepared: Prepared,
    plan: DaysPlan,
    now: datetime,
    also: Callable[[Transaction], None] = lambda _: None,
) -> tuple[Planned, ...]:
    """Keep the plan that was made of what was prepared, with its reasons and ``also``, all in one transaction.

    Raises:
        PlanMoved: somebody else planned the same days meanwhile; nothing is written.
    """
    request = prepared.request
    result = _result(plan, now)
    with station.store.writing() as tx:
        _keep(tx, prepared, plan, result)
        also(tx)
    stood = _by_day(prepared.stands)
    frozen = [key.day for key in request.frozen]
    last = plan.days[-1]
    return tuple(
        Planned(
            day=each.day,
            plan=replace(each, warnings=(*each.warnings, *prepared.waiting)) if each is last else each,
            changed=not _same(stood.get(each.day, []), each.playlists),
            kept=frozen.count(each.day),
            result=result,
        )
        for each in plan.days
    )


def _refuse_if_stale(prepared: Prepared) -> None:
    """Raise PlanLocked when a session that was sent holds an item that may not air any more."""
    request = prepared.request
    cleared = {candidate.item.id for candidate in request.days[0].candidates}
    known: dict[str, bool] = {}
    for key in sorted(prepared.sent):
        playlist = request.stands[key]
        if playlist.edition_id not in known:
            known[playlist.edition_id] = set(scheduling.aired_items(playlist)) <= cleared
        if not known[playlist.edition_id]:
            raise PlanLocked(date=key.day)


def _keep(tx: Transaction, prepared: Prepared, plan: DaysPlan, result: PlanResult) -> None:
    """Write what is new: playlists that did not stand before, reasons, how targets fare.

    Raises PlanMoved when somebody else planned the same days meanwhile.
    """
    request, days = prepared.request, [each.day for each in plan.days]
    if tx.playlists.ids_between(days[0], days[-1]) != frozenset(each.id for each in prepared.stands):
        raise PlanMoved(date=days[0])
    standing = {each.id: each for each in prepared.stands if each.air_date in days}
    planned = {each.id: each for day in plan.days for each in day.playlists}
    new = [each for each in planned.values() if standing.get(each.id) != each]
    gone = [each.id for each in standing.values() if planned.get(each.id) != each]
    if not new and not gone:
        return
    fresh = {each.edition_id for each in new}
    for day in plan.days:
        for edition in day.editions:
            if edition.id in fresh:
                tx.editions.add(edition)
        tx.plan_records.leave_out(day.left_out)
    tx.playlists.exchange(gone, new)
    kept = _kept_reasons(tx, days, request.frozen)
    tx.plan_records.replace_reasons(days, chain(kept, _reasons(plan, request.frozen)))
    tx.plan_records.add_result(result)


def _kept_reasons(tx: Transaction, days: Sequence[date], frozen: frozenset[SlotKey]) -> list[PlanReason]:
    """Give the reasons of sessions that stay, which are those of the plan that put their items there."""
    said = tx.plan_records.reasons_on(days[0], days[-1]) if frozen else ()
    return [each for each in said if SlotKey(each.air_date, each.session, each.outlet_id) in frozen]


def _reasons(plan: DaysPlan, frozen: frozenset[SlotKey]) -> Iterator[PlanReason]:
    """Give the reasons of the sessions that were planned."""
    for placement in plan.week.placements:
        day, session, outlet_id = placement.key
        if placement.key not in frozen:
            yield PlanReason(
                air_date=day,
                session=session,
                outlet_id=outlet_id,
                item_id=placement.item_id,
                because=placement.because.value,
                sentence=placement.sentence,
            )


def _result(plan: DaysPlan, now: datetime) -> PlanResult:
    week = plan.week
    return PlanResult(
        first=plan.days[0].day,
        last=plan.days[-1].day,
        at=now,
        goals=tuple(
            GoalOutcome(
                name=each.goal.name,
                topic=each.goal.topic,
                measure=each.goal.measure,
                outlet_id=each.outlet_id,
                wanted=each.wanted,
                planned=each.planned,
                sentence=each.sentence,
            )
            for each in week.goals
        ),
        shortfall=week.shortfall,
        bound=week.bound,
        proven=week.proven,
        conflicts=week.conflicts,
    )


def _by_day(playlists: Sequence[Playlist]) -> dict[date, list[Playlist]]:
    found: dict[date, list[Playlist]] = {}
    for each in playlists:
        found.setdefault(each.air_date, []).append(each)
    return found


def _same(standing: Sequence[Playlist], planned: Sequence[Playlist]) -> bool:
    return sorted(standing, key=lambda p: p.id) == sorted(planned, key=lambda p: p.id)
