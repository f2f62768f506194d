"""Approve exact words, then exact sound; a recorded policy may stand in where the station has written one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from broadcaster.domain.approvals import Approval, ApprovalStage, ScriptState, ScriptStep
from broadcaster.domain.ids import ScriptId, Sha256
from broadcaster.domain.readings import ReadSpan
from broadcaster.domain.scripts import Script
from broadcaster.domain.sound import Voicing
from broadcaster.errors import (
    ChangedMeanwhile,
    LettersNotCompared,
    NotApproved,
    NothingToApprove,
    OpenQuestions,
    ReturnedScript,
    UnknownItem,
    UntracedFacts,
)
from broadcaster.newsroom.approval import (
    check_approver,
    same_person,
    script_state,
    sound_returned,
    text_approved,
    text_returned,
)
from broadcaster.services.compare_letters import uncompared_in
from broadcaster.services.facts_kept import UntracedFact, untraced_in
from broadcaster.services.read_script import script_reader
from broadcaster.station import Station
from broadcaster.storage.store import Transaction

_NAMED = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class ScriptStanding:
    """A script with everything that decides how far it has come."""

    script: Script
    """Its words."""
    state: ScriptState
    """Derived from approvals and voicing."""
    approvals: tuple[Approval, ...]
    """All that were ever given, fallen ones too."""
    steps: tuple[ScriptStep, ...]
    """All that was said of it on the way: edited, submitted, returned."""
    voicing: Voicing | None
    """Its latest sound."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Approved:
    """What an approval did."""

    script: Script
    """The approved script."""
    standing: Approval
    """The approval that stands: this one, or the one that somebody gave before."""
    new: bool
    """False when it stood already."""


def standings(station: Station) -> tuple[ScriptStanding, ...]:
    """Give every script with its state, in order of writing; scripts of news that was removed are left out."""
    with station.store.reading() as tx:
        return standings_in(tx)


def standings_in(tx: Transaction) -> tuple[ScriptStanding, ...]:
    """Give the same as an open transaction sees it."""
    approvals, voicings, steps = tx.approvals.all(), tx.voicings.all(), tx.script_steps.all()
    kept = {item.id for item in tx.news.all()}
    return tuple(
        _standing(script, approvals.get(script.id, ()), voicings.get(script.id), steps.get(script.id, ()))
        for script in tx.scripts.all()
        if script.item_id is None or script.item_id in kept
    )


def standings_of(tx: Transaction, script_ids: Collection[ScriptId]) -> Mapping[ScriptId, ScriptStanding]:
    """Give some scripts with their states; one that is not there is left out."""
    approvals, voicings = tx.approvals.of_many(script_ids), tx.voicings.of(script_ids)
    steps = tx.script_steps.of_many(script_ids)
    return {
        script.id: _standing(script, approvals.get(script.id, ()), voicings.get(script.id), steps.get(script.id, ()))
        for script in tx.scripts.many(script_ids)
    }


def standing_of(tx: Transaction, script_id: ScriptId) -> ScriptStanding:
    """Give one script with its state; raises UnknownItem."""
    script = _script(tx, script_id)
    return _standing(script, tx.approvals.of(script_id), tx.voicings.get(script_id), tx.script_steps.of(script_id))


def open_questions(station: Station, script_ids: Sequence[ScriptId]) -> Mapping[ScriptId, tuple[ReadSpan, ...]]:
    """Give the spans whose reading no rule is sure of, for those of some scripts that have any and are not approved.

    Raises:
        UnknownItem.
    """
    with station.store.reading() as tx:
        return _open_questions(station, tx, script_ids)


