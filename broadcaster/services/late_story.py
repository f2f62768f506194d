"""Change what is planned after it was sent: a late story goes in, an item that may not air goes out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial

from broadcaster.domain.airings import Handover
from broadcaster.domain.ids import NewsItemId, OutletId
from broadcaster.domain.plan_records import PlanChange, Withdrawal
from broadcaster.domain.playlists import Playlist, QueueEntry
from broadcaster.errors import (
    BroadcasterError,
    NameNeeded,
    NotPlanned,
    QueueConflict,
    ReasonNeeded,
    SessionBegun,
    UnknownItem,
)
from broadcaster.scheduling.day import aired_items
from broadcaster.scheduling.plan_items import validity
from broadcaster.services.mix_programme import mix_day
from broadcaster.services.plan_request import Change, key_of
from broadcaster.services.plan_week import Planned, change_day
from broadcaster.services.publish_day import publish_day
from broadcaster.services.queue_segment import place
from broadcaster.station import Station
from broadcaster.storage.store import Transaction


@dataclass(frozen=True, kw_only=True, slots=True)
class LateStory:
    """An item that is to air in a session which is planned already."""

    item_in: NewsItemId
    """What goes in."""
    day: date
    """Local calendar day."""
    session: str
    """The session, as somebody typed it."""
    item_out: NewsItemId | None = None
    """What has to go for it; none lets the planner choose."""
    outlet: str | None = None
    """Only there, as somebody typed it; none for every outlet."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Holder:
    """An outlet that was given a bundle which has since been changed."""

    outlet_id: OutletId
    """Whose."""
    day: date
    """Of which day."""
    before: Handover
    """The bundle that it holds, as far as we know."""
    after: Handover | None
    """The next version, handed over now; none when it could not be made."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Changed:
    """What became of one day."""

    day: date
    """Local calendar day."""
    planned: Planned | None
    """The new plan of the day; none when it could not be made."""
    sessions: tuple[Playlist, ...]
    """The sessions concerned, as they were planned before."""
    begun: tuple[Playlist, ...]
    """Sessions concerned that have begun: nothing of them was changed."""
    holders: tuple[Holder, ...]
    """Outlets that were given a bundle with the old plan."""
    fault: str = ""
    """What went wrong after the decision was recorded; empty when all went well."""


def replace_item(station: Station, story: LateStory, *, by: str, reason: str, now: datetime) -> Changed:
    """Put an approved item into a session that has not begun, in the place of another or of what gives way best.

    Only that session is planned anew. Then the day is mixed and, where bundles were handed over, their next versions
    are.

    Raises:
        NameNeeded, ReasonNeeded, UnknownItem, UnknownSession, UnknownOutlet, NotPlanned, SessionBegun, QueueConflict,
            DoesNotFit: nothing is changed.
        MixError, PlanError, PlaceError: the plan is changed, the bundles are not yet.
    """
    _refuse_unnamed(by, reason, "đổi tin")
    session, outlet_id = place(station, story.session, story.outlet)
    wanted = PlanChange(
        air_date=story.day,
        session=session,
        outlet_id=outlet_id,
        item_in=story.item_in,
        item_out=story.item_out,
        by=by,
        reason=reason,
        at=now,
    )
    open_ones, begun = _sessions(station, wanted)
    change = Change(
        open=frozenset(key_of(each) for each in open_ones),
        without=frozenset([story.item_out] if story.item_out else []),
        queue=(_entry(wanted, position=0),),
    )
    planned = change_day(station, story.day, change, now=now, also=partial(_record, wanted))
    holders = send_again(station, story.day, {each.outlet_id for each in open_ones}, now)
    return Changed(day=story.day, planned=planned, sessions=open_ones, begun=begun, holders=holders)


def withdraw_item(station: Station, item_id: NewsItemId, *, by: str, reason: str, now: datetime) -> tuple[Changed, ...]:
    """Take an item off the air: from now on no plan may hold it, and what is planned with it is planned anew.

    The decision is recorded first and stands whatever happens after; then each day concerned is planned, mixed and sent
    again by itself, and what fails is told in its ``fault``. What is on air or past is never touched.

    Raises:
        NameNeeded, ReasonNeeded, UnknownItem: nothing is recorded.
    """
    _refuse_unnamed(by, reason, "rút tin")
    today = now.astimezone(station.zone).date()
    with station.store.writing() as tx:
        item, carrying = tx.news.get(item_id), tx.playlists.carrying(item_id, today)
        if item is None and not carrying:
            raise UnknownItem(item=item_id, nearest="")
        title = item.title if item else item_id
        tx.withdrawals.add(Withdrawal(item_id=item_id, title=title, by=by, reason=reason, at=now))
        tx.queue.drop(item_id, today)
    days = sorted({each.air_date for each in carrying})
    return tuple(_without(station, day, [each for each in carrying if each.air_date == day], now) for day in days)


def allow_item(station: Station, item_id: NewsItemId, *, by: str, reason: str, now: datetime) -> None:
    """Let a withdrawn item on the air again; raises NameNeeded, ReasonNeeded, UnknownItem when it is not out."""
    _refuse_unnamed(by, reason, "cho phát lại")
    with station.store.writing() as tx:
        said = tx.withdrawals.standing().get(item_id)
        if said is None:
            raise UnknownItem(item=item_id, nearest="")
        tx.withdrawals.add(replace(said, allowed=True, by=by, reason=reason, at=now))


def _without(station: Station, day: date, carrying: list[Playlist], now: datetime) -> Changed:
    """Plan the sessions of one day anew that carry an item which may not air any more."""
    open_ones = tuple(each for each in carrying if each.starts_at > now)
    begun = tuple(each for each in carrying if each.starts_at <= now)
    change, planned, fault = Change(open=frozenset(key_of(each) for each in open_ones)), None, ""
    outlets = {each.outlet_id for each in open_ones}
    if not open_ones:
        return Changed(day=day, planned=None, sessions=(), begun=begun, holders=())
    try:
        planned = change_day(station, day, change, now=now, also=lambda _: None)
        holders = send_again(station, day, outlets, now)
    except BroadcasterError as error:
        fault, holders = str(error), _holders(station, day, outlets, now)
    return Changed(day=day, planned=planned, sessions=open_ones, begun=begun, holders=holders, fault=fault)


def _refuse_unnamed(by: str, reason: str, what: str) -> None:
    if not by.strip():
        raise NameNeeded
    if not reason.strip():
        raise ReasonNeeded(what=what)


def _entry(wanted: PlanChange, position: int) -> QueueEntry:
    return QueueEntry(
        air_date=wanted.air_date,
        session=wanted.session,
        item_id=wanted.item_in,
        outlet_id=wanted.outlet_id,
        position=position,
        by=wanted.by,
        at=wanted.at,
    )


def _record(wanted: PlanChange, tx: Transaction) -> None:
    """Keep the change, and queue the item so that a later plan keeps it where it is."""
    place_of = (wanted.air_date, wanted.session)
    if wanted.item_out is not None:
        tx.queue.remove(*place_of, wanted.item_out, wanted.outlet_id)
    queued = {(each.session, each.outlet_id, each.item_id) for each in tx.queue.on(wanted.air_date)}
    if (wanted.session, wanted.outlet_id, wanted.item_in) not in queued:
        tx.queue.add(_entry(wanted, position=1))
    tx.plan_changes.add(wanted)


def _sessions(station: Station, wanted: PlanChange) -> tuple[tuple[Playlist, ...], tuple[Playlist, ...]]:
    """Give the playlists that are to change and those that have begun; raises what makes the change impossible."""
    day, session, now = wanted.air_date, wanted.session, wanted.at
    with station.store.reading() as tx:
        item, there = tx.news.get(wanted.item_in), tx.playlists.on(day)
        rule, withdrawn = tx.air_rules.all().get(wanted.item_in), tx.withdrawals.standing().get(wanted.item_in)
    if item is None:
        raise UnknownItem(item=wanted.item_in, nearest="")
    meant = [each for each in there if each.session == session and wanted.outlet_id in (None, each.outlet_id)]
    if not meant:
        raise NotPlanned(date=day)
    begun = tuple(each for each in meant if each.starts_at <= now)
    able = [each for each in meant if each.starts_at > now]
    if not able:
        raise SessionBegun(session=station.session_name(session), date=day, reason="buổi đang phát hoặc đã phát xong")
    able = [each for each in able if not item.outlets or each.outlet_id in item.outlets]
    open_ones = tuple(each for each in able if _can_change(each, wanted))
    reason = next((why for each in open_ones if (why := validity(rule, each.starts_at))), "")
    if withdrawn is not None:
        reason = f"tin đã bị rút ({withdrawn.reason})"
    elif not able:
        reason = "tin này chỉ dành cho nơi khác"
    elif not open_ones:
        out = wanted.item_out
        reason = "tin đã có trong buổi ấy" if out is None else f"buổi ấy không có tin {out} để thay, hoặc đã có tin mới"
    if reason:
        raise QueueConflict(item=wanted.item_in, session=session, date=day, reason=reason)
    return open_ones, begun


def _can_change(playlist: Playlist, wanted: PlanChange) -> bool:
    items = aired_items(playlist)
    return wanted.item_in not in items and (wanted.item_out is None or wanted.item_out in items)


def send_again(station: Station, day: date, outlets: set[OutletId], now: datetime) -> tuple[Holder, ...]:
    """Mix a day and hand over the next version of its bundles where bundles were handed over before."""
    before = _latest(station, day)
    mix_day(station, day)
    if not before:
        return ()
    publish_day(station, day, now=now)
    after = _latest(station, day)
    return tuple(
        Holder(outlet_id=each, day=day, before=before[each], after=after[each] if after[each] != before[each] else None)
        for each in sorted(outlets & before.keys())
    )


def _holders(station: Station, day: date, outlets: Iterable[OutletId], now: datetime) -> tuple[Holder, ...]:
    """Give who holds a bundle of a day whose next version was not made, or was made just now."""
    latest = _latest(station, day)
    return tuple(
        Holder(outlet_id=each, day=day, before=latest[each], after=latest[each] if latest[each].at == now else None)
        for each in sorted(set(outlets) & latest.keys())
    )


def _latest(station: Station, day: date) -> dict[OutletId, Handover]:
    with station.store.reading() as tx:
        return {each.outlet_id: each for each in tx.handovers.between(day, day)}
