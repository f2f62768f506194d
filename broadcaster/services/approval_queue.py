"""List what waits for approval, how long, and when it is due to air."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from broadcaster.domain.approvals import ScriptState, ScriptStep, StepKind
from broadcaster.domain.ids import DurationMs, NewsItemId, OutletId, ScriptId, SessionId, TopicCode
from broadcaster.domain.timetables import Timetable
from broadcaster.errors import NoTimetable
from broadcaster.services.approve_script import ScriptStanding, standings_in
from broadcaster.services.read_script import ScriptReader, script_reader
from broadcaster.services.review_script import Question, airs_within, is_own, questions_of, returned_of
from broadcaster.services.time_scripts import rough_length
from broadcaster.station import Station
from broadcaster.storage.store import Transaction

LOOKED_AHEAD = 7
"""So many days of sessions are looked through for what staff put into them by hand."""

_FRAME = re.compile(r"khung-(\d{4}-\d{2}-\d{2})-(.+)")


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
class ApprovalQueue:
    """All that waits, what airs first before the rest."""

    texts: tuple[WaitingScript, ...]
    """Words that were submitted."""
    drafts: tuple[WaitingScript, ...]
    """Words that nobody submitted; they may be approved all the same."""
    unvoiced: tuple[WaitingScript, ...]
    """Approved words without sound."""
    sounds: tuple[WaitingScript, ...]
    """Sound to be heard."""
    returned: tuple[WaitingScript, ...]
    """What was sent back and has not changed since."""
    submits: bool
    """Whether the station works with submitting: somebody has ever submitted something."""


def approval_queue(
    station: Station, *, by: str, now: datetime, only: Collection[OutletId] | None = None
) -> ApprovalQueue:
    """Give what waits for the reader named `by`, of the outlets that they decide for (none for all)."""
    try:
        timetable = station.timetable()
    except NoTimetable:
        timetable = None
    today = now.astimezone(station.zone).date()
    with station.store.reading() as tx:
        outlets = {item.id: item.outlets for item in tx.news.all()}
        every = standings_in(tx)
        open_ones = [
            each
            for each in every
            if each.state is not ScriptState.CLEARED
            and not _is_over(each.script.id, today)
            and airs_within(outlets.get(each.script.item_id, ()) if each.script.item_id else (), only)
        ]
        dues = _dues(station, tx, timetable, open_ones, now)
        reader = script_reader(station, tx)
    rows = [_row(station, each, timetable, dues, by, reader) for each in open_ones]
    rows.sort(key=lambda each: (each.due is None, each.due or each.since, each.since))
    in_state = {state: tuple(each for each in rows if each.standing.state is state) for state in ScriptState}
    return ApprovalQueue(
        texts=in_state[ScriptState.SUBMITTED],
        drafts=tuple(each for each in rows if each.standing.state in (ScriptState.DRAFT, ScriptState.EDITED)),
        unvoiced=in_state[ScriptState.APPROVED],
        sounds=in_state[ScriptState.VOICED],
        returned=tuple(each for each in rows if each.returned is not None),
        submits=any(step.kind is StepKind.SUBMITTED for each in every for step in each.steps),
    )


def _row(
    station: Station,
    standing: ScriptStanding,
    timetable: Timetable | None,
    dues: Mapping[ScriptId, datetime],
    by: str,
    reader: ScriptReader,
) -> WaitingScript:
    script = standing.script
    topics = () if timetable is None else timetable.topics
    return WaitingScript(
        standing=standing,
        topic_name=next((each.short for each in topics if each.code == script.topic), ""),
        since=_since(standing),
        length=rough_length(script, standing.voicing),
        due=dues.get(script.id),
        returned=returned_of(standing),
        own=is_own(station, standing, by),
        questions=questions_of(reader, script) if standing.state.awaits_text else (),
    )


def _since(standing: ScriptStanding) -> datetime:
    """Say since when a script stands as it does."""
    returned = returned_of(standing)
    if returned is not None:
        return returned.at
    if standing.state is ScriptState.VOICED and standing.voicing is not None:
        return standing.voicing.at
    if standing.state is ScriptState.APPROVED:
        return max((each.at for each in standing.approvals), default=standing.script.written_at)
    steps = [each.at for each in standing.steps if each.subject == standing.script.text_hash]
    return max(steps, default=standing.script.written_at)


def _dues(
    station: Station,
    tx: Transaction,
    timetable: Timetable | None,
    wanted: Iterable[ScriptStanding],
    now: datetime,
) -> dict[ScriptId, datetime]:
    """Give when scripts air first after now: by plan, by what staff queued, or, for a frame, by its session."""
    today = now.astimezone(station.zone).date()
    days = [today + timedelta(days=number) for number in range(LOOKED_AHEAD)]
    queued: dict[NewsItemId, list[tuple[date, SessionId]]] = {}
    for entry in (entry for day in days for entry in tx.queue.on(day)):
        queued.setdefault(entry.item_id, []).append((entry.air_date, entry.session))
    dues: dict[ScriptId, datetime] = {}
    for each in wanted:
        script = each.script
        frame = _frame(script.id)
        sessions = [frame] if frame else queued.get(script.item_id, []) if script.item_id else []
        starts = [at for day, session in sessions if (at := _starts(station, timetable, day, session))]
        if script.item_id:
            starts += [plan.starts_at for plan in tx.playlists.carrying(script.item_id, today)]
        coming = [at for at in starts if at > now]
        if coming:
            dues[script.id] = min(coming)
    return dues


def _starts(station: Station, timetable: Timetable | None, day: date, session: SessionId) -> datetime | None:
    slots = () if timetable is None else timetable.slots
    first: time | None = min((each.starts for each in slots if each.session == session), default=None)
    return None if first is None else datetime.combine(day, first, tzinfo=station.zone)


def _frame(script_id: ScriptId) -> tuple[date, SessionId] | None:
    """Give the day and session whose frame a script is."""
    found = _FRAME.fullmatch(script_id)
    return (date.fromisoformat(found[1]), SessionId(found[2])) if found else None


def _is_over(script_id: ScriptId, today: date) -> bool:
    """Say whether a frame's day is past: nobody has to approve it any more."""
    frame = _frame(script_id)
    return frame is not None and frame[0] < today
