"""The absolute times of a day's slots, refused as a whole when one of them may not be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

from broadcaster.domain.ids import OutletId, SessionId, UnitId
from broadcaster.domain.playlists import Playlist
from broadcaster.domain.timetables import DEFAULT_QUIET, Slot
from broadcaster.domain.units import Outlet, Transmission
from broadcaster.errors import NothingToPlan, PlanError
from broadcaster.scheduling.day_plan import DayRequest
from broadcaster.scheduling.quiet_hours import hour, refuse_if_quiet
from broadcaster.scheduling.week_plan import SlotKey


@dataclass(frozen=True, kw_only=True, slots=True)
class SlotTime:
    """One slot of one day."""

    slot: Slot
    """The slot."""
    outlet: Outlet
    """Where."""
    starts: datetime
    """Start in local time (aware)."""
    stops: datetime
    """End in local time (aware)."""

    @property
    def starts_at(self) -> datetime:
        """Give the start in UTC."""
        return self.starts.astimezone(UTC)


def slot_times(
    request: DayRequest,
    frozen: Mapping[SlotKey, Playlist] = MappingProxyType({}),
    only: frozenset[SlotKey] | None = None,
) -> tuple[SlotTime, ...]:
    """Give the day's slots, or only some beside the frozen, in order of time and outlet.

    A frozen session is where its playlist has it.

    Raises:
        NothingToPlan: there is none.
        InQuietHours: one that is not frozen touches the quiet hours of its outlet.
        PlanError: one outlet has a session twice.
    """
    outlets = {outlet.id: outlet for outlet in request.timetable.outlets}
    lengths = {clock.id: timedelta(milliseconds=clock.length) for clock in request.timetable.clocks}
    keyed = [(key_of(request, slot), slot) for slot in request.timetable.slots_on(request.day)]
    slots = [slot for key, slot in keyed if key not in frozen and (only is None or key in only)]
    times = [_time(request, slot, outlets[slot.outlet_id], lengths[slot.clock]) for slot in slots]
    _refuse_quiet(request, times)
    _refuse_twice(request, times)
    times += [_as_stands(request, playlist, outlets) for key, playlist in frozen.items() if key.day == request.day]
    if not times:
        raise NothingToPlan(date=request.day.isoformat(), reason="lịch tuần không có buổi phát nào hôm đó")
    return tuple(sorted(times, key=lambda time: (time.starts_at, time.outlet.id)))


def key_of(request: DayRequest, slot: Slot) -> SlotKey:
    """Name a slot on the day of a request."""
    return SlotKey(request.day, slot.session, slot.outlet_id)


def refuse_overlaps(times: Iterable[SlotTime], name: Callable[[SessionId], str]) -> None:
    """Raise PlanError when two sessions of one outlet overlap, of one day or across midnight."""
    before: dict[OutletId, SlotTime] = {}
    for time in sorted(times, key=lambda time: time.starts_at):
        last = before.get(time.outlet.id)
        if last is not None and time.starts_at < last.stops.astimezone(UTC):
            raise PlanError(
                reason=f"{time.outlet.name}: {name(time.slot.session)} lúc {hour(time.starts)} chồng lên "
                f"{name(last.slot.session)} còn phát tới {hour(last.stops)}. Sửa lại trong schedules/"
            )
        before[time.outlet.id] = time


def as_planned(playlist: Playlist, zone: ZoneInfo, outlet: Outlet | None = None) -> SlotTime:
    """Give the time of a session that was planned before; it has no clock any more."""
    starts, stops = (moment.astimezone(zone) for moment in (playlist.starts_at, playlist.stops_at))
    slot = Slot(outlet_id=playlist.outlet_id, session=playlist.session, clock="", starts=starts.time(), weekdays=())
    known = outlet or Outlet(
        id=playlist.outlet_id, unit_id=UnitId(""), name=playlist.outlet_name, transmission=Transmission.FM
    )
    return SlotTime(slot=slot, outlet=known, starts=starts, stops=stops)


def _as_stands(request: DayRequest, playlist: Playlist, outlets: Mapping[OutletId, Outlet]) -> SlotTime:
    return as_planned(playlist, request.zone, outlets.get(playlist.outlet_id))


def _time(request: DayRequest, slot: Slot, outlet: Outlet, length: timedelta) -> SlotTime:
    starts = datetime.combine(request.day, slot.starts, tzinfo=request.zone)
    stops = (starts.astimezone(UTC) + length).astimezone(request.zone)
    return SlotTime(slot=slot, outlet=outlet, starts=starts, stops=stops)


def _refuse_quiet(request: DayRequest, times: Iterable[SlotTime]) -> None:
    quiet = {policy.outlet_id: policy.quiet for policy in reversed(request.timetable.policies)}
    for time in times:
        refuse_if_quiet(
            what=request.session_name(time.slot.session),
            outlet=time.outlet.name,
            starts=time.starts,
            stops=time.stops,
            quiet=quiet.get(time.outlet.id, DEFAULT_QUIET),
        )


def _refuse_twice(request: DayRequest, times: Iterable[SlotTime]) -> None:
    seen: set[tuple[OutletId, str]] = set()
    for time in times:
        place = (time.outlet.id, time.slot.session)
        if place in seen:
            name = request.session_name(time.slot.session)
            raise PlanError(reason=f"{time.outlet.name} có hai giờ phát cho {name} cùng ngày. Sửa lại trong schedules/")
        seen.add(place)
