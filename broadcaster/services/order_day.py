"""What can be ordered for one day: plan it, mix it, hand it over; what each would do, and what stands in its way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from broadcaster.domain.ids import EditionId, OutletId, PlaylistId
from broadcaster.domain.orders import OrderKind, WorkOrder
from broadcaster.domain.playlists import Playlist
from broadcaster.domain.sound import Programme
from broadcaster.errors import BroadcasterError, FrameNotReady, OrderRefused
from broadcaster.services.clearance import refuse_unless_cleared
from broadcaster.services.guard_sending import refuse_unless_current, refuse_unless_near
from broadcaster.services.order_work import order
from broadcaster.services.plan_request import prepare
from broadcaster.station import Station

DAY_WORK = (OrderKind.PLAN, OrderKind.MIX, OrderKind.PUBLISH)
"""What can be ordered for a day, in the order in which it is done."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DayStep:
    """One piece of work on a day, as things are now."""

    kind: OrderKind
    """Which."""
    done: int
    """Parts that are done: sessions planned, programmes made, outlets that hold the bundle of this plan."""
    total: int
    """Parts in all; 0 while that is not known."""
    tells: tuple[str, ...] = ()
    """What it would do, and what it would leave alone, one sentence each."""
    refused: str = ""
    """Why it cannot be ordered now; empty when it can."""
    waiting: WorkOrder | None = None
    """The order for just this that has not ended, if there is one."""

    @property
    def stands(self) -> bool:
        """Say whether it is done already, so that to order it again would change nothing by itself."""
        return 0 < self.total <= self.done

    @property
    def may(self) -> bool:
        """Say whether it can be ordered."""
        return not self.refused and self.waiting is None


@dataclass(frozen=True, kw_only=True, slots=True)
class _Day:
    """All that is known of a day."""

    day: date
    slots: int
    playlists: tuple[Playlist, ...]
    programmes: Mapping[tuple[EditionId, int], Programme]
    levels: Mapping[OutletId, int]
    handed: Mapping[OutletId, frozenset[PlaylistId]]
    orders: Mapping[OrderKind, WorkOrder]


def see_day_work(station: Station, day: date, *, now: datetime) -> tuple[DayStep, ...]:
    """Tell of planning, mixing and handing over a day: how far each is, what it would do, what stands in its way.

    Raises:
        NoTimetable.
    """
    known = _known(station, day)
    past = "" if station.is_sample or day >= now.astimezone(station.zone).date() else "Ngày này đã qua."
    return tuple(_step(station, known, kind, past=past, now=now) for kind in DAY_WORK)


def order_day_work(station: Station, day: date, kind: OrderKind, *, by: str, now: datetime) -> WorkOrder:
    """Order one step of a day; one that waits already is given instead of a second.

    Raises:
        NameNeeded. OrderRefused: what it needs is not there, or the kind is none of a day.
    """
    found = next((each for each in see_day_work(station, day, now=now) if each.kind is kind), None)
    if found is None:
        raise OrderRefused(reason=f"{kind.label} không phải việc của một ngày")
    if found.refused:
        raise OrderRefused(reason=found.refused.rstrip("."))
    return found.waiting or order(station, kind, [day.isoformat()], by=by, now=now)


def _known(station: Station, day: date) -> _Day:
    timetable = station.timetable()
    with station.store.reading() as tx:
        playlists = tx.playlists.on(day)
        programmes = tx.programmes.many(list(dict.fromkeys(each.edition_id for each in playlists)))
        handovers, waiting = tx.handovers.between(day, day), tx.work_orders.open()
    newest = sorted(handovers, key=lambda each: each.at)
    return _Day(
        day=day,
        slots=len(timetable.slots_on(day)),
        playlists=playlists,
        programmes=programmes,
        levels={each.id: each.offset_lu for each in timetable.outlets},
        handed={each.outlet_id: frozenset(each.playlists) for each in newest},
        orders={each.kind: each for each in waiting if each.arguments == (day.isoformat(),)},
    )


def _step(station: Station, known: _Day, kind: OrderKind, *, past: str, now: datetime) -> DayStep:
    done, total = _amount(known, kind)
    told = _Told(refused=past)
    if not past:
        try:
            refuse_unless_current(station, now=now)
            told = _TELL[kind](station, known, now)
        except FrameNotReady as error:
            told = _Told(refused=f"Lời dẫn {error.fields['edition']} {error.fields['reason']}.")
        except BroadcasterError as error:
            told = _Told(refused=str(error))
    return DayStep(
        kind=kind,
        done=done,
        total=total,
        tells=told.tells,
        refused=told.refused,
        waiting=known.orders.get(kind),
    )


