"""Stories that stay where they stand while a session is planned anew around one change, so that nothing else moves."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from broadcaster.domain.ids import NewsItemId
from broadcaster.domain.playlists import Playlist, QueueEntry
from broadcaster.scheduling.day import aired_items
from broadcaster.scheduling.day_plan import DaysPlan
from broadcaster.scheduling.week_plan import PlacedBecause, Placement

_BEHIND = -1_000
"""Held stories come behind what is moved (smaller still) and before what is queued (from 1)."""

_SENTENCE = "Kế hoạch đang có đã xếp ở đây, không có lý do để đổi."


def held(sessions: Iterable[Playlist], item_id: NewsItemId, *, now: datetime, less: int = 0) -> Iterator[QueueEntry]:
    """Give entries that hold every story of some sessions but one where it is, the last ones let go if asked."""
    for each in sessions:
        staying = [story for story in aired_items(each) if story != item_id]
        for number, story in enumerate(staying[: max(0, len(staying) - less)]):
            yield QueueEntry(
                air_date=each.air_date,
                session=each.session,
                item_id=story,
                outlet_id=each.outlet_id,
                position=_BEHIND + number,
                by="",
                at=now,
            )


def before_held(entries: Iterable[QueueEntry]) -> tuple[QueueEntry, ...]:
    """Let entries stand before all that is held, in their order."""
    return tuple(replace(each, position=each.position + 2 * _BEHIND) for each in entries)


def told_as_kept(plan: DaysPlan, by_hand: Collection[QueueEntry]) -> DaysPlan:
    """Let no story be told as queued that nobody queued: what was held is kept."""
    named = {(each.air_date, each.session, each.outlet_id, each.item_id) for each in by_hand}

    def told(placed: Placement) -> Placement:
        day, session, outlet_id = placed.key
        queued = any((day, session, where, placed.item_id) in named for where in (None, outlet_id))
        if placed.because is not PlacedBecause.QUEUED or queued:
            return placed
        return replace(placed, because=PlacedBecause.KEPT, sentence=_SENTENCE)

    return replace(plan, week=replace(plan.week, placements=tuple(told(each) for each in plan.week.placements)))
