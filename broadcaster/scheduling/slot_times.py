"""The absolute times of a day's slots, refused as a whole when one of them may not be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from broadcaster.domain.ids import OutletId
from broadcaster.domain.timetables import DEFAULT_QUIET, Slot
from broadcaster.domain.units import Outlet
from broadcaster.errors import NothingToPlan, PlanError
from broadcaster.scheduling.day_plan import DayRequest
from broadcaster.scheduling.quiet_hours import hour, refuse_if_quiet


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


def slot_times(request: DayRequest) -> tuple[SlotTime, ...]:
    """Give the day's slots in order of time and outlet.

    Raises:
        NothingToPlan: there is none.
        InQuietHours: one touches the quiet hours of its outlet.
        PlanError: one outlet has a session twice, or two that overlap.
    """
    outlets = {outlet.id: outlet for outlet in request.timetable.outlets}
    times = tuple(_time(request, slot, outlets[slot.outlet_id]) for slot in request.timetable.slots_on(request.day))
    if not times:
        raise NothingToPlan(date=request.day.isoformat(), reason="lịch tuần không có buổi phát nào hôm đó")
    _refuse_quiet(request, times)
    _refuse_overlaps(request, times)
    return times


def _time(request: DayRequest, slot: Slot, outlet: Outlet) -> SlotTime:
    starts = datetime.combine(request.day, slot.starts, tzinfo=request.zone)
    length = timedelta(milliseconds=request.timetable.clock(slot.clock).length)
    stops = (starts.astimezone(UTC) + length).astimezone(request.zone)
    return SlotTime(slot=slot, outlet=outlet, starts=starts, stops=stops)


def _refuse_quiet(request: DayRequest, times: tuple[SlotTime, ...]) -> None:
    quiet = {policy.outlet_id: policy.quiet for policy in reversed(request.timetable.policies)}
    for time in times:
        refuse_if_quiet(
            what=request.session_name(time.slot.session),
            outlet=time.outlet.name,
            starts=time.starts,
            stops=time.stops,
            quiet=quiet.get(time.outlet.id, DEFAULT_QUIET),
        )


def _refuse_overlaps(request: DayRequest, times: tuple[SlotTime, ...]) -> None:
    before: dict[OutletId, SlotTime] = {}
    seen: set[tuple[OutletId, str]] = set()
    for time in times:
        name = request.session_name(time.slot.session)
        place = (time.outlet.id, time.slot.session)
        if place in seen:
            raise PlanError(reason=f"{time.outlet.name} có hai giờ phát cho {name} cùng ngày. Sửa lại trong schedules/")
        seen.add(place)
        last = before.get(time.outlet.id)
        if last is not None and time.starts_at < last.stops.astimezone(UTC):
            raise PlanError(
                reason=f"{time.outlet.name}: {name} lúc {hour(time.starts)} chồng lên "
                f"{request.session_name(last.slot.session)} còn phát tới {hour(last.stops)}. Sửa lại trong schedules/"
            )
        before[time.outlet.id] = time
