"""End emergency bulletins: somebody calls one off, a later one takes its place, or its time comes."""

from __future__ import annotations

import difflib
from datetime import datetime, timedelta

from broadcaster.domain.emergencies import EmergencyEventKind, EmergencyStanding, EmergencyState, in_order
from broadcaster.domain.ids import EmergencyId
from broadcaster.errors import EmergencyError, EmergencyOver, EmergencyUnknown, NameNeeded
from broadcaster.services.hand_over_emergency import SERVICE, clear_heads, hand_over, take_away
from broadcaster.station import Station

_LOOKED_AT = timedelta(days=15)
"""For how long after it was sent a bulletin's file is looked for: longer than the longest holds."""


def all_emergencies(station: Station) -> tuple[EmergencyStanding, ...]:
    """Give every bulletin, the newest first."""
    with station.store.reading() as tx:
        return in_order(tx.emergencies.all())


def emergency_named(station: Station, text: str) -> EmergencyStanding:
    """Give one bulletin by its id; raises EmergencyUnknown."""
    with station.store.reading() as tx:
        found = tx.emergencies.get(EmergencyId(text.strip()))
        known = [each.emergency.id for each in tx.emergencies.all()] if found is None else []
    if found is None:
        close = difflib.get_close_matches(text, known, n=1)
        raise EmergencyUnknown(emergency=f"{text} (có phải {close[0]}?)" if close else text)
    return found


def cancel_emergency(
    station: Station, emergency_id: EmergencyId, *, by: str, reason: str, now: datetime
) -> EmergencyStanding:
    """Call a bulletin off: its file leaves the head of every outlet, and each is told.

    Raises:
        EmergencyUnknown, EmergencyOver, NameNeeded, EmergencyError: nothing was called off.
    """
    if not by.strip():
        raise NameNeeded
    if not reason.strip():
        raise EmergencyError(reason='chưa ghi lý do hủy; thêm --reason "LÝ DO"')
    standing = emergency_named(station, emergency_id)
    state = standing.state(now)
    if state is not EmergencyState.ACTIVE:
        raise EmergencyOver(emergency=emergency_id, state=state.value)
    told = standing.handed_over
    kind = EmergencyEventKind.CANCELLED
    take_away(station, standing, kind, by=by.strip(), reason=reason.strip(), now=now, told=sorted(told))
    return emergency_named(station, emergency_id)


def replace_emergencies(
    station: Station, standing: EmergencyStanding, *, by: str, now: datetime
) -> tuple[EmergencyStanding, ...]:
    """End the bulletins whose place a newer one takes; an outlet that the newer one does not reach is told."""
    replaced: list[EmergencyStanding] = []
    for emergency_id in standing.emergency.replaces:
        old = emergency_named(station, emergency_id)
        if old.ended:
            continue
        left = sorted(old.handed_over - set(standing.emergency.outlets))
        reason = f"bản tin {standing.emergency.id} thay"
        take_away(station, old, EmergencyEventKind.UPDATED, by=by, reason=reason, now=now, told=left)
        replaced.append(old)
    return tuple(replaced)


def expire_emergencies(station: Station, now: datetime) -> tuple[EmergencyStanding, ...]:
    """Take away bulletins whose time has come, and give them; what is still to be handed over is tried again.

    Harmless at any time: the service calls it every minute.
    """
    with station.store.reading() as tx:
        standings = [each for each in tx.emergencies.all() if each.emergency.at > now - _LOOKED_AT]
    expired: list[EmergencyStanding] = []
    for standing in standings:
        if standing.ended:
            clear_heads(station, standing.emergency)
        elif now >= standing.emergency.until:
            kind = EmergencyEventKind.EXPIRED
            take_away(station, standing, kind, by=SERVICE, reason="đến giờ hết hiệu lực", now=now)
            expired.append(standing)
        elif standing.missing:
            hand_over(station, standing, by=SERVICE, now=now)
    return tuple(expired)
