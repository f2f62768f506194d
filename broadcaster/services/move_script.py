"""Move scripts towards approval, or send them back: edited, submitted, returned; and tell how each came to stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum, auto

from broadcaster.domain.approvals import Approval, ApprovalStage, ScriptState, ScriptStep, StepKind
from broadcaster.domain.ids import ScriptId, Sha256
from broadcaster.domain.scripts import Script
from broadcaster.errors import NameNeeded, ReturnNeedsReason, StepRefused, UnknownItem
from broadcaster.newsroom.approval import same_person
from broadcaster.services.approve_script import ScriptStanding, refuse_unless_shown, standing_of
from broadcaster.station import Station
from broadcaster.storage.store import Transaction


class Trace(Enum):
    """What one entry of a script's history is about."""

    WRITTEN = auto()
    STEP = auto()
    APPROVED = auto()


@dataclass(frozen=True, kw_only=True, slots=True)
class HistoryEntry:
    """One thing that happened to a script."""

    at: datetime
    """When (aware, UTC)."""
    trace: Trace
    """What kind of thing."""
    by: str
    """Who."""
    what: str
    """What was done, in Vietnamese."""
    reason: str
    """Why, or the recorded policy; empty when nobody had to say."""
    holds: bool
    """True when it is about the words or the sound as they stand now."""
    version: int | None = None
    """The number of the version that was written, from 1."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Moved:
    """What a step did."""

    standing: ScriptStanding
    """The script after it."""
    new: bool
    """False when it stood so already."""


def mark_edited(
    station: Station, script_ids: Sequence[ScriptId], *, by: str, now: datetime, authenticated: bool = False
) -> tuple[Moved, ...]:
    """Say that an editor has gone through the words of some scripts; that person can no longer approve them.

    Raises:
        UnknownItem, NameNeeded. StepRefused: somebody approved or returned these words; then nothing is kept.
    """

    def step(standing: ScriptStanding) -> ScriptStep | None:
        if not standing.state.awaits_text:
            raise _refused(standing, "ghi là đã biên tập")
        if standing.state is not ScriptState.DRAFT:
            return None
        return _about_text(standing.script, StepKind.EDITED, by, now)

    return _moved(station, script_ids, step, by=by, authenticated=authenticated)


def submit(
    station: Station, script_ids: Sequence[ScriptId], *, by: str, now: datetime, authenticated: bool = False
) -> tuple[Moved, ...]:
    """Lay some scripts before whoever approves; one that waits already, or is approved, stays as it is.

    Raises:
        UnknownItem, NameNeeded. StepRefused: a script was returned and not a word of it has changed.
    """

    def step(standing: ScriptStanding) -> ScriptStep | None:
        if standing.state is ScriptState.RETURNED:
            raise _refused(standing, "trình lại", "Lời chưa đổi gì sau khi bị trả; sửa rồi trình")
        if standing.state not in (ScriptState.DRAFT, ScriptState.EDITED):
            return None
        return _about_text(standing.script, StepKind.SUBMITTED, by, now)

    return _moved(station, script_ids, step, by=by, authenticated=authenticated)


def return_script(
    station: Station,
    script_id: ScriptId,
    *,
    stage: ApprovalStage,
    reason: str,
    by: str,
    now: datetime,
    authenticated: bool = False,
    shown: Sha256 | None = None,
) -> Moved:
    """Send exactly these words, or this sound, back; what was approved of them stands no more.

    `shown` is the hash of what somebody saw or heard before they sent it back; none takes what stands.

    Raises:
        UnknownItem, NameNeeded, ReturnNeedsReason. StepRefused: there is no sound yet, or it was sent back already.
        ChangedMeanwhile: another version stands by now.
    """

    def step(standing: ScriptStanding) -> ScriptStep:
        if standing.state is ScriptState.RETURNED:
            raise _refused(standing, "trả lại")
        script, voicing = standing.script, standing.voicing
        if stage is ApprovalStage.TEXT:
            refuse_unless_shown(script, "Lời", script.text_hash, shown)
            return _about_text(script, StepKind.RETURNED, by, now, _told(reason))
        if voicing is not None:
            refuse_unless_shown(script, "Tiếng", voicing.sound_hash, shown)
        if standing.state not in (ScriptState.VOICED, ScriptState.CLEARED):
            raise _refused(standing, "trả lại tiếng")
        return _about_sound(standing, StepKind.RETURNED, by, now, _told(reason))

    return _moved(station, [script_id], step, by=by, authenticated=authenticated)[0]


def withdraw_return(
    station: Station, script_id: ScriptId, *, reason: str, by: str, now: datetime, authenticated: bool = False
) -> Moved:
    """Take back the return that stands against a script: it counts again as it did before.

    Whoever wrote or edited the words cannot do it, as they cannot approve them.

    Raises:
        UnknownItem, NameNeeded, ReturnNeedsReason. StepRefused: nothing stands returned, or the words are one's own.
    """

    def step(standing: ScriptStanding) -> ScriptStep:
        if standing.state not in (ScriptState.RETURNED, ScriptState.SOUND_RETURNED):
            raise _refused(standing, "rút lại việc trả")
        if same_person(standing.script.writer, by) and not station.one_person_policy:
            raise _refused(standing, "tự rút lại việc trả", "Nhờ người đã trả hoặc người duyệt khác")
        if standing.state is ScriptState.RETURNED:
            return _about_text(standing.script, StepKind.WITHDRAWN, by, now, _told(reason))
        return _about_sound(standing, StepKind.WITHDRAWN, by, now, _told(reason))

    return _moved(station, [script_id], step, by=by, authenticated=authenticated)[0]


def history(station: Station, script_id: ScriptId) -> tuple[HistoryEntry, ...]:
    """Give all that ever happened to a script, oldest first; raises UnknownItem."""
    with station.store.reading() as tx:
        standing = standing_of(tx, script_id)
        versions = tx.scripts.history(script_id)
    told = [_written(standing, number, version) for number, version in enumerate(versions, start=1)]
    told += [_stepped(standing, step) for step in standing.steps]
    told += [_approved(standing, approval) for approval in standing.approvals]
    return tuple(sorted(told, key=lambda each: each.at))


def _moved(
    station: Station,
    script_ids: Sequence[ScriptId],
    step: Callable[[ScriptStanding], ScriptStep | None],
    *,
    by: str,
    authenticated: bool,
) -> tuple[Moved, ...]:
    if not by.strip():
        raise NameNeeded
    with station.store.writing() as tx:
        return tuple(_move(tx, script_id, step, authenticated=authenticated) for script_id in script_ids)


def _move(
    tx: Transaction,
    script_id: ScriptId,
    step: Callable[[ScriptStanding], ScriptStep | None],
    *,
    authenticated: bool,
) -> Moved:
    made = step(standing_of(tx, script_id))
    if made is not None:
        tx.script_steps.add(replace(made, authenticated=authenticated))
    return Moved(standing=standing_of(tx, script_id), new=made is not None)


def _about_text(script: Script, kind: StepKind, by: str, now: datetime, reason: str = "") -> ScriptStep:
    return ScriptStep(
        script_id=script.id,
        kind=kind,
        stage=ApprovalStage.TEXT,
        subject=script.text_hash,
        by=" ".join(by.split()),
        at=now,
        reason=reason,
    )


def _about_sound(standing: ScriptStanding, kind: StepKind, by: str, now: datetime, reason: str) -> ScriptStep:
    if standing.voicing is None:
        raise UnknownItem(item=standing.script.id, nearest="")
    return ScriptStep(
        script_id=standing.script.id,
        kind=kind,
        stage=ApprovalStage.SOUND,
        subject=standing.voicing.sound_hash,
        by=" ".join(by.split()),
        at=now,
        reason=reason,
    )


def _told(reason: str) -> str:
    told = " ".join(reason.split())
    if not told:
        raise ReturnNeedsReason
    return told


def _refused(standing: ScriptStanding, what: str, advice: str = "") -> StepRefused:
    said = advice or f"Xem: broadcaster script history {standing.script.id}"
    return StepRefused(script=standing.script.title, state=standing.state.value, what=what, advice=said)


def _subjects(standing: ScriptStanding) -> frozenset[str]:
    sound = {standing.voicing.sound_hash} if standing.voicing else set[str]()
    return frozenset({standing.script.text_hash, *sound})


def _written(standing: ScriptStanding, number: int, version: Script) -> HistoryEntry:
    return HistoryEntry(
        at=version.written_at,
        trace=Trace.WRITTEN,
        by=version.writer,
        what=f"bản {number}",
        reason="",
        holds=version.text_hash == standing.script.text_hash,
        version=number,
    )


def _stepped(standing: ScriptStanding, step: ScriptStep) -> HistoryEntry:
    about = "" if step.stage is ApprovalStage.TEXT else " tiếng"
    return HistoryEntry(
        at=step.at,
        trace=Trace.STEP,
        by=step.by,
        what=f"{step.kind.label}{about}",
        reason=step.reason,
        holds=step.subject in _subjects(standing),
    )


def _approved(standing: ScriptStanding, approval: Approval) -> HistoryEntry:
    return HistoryEntry(
        at=approval.at,
        trace=Trace.APPROVED,
        by=approval.by,
        what="duyệt bài" if approval.stage is ApprovalStage.TEXT else "nghe duyệt",
        reason=approval.policy,
        holds=approval.subject in _subjects(standing),
    )
