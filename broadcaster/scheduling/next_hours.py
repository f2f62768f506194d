"""The next hours on air: every session and relay of every outlet, how far each has come, and what is wrong with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

from broadcaster.domain.ids import DurationMs, EditionId, OutletId, PlaylistId, SessionId
from broadcaster.domain.playlists import Playlist
from broadcaster.domain.timetables import DEFAULT_QUIET, NIGHT_BAND, QuietHours, Timetable
from broadcaster.scheduling.quiet_hours import touches
from broadcaster.scheduling.spoken_hours import told_hour


class Reached(StrEnum):
    """How far a coming session has come; the value is what operators read."""

    NOTHING = "chưa có kế hoạch"
    PLANNED = "đã lập kế hoạch"
    MIXED = "đã dựng"
    SENT = "đã giao"
    RELAY = "tiếp âm"


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """What the station has for the days that the board looks at."""

    playlists: tuple[Playlist, ...]
    """Plans."""
    mixed: frozenset[EditionId] = frozenset()
    """Editions whose programme is made."""
    sent: Mapping[tuple[date, OutletId], frozenset[PlaylistId]]
    """What the newest bundle of each day and outlet carries."""


@dataclass(frozen=True, kw_only=True, slots=True)
class BoardLine:
    """One thing that goes on air, for all outlets on which it does so alike."""

    starts: datetime
    """Start in local time (aware)."""
    stops: datetime
    """End in local time (aware)."""
    what: str
    """Session or relay, by its Vietnamese name."""
    reached: Reached
    """How far it has come."""
    outlets: tuple[OutletId, ...]
    """Where, in the order of the timetable."""
    warnings: tuple[str, ...] = ()
    """What should be known."""


def next_hours(
    timetable: Timetable, standing: Standing, *, now: datetime, hours: int, zone: ZoneInfo
) -> tuple[BoardLine, ...]:
    """Give what is on air from now on, for some hours, in order of time; what plays already is in it."""
    until = now + timedelta(hours=hours)
    first, last = board_days(now, hours, zone)
    alone: list[BoardLine] = []
    for number in range((last - first).days + 1):
        alone += _day(timetable, standing, first + timedelta(days=number), zone)
    coming = [line for line in alone if line.stops > now and line.starts < until]
    return tuple(_joined(coming, {outlet.id: place for place, outlet in enumerate(timetable.outlets)}))


def board_days(now: datetime, hours: int, zone: ZoneInfo) -> tuple[date, date]:
    """Give the first and last local day that a board looks at; a session of yesterday may run past midnight."""
    return now.astimezone(zone).date() - timedelta(days=1), (now + timedelta(hours=hours)).astimezone(zone).date()


def _day(timetable: Timetable, standing: Standing, day: date, zone: ZoneInfo) -> Iterator[BoardLine]:
    quiet = {policy.outlet_id: policy.quiet for policy in reversed(timetable.policies)}
    for line in (*_sessions(timetable, standing, day, zone), *_relays(timetable, day, zone)):
        hours = quiet.get(line.outlets[0], DEFAULT_QUIET)
        yield replace(line, warnings=(*line.warnings, *_night(hours, line.starts, line.stops)))


def _sessions(timetable: Timetable, standing: Standing, day: date, zone: ZoneInfo) -> Iterator[BoardLine]:
    lengths = {clock.id: clock.length for clock in timetable.clocks}
    names = {daypart.id: daypart.name for daypart in timetable.dayparts}
    plans: defaultdict[tuple[OutletId, SessionId], list[Playlist]] = defaultdict(list)
    for playlist in standing.playlists:
        if playlist.air_date == day:
            plans[playlist.outlet_id, playlist.session].append(playlist)
    for slot in timetable.slots_on(day):
        starts, stops = _span(day, slot.starts, lengths[slot.clock], zone)
        there = plans[slot.outlet_id, slot.session]
        planned = next((each for each in there if each.starts_at == starts), there[0] if there else None)
        if planned is not None:
            there.remove(planned)
            line = _planned(standing, planned, names, zone)
            yield (
                line
                if planned.starts_at == starts
                else _warned(
                    line, f"lịch nay ghi {told_hour(starts)}, kế hoạch còn giờ cũ: broadcaster plan {day} --replace"
                )
            )
            continue
        yield BoardLine(
            starts=starts,
            stops=stops,
            what=names.get(slot.session, slot.session),
            reached=Reached.NOTHING,
            outlets=(slot.outlet_id,),
            warnings=(f"chưa có danh sách phát: broadcaster plan {day}",),
        )
    for playlist in (each for there in plans.values() for each in there):
        line = _planned(standing, playlist, names, zone)
        yield _warned(line, f"lịch nay không còn buổi này: broadcaster plan {day} --replace")


def _planned(standing: Standing, playlist: Playlist, names: Mapping[SessionId, str], zone: ZoneInfo) -> BoardLine:
    given = standing.sent.get((playlist.air_date, playlist.outlet_id))
    reached = Reached.MIXED if playlist.edition_id in standing.mixed else Reached.PLANNED
    line = BoardLine(
        starts=playlist.starts_at.astimezone(zone),
        stops=playlist.stops_at.astimezone(zone),
        what=names.get(playlist.session, playlist.session),
        reached=Reached.SENT if given and playlist.id in given else reached,
        outlets=(playlist.outlet_id,),
    )
    if given is not None and playlist.id not in given:
        told = f"gói đã giao theo kế hoạch cũ: broadcaster bundle make {playlist.air_date}"
        return _warned(line, told)
    return line


def _relays(timetable: Timetable, day: date, zone: ZoneInfo) -> Iterator[BoardLine]:
    for relay in timetable.relays_on(day):
        starts, stops = _span(day, relay.starts, relay.length, zone)
        what = f"tiếp âm {relay.source}"
        yield BoardLine(starts=starts, stops=stops, what=what, reached=Reached.RELAY, outlets=(relay.outlet_id,))


def _warned(line: BoardLine, warning: str) -> BoardLine:
    return replace(line, warnings=(*line.warnings, warning))


@lru_cache(maxsize=4096)
def _night(quiet: QuietHours, starts: datetime, stops: datetime) -> tuple[str, ...]:
    if touches(quiet, starts, stops):
        return (f"TRONG GIỜ YÊN TĨNH {quiet}: sẽ không được phát",)
    return (f"trong khung giờ đêm {NIGHT_BAND}",) if touches(NIGHT_BAND, starts, stops) else ()


def _span(day: date, starts: time, length: DurationMs, zone: ZoneInfo) -> tuple[datetime, datetime]:
    first = datetime.combine(day, starts, tzinfo=zone)
    return first, (first.astimezone(UTC) + timedelta(milliseconds=length)).astimezone(zone)


def _joined(lines: list[BoardLine], order: Mapping[OutletId, int]) -> Iterator[BoardLine]:
    """Tell once what is alike on several outlets."""
    alike: defaultdict[BoardLine, list[OutletId]] = defaultdict(list)
    for line in lines:
        alike[replace(line, outlets=())].append(line.outlets[0])
    for line in sorted(alike, key=lambda each: (each.starts, each.what, each.reached, each.warnings)):
        names = sorted(alike[line], key=lambda outlet: order.get(outlet, len(order)))
        yield replace(line, outlets=tuple(names))
