"""The plan of some days: for each outlet and session one playlist with absolute times."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from broadcaster.domain.editions import Edition
from broadcaster.domain.ids import NO_TIME, DurationMs, EditionId, NewsItemId, OutletId, PlaylistId
from broadcaster.domain.playlists import Playlist, PlaylistItem
from broadcaster.domain.timetables import Clock, ClockEvent, ClockEventKind
from broadcaster.errors import NothingToPlan
from broadcaster.scheduling.day_plan import DayPlan, DayRequest, DaysPlan, DaysRequest
from broadcaster.scheduling.fill import fill_week
from broadcaster.scheduling.filling import Filling
from broadcaster.scheduling.hand_queue import HandQueue
from broadcaster.scheduling.plan_items import plan_items
from broadcaster.scheduling.plan_warnings import plan_warnings
from broadcaster.scheduling.rundown import Candidate
from broadcaster.scheduling.sharing import EditionMaker, Made, Runs
from broadcaster.scheduling.slot_times import SlotTime, as_planned, key_of, refuse_overlaps, slot_times
from broadcaster.scheduling.week_plan import PlanRules, PlanSlot, SlotKey, WeekPlan, WeekRequest

__all__ = ["Candidate", "DayPlan", "DayRequest", "DaysPlan", "DaysRequest", "plan_day", "plan_days"]

_Places = tuple[EditionId, datetime, tuple[int, ...]]


def plan_day(request: DayRequest) -> DayPlan:
    """Plan one local day of all outlets by itself; raises what :func:`plan_days` raises."""
    return plan_days(DaysRequest(days=(request,))).days[0]


def plan_days(request: DaysRequest) -> DaysPlan:
    """Plan some local days of all outlets together.

    Outlets that air the same items in the same way share an edition; each has its own playlist with its own times and
    run numbers. Frozen sessions stay exactly as they are.

    Raises:
        NothingToPlan: no slot on some day, or nothing that could air in any.
        InQuietHours: a slot touches the quiet hours of its outlet.
        QueueConflict, DoesNotFit: a queued item cannot air as asked.
        FrameNotReady, CutMissing: words or sound are missing.
        PlanError: slots of an outlet overlap, or a clock cannot be met.
    """
    frozen = {key: playlist for key, playlist in request.stands.items() if key in request.frozen}
    days = [_Day(day, frozen, request.only) for day in request.days]
    others = [as_planned(each, request.days[0].zone) for each in request.neighbours]
    refuse_overlaps([*others, *(time for day in days for time in day.times)], request.days[0].session_name)
    for day in days:
        if not day.request.candidates and any(key not in frozen for key in day.keys):
            raise NothingToPlan(date=day.request.day.isoformat(), reason="chưa có tin nào đã duyệt và đã thu")
    week = fill_week(week_request(request, days))
    diary = _Diary(request.days[0])
    return DaysPlan(days=tuple(_planned(day, request, week, diary) for day in days), week=week)


def _planned(day: _Day, request: DaysRequest, week: WeekPlan, diary: _Diary) -> DayPlan:
    """Make the editions and playlists of one day."""
    planned: list[tuple[SlotTime, Made]] = []
    skipped: list[SlotTime] = []
    editions: dict[EditionId, Edition] = {}
    playlists: list[Playlist] = []
    for key, time in zip(day.keys, day.times, strict=True):
        if key in day.frozen:
            playlist = day.frozen[key]
            diary.count(playlist)
            editions[playlist.edition_id] = request.editions[playlist.edition_id]
            playlists.append(playlist)
        elif week.fillings[key].items:
            made = day.maker.make(time.slot, *_exact(day, week, key))
            playlists.append(diary.enter(time, made.edition))
            editions[made.edition.id] = made.edition
            planned.append((time, made))
        else:
            skipped.append(time)
    if not playlists:
        raise NothingToPlan(date=day.request.day.isoformat(), reason="không tin nào vừa buổi phát nào")
    return DayPlan(
        day=day.request.day,
        editions=tuple(editions.values()),
        playlists=tuple(playlists),
        warnings=plan_warnings(day.request, planned, skipped),
        left_out={made.edition.id: made.filling.left_out for _, made in planned},
    )


def _exact(day: _Day, week: WeekPlan, key: SlotKey) -> tuple[Filling, DurationMs]:
    """Give the filling of a slot and what its pauses give; longer pauses that would not fill it anyway are left out."""
    filling, gives = week.fillings[key], week.gives.get(key, NO_TIME)
    if gives < 0 and filling.closing > day.request.closing_most:
        return replace(filling, closing=DurationMs(filling.closing - gives)), NO_TIME
    return filling, gives


class _Day:
    """One day of the request with its slots, its queue and its editions."""

    def __init__(
        self, request: DayRequest, frozen: Mapping[SlotKey, Playlist], only: frozenset[SlotKey] | None
    ) -> None:
        self.request = request
        self.frozen = {key: playlist for key, playlist in frozen.items() if key.day == request.day}
        self.times = slot_times(request, self.frozen, only)
        self.keys = tuple(key_of(request, time.slot) for time in self.times)
        self.maker = EditionMaker(request)
        there = list(zip(self.keys, self.times, strict=True))
        self.queue = HandQueue(
            request,
            [time.slot for key, time in there if key not in self.frozen],
            [time.slot for key, time in there if key in self.frozen],
        )


def week_request(request: DaysRequest, days: Sequence[_Day]) -> WeekRequest:
    """Ask the planner: every slot with its clock, queue and what stands in it, every item with its limits."""
    first = request.days[0]
    slots = sorted(
        (
            _slot(day, key, time, request.barred.get(key, frozenset()))
            for day in days
            for key, time in zip(day.keys, day.times, strict=True)
        ),
        key=lambda slot: (slot.starts_at, slot.key.outlet_id),
    )
    return WeekRequest(
        slots=tuple(slots),
        items=plan_items(first.candidates, first.pauses, request.air_rules, request.least_runs),
        goals=request.goals,
        rules=_rules(request),
        runs_before=first.runs_before,
        last_start=request.last_start,
        previous={key: aired_items(playlist) for key, playlist in request.stands.items()},
        seed=request.seed,
        effort=request.effort,
        guard_seconds=request.guard_seconds,
    )


def aired_items(playlist: Playlist) -> tuple[NewsItemId, ...]:
    """Give the news items of a playlist in order of airing."""
    return tuple(item.item_id for item in playlist.items if item.item_id is not None)


def _slot(day: _Day, key: SlotKey, time: SlotTime, barred: frozenset[NewsItemId]) -> PlanSlot:
    request = day.request
    if key in day.frozen:
        playlist = day.frozen[key]
        music = (ClockEvent(kind=ClockEventKind.CLOSING),)
        clock = Clock(id="", name=request.session_name(key.session), length=playlist.duration, events=music)
        return PlanSlot(key=key, starts_at=time.starts_at, clock=clock, frozen=aired_items(playlist))
    return PlanSlot(
        key=key,
        starts_at=time.starts_at,
        clock=day.maker.clock(time.slot),
        fixed=day.maker.fixed(time.slot),
        closing_least=request.closing_least,
        closing_most=request.closing_most,
        queued=tuple(each for each in day.queue.of(time.slot) if each not in barred),
        barred=barred,
    )


def _rules(request: DaysRequest) -> PlanRules:
    """Give what every plan keeps to, with the names for sentences."""
    timetable = request.days[0].timetable
    limits = {each.outlet_id: each.daily_most for each in timetable.policies if each.daily_most is not None}
    relayed: dict[tuple[OutletId, date], DurationMs] = {}
    for day in request.days if limits else ():
        for relay in timetable.relays_on(day.day):
            key = (relay.outlet_id, day.day)
            relayed[key] = DurationMs(relayed.get(key, NO_TIME) + relay.length)
    return PlanRules(
        repeat_gap=request.repeat_gap,
        daily_most=limits,
        relayed=relayed,
        outlet_names={outlet.id: outlet.name for outlet in timetable.outlets},
        session_names={daypart.id: daypart.name for daypart in timetable.dayparts},
    )


class _Diary:
    """The playlists of the day as they come about, and what has run where."""

    def __init__(self, request: DayRequest) -> None:
        self.runs: defaultdict[OutletId, Runs] = _runs_by_outlet(request)
        self._items: dict[_Places, tuple[PlaylistItem, ...]] = {}
        self._next: dict[tuple[Runs, EditionId], Runs] = {}

    def enter(self, time: SlotTime, edition: Edition) -> Playlist:
        """Give the playlist of an outlet and count its runs."""
        runs = self.runs[time.outlet.id]
        playlist = Playlist(
            id=PlaylistId(f"{edition.id}-{time.outlet.id}-{time.starts_at:%H%M}-1"),
            edition_id=edition.id,
            outlet_id=time.outlet.id,
            outlet_name=time.outlet.name,
            air_date=edition.air_date,
            session=edition.session,
            run=1,
            starts_at=time.starts_at,
            duration=edition.duration,
            items=self._items_of(edition, time.starts_at, runs),
        )
        self.count(playlist)
        return playlist

    def count(self, playlist: Playlist) -> None:
        """Count the runs of a playlist."""
        key = (self.runs[playlist.outlet_id], playlist.edition_id)
        if key not in self._next:
            self._next[key] = _after(key[0], aired_items(playlist))
        self.runs[playlist.outlet_id] = self._next[key]

    def _items_of(self, edition: Edition, starts_at: datetime, runs: Runs) -> tuple[PlaylistItem, ...]:
        """Give the items of a playlist; equal ones are one value, however many outlets there are."""
        before = dict(runs)
        numbers = tuple(before.get(part.item_id, 0) + 1 if part.item_id else 0 for part in edition.segments)
        key = (edition.id, starts_at, numbers)
        if key not in self._items:
            self._items[key] = _playlist_items(edition, starts_at, numbers)
        return self._items[key]


def _playlist_items(edition: Edition, starts_at: datetime, numbers: tuple[int, ...]) -> tuple[PlaylistItem, ...]:
    """Give each segment at its absolute time with its run number."""
    parts = zip(edition.segments, edition.offsets(), numbers, strict=True)
    return tuple(
        PlaylistItem(
            position=position,
            kind=segment.kind,
            title=segment.title,
            starts_at=starts_at + timedelta(milliseconds=offset),
            offset=offset,
            duration=segment.duration,
            item_id=segment.item_id,
            topic=segment.topic,
            genre=segment.genre,
            run=run,
        )
        for position, (segment, offset, run) in enumerate(parts, start=1)
    )


def _runs_by_outlet(request: DayRequest) -> defaultdict[OutletId, Runs]:
    """Give what has run on each outlet before this day, of the items that may air now."""
    known = {candidate.item.id for candidate in request.candidates}
    found: dict[OutletId, dict[NewsItemId, int]] = defaultdict(dict)
    for (outlet_id, item_id), count in request.runs_before.items():
        if count and item_id in known:
            found[outlet_id][item_id] = count
    runs: defaultdict[OutletId, Runs] = defaultdict(tuple[tuple[NewsItemId, int], ...])
    runs.update({outlet_id: tuple(sorted(counts.items())) for outlet_id, counts in found.items()})
    return runs


def _after(runs: Runs, items: Iterable[NewsItemId]) -> Runs:
    """Give the runs of an outlet after it has aired some items."""
    counts = dict(runs)
    for item_id in items:
        counts[item_id] = counts.get(item_id, 0) + 1
    return tuple(sorted(counts.items()))
