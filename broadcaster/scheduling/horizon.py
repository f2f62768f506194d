"""What the next sessions still lack: decided from the grid, the plans and what is made of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from enum import StrEnum

from broadcaster.domain.ids import OutletId, PlaylistId, SessionId
from broadcaster.domain.playlists import Playlist
from broadcaster.domain.timetables import Timetable


class Lack(StrEnum):
    """The first thing that a session lacks; what follows from it is not told."""

    PLAYLIST = "playlist"
    PROGRAMME = "programme"
    BUNDLE = "bundle"

    @property
    def label(self) -> str:
        """Give what operators read."""
        return {
            "playlist": "chưa có danh sách phát",
            "programme": "chưa dựng chương trình",
            "bundle": "chưa giao gói phát",
        }[self.value]


@dataclass(frozen=True, kw_only=True, slots=True)
class Shortfall:
    """One session that comes near and lacks one thing at some outlets."""

    session: SessionId
    """Session of the day."""
    starts: datetime
    """Its start in local time (aware)."""
    lack: Lack
    """What is lacking."""
    outlets: tuple[OutletId, ...]
    """Where."""


def shortfalls(
    timetable: Timetable,
    playlists: Iterable[Playlist],
    *,
    mixed: Collection[PlaylistId],
    handed_over: Collection[PlaylistId],
    now: datetime,
    ahead: timedelta,
    zone: tzinfo,
) -> tuple[Shortfall, ...]:
    """Give what the sessions that start between `now` and `ahead` later still lack, soonest first."""
    plans = {(each.outlet_id, each.session, each.starts_at): each.id for each in playlists}
    found: dict[tuple[datetime, SessionId, Lack], list[OutletId]] = {}
    for starts, session, outlet in _near(timetable, now, ahead, zone):
        lack = _lack(plans, (outlet, session, starts.astimezone(UTC)), mixed, handed_over)
        if lack is not None:
            found.setdefault((starts, session, lack), []).append(outlet)
    return tuple(
        Shortfall(session=session, starts=starts, lack=lack, outlets=tuple(outlets))
        for (starts, session, lack), outlets in sorted(found.items())
    )


def _near(
    timetable: Timetable, now: datetime, ahead: timedelta, zone: tzinfo
) -> Iterator[tuple[datetime, SessionId, OutletId]]:
    first, last = (moment.astimezone(zone).date() for moment in (now, now + ahead))
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        for slot in timetable.slots_on(day):
            starts = datetime.combine(day, slot.starts, tzinfo=zone)
            if now <= starts <= now + ahead:
                yield starts, slot.session, slot.outlet_id


def _lack(
    plans: Mapping[tuple[OutletId, SessionId, datetime], PlaylistId],
    wanted: tuple[OutletId, SessionId, datetime],
    mixed: Collection[PlaylistId],
    handed_over: Collection[PlaylistId],
) -> Lack | None:
    plan = plans.get(wanted)
    if plan is None:
        return Lack.PLAYLIST
    if plan not in mixed:
        return Lack.PROGRAMME
    return None if plan in handed_over else Lack.BUNDLE
