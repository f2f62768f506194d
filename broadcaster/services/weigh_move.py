"""Weigh a move of an item before anything is kept: what changes, what targets get of it, who holds a bundle."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import NoReturn

from broadcaster.domain.airings import Handover
from broadcaster.domain.fingerprints import fingerprint
from broadcaster.domain.ids import NewsItemId, OutletId, SessionId, Sha256
from broadcaster.domain.news import NewsItem
from broadcaster.domain.playlists import Playlist, QueueEntry
from broadcaster.domain.timetables import Slot
from broadcaster.errors import InputError, NotPlanned, PlanError, QueueConflict, SessionBegun, UnknownItem
from broadcaster.scheduling import day as scheduling
from broadcaster.scheduling.day import DaysPlan, aired_items
from broadcaster.scheduling.held import before_held, held, told_as_kept
from broadcaster.scheduling.plan_effects import (
    SessionChange,
    TargetShift,
    airtime_shift,
    session_changes,
    target_shifts,
)
from broadcaster.scheduling.plan_items import validity
from broadcaster.scheduling.week_plan import SlotKey
from broadcaster.services.plan_request import Change, Prepared, key_of, prepare, target_standings
from broadcaster.services.queue_segment import place
from broadcaster.station import Station

FARTHEST = 31
"""So many days may lie between the two sessions at most."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """A move as somebody asks for it."""

    item_id: NewsItemId
    """What is to move."""
    from_day: date
    """Local calendar day of the session that it leaves."""
    from_session: str
    """That session, as somebody typed it."""
    to_day: date
    """Local calendar day of the session that it comes to."""
    to_session: str
    """That session, as somebody typed it; the same one to change its place alone."""
    outlet: str | None = None
    """Only there, as somebody typed it; none for every outlet that has it in that session."""
    position: int = 1
    """Its wanted place among the stories, from 1; stories before it keep theirs."""


@dataclass(frozen=True, kw_only=True, slots=True)
class BundleHolder:
    """An outlet that was given a bundle with a session that changes."""

    outlet_id: OutletId
    """Whose."""
    day: date
    """Of which day."""
    fetched_by: str
    """Who of the outlet took it from the pages; empty when that is not known."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Consequences:
    """All that a move would do."""

    item_id: NewsItemId
    """What moves."""
    title: str
    """Its title."""
    source: SlotKey
    """The session that it leaves, of one of the outlets."""
    target: SlotKey
    """The session that it comes to."""
    outlets: tuple[OutletId, ...]
    """Where it moves."""
    left: tuple[OutletId, ...]
    """Where it stays: the session has begun, or there is none such to come to."""
    queued: tuple[OutletId, ...]
    """Where the session that it comes to has no plan yet: it waits in its queue."""
    changes: tuple[SessionChange, ...]
    """Sessions that become others, in order of time."""
    targets: tuple[TargetShift, ...]
    """Targets that get more or less."""
    warnings: tuple[str, ...]
    """What the planner says of the days then."""
    holders: tuple[BundleHolder, ...]
    """Who was given a bundle that no longer holds: each has to get the next one."""
    seen: Sha256
    """Names exactly these consequences."""

    @property
    def needs_second(self) -> bool:
        """Say whether a second person has to confirm it."""
        return bool(self.holders)


@dataclass(frozen=True, kw_only=True, slots=True)
class Weighed:
    """A move that was weighed, with all that is needed to keep it."""

    told: Consequences
    """What it would do."""
    prepared: Prepared
    """What the planner was asked."""
    plan: DaysPlan
    """What it answered."""
    entries: tuple[QueueEntry, ...]
    """What joins the queue, in order, so that later plans keep it."""
    dropped: tuple[QueueEntry, ...]
    """What leaves the queue of the session that it leaves."""
    outlet_id: OutletId | None
    """Only there, or none for every outlet that had it."""


