"""The plan of a day: for each outlet and session one playlist with absolute times."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta

from broadcaster.domain.editions import Edition
from broadcaster.domain.ids import EditionId, NewsItemId, OutletId, PlaylistId
from broadcaster.domain.playlists import Playlist, PlaylistItem
from broadcaster.errors import NothingToPlan
from broadcaster.scheduling.day_plan import DayPlan, DayRequest
from broadcaster.scheduling.hand_queue import HandQueue
from broadcaster.scheduling.plan_warnings import plan_warnings
from broadcaster.scheduling.rundown import Candidate
from broadcaster.scheduling.sharing import EditionMaker, Made, Runs
from broadcaster.scheduling.slot_times import SlotTime, slot_times

__all__ = ["Candidate", "DayPlan", "DayRequest", "plan_day"]

_Places = tuple[EditionId, datetime, tuple[int, ...]]


def plan_day(request: DayRequest) -> DayPlan:
    """Plan one local day of all outlets.

    Outlets that may air the same items, with the same queue and the same order of earlier runs, share an edition; each
    has its own playlist with its own times and run numbers. Sessions are planned in order of time, so that a later one
    first takes what an earlier one did not.

    Raises:
        NothingToPlan: no slot on that day, or nothing that could air in any.
        InQuietHours: a slot touches the quiet hours of its outlet.
        QueueConflict, DoesNotFit: a queued item cannot air as asked.
        FrameNotReady, CutMissing: words or sound are missing.
        PlanError: slots of an outlet overlap, or a clock cannot be met.
    """
    times = slot_times(request)
    if not request.candidates:
        raise NothingToPlan(date=request.day.isoformat(), reason="chưa có tin nào đã duyệt và đã thu")
    queue = HandQueue(request, [time.slot for time in times])
    maker, diary = EditionMaker(request), _Diary(request)
    planned: list[tuple[SlotTime, Made]] = []
    skipped: list[SlotTime] = []
    for time in times:
        made = maker.make(time.slot, queue.of(time.slot), diary.runs[time.outlet.id])
        if made is None:
            skipped.append(time)
        else:
            diary.enter(time, made.edition)
            planned.append((time, made))
    if not planned:
        raise NothingToPlan(date=request.day.isoformat(), reason="không tin nào vừa buổi phát nào")
    return DayPlan(
        day=request.day,
        editions=tuple({made.edition.id: made.edition for _, made in planned}.values()),
        playlists=tuple(diary.playlists),
        warnings=plan_warnings(request, planned, skipped),
        left_out={made.edition.id: made.filling.left_out for _, made in planned},
    )


class _Diary:
    """The playlists of the day as they come about, and what has run where."""

    def __init__(self, request: DayRequest) -> None:
        self.playlists: list[Playlist] = []
        self.runs: defaultdict[OutletId, Runs] = _runs_by_outlet(request)
        self._items: dict[_Places, tuple[PlaylistItem, ...]] = {}
        self._next: dict[tuple[Runs, EditionId], Runs] = {}

    def enter(self, time: SlotTime, edition: Edition) -> None:
        """Add the playlist of an outlet and count its runs."""
        runs = self.runs[time.outlet.id]
        self.playlists.append(
            Playlist(
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
        )
        if (runs, edition.id) not in self._next:
            self._next[runs, edition.id] = _after(runs, edition)
        self.runs[time.outlet.id] = self._next[runs, edition.id]

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


def _after(runs: Runs, edition: Edition) -> Runs:
    """Give the runs of an outlet after it has aired an edition."""
    counts = dict(runs)
    for segment in edition.segments:
        if segment.item_id is not None:
            counts[segment.item_id] = counts.get(segment.item_id, 0) + 1
    return tuple(sorted(counts.items()))
