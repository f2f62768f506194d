"""Take orders for work that is too long for a page, and carry them out one after the other.

A page calls :func:`order` and shows ``/viec``; whoever holds the store's ``orders`` post (a thread of the process that
serves the pages) calls :func:`carry_out`. Two processes never do the same order.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from broadcaster.domain.ids import OrderId, ScriptId
from broadcaster.domain.news_feeds import MAILBOX
from broadcaster.domain.orders import OrderKind, OrderOutcome, WorkOrder
from broadcaster.errors import BroadcasterError, FeedsFailed, NameNeeded, OrderRefused
from broadcaster.services.guard_sending import refuse_unless_current
from broadcaster.services.mix_programme import mix_day
from broadcaster.services.plan_week import plan_days
from broadcaster.services.poll_feeds import poll_feeds
from broadcaster.services.progress import Progress
from broadcaster.services.publish_day import publish_day
from broadcaster.services.read_mailbox import read_mailbox
from broadcaster.services.voice_script import voice_scripts
from broadcaster.station import Station

logger = logging.getLogger(__name__)

SHOWN = 50
"""So many of the newest orders are shown."""

TOLD_EVERY = timedelta(seconds=1)
"""How often progress is written down at most."""

_NOTHING = {OrderKind.VOICE: "chưa chọn kịch bản nào", OrderKind.FEED: "chưa chọn nguồn tin nào"}

Work = Callable[[Station, WorkOrder, datetime, Progress], str]
"""Takes the station, the order, the time and what is told of progress; says what it did."""


def order(station: Station, kind: OrderKind, arguments: Sequence[str], *, by: str, now: datetime) -> WorkOrder:
    """Ask for a piece of work to be done soon; one that waits already, quite the same, is given instead of a second.

    Nothing is done before this returns: what stands in the way is told by the order itself, at ``/viec``.

    Args:
        station: Whose.
        kind: What: ``OrderKind.VOICE``, ``PLAN``, ``MIX``, ``PUBLISH`` or ``FEED``.
        arguments: Ids of scripts to voice, or names of feeds to ask, at least one; of the others the local day alone,
            as ``["2026-11-30"]``.
        by: Full name of who asks.
        now: When (aware).

    Raises:
        NameNeeded. OrderRefused: the arguments do not fit the kind.
    """
    name, wanted = " ".join(by.split()), tuple(dict.fromkeys(arguments))
    if not name:
        raise NameNeeded
    _check(kind, wanted)
    asked = WorkOrder(kind=kind, arguments=wanted, by=name, ordered_at=now)
    with station.store.writing() as tx:
        for each in tx.work_orders.open():
            if each.started_at is None and (each.kind, each.arguments) == (kind, wanted):
                return each
        return replace(asked, id=tx.work_orders.add(asked))


def cancel(station: Station, order_id: OrderId, *, by: str, now: datetime) -> WorkOrder:
    """Take an order back that has not been begun; raises OrderRefused."""
    with station.store.writing() as tx:
        found = tx.work_orders.get(order_id)
        if found is None or found.started_at is not None or not found.is_open:
            raise OrderRefused(reason="việc không còn chờ nên không hủy được; xem lại danh sách việc")
        gone = replace(found, ended_at=now, outcome=OrderOutcome.CANCELLED, message=f"{by} đã hủy")
        tx.work_orders.keep(gone)
    return gone


def orders(station: Station, *, most: int = SHOWN) -> tuple[WorkOrder, ...]:
    """Give the newest orders, newest first."""
    with station.store.reading() as tx:
        return tx.work_orders.newest(most)


def voicing_orders(station: Station, script_id: ScriptId) -> tuple[WorkOrder, ...]:
    """Give the orders by which a script is to be voiced and that have not ended, or the last that failed."""
    mine = [each for each in orders(station) if each.kind is OrderKind.VOICE and script_id in each.arguments]
    return tuple(each for each in mine[:1] if each.is_open or each.outcome is not OrderOutcome.DONE)


def anything_ordered(station: Station) -> bool:
    """Say whether an order waits, or was left by a process that died."""
    with station.store.reading() as tx:
        return bool(tx.work_orders.open())


def carry_out(
    station: Station, *, clock: Callable[[], datetime], stopping: Callable[[], bool] = lambda: False
) -> tuple[WorkOrder, ...]:
    """Carry out what waits, one after the other, and give each order as it ended.

    Only who holds the store's ``orders`` post may call it: an order that was begun and has no end is taken for one
    whose process died. It is not begun again by itself, since somebody may have gone on by hand.
    """
    with station.store.reading() as tx:
        left = [each for each in tx.work_orders.open() if each.started_at is not None]
    for each in left:
        told = "Máy chủ dừng khi đang làm; phần đã xong được giữ. Đặt lại việc này nếu còn cần."
        _keep(station, replace(each, ended_at=clock(), outcome=OrderOutcome.CUT_OFF, message=told))
    done: list[WorkOrder] = []
    while not stopping():
        with station.store.reading() as tx:
            waiting = [each for each in tx.work_orders.open() if each.started_at is None]
        if not waiting:
            break
        begun = replace(waiting[0], started_at=clock())
        with station.store.writing() as tx:
            may = tx.work_orders.begin(begun)
        if may:
            ended = _ended(station, begun, clock)
            _keep(station, ended)
            done.append(ended)
    return tuple(done)


def _ended(station: Station, begun: WorkOrder, clock: Callable[[], datetime]) -> WorkOrder:
    """Do the work and say how it ended: the fence that keeps the server alive whatever an order meets."""
    telling = _Telling(station, begun, clock)
    try:
        told, outcome = WORK[begun.kind](station, begun, clock(), telling), OrderOutcome.DONE
    except BroadcasterError as error:
        told, outcome = str(error), OrderOutcome.FAILED
    except Exception as error:
        logger.exception("an order broke", extra={"action": f"order_{begun.kind}_broke"})
        told = f"lỗi của phần mềm ({type(error).__name__}: {error}). Gửi nhật ký của dịch vụ cho người phụ trách."
        outcome = OrderOutcome.FAILED
    logger.info("%s", told, extra={"action": f"order_{begun.kind}_{outcome}"})
    return replace(telling.order, ended_at=clock(), outcome=outcome, message=told)


class _Telling:
    """Writes down how far an order is, not more often than people can see."""

    def __init__(self, station: Station, begun: WorkOrder, clock: Callable[[], datetime]) -> None:
        self.order = begun
        self._station = station
        self._clock = clock
        self._told_at = clock()

    def __call__(self, done: int, total: int) -> None:
        self.order = replace(self.order, done=done, total=total)
        if self._clock() - self._told_at >= TOLD_EVERY:
            self._told_at = self._clock()
            _keep(self._station, self.order)


def _keep(station: Station, order: WorkOrder) -> None:
    with station.store.writing() as tx:
        tx.work_orders.keep(order)


def _check(kind: OrderKind, arguments: tuple[str, ...]) -> None:
    if not arguments:
        raise OrderRefused(reason=_NOTHING.get(kind, "chưa chọn ngày"))
    if kind not in _NOTHING:
        _day(arguments)


def _day(arguments: tuple[str, ...]) -> date:
    try:
        (day,) = arguments
        return date.fromisoformat(day)
    except ValueError as error:
        raise OrderRefused(reason=f'"{", ".join(arguments)}" không phải một ngày') from error


# --- the work


def _voice(station: Station, asked: WorkOrder, now: datetime, progress: Progress) -> str:
    ids = [ScriptId(each) for each in asked.arguments]
    voiced = voice_scripts(station, now=now, script_ids=ids, progress=progress)
    made, kept = sum(each.made for each in voiced), sum(each.kept for each in voiced)
    fallback = next((each.fallback for each in voiced if each.fallback), "")
    told = f"thu {len(voiced)} kịch bản: {made} câu mới, {kept} câu giữ lại"
    return f"{told}. Giọng dự phòng đã đọc: {fallback}" if fallback else told


def _plan(station: Station, asked: WorkOrder, now: datetime, _progress: Progress) -> str:
    refuse_unless_current(station, now=now)
    (planned,) = plan_days(station, _day(asked.arguments), now=now)
    told = f"{len(planned.plan.playlists)} buổi phát"
    return told if planned.changed else f"{told}, không đổi so với kế hoạch đang có"


def _mix(station: Station, asked: WorkOrder, _now: datetime, progress: Progress) -> str:
    mixed = mix_day(station, _day(asked.arguments), progress=progress)
    return f"{len(mixed)} chương trình, {sum(each.new for each in mixed)} chương trình mới dựng"


def _publish(station: Station, asked: WorkOrder, now: datetime, progress: Progress) -> str:
    published = publish_day(station, _day(asked.arguments), now=now, progress=progress)
    return f"{len(published)} gói phát, {sum(each.new for each in published)} gói mới"


def _feed(station: Station, asked: WorkOrder, now: datetime, _progress: Progress) -> str:
    mail = read_mailbox(station, now=now, at_once=True) if MAILBOX in asked.arguments else None
    feeds = [each for each in asked.arguments if each != MAILBOX]
    visits = [*(poll_feeds(station, now=now, names=feeds) if feeds else ()), *((mail,) if mail else ())]
    told = "; ".join(f"{each.state.name}: {each.state.told}" for each in visits)
    if any(each.failed for each in visits) or not visits:
        raise FeedsFailed(reason=told.rstrip(".") or "nguồn tin này không còn trong station.toml")
    return told


WORK: Mapping[OrderKind, Work] = {
    OrderKind.VOICE: _voice,
    OrderKind.PLAN: _plan,
    OrderKind.MIX: _mix,
    OrderKind.PUBLISH: _publish,
    OrderKind.FEED: _feed,
}
"""What carries each kind of order out."""