def weigh_move(station: Station, wanted: Wanted, *, now: datetime) -> Consequences:
    """Say what a move would do, without keeping anything.

    Raises:
        UnknownItem, UnknownSession, UnknownOutlet, AmbiguousOutlet, InputError, NotPlanned, SessionBegun,
            QueueConflict, NoPlan, DoesNotFit, InQuietHours, FrameNotReady: why it cannot be.
    """
    return weighed(station, wanted, by="", now=now).told


def weighed(station: Station, wanted: Wanted, *, by: str, now: datetime) -> Weighed:
    """Weigh a move and give what it takes to keep it; ``by``: who stands in the queue. Raises as :func:`weigh_move`."""
    source, outlet_id = place(station, wanted.from_session, wanted.outlet)
    target, _ = place(station, wanted.to_session, None)
    if abs(wanted.to_day - wanted.from_day) > timedelta(days=FARTHEST):
        raise InputError(reason=f"hai buổi cách nhau quá {FARTHEST} ngày, chuyển gần hơn")
    facts = _facts(station, wanted)
    open_ones, left = _leaving(station, wanted, facts, source, outlet_id, now)
    ways = _coming(station, wanted, facts, open_ones, target, now)
    left += tuple(each.outlet_id for each in open_ones if each.outlet_id not in ways)
    open_ones = tuple(each for each in open_ones if each.outlet_id in ways)
    entries = tuple(_entries(wanted, facts, ways, target, by=by, now=now))
    prepared, plan = _planned(station, wanted, facts, _change(wanted, open_ones, ways, entries), (open_ones, ways), now)
    told = _told(station, wanted, facts, (open_ones, ways, left), prepared, plan, now)
    gone = () if (wanted.from_day, source) == (wanted.to_day, target) else _queued(facts, wanted, source)
    dropped = tuple(each for each in gone if each.outlet_id is None or each.outlet_id in ways)
    return Weighed(told=told, prepared=prepared, plan=plan, entries=entries, dropped=dropped, outlet_id=outlet_id)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Facts:
    """What is known of the item and of the days."""

    item: NewsItem
    stands: Mapping[date, tuple[Playlist, ...]]
    queue: Mapping[date, tuple[QueueEntry, ...]]
    handovers: tuple[Handover, ...]
    withdrawn: str
    slots: tuple[Slot, ...]
    """Of the day that it comes to."""
    starts: Mapping[SlotKey, datetime]
    """When each slot of that day begins (aware)."""


_Ways = Mapping[OutletId, Playlist | None]
"""The outlets where an item can come to a session, with its plan there, none while it has none."""


def _facts(station: Station, wanted: Wanted) -> _Facts:
    first, last = sorted((wanted.from_day, wanted.to_day))
    timetable = station.timetable()
    with station.store.reading() as tx:
        item, stands = tx.news.get(wanted.item_id), tx.playlists.between(first, last)
        handovers, out = tx.handovers.between(first, last), tx.withdrawals.standing().get(wanted.item_id)
        queue = {day: tx.queue.on(day) for day in {first, last}}
    if item is None:
        raise UnknownItem(item=wanted.item_id, nearest="")
    slots = tuple(timetable.slots_on(wanted.to_day))
    by_day: dict[date, tuple[Playlist, ...]] = {}
    for each in stands:
        by_day[each.air_date] = (*by_day.get(each.air_date, ()), each)
    return _Facts(
        item=item,
        stands=by_day,
        queue=queue,
        handovers=handovers,
        withdrawn="" if out is None else f"tin đã bị rút ({out.reason})",
        slots=slots,
        starts={
            SlotKey(wanted.to_day, each.session, each.outlet_id): datetime.combine(
                wanted.to_day, each.starts, tzinfo=station.zone
            )
            for each in slots
        },
    )


