"""What one outlet has to air on a day: sessions with their items and sound, relays, and what there is to take."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from broadcaster.domain.airings import Handover
from broadcaster.domain.ids import OutletId
from broadcaster.domain.playlists import Playlist
from broadcaster.domain.timetables import Relay, Slot, Timetable
from broadcaster.errors import BundleGone
from broadcaster.outlets.bundle_files import BundleFile
from broadcaster.services.outlet_files import Published, published
from broadcaster.station import Station


@dataclass(frozen=True, kw_only=True, slots=True)
class OutletSession:
    """One session or relay of an outlet's day."""

    name: str
    """What it is called."""
    starts: datetime
    """Start in local time (aware)."""
    stops: datetime
    """End in local time (aware)."""
    playlist: Playlist | None = None
    """Its plan; none when there is none yet, and for a relay."""
    sound: BundleFile | None = None
    """Its sound, once it is in the outlet's outbox."""
    relay: bool = False
    """Whether it is somebody else's programme."""


@dataclass(frozen=True, kw_only=True, slots=True)
class OutletDay:
    """One day of an outlet."""

    day: date
    """Which."""
    sessions: tuple[OutletSession, ...]
    """In order of time."""
    bundle: Published | None
    """What was published; none when nothing was, or it is not there any more."""
    fault: str = ""
    """What is wrong with what was published."""
    fetched: Handover | None = None
    """The last time that somebody of the outlet took the bundle as it is now."""


def show_outlet_day(station: Station, timetable: Timetable, outlet_id: OutletId, day: date) -> OutletDay:
    """Give an outlet's day."""
    with station.store.reading() as tx:
        playlists, handovers = tx.playlists.of(outlet_id, day, day), tx.handovers.of(outlet_id, day, day)
    fault, bundle = "", None
    try:
        bundle = published(station, outlet_id, day)
    except BundleGone as error:
        fault = str(error)
    sessions = [*_planned(station, playlists, bundle), *_others(station, timetable, outlet_id, day, playlists)]
    mine = [each for each in handovers if each.fetched_by and bundle and each.bundle == bundle.handover.bundle]
    return OutletDay(
        day=day,
        sessions=tuple(sorted(sessions, key=lambda each: (each.starts, each.name))),
        bundle=bundle,
        fault=fault,
        fetched=max(mine, key=lambda each: each.at, default=None),
    )


def _planned(station: Station, playlists: tuple[Playlist, ...], bundle: Published | None) -> Iterator[OutletSession]:
    names = station.session_names
    for each in playlists:
        file = bundle.sounds.get(each.id) if bundle else None
        yield OutletSession(
            name=names.get(each.session, each.session),
            starts=each.starts_at.astimezone(station.zone),
            stops=each.stops_at.astimezone(station.zone),
            playlist=each,
            sound=bundle.files.get(file) if bundle and file else None,
        )


def _others(
    station: Station, timetable: Timetable, outlet_id: OutletId, day: date, playlists: tuple[Playlist, ...]
) -> Iterator[OutletSession]:
    """Give sessions that have no plan yet, and relays."""
    have = {each.session for each in playlists}
    for slot in timetable.slots_on(day):
        if slot.outlet_id == outlet_id and slot.session not in have:
            length = timetable.clock(slot.clock).length
            yield _other(station, day, slot, station.session_names.get(slot.session, slot.session), length)
    for relay in timetable.relays_on(day):
        if relay.outlet_id == outlet_id:
            yield _other(station, day, relay, f"Tiếp âm {relay.source}", relay.length)


def _other(station: Station, day: date, event: Slot | Relay, name: str, length: int) -> OutletSession:
    starts = datetime.combine(day, event.starts, tzinfo=station.zone)
    stops = starts + timedelta(milliseconds=length)
    return OutletSession(name=name, starts=starts, stops=stops, relay=isinstance(event, Relay))