def approve_texts(
    station: Station,
    script_ids: Sequence[ScriptId],
    *,
    by: str,
    now: datetime,
    questions_seen: bool = False,
    authenticated: bool = False,
    shown: Mapping[ScriptId, Sha256] | None = None,
) -> tuple[Approved, ...]:
    """Approve the written text and its spoken form of some scripts, all of them or none.

    What no rule is sure how to read, a fact that the news item says nowhere, and converted letters that nobody has
    compared, are passed only when the approver has seen them; the approval remembers that.

    Args:
        station: Whose.
        script_ids: Which.
        by: Who approves.
        now: When (aware).
        questions_seen: Whether the approver was shown the open questions and the facts without a source.
        authenticated: Whether who approves has signed in.
        shown: Text hashes that the approver saw; a script that has another one by now is not approved.

    Raises:
        UnknownItem, NameNeeded, OwnApproval, ChangedMeanwhile, ReturnedScript, OpenQuestions, UntracedFacts,
        LettersNotCompared.
    """
    with station.store.writing() as tx:
        scripts = [_to_approve(station, tx, script_id, by) for script_id in script_ids]
        for script in scripts:
            refuse_unless_shown(script, "Lời", script.text_hash, (shown or {}).get(script.id))
        for script in scripts:
            _refuse(script, text_returned(script, tx.script_steps.of(script.id)))
        asked = _open_questions(station, tx, script_ids)
        if asked and not questions_seen:
            raise _refused(asked)
        untraced = untraced_in(station, tx, _awaiting(tx, scripts))
        if untraced and not questions_seen:
            raise _unfounded(untraced)
        letters = uncompared_in(tx, _awaiting(tx, scripts))
        if letters and not questions_seen:
            raise LettersNotCompared(count=len(letters), scripts=", ".join(sorted(letters)[:_NAMED]))
        open_ones = {*asked, *untraced, *letters}
        given = [_text_approval(station, each, by, now, asked=each.id in open_ones) for each in scripts]
        return tuple(
            _approved(tx, script, replace(approval, authenticated=authenticated))
            for script, approval in zip(scripts, given, strict=True)
        )


def approve_text(
    station: Station,
    script_id: ScriptId,
    *,
    by: str,
    now: datetime,
    questions_seen: bool = False,
    authenticated: bool = False,
    shown: Sha256 | None = None,
) -> Approved:
    """Approve one script's text; raises what :func:`approve_texts` raises."""
    return approve_texts(
        station,
        [script_id],
        by=by,
        now=now,
        questions_seen=questions_seen,
        authenticated=authenticated,
        shown={} if shown is None else {script_id: shown},
    )[0]


def approve_sounds(
    station: Station,
    script_ids: Sequence[ScriptId],
    *,
    by: str,
    now: datetime,
    authenticated: bool = False,
    shown: Mapping[ScriptId, Sha256] | None = None,
) -> tuple[Approved, ...]:
    """Approve the voiced cuts of some scripts whose texts stand approved, all of them or none.

    `authenticated` and `shown` as for :func:`approve_texts`, with sound hashes.

    Raises:
        UnknownItem, NameNeeded, OwnApproval, NotApproved, ReturnedScript, NothingToApprove, ChangedMeanwhile.
    """
    heard = shown or {}
    with station.store.writing() as tx:
        return tuple(
            _approve_sound(station, tx, script_id, by, now, authenticated=authenticated, heard=heard.get(script_id))
            for script_id in script_ids
        )


def approve_sound(
    station: Station,
    script_id: ScriptId,
    *,
    by: str,
    now: datetime,
    authenticated: bool = False,
    shown: Sha256 | None = None,
) -> Approved:
    """Approve one script's sound; raises what :func:`approve_sounds` raises."""
    heard = {} if shown is None else {script_id: shown}
    return approve_sounds(station, [script_id], by=by, now=now, authenticated=authenticated, shown=heard)[0]


def refuse_unless_shown(script: Script, what: str, standing: Sha256, shown: Sha256 | None) -> None:
    """Check that somebody decides on what they saw; raises ChangedMeanwhile. None is for who decides on what stands."""
    if shown is not None and shown != standing:
        raise ChangedMeanwhile(what=what, script=script.title)


def _to_approve(station: Station, tx: Transaction, script_id: ScriptId, by: str) -> Script:
    script = _script(tx, script_id)
    steps = tx.script_steps.of(script_id)
    check_approver(script, by, one_person=bool(station.one_person_policy), steps=steps)
    return script