def _leaving(
    station: Station, wanted: Wanted, facts: _Facts, source: SessionId, outlet_id: OutletId | None, now: datetime
) -> tuple[tuple[Playlist, ...], tuple[OutletId, ...]]:
    """Give the sessions that the item leaves, and the outlets where they have begun."""
    there = facts.stands.get(wanted.from_day, ())
    if not there:
        raise NotPlanned(date=wanted.from_day)
    mine = [each for each in there if each.session == source and outlet_id in (None, each.outlet_id)]
    having = [each for each in mine if wanted.item_id in aired_items(each)]
    if not having:
        _refuse(wanted, station.session_name(source), wanted.from_day, "buổi ấy không có tin này")
    open_ones = tuple(each for each in having if each.starts_at > now)
    if not open_ones:
        name = station.session_name(source)
        raise SessionBegun(session=name, date=wanted.from_day, reason="buổi đang phát hoặc đã phát xong")
    return open_ones, tuple(each.outlet_id for each in having if each.starts_at <= now)


def _coming(
    station: Station, wanted: Wanted, facts: _Facts, open_ones: Sequence[Playlist], target: SessionId, now: datetime
) -> _Ways:
    """Give where the item can come to, or raise what stands against it everywhere."""
    name, day, item = station.session_name(target), wanted.to_day, facts.item
    if facts.withdrawn:
        _refuse(wanted, name, day, facts.withdrawn)
    planned = {each.outlet_id: each for each in facts.stands.get(day, ()) if each.session == target}
    starts = {key.outlet_id: at for key, at in facts.starts.items() if key.session == target}
    starts |= {outlet_id: each.starts_at for outlet_id, each in planned.items()}
    with station.store.reading() as tx:
        rule = tx.air_rules.all().get(item.id)
    ways: dict[OutletId, Playlist | None] = {}
    against = "các nơi ấy không có buổi này hôm đó"
    within = all((each.air_date, each.session) == (day, target) for each in open_ones)
    for outlet_id in (each.outlet_id for each in open_ones):
        if outlet_id not in starts:
            continue
        there = planned.get(outlet_id)
        if starts[outlet_id] <= now:
            why = "buổi ấy đang phát hoặc đã phát xong"
        elif not within and there is not None and wanted.item_id in aired_items(there):
            why = "tin đã có trong buổi ấy"
        else:
            why = validity(rule, starts[outlet_id])
        if why:
            against = why
        else:
            ways[outlet_id] = planned.get(outlet_id)
    if not ways:
        _refuse(wanted, name, day, against)
    return ways


def _entries(
    wanted: Wanted, facts: _Facts, ways: _Ways, target: SessionId, *, by: str, now: datetime
) -> Iterable[QueueEntry]:
    """Give what stands in the queue then: the stories before it where a later place was asked for, and the item.

    Where outlets air the same they share one list; their positions stand before all that is queued already.
    """
    everywhere = {each.outlet_id for each in facts.slots if each.session == target}
    before = {
        outlet_id: tuple(each for each in (aired_items(plan) if plan else ()) if each != wanted.item_id)[
            : max(0, wanted.position - 1)
        ]
        for outlet_id, plan in ways.items()
    }
    shared = set(ways) == everywhere and len(set(before.values())) == 1
    for outlet_id in (None,) if shared else tuple(ways):
        ahead = next(iter(before.values())) if outlet_id is None else before[outlet_id]
        listed = (*ahead, wanted.item_id)
        for number, item_id in enumerate(listed):
            yield QueueEntry(
                air_date=wanted.to_day,
                session=target,
                item_id=item_id,
                outlet_id=outlet_id,
                position=number - len(listed) + 1,
                by=by,
                at=now,
            )


def _queued(facts: _Facts, wanted: Wanted, source: SessionId) -> tuple[QueueEntry, ...]:
    there = facts.queue.get(wanted.from_day, ())
    return tuple(each for each in there if each.session == source and each.item_id == wanted.item_id)


def _days(facts: _Facts, wanted: Wanted) -> list[date]:
    """Give the days that are planned together: those with a plan, so that what airs between counts."""
    return sorted({wanted.from_day, *facts.stands})


