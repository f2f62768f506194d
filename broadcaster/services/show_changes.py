"""Show how the timetable came to be what it is, and which changes wait for a second person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from broadcaster.domain.schedule_changes import ScheduleProposal, TimetableVersion
from broadcaster.errors import BroadcasterError
from broadcaster.scheduling.schedule_words import change_sentence
from broadcaster.services.draft_schedule import Preview
from broadcaster.services.keep_schedules import schedule_versions
from broadcaster.services.propose_schedule import see_proposal, waiting_proposals
from broadcaster.station import Station


@dataclass(frozen=True, kw_only=True, slots=True)
class ProposedChange:
    """A change that waits for a second person."""

    proposal: ScheduleProposal
    """The proposal."""
    days: int
    """How many days were compared."""
    sentences: tuple[tuple[str, bool], ...]
    """What changes on air, and whether somebody has to say yes to it once more."""
    old_times: tuple[str, ...]
    """Days that keep the old times until they are planned and sent anew."""
    refused: str
    """Why it cannot be confirmed any more; empty while it can."""

    @property
    def asks(self) -> bool:
        """Say whether something in it has to be thought over."""
        return any(asks for _, asks in self.sentences)


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangesShown:
    """The timetable's past, and what may come."""

    waiting: tuple[ProposedChange, ...]
    """Oldest first."""
    versions: tuple[TimetableVersion, ...]
    """Newest first."""


def show_changes(station: Station, *, now: datetime) -> ChangesShown:
    """Give every version, and each proposal with what it would change as things are now."""
    waiting = tuple(_told(station, proposal, now) for proposal, _ in waiting_proposals(station))
    return ChangesShown(waiting=waiting, versions=schedule_versions(station)[::-1])


def _told(station: Station, proposal: ScheduleProposal, now: datetime) -> ProposedChange:
    try:
        seen: Preview | None = see_proposal(station, proposal.id, now=now).preview
        refused = ""
    except BroadcasterError as error:
        seen, refused = None, str(error)
    changes = seen.changes if seen else None
    return ProposedChange(
        proposal=proposal,
        days=changes.days if changes else 0,
        sentences=tuple((change_sentence(each, changes, seen.names), each.asks) for each in changes.changes)
        if seen and changes
        else (),
        old_times=tuple(
            _kept(each.day.strftime("%d/%m/%Y"), len({*each.sent, *each.planned})) for each in seen.old_times
        )
        if seen
        else (),
        refused=refused,
    )


def _kept(day: str, outlets: int) -> str:
    return f"ngày {day}: {outlets} nơi còn giữ giờ cũ cho tới khi lập kế hoạch và giao lại"