def _amount(known: _Day, kind: OrderKind) -> tuple[int, int]:
    """Count what is done of a step, and what there is to do."""
    if kind is OrderKind.PLAN:
        return len(known.playlists), max(known.slots, len(known.playlists))
    if kind is OrderKind.MIX:
        wanted = _wanted(known)
        return len(wanted & known.programmes.keys()), len(wanted)
    outlets = _outlets(known)
    return sum(1 for each, plans in outlets.items() if plans <= known.handed.get(each, frozenset())), len(outlets)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Told:
    """What a step would do, or why it cannot be ordered."""

    tells: tuple[str, ...] = ()
    refused: str = ""


def _planning(station: Station, known: _Day, now: datetime) -> _Told:
    """Tell of planning; raises what the planner would raise for what is missing now."""
    prepared = prepare(station, [known.day], now=now)
    ready, kept = len(prepared.request.days[0].candidates), len(prepared.request.frozen)
    new, again = max(0, known.slots - len(known.playlists)), len(known.playlists) - kept
    if new + again <= 0:
        return _Told(refused=f"Cả {kept} buổi đã giao, đang phát hoặc đã phát nên giữ nguyên.")
    tells = [
        f"Lập {new} buổi chưa có kế hoạch, chọn trong {ready} tin đã nghe duyệt." if new else "",
        f"Xem lại {again} buổi đã có kế hoạch: buổi còn đúng thì giữ, tin mới có thể vào." if again else "",
        f"Giữ nguyên {kept} buổi đã giao, đang phát hoặc đã phát." if kept else "",
        *(f"{each.partition(': broadcaster')[0]}." for each in prepared.waiting),
    ]
    return _Told(tells=tuple(each for each in tells if each))


def _mixing(station: Station, known: _Day, _now: datetime) -> _Told:
    """Tell of mixing; raises NoLongerCleared, ItemWithdrawn."""
    if not known.playlists:
        return _after(known, OrderKind.PLAN) or _Told(refused="Chưa có kế hoạch để dựng: lập kế hoạch trước đã.")
    with station.store.reading() as tx:
        editions = tx.editions.on(known.day)
    if OrderKind.PLAN not in known.orders:
        refuse_unless_cleared(station, editions)
    done, total = _amount(known, OrderKind.MIX)
    kept = f" {done} chương trình đã dựng được giữ." if done else ""
    tells = [
        f"Dựng {total - done} chương trình.{kept}"
        if done < total
        else f"Cả {total} chương trình đã dựng: chỉ kiểm tra tệp, còn đúng thì không dựng lại.",
        "Kế hoạch của ngày này đang chờ lập lại: dựng theo kế hoạch mới." if OrderKind.PLAN in known.orders else "",
    ]
    return _Told(tells=tuple(each for each in tells if each))


def _sending(station: Station, known: _Day, now: datetime) -> _Told:
    """Tell of handing over; raises DayNotNear."""
    refuse_unless_near(station, known.day, now=now)
    done, total = _amount(known, OrderKind.MIX)
    if not known.playlists or done < total:
        reason = f"Còn {total - done} trên {total} chương trình chưa dựng: dựng trước đã."
        if not known.playlists:
            reason = "Chưa có kế hoạch để giao: lập kế hoạch rồi dựng trước đã."
        return _after(known, OrderKind.MIX) or _Told(refused=reason)
    outlets = _outlets(known)
    held = [each for each, plans in outlets.items() if plans <= known.handed.get(each, frozenset())]
    again = [each for each in outlets if each in known.handed and each not in held]
    first = len(outlets) - len(held) - len(again)
    tells = [
        f"Giao gói phát cho {first} nơi." if first else "",
        f"{len(again)} nơi đang giữ gói theo kế hoạch cũ nhận gói bản kế tiếp: gọi điện báo các nơi ấy."
        if again
        else "",
        f"{len(held)} nơi đã có gói đúng kế hoạch này: còn đúng thì không giao lại." if held else "",
        "Buổi đã giao thì kế hoạch lập sau giữ nguyên; muốn đổi phải chuyển từng tin và giao lại.",
    ]
    return _Told(tells=tuple(each for each in tells if each))


def _after(known: _Day, kind: OrderKind) -> _Told | None:
    """Tell that a step runs after one that waits already, which brings what it needs."""
    return _Told(tells=("Chạy ngay sau việc đang chờ ở bước trước.",)) if kind in known.orders else None


_TELL: Mapping[OrderKind, Callable[[Station, _Day, datetime], _Told]] = {
    OrderKind.PLAN: _planning,
    OrderKind.MIX: _mixing,
    OrderKind.PUBLISH: _sending,
}


def _wanted(known: _Day) -> frozenset[tuple[EditionId, int]]:
    """Give the programmes that the plan asks for, by edition and level."""
    return frozenset((each.edition_id, known.levels.get(each.outlet_id, 0)) for each in known.playlists)


def _outlets(known: _Day) -> dict[OutletId, frozenset[PlaylistId]]:
    found: dict[OutletId, frozenset[PlaylistId]] = {}
    for each in known.playlists:
        found[each.outlet_id] = found.get(each.outlet_id, frozenset()) | {each.id}
    return found
