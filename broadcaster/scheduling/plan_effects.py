"""What one plan does otherwise than another: sessions that gain, lose or reorder, and what targets get of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from broadcaster.domain.carts import SegmentKind
from broadcaster.domain.ids import DurationMs, NewsItemId, OutletId, SessionId, TopicCode
from broadcaster.domain.playlists import Playlist, PlaylistItem
from broadcaster.domain.timetables import Measure
from broadcaster.scheduling.goals import Standing
from broadcaster.scheduling.week_plan import SlotKey

Shift = Mapping[tuple[OutletId, date, TopicCode], tuple[int, int]]
"""Milliseconds and airings more (less when negative) by outlet, day and topic; nothing where nothing changes."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SessionChange:
    """One session that becomes another, for all outlets where it does so alike."""

    day: date
    """Local calendar day."""
    session: SessionId
    """Session of the day."""
    starts_at: datetime
    """Aware, UTC."""
    started_at: datetime
    """When it was to begin before: another time where the timetable has changed since it was planned."""
    outlets: tuple[OutletId, ...]
    """Where."""
    gained: tuple[PlaylistItem, ...]
    """Stories that come in, as they are placed afterwards."""
    lost: tuple[PlaylistItem, ...]
    """Stories that go, as they were placed before."""
    stories: tuple[PlaylistItem, ...]
    """All stories afterwards, in order of airing."""
    reordered: bool
    """True when stories that stay change places among themselves."""
    closing_before: DurationMs
    """How long the music at the end was: time that no story fills."""
    closing_after: DurationMs
    """How long it becomes."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TargetShift:
    """One target before and after, all its outlets together."""

    name: str
    """Names the target in sentences."""
    period: str
    """Of which days, as the target writes it."""
    measure: Measure
    """Milliseconds when minutes, else airings."""
    wanted: int
    """What the period has to bring on all outlets."""
    before: int
    """What has aired and what was planned."""
    after: int
    """What has aired and what is planned then."""
    missing_before: int
    """What was missing, outlet by outlet."""
    missing_after: int
    """What is missing then."""


def session_changes(before: Iterable[Playlist], after: Iterable[Playlist]) -> tuple[SessionChange, ...]:
    """Give the sessions that differ, in order of time; sessions are told apart by day, session and outlet."""
    old, new = ({_key(each): each for each in plan} for plan in (before, after))
    alike: dict[tuple[object, ...], list[tuple[OutletId, SessionChange]]] = defaultdict(list)
    for key in sorted(old.keys() | new.keys()):
        change = _change(key, old.get(key), new.get(key))
        if change is not None:
            alike[_sight(change)].append((key.outlet_id, change))
    joined = (_joined(there) for there in alike.values())
    return tuple(sorted(joined, key=lambda each: (each.starts_at, each.outlets)))


def airtime_shift(before: Iterable[Playlist], after: Iterable[Playlist]) -> Shift:
    """Give what a plan brings more or less than another of every topic."""
    shift: Counter[tuple[OutletId, date, TopicCode]] = Counter()
    runs: Counter[tuple[OutletId, date, TopicCode]] = Counter()
    for sign, plan in ((-1, before), (1, after)):
        for playlist in plan:
            for item in playlist.items:
                if item.topic is not None:
                    key = (playlist.outlet_id, playlist.air_date, item.topic)
                    shift[key] += sign * item.duration
                    runs[key] += sign
    return {key: (shift[key], runs[key]) for key in shift if shift[key] or runs[key]}


def target_shifts(standings: Iterable[Standing], shift: Shift) -> tuple[TargetShift, ...]:
    """Give the targets that a shift touches, as they are and as they would be."""
    return tuple(each for standing in standings for each in _shifted(standing, shift))


def _shifted(standing: Standing, shift: Shift) -> Iterator[TargetShift]:
    target, place = standing.target, 0 if standing.target.measure is Measure.MINUTES else 1
    more: Counter[OutletId] = Counter()
    for (outlet_id, day, topic), count in shift.items():
        if outlet_id in standing.aired and target.topic in (None, topic) and standing.period.holds(day):
            more[outlet_id] += count[place]
    if not any(more.values()):
        return
    before = {each: standing.aired[each] + standing.planned.get(each, 0) for each in standing.aired}
    after = {each: count + more[each] for each, count in before.items()}
    yield TargetShift(
        name=standing.name,
        period=standing.period.text,
        measure=target.measure,
        wanted=standing.wanted * len(before),
        before=sum(before.values()),
        after=sum(after.values()),
        missing_before=_missing(standing.wanted, before),
        missing_after=_missing(standing.wanted, after),
    )


def _missing(wanted: int, brought: Mapping[OutletId, int]) -> int:
    return sum(max(0, wanted - count) for count in brought.values())


def _change(key: SlotKey, old: Playlist | None, new: Playlist | None) -> SessionChange | None:
    was, becomes = (() if each is None else _stories(each) for each in (old, new))
    ids, then = _ids(was), _ids(becomes)
    there = new or old
    if there is None or (ids == then and (old or there).starts_at == there.starts_at):
        return None
    return SessionChange(
        day=key.day,
        session=key.session,
        starts_at=there.starts_at,
        started_at=old.starts_at if old else there.starts_at,
        outlets=(key.outlet_id,),
        gained=tuple(each for each in becomes if each.item_id not in ids),
        lost=tuple(each for each in was if each.item_id not in then),
        stories=becomes,
        reordered=[each for each in ids if each in then] != [each for each in then if each in ids],
        closing_before=_closing(old),
        closing_after=_closing(new),
    )


def _sight(change: SessionChange) -> tuple[object, ...]:
    """Give all of a change that people see, so that equal ones are told once."""
    times = (change.starts_at, change.started_at, change.closing_before, change.closing_after)
    stories = tuple((each.item_id, each.duration) for each in change.stories)
    return (change.day, change.session, *times, _ids(change.lost), _ids(change.gained), change.reordered, stories)


def _joined(there: Sequence[tuple[OutletId, SessionChange]]) -> SessionChange:
    return replace(there[0][1], outlets=tuple(outlet_id for outlet_id, _ in there))


def _key(playlist: Playlist) -> SlotKey:
    return SlotKey(playlist.air_date, playlist.session, playlist.outlet_id)


def _stories(playlist: Playlist) -> tuple[PlaylistItem, ...]:
    return tuple(each for each in playlist.items if each.item_id is not None)


def _ids(items: Iterable[PlaylistItem]) -> tuple[NewsItemId, ...]:
    return tuple(each.item_id for each in items if each.item_id is not None)


def _closing(playlist: Playlist | None) -> DurationMs:
    items = () if playlist is None else playlist.items
    return DurationMs(sum(each.duration for each in items if each.kind is SegmentKind.CLOSING))