def _change(wanted: Wanted, open_ones: Iterable[Playlist], ways: _Ways, entries: tuple[QueueEntry, ...]) -> Change:
    leaves = frozenset(key_of(each) for each in open_ones)
    comes = frozenset(key_of(each) for each in ways.values() if each is not None)
    return Change(
        open=leaves | comes,
        queue=tuple(each for each in entries if comes and (each.outlet_id is None or ways[each.outlet_id] is not None)),
        barred={key: frozenset([wanted.item_id]) for key in leaves - comes},
    )


def _planned(
    station: Station,
    wanted: Wanted,
    facts: _Facts,
    change: Change,
    where: tuple[tuple[Playlist, ...], _Ways],
    now: datetime,
) -> tuple[Prepared, DaysPlan]:
    """Plan the sessions that change, every other story where it stands as far as that can be.

    Where all of them do not fit, the last of the session that it comes to gives way; then the planner is free.
    """
    days, (open_ones, ways) = _days(facts, wanted), where
    comes = tuple(each for each in ways.values() if each is not None)
    joined = {each.id for each in comes}
    leaves = tuple(each for each in open_ones if each.id not in joined)
    by_hand = (*change.queue, *(entry for queue in facts.queue.values() for entry in queue))
    for less in (0, 1, 2):
        stay = (*held(leaves, wanted.item_id, now=now), *held(comes, wanted.item_id, now=now, less=less))
        try:
            prepared = prepare(
                station, days, now=now, change=replace(change, queue=(*before_held(change.queue), *stay))
            )
            return prepared, told_as_kept(scheduling.plan_days(prepared.request), by_hand)
        except PlanError:
            continue
    prepared = prepare(station, days, now=now, change=change)
    return prepared, scheduling.plan_days(prepared.request)


def _told(
    station: Station,
    wanted: Wanted,
    facts: _Facts,
    where: tuple[tuple[Playlist, ...], _Ways, tuple[OutletId, ...]],
    prepared: Prepared,
    plan: DaysPlan,
    now: datetime,
) -> Consequences:
    open_ones, ways, left = where
    before = prepared.stands
    after = tuple(each for day in plan.days for each in day.playlists)
    days = [day.day for day in plan.days]
    changes = session_changes(before, after)
    with station.store.reading() as tx:
        standings = target_standings(tx, station.timetable(), days, now, whole=True)
    held = tuple(_holders(facts, changes))
    target = SlotKey(wanted.to_day, place(station, wanted.to_session, None)[0], next(iter(ways)))
    if not changes and all(each is not None for each in ways.values()):
        _refuse(wanted, station.session_name(target.session), wanted.to_day, "tin đã đứng đúng chỗ ấy")
    return Consequences(
        item_id=facts.item.id,
        title=facts.item.title,
        source=key_of(open_ones[0]),
        target=target,
        outlets=tuple(ways),
        left=left,
        queued=tuple(outlet_id for outlet_id, plan_there in ways.items() if plan_there is None),
        changes=changes,
        targets=target_shifts(standings, airtime_shift(before, after)),
        warnings=tuple(dict.fromkeys((*(each for day in plan.days for each in day.warnings), *plan.week.conflicts))),
        holders=held,
        seen=fingerprint([sorted(each.edition_id + each.id for each in after), sorted(map(repr, held)), sorted(ways)]),
    )


def _holders(facts: _Facts, changes: Iterable[SessionChange]) -> Iterable[BundleHolder]:
    """Give who was given a bundle of a day and outlet of which a session changes."""
    touched = {(outlet_id, each.day) for each in changes for outlet_id in each.outlets}
    fetched: dict[tuple[OutletId, date], str] = {}
    for each in sorted(facts.handovers, key=lambda each: each.at):
        key = (each.outlet_id, each.air_date)
        fetched[key] = each.fetched_by or fetched.get(key, "")
    for outlet_id, day in sorted(touched & fetched.keys()):
        yield BundleHolder(outlet_id=outlet_id, day=day, fetched_by=fetched[outlet_id, day])


def _refuse(wanted: Wanted, session: str, day: date, reason: str) -> NoReturn:
    raise QueueConflict(item=wanted.item_id, session=session, date=day, reason=reason)
