"""The words around a day's news: call, greeting and sign-off of each session, and how far each has come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from broadcaster.domain.approvals import ScriptState
from broadcaster.domain.ids import ScriptId
from broadcaster.services.approve_script import standings_of
from broadcaster.services.write_script import frame_id
from broadcaster.station import Station


@dataclass(frozen=True, kw_only=True, slots=True)
class FrameStanding:
    """The frame of one session, as it stands."""

    session: str
    """Name of the session, as people say it."""
    script_id: ScriptId
    """Of its words, written or not."""
    state: ScriptState | None
    """How far they have come; none while they are not written."""

    @property
    def ready(self) -> bool:
        """Say whether a bulletin can air with it."""
        return self.state is ScriptState.CLEARED


def see_frames(station: Station, day: date) -> tuple[FrameStanding, ...]:
    """Give the frame of every session of a day, in order of the timetable; raises NoTimetable."""
    timetable = station.timetable()
    wanted = {slot.session: frame_id(day, slot.session) for slot in timetable.slots_on(day)}
    with station.store.reading() as tx:
        known = standings_of(tx, list(wanted.values()))
    return tuple(
        FrameStanding(
            session=timetable.daypart(session).name,
            script_id=script_id,
            state=known[script_id].state if script_id in known else None,
        )
        for session, script_id in wanted.items()
    )
