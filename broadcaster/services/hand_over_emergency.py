"""Put an emergency bulletin at the head of every outlet that does not have it yet, and take it away when it is over."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from broadcaster import engines
from broadcaster.domain.emergencies import Emergency, EmergencyEvent, EmergencyEventKind, EmergencyStanding
from broadcaster.domain.ids import OutletId, Sha256
from broadcaster.domain.playlists import Playlist
from broadcaster.errors import BroadcasterError
from broadcaster.files import translated, write_bytes
from broadcaster.outlets.urgent import DRILL_HEAD, FOLDER, HEAD, CancelNotice, UrgentBundle, build_notice, build_urgent
from broadcaster.scheduling.interrupt import interruptions
from broadcaster.services.mix_programme import BLOCK_SUFFIX
from broadcaster.station import Station

logger = logging.getLogger(__name__)

SERVICE = "dịch vụ của đài"
"""Who acts when no person does."""


@dataclass(frozen=True, kw_only=True, slots=True)
class HandedOver:
    """What handing a bulletin over came to."""

    events: tuple[EmergencyEvent, ...]
    """One an outlet."""

    @property
    def failed(self) -> tuple[EmergencyEvent, ...]:
        """Give those that did not go well, with why."""
        return tuple(each for each in self.events if each.kind is EmergencyEventKind.FAILED)


def hand_over(station: Station, standing: EmergencyStanding, *, by: str, now: datetime) -> HandedOver:
    """Give a bulletin to every outlet that lacks it; one that fails never stops the others, and is recorded."""
    emergency = standing.emergency
    timetable = station.timetable()
    known = {outlet.id: outlet for outlet in timetable.outlets}
    playlists = _playlists(station, emergency)
    deliver = engines.delivery(station.settings.delivery.kind)

    def give(outlet_id: OutletId) -> EmergencyEvent:
        outlet = known[outlet_id]
        bundle = UrgentBundle(
            station=station.words.name,
            outlet=outlet,
            emergency=emergency,
            sound=station.media.get(emergency.sound(outlet.offset_lu).audio, BLOCK_SUFFIX),
            interrupts=interruptions(
                playlists.get(outlet_id, ()), at=emergency.at, length=emergency.duration, after=emergency.after
            ),
        )
        path = _bundle_path(station, emergency, outlet_id)
        name = build_urgent(path, bundle)
        deliver.deliver(path, outlet)
        write_bytes(head_path(station, emergency, outlet_id), bundle.sound)
        kind = EmergencyEventKind.HANDED_OVER
        return _given(station, kind, emergency, outlet_id, path=path, bundle=name, how=deliver.name, by=by, now=now)

    events = tuple(_tried(emergency, outlet_id, give, by=by, now=now) for outlet_id in standing.missing)
    known_faults = {(each.outlet_id, each.reason) for each in standing.events}
    fresh = [each for each in events if (each.outlet_id, each.reason) not in known_faults]
    if fresh:  # the service tries every minute: one fault is one entry
        with station.store.writing() as tx:
            tx.emergencies.add_events(fresh)
    return HandedOver(events=events)


def head_path(station: Station, emergency: Emergency, outlet_id: OutletId) -> Path:
    """Give the place of a bulletin's sound at the head of an outlet's outbox."""
    day = emergency.at.astimezone(station.zone).date()
    return (
        station.outlet_folder(day, outlet_id) / f"{DRILL_HEAD if emergency.drill else HEAD}{emergency.id}{BLOCK_SUFFIX}"
    )


def take_away(
    station: Station,
    standing: EmergencyStanding,
    kind: EmergencyEventKind,
    *,
    by: str,
    reason: str,
    now: datetime,
    told: Iterable[OutletId] = (),
) -> tuple[EmergencyEvent, ...]:
    """Record that a bulletin is over, take its file from the head of every outlet, and tell some outlets so.

    What cannot be taken away, because a player holds it open, is tried again when the service wakes next.
    """
    emergency = standing.emergency
    ended = EmergencyEvent(emergency_id=emergency.id, kind=kind, outlet_id=None, by=by, reason=reason, at=now)
    with station.store.writing() as tx:
        tx.emergencies.add_events([ended])
    clear_heads(station, emergency)
    known = {outlet.id: outlet for outlet in station.timetable().outlets}

    def tell(outlet_id: OutletId) -> EmergencyEvent:
        notice = CancelNotice(
            station=station.words.name, outlet=known[outlet_id], emergency=emergency, by=by, reason=reason, at=now
        )
        path = _bundle_path(station, emergency, outlet_id, ending="-huy")
        name = build_notice(path, notice)
        deliver = engines.delivery(station.settings.delivery.kind)
        deliver.deliver(path, known[outlet_id])
        kind = EmergencyEventKind.NOTIFIED
        return _given(station, kind, emergency, outlet_id, path=path, bundle=name, how=deliver.name, by=by, now=now)

    events = tuple(_tried(emergency, outlet_id, tell, by=by, now=now) for outlet_id in told)
    with station.store.writing() as tx:
        tx.emergencies.add_events(events)
    return events


def clear_heads(station: Station, emergency: Emergency) -> None:
    """Take a bulletin's file from the head of every outlet; what cannot be taken is logged."""
    for outlet_id in emergency.outlets:
        path = head_path(station, emergency, outlet_id)
        try:
            with translated(path):
                path.unlink(missing_ok=True)
        except BroadcasterError as error:
            logger.warning("%s", error, extra={"action": "emergency_head_stays", "outlet": outlet_id})


def _tried(
    emergency: Emergency, outlet_id: OutletId, act: Callable[[OutletId], EmergencyEvent], *, by: str, now: datetime
) -> EmergencyEvent:
    try:
        return act(outlet_id)
    except BroadcasterError as error:
        reason = str(error)
    except KeyError:
        reason = "lịch đang dùng không còn nơi này"
    logger.error("%s: %s", outlet_id, reason, extra={"action": "emergency_not_handed_over"})
    return EmergencyEvent(
        emergency_id=emergency.id,
        kind=EmergencyEventKind.FAILED,
        outlet_id=outlet_id,
        by=by,
        reason=reason,
        at=now,
    )


def _given(  # noqa: PLR0913 - an event's fields, each by its name
    station: Station,
    kind: EmergencyEventKind,
    emergency: Emergency,
    outlet_id: OutletId,
    *,
    path: Path,
    bundle: Sha256,
    how: str,
    by: str,
    now: datetime,
) -> EmergencyEvent:
    return EmergencyEvent(
        emergency_id=emergency.id,
        kind=kind,
        outlet_id=outlet_id,
        by=by,
        reason=how,
        at=now,
        path=path.relative_to(station.folder).as_posix(),
        bundle=bundle,
        bytes_count=path.stat().st_size,
    )


def _bundle_path(station: Station, emergency: Emergency, outlet_id: OutletId, *, ending: str = "") -> Path:
    day = emergency.at.astimezone(station.zone).date()
    return station.outlet_folder(day, outlet_id) / FOLDER / f"{emergency.id}{ending}.zip"


def _playlists(station: Station, emergency: Emergency) -> Mapping[OutletId, tuple[Playlist, ...]]:
    """Give what each outlet is to air around the bulletin; a session may have begun the day before."""
    day = emergency.at.astimezone(station.zone).date()
    with station.store.reading() as tx:
        found = [each for shift in (-1, 0, 1) for each in tx.playlists.on(day + timedelta(days=shift))]
    return {outlet: tuple(p for p in found if p.outlet_id == outlet) for outlet in emergency.outlets}