def _refuse(script: Script, returned: ScriptStep | None) -> None:
    if returned is not None:
        raise ReturnedScript(
            script=script.title, stage=returned.stage.label, by=returned.by, reason=returned.reason, id=script.id
        )


def _text_approval(station: Station, script: Script, by: str, now: datetime, *, asked: bool) -> Approval:
    approval = _approval(station, script, ApprovalStage.TEXT, script.text_hash, by, now)
    return replace(approval, questions_seen=asked)


def _approve_sound(
    station: Station,
    tx: Transaction,
    script_id: ScriptId,
    by: str,
    now: datetime,
    *,
    authenticated: bool,
    heard: Sha256 | None,
) -> Approved:
    script, voicing = _to_approve(station, tx, script_id, by), tx.voicings.get(script_id)
    steps = tx.script_steps.of(script_id)
    if not text_approved(script, tx.approvals.of(script_id), steps):
        command = f'broadcaster script approve {script_id} --by "TÊN"'
        raise NotApproved(script=script_id, stage="bài", command=command)
    if voicing is None or voicing.text_hash != script.text_hash:
        raise NothingToApprove(
            script=script_id, reason="chưa thu tiếng", advice=f"Thu trước: broadcaster voice make {script_id}"
        )
    refuse_unless_shown(script, "Tiếng", voicing.sound_hash, heard)
    _refuse(script, sound_returned(script, voicing, steps))
    approval = _approval(station, script, ApprovalStage.SOUND, voicing.sound_hash, by, now)
    return _approved(tx, script, replace(approval, authenticated=authenticated))


def _approval(
    station: Station, script: Script, stage: ApprovalStage, subject: Sha256, by: str, now: datetime
) -> Approval:
    policy = station.one_person_policy if same_person(script.writer, by) else ""
    return Approval(script_id=script.id, stage=stage, subject=subject, by=by, at=now, policy=policy)


def _approved(tx: Transaction, script: Script, approval: Approval) -> Approved:
    new = tx.approvals.add(approval)
    given = [
        each for each in tx.approvals.of(script.id) if each.stage is approval.stage and each.subject == approval.subject
    ]
    return Approved(script=script, standing=given[0], new=new)


def _script(tx: Transaction, script_id: ScriptId) -> Script:
    script = tx.scripts.get(script_id)
    if script is None:
        raise UnknownItem(item=script_id, nearest="")
    return script


def _standing(
    script: Script, approvals: tuple[Approval, ...], voicing: Voicing | None, steps: tuple[ScriptStep, ...]
) -> ScriptStanding:
    state = script_state(script, approvals, voicing, steps)
    return ScriptStanding(script=script, state=state, approvals=approvals, steps=steps, voicing=voicing)


def _open_questions(
    station: Station, tx: Transaction, script_ids: Sequence[ScriptId]
) -> dict[ScriptId, tuple[ReadSpan, ...]]:
    reader = script_reader(station, tx)
    waiting = _awaiting(tx, [_script(tx, script_id) for script_id in script_ids])
    return {script.id: spans for script in waiting if (spans := reader.questions(script))}


def _awaiting(tx: Transaction, scripts: Iterable[Script]) -> list[Script]:
    return [each for each in scripts if not text_approved(each, tx.approvals.of(each.id), tx.script_steps.of(each.id))]


def _refused(asked: Mapping[ScriptId, tuple[ReadSpan, ...]]) -> OpenQuestions:
    named = [f'"{span.written.strip()}" ({script_id})' for script_id, spans in asked.items() for span in spans]
    more = f" và {len(named) - _NAMED} chỗ khác" if len(named) > _NAMED else ""
    return OpenQuestions(count=len(named), questions=", ".join(named[:_NAMED]) + more)


def _unfounded(untraced: Mapping[ScriptId, tuple[UntracedFact, ...]]) -> UntracedFacts:
    named = [f'{fact.kind} "{fact.text}" ({script_id})' for script_id, facts in untraced.items() for fact in facts]
    more = f" và {len(named) - _NAMED} chỗ khác" if len(named) > _NAMED else ""
    return UntracedFacts(count=len(named), facts=", ".join(named[:_NAMED]) + more)
