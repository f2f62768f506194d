"""Editions made once for all outlets that are to air the same content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from broadcaster.domain.editions import Edition
from broadcaster.domain.ids import NO_TIME, DurationMs, EditionId, NewsItemId, SessionId, Sha256
from broadcaster.domain.timetables import Clock, ClockEventKind, Slot
from broadcaster.errors import FrameNotReady
from broadcaster.scheduling.day_plan import DayRequest
from broadcaster.scheduling.filling import Filling
from broadcaster.scheduling.rundown import FRAMED_EVENTS, Material, fixed_lengths, rundown
from broadcaster.scheduling.stretch import stretched

Runs = tuple[tuple[NewsItemId, int], ...]
"""How often items have run on one outlet, by id, without those that never have."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Made:
    """An edition and how it was filled."""

    edition: Edition
    """The content."""
    filling: Filling
    """What was chosen, what was left out."""


_Content = tuple[SessionId, str, tuple[tuple[NewsItemId, ...], ...], DurationMs, DurationMs]
"""All that decides what an outlet hears in a session: clock, items in their events, closing music, what pauses give."""


class EditionMaker:
    """Makes the editions of one day and remembers them, so that equal content is worked out once."""

    def __init__(self, request: DayRequest) -> None:
        self._request = request
        self._candidates = {candidate.item.id: candidate for candidate in request.candidates}
        self._clocks = {clock.id: clock for clock in request.timetable.clocks}
        self._made: dict[_Content, Made] = {}
        self._ids: dict[EditionId, Sha256] = {}
        self._fixed: dict[tuple[SessionId, str], Mapping[ClockEventKind, DurationMs]] = {}

    def make(self, slot: Slot, filling: Filling, gives: DurationMs = NO_TIME) -> Made:
        """Give the edition for a filled slot, exactly as long as its clock; raises PlanError or MixError."""
        content = (slot.session, slot.clock, filling.events, filling.closing, gives)
        if content not in self._made:
            self._made[content] = Made(edition=self._edition(slot, filling, gives), filling=filling)
        return self._made[content]

    def clock(self, slot: Slot) -> Clock:
        """Give the model of a slot."""
        return self._clocks[slot.clock]

    def fixed(self, slot: Slot) -> Mapping[ClockEventKind, DurationMs]:
        """Give the lengths of a slot's clock that do not depend on its items; raises FrameNotReady or PlanError."""
        place = (slot.session, slot.clock)
        if place not in self._fixed:
            self._fixed[place] = fixed_lengths(self._clocks[slot.clock], self._material(slot))
        return self._fixed[place]

    def _edition(self, slot: Slot, filling: Filling, gives: DurationMs) -> Edition:
        clock = self._clocks[slot.clock]
        segments = rundown(clock, filling, self._material(slot), gives=gives)
        edition = Edition(
            id=EditionId(""),
            programme=self._request.programme,
            air_date=self._request.day,
            session=slot.session,
            segments=stretched(segments, gives) if gives else segments,
        )
        return replace(edition, id=self._id_of(edition))

    def _material(self, slot: Slot) -> Material:
        """Collect what the rundown is made from; raises FrameNotReady."""
        request = self._request
        frame = request.frames.get(slot.session)
        kinds = {event.kind for event in self._clocks[slot.clock].events}
        if frame is None and kinds & FRAMED_EVENTS:
            raise FrameNotReady(
                edition=f"{request.session_name(slot.session)} ngày {request.day.isoformat()}",
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
