"""Editions made once for all outlets that are to air the same content."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from broadcaster.domain.editions import Edition
from broadcaster.domain.ids import DurationMs, EditionId, NewsItemId, OutletId, SessionId, Sha256
from broadcaster.domain.timetables import ClockEventKind, Slot
from broadcaster.errors import FrameNotReady
from broadcaster.scheduling.day_plan import DayRequest
from broadcaster.scheduling.filling import Filling, FillRequest
from broadcaster.scheduling.rundown import FRAMED_EVENTS, Material, fill_item, fixed_lengths, rundown
from broadcaster.scheduling.session_fill import fill_session

Runs = tuple[tuple[NewsItemId, int], ...]
"""How often items have run on one outlet, by id, without those that never have."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Made:
    """An edition and how it was filled."""

    edition: Edition
    """The content."""
    filling: Filling
    """What was chosen, what was left out."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Content:
    """All that decides what an outlet airs in a session; outlets of equal content share one edition."""

    session: SessionId
    clock: str
    items: tuple[NewsItemId, ...]
    """What may air there."""
    ranks: tuple[int, ...]
    """For each of them its place in the order of runs: only the order matters, not the numbers."""
    queued: tuple[NewsItemId, ...]


class EditionMaker:
    """Makes the editions of one day and remembers them, so that equal content is worked out once."""

    def __init__(self, request: DayRequest) -> None:
        """Measure every candidate; raises CutMissing or PlanError when one cannot air."""
        self._request = request
        self._candidates = {candidate.item.id: candidate for candidate in request.candidates}
        self._items = {key: fill_item(found, request.pauses) for key, found in self._candidates.items()}
        self._everywhere = tuple(key for key, item in self._items.items() if not item.outlets)
        self._own: dict[OutletId, list[NewsItemId]] = defaultdict(list)
        for key, item in self._items.items():
            for outlet_id in item.outlets:
                self._own[outlet_id].append(key)
        self._made: dict[_Content, Made | None] = {}
        self._ids: dict[EditionId, Sha256] = {}
        self._fixed: dict[tuple[SessionId, str], Mapping[ClockEventKind, DurationMs]] = {}
        self._ranks: dict[tuple[Runs, tuple[NewsItemId, ...]], tuple[int, ...]] = {}

    def make(self, slot: Slot, queued: tuple[NewsItemId, ...], runs: Runs) -> Made | None:
        """Give the edition for a slot, or none when nothing can air there; raises PlanError or MixError."""
        items = (*self._everywhere, *self._own.get(slot.outlet_id, ()))
        content = _Content(
            session=slot.session,
            clock=slot.clock,
            items=items,
            ranks=self._ranks_of(runs, items),
            queued=tuple(item_id for item_id in queued if item_id in items),
        )
        if content not in self._made:
            self._made[content] = self._fill(content, slot.outlet_id)
        return self._made[content]

    def _ranks_of(self, runs: Runs, items: tuple[NewsItemId, ...]) -> tuple[int, ...]:
        key = (runs, items)
        if key not in self._ranks:
            counts = dict(runs)
            order = {count: rank for rank, count in enumerate(sorted({counts.get(item_id, 0) for item_id in items}))}
            self._ranks[key] = tuple(order[counts.get(item_id, 0)] for item_id in items)
        return self._ranks[key]

    def _fill(self, content: _Content, outlet_id: OutletId) -> Made | None:
        """Work out one content."""
        request = self._request
        clock = request.timetable.clock(content.clock)
        material = self._material(content)
        place = (content.session, content.clock)
        if place not in self._fixed:
            self._fixed[place] = fixed_lengths(clock, material)
        ranked = zip(content.items, content.ranks, strict=True)
        filling = fill_session(
            FillRequest(
                day=request.day,
                session=content.session,
                outlet_id=outlet_id,
                clock=clock,
                items=tuple(replace(self._items[item_id], runs=rank) for item_id, rank in ranked),
                queued=content.queued,
                fixed=self._fixed[place],
                closing_least=request.closing_least,
                weights=request.weights,
            )
        )
        if not filling.items:
            return None
        edition = Edition(
            id=EditionId(""),
            programme=request.programme,
            air_date=request.day,
            session=content.session,
            segments=rundown(clock, filling, material),
        )
        return Made(edition=replace(edition, id=self._id_of(edition)), filling=filling)

    def _material(self, content: _Content) -> Material:
        """Collect what the rundown is made from; raises FrameNotReady."""
        request = self._request
        frame = request.frames.get(content.session)
        kinds = {event.kind for event in request.timetable.clock(content.clock).events}
        if frame is None and kinds & FRAMED_EVENTS:
            raise FrameNotReady(
                edition=f"{request.session_name(content.session)} ngày {request.day.isoformat()}",
                reason="chưa viết",
                advice=f"Viết: broadcaster script frame {request.day.isoformat()}",
            )
        return Material(
            candidates=self._candidates, frame=frame, cart_lengths=request.cart_lengths, pauses=request.pauses
        )

    def _id_of(self, edition: Edition) -> EditionId:
        """Name an edition by date, session and the first six digits of its content, or more if two would be alike."""
        content = edition.rundown_hash
        digits = 6
        while True:
            name = EditionId(f"{edition.air_date.isoformat()}-{edition.session}-{content[:digits]}")
            if self._ids.setdefault(name, content) == content:
                return name
            digits += 1
