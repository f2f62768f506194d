"""Refuse to plan, change or send by a clock that was set back, or from a store that is older than what was sent."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from broadcaster.domain.trust import Stamp, Trust, TrustKind
from broadcaster.errors import BroadcasterError, ClockSetBack, DayNotNear, NameNeeded, StoreOlderThanSent
from broadcaster.files import read_text, write_text
from broadcaster.station import Station

LEEWAY = timedelta(minutes=10)
"""How far the clock may stand before the newest record: PCs that share a store differ by that much."""

LONG_SILENCE = timedelta(days=60)
"""A clock that stands so long after the newest record may have been set far ahead."""

FAR_AHEAD = timedelta(days=31)
"""Bundles of days further off are not handed over unless asked for."""

SENT_FILE = ".da-gui.json"
"""Beside the store, what it had come to when something was last put in force or sent: an older store is told by it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Note:
    """What the store had come to."""

    version: int
    """Version of the timetable in force."""
    sent: int
    """Number of the last handover."""


def refuse_unless_current(station: Station, *, now: datetime) -> None:
    """Check the clock and the store before anything is planned, changed or sent.

    Raises:
        ClockSetBack, StoreOlderThanSent.
    """
    last = newest_record(station)
    if last is not None and last.at > now + LEEWAY:
        shown = [f"{each.astimezone(station.zone):%H:%M ngày %d/%m/%Y}" for each in (now, last.at)]
        raise ClockSetBack(now=shown[0], what=last.what, newest=shown[1])
    if reason := older_than_sent(station):
        raise StoreOlderThanSent(reason=reason)


def refuse_unless_near(station: Station, day: date, *, now: datetime) -> None:
    """Let only today and the days soon after be handed over; the sample station, which airs nowhere, may do any.

    Raises:
        DayNotNear.
    """
    today = now.astimezone(station.zone).date()
    if station.is_sample or today <= day <= today + FAR_AHEAD:
        return
    reason = "đã qua" if day < today else f"còn xa, hôm nay là {today:%d/%m/%Y}"
    raise DayNotNear(date=day, reason=reason)


def newest_record(station: Station) -> Stamp | None:
    """Give the newest record whose time counts: none up to which somebody vouched for the clock."""
    with station.store.reading() as tx:
        stamps, vouched = tx.trusts.stamps(), tx.trusts.last(TrustKind.CLOCK)
    counting = [each for each in stamps if vouched is None or not vouched.at < each.at <= vouched.newest]
    return max(counting, key=lambda each: each.at, default=None)


def older_than_sent(station: Station) -> str:
    """Say in what the store is behind the note of what was sent, or give an empty string.

    The note lies in the station folder: a store that was restored alone is found; one that was restored with the whole
    folder cannot be.
    """
    noted = _noted(station.folder)
    if noted is None:
        return ""
    with station.store.reading() as tx:
        version, sent = tx.timetables.version(), tx.trusts.handed_over()
    if version < noted.version:
        return f"lịch đã tới phiên bản {noted.version}, dữ liệu này mới có phiên bản {version}"
    if sent < noted.sent:
        return f"đã giao gói phát lần thứ {noted.sent}, dữ liệu này mới ghi tới lần {sent}"
    return ""


def note_sent(station: Station) -> None:
    """Note what the store has come to; called when something was put in force or sent."""
    with station.store.reading() as tx:
        note = {"version": tx.timetables.version(), "sent": tx.trusts.handed_over()}
    write_text(station.folder / SENT_FILE, json.dumps(note) + "\n")


def vouch(station: Station, kind: TrustKind, *, by: str, now: datetime) -> None:
    """Keep that somebody looked and said that the clock is right, or that this older store is to be used.

    Raises:
        NameNeeded.
    """
    if not by.strip():
        raise NameNeeded
    with station.store.writing() as tx:
        newest = max((each.at for each in tx.trusts.stamps()), default=now)
        tx.trusts.add(Trust(kind=kind, by=" ".join(by.split()), at=now, newest=newest))
    if kind is TrustKind.STORE:
        note_sent(station)


def _noted(folder: Path) -> _Note | None:
    """Give the note, or nothing where there is none or somebody spoilt it."""
    if not (folder / SENT_FILE).is_file():
        return None
    try:
        noted: dict[str, object] = json.loads(read_text(folder / SENT_FILE))
        return _Note(version=int(str(noted["version"])), sent=int(str(noted["sent"])))
    except (BroadcasterError, ValueError, TypeError, KeyError):
        return None
