"""List what waits for approval, how long, and when it is due to air."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from broadcaster.domain.approvals import ScriptState, ScriptStep
from broadcaster.domain.desk_lists import OpenScript
from broadcaster.domain.ids import DurationMs, NewsItemId, OutletId, ScriptId, SessionId, TopicCode
from broadcaster.domain.timetables import Timetable
from broadcaster.errors import NoTimetable
from broadcaster.services.approve_script import ScriptStanding, standings_of
from broadcaster.services.read_script import script_reader
from broadcaster.services.review_script import Question, airs_within, is_own, questions_of, returned_of
from broadcaster.services.time_scripts import rough_length
from broadcaster.station import Station
from broadcaster.storage.store import Transaction

SHOWN = 25
"""How many scripts of each kind are shown at once; as they are done, others take their place."""

LOOKED_AHEAD = 7
"""So many days of sessions are looked through for what staff put into them by hand."""

_FRAME = re.compile(r"khung-(\d{4}-\d{2}-\d{2})-(.+)")

_KINDS = {
    "texts": (ScriptState.SUBMITTED,),
    "drafts": (ScriptState.DRAFT, ScriptState.EDITED),
    "unvoiced": (ScriptState.APPROVED,),
    "sounds": (ScriptState.VOICED,),
    "returned": (ScriptState.RETURNED, ScriptState.SOUND_RETURNED),
}
"""What is shown together, by the state that it is in."""


@dataclass(frozen=True, kw_only=True, slots=True)
class WaitingScript:
    """A script that waits for somebody."""

    standing: ScriptStanding
    """The script with its state."""
    topic_name: str
    """Short name of its topic; empty without one."""
    since: datetime
    """Since when it stands so (aware, UTC)."""
    length: DurationMs
    """How long it airs, by its sound or, roughly, by the assumed pace."""
    due: datetime | None
    """When it is due to air first (aware); none when nobody has planned or queued it."""
    returned: ScriptStep | None
    """The return that stands against it."""
    own: bool
    """True when the reader may not approve it."""
    questions: tuple[Question, ...]
    """What no rule is sure of; looked up only for words that wait."""

    @property
    def topic(self) -> TopicCode | None:
        """Give its topic."""
        return self.standing.script.topic


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiting:
    """Some of the scripts that wait for the same."""

    rows: tuple[WaitingScript, ...]
    """Those that air first, before the rest."""
    total: int
    """How many there are."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ApprovalQueue:
    """All that waits, what airs first before the rest, at most SHOWN of each kind."""

    texts: Waiting
    """Words that were submitted."""
    drafts: Waiting
    """Words that nobody submitted; they may be approved all the same."""
    unvoiced: Waiting
    """Approved words without sound."""
    sounds: Waiting
    """Sound to be heard."""
    returned: Waiting
    """What was sent back and has not changed since."""
    submits: bool
    """Whether the station works with submitting: somebody has ever submitted something."""


def approval_queue(
    station: Station,
    *,
    by: str,
    now: datetime,
    only: Collection[OutletId] | None = None,
    named: Collection[ScriptId] | None = None,
) -> ApprovalQueue:
    """Give what waits for the reader named `by`, of the outlets that they decide for, or of some scripts alone.

    Without `only` it is of all outlets, without `named` of all scripts.
    """
    try:
        timetable = station.timetable()
    except NoTimetable:
        timetable = None
    today = now.astimezone(station.zone).date()
    with station.store.reading() as tx:
        places = None if only is None else frozenset(each for each in tx.desk_lists.places() if airs_within(each, only))
        every = [each for each in tx.desk_lists.unfinished(today, places) if named is None or each.id in named]
        dues = _dues(station, tx, timetable, every, now)
        every.sort(key=lambda each: (each.id not in dues, dues.get(each.id, each.since), each.since))
        kinds = {name: [each for each in every if each.state in states] for name, states in _KINDS.items()}
        shown = {name: found[:SHOWN] for name, found in kinds.items()}
        standings = standings_of(tx, {each.id for found in shown.values() for each in found})
        submits, reader = tx.desk_lists.submits(), script_reader(station, tx)
    topics = {} if timetable is None else {each.code: each.short for each in timetable.topics}

    def row(found: OpenScript) -> WaitingScript:
        standing = standings[found.id]
        script = standing.script
        return WaitingScript(
            standing=standing,
            topic_name=topics.get(script.topic, "") if script.topic is not None else "",
            since=found.since,
            length=rough_length(script, standing.voicing),
            due=dues.get(found.id),
            returned=returned_of(standing),
            own=is_own(station, standing, by),
            questions=questions_of(reader, script) if standing.state.awaits_text else (),
        )

    waiting = {name: Waiting(rows=tuple(map(row, shown[name])), total=len(kinds[name])) for name in _KINDS}
    return ApprovalQueue(**waiting, submits=submits)


def _dues(
    station: Station,
    tx: Transaction,
    timetable: Timetable | None,
    wanted: Sequence[OpenScript],
    now: datetime,
) -> dict[ScriptId, datetime]:
    """Give when scripts air first after now: by plan, by what staff queued, or, for a frame, by its session."""
    today = now.astimezone(station.zone).date()
    days = [today + timedelta(days=number) for number in range(LOOKED_AHEAD)]
    queued: dict[NewsItemId, list[tuple[date, SessionId]]] = {}
    for entry in (entry for day in days for entry in tx.queue.on(day)):
        queued.setdefault(entry.item_id, []).append((entry.air_date, entry.session))
    planned = tx.playlists.next_starts((each.item_id for each in wanted if each.item_id), today, now)
    dues: dict[ScriptId, datetime] = {}
    for each in wanted:
        frame = _frame(each.id)
        sessions = [frame] if frame else queued.get(each.item_id, []) if each.item_id else []
        starts = [at for day, session in sessions if (at := _starts(station, timetable, day, session))]
        if each.item_id is not None and each.item_id in planned:
            starts.append(planned[each.item_id])
        coming = [at for at in starts if at > now]
        if coming:
            dues[each.id] = min(coming)
    return dues


def _starts(station: Station, timetable: Timetable | None, day: date, session: SessionId) -> datetime | None:
    slots = () if timetable is None else timetable.slots
    first: time | None = min((each.starts for each in slots if each.session == session), default=None)
    return None if first is None else datetime.combine(day, first, tzinfo=station.zone)


def _frame(script_id: ScriptId) -> tuple[date, SessionId] | None:
    """Give the day and session whose frame a script is."""
    found = _FRAME.fullmatch(script_id)
    return (date.fromisoformat(found[1]), SessionId(found[2])) if found else None
