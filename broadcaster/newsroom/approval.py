"""What approvals hold for: exact words, exact sound, and another person than the writer."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from broadcaster.domain.approvals import Approval, ApprovalStage, ScriptState, ScriptStep, StepKind
from broadcaster.domain.ids import Sha256
from broadcaster.domain.scripts import Script
from broadcaster.domain.sound import Voicing
from broadcaster.errors import NameNeeded, OwnApproval

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_BETWEEN_NAMES = re.compile(r"[,;/&]|\bvà\b")


def text_approved(script: Script, approvals: Iterable[Approval], steps: Iterable[ScriptStep] = ()) -> bool:
    """Say whether somebody approved exactly these words and their spoken form, and nobody has returned them."""
    return text_returned(script, steps) is None and _holds(script, approvals, ApprovalStage.TEXT, script.text_hash)


def sound_approved(
    script: Script, voicing: Voicing | None, approvals: Iterable[Approval], steps: Iterable[ScriptStep] = ()
) -> bool:
    """Say whether somebody approved exactly this sound of the script's present words, and nobody has returned it."""
    if voicing is None or not voices(voicing, script) or sound_returned(script, voicing, steps):
        return False
    return _holds(script, approvals, ApprovalStage.SOUND, voicing.sound_hash)


def text_returned(script: Script, steps: Iterable[ScriptStep]) -> ScriptStep | None:
    """Give the return that stands against exactly these words, or nothing; steps are in order of arrival."""
    return _returned(script, steps, ApprovalStage.TEXT, script.text_hash)


def sound_returned(script: Script, voicing: Voicing, steps: Iterable[ScriptStep]) -> ScriptStep | None:
    """Give the return that stands against exactly this sound, or nothing; steps are in order of arrival."""
    return _returned(script, steps, ApprovalStage.SOUND, voicing.sound_hash)


def _returned(script: Script, steps: Iterable[ScriptStep], stage: ApprovalStage, subject: Sha256) -> ScriptStep | None:
    verdicts = [
        step
        for step in steps
        if step.kind in (StepKind.RETURNED, StepKind.WITHDRAWN)
        and (step.script_id, step.stage, step.subject) == (script.id, stage, subject)
    ]
    return verdicts[-1] if verdicts and verdicts[-1].kind is StepKind.RETURNED else None


def voices(voicing: Voicing, script: Script) -> bool:
    """Say whether a voicing is of the script's present words."""
    return voicing.script_id == script.id and voicing.text_hash == script.text_hash


def script_state(
    script: Script, approvals: Iterable[Approval], voicing: Voicing | None, steps: Iterable[ScriptStep] = ()
) -> ScriptState:
    """Derive how far a script has come; a step counts only on top of the one before it."""
    given, done = tuple(approvals), tuple(steps)
    if text_returned(script, done):
        return ScriptState.RETURNED
    if not text_approved(script, given):
        return _before_approval(script, done)
    if voicing is None or not voices(voicing, script):
        return ScriptState.APPROVED
    if sound_returned(script, voicing, done):
        return ScriptState.SOUND_RETURNED
    return ScriptState.CLEARED if sound_approved(script, voicing, given) else ScriptState.VOICED


def _before_approval(script: Script, steps: Iterable[ScriptStep]) -> ScriptState:
    """Say how far words have come that nobody has approved: the furthest that somebody said of exactly these words."""
    said = {
        step.kind
        for step in steps
        if (step.script_id, step.stage, step.subject) == (script.id, ApprovalStage.TEXT, script.text_hash)
    }
    if StepKind.SUBMITTED in said:
        return ScriptState.SUBMITTED
    return ScriptState.EDITED if StepKind.EDITED in said else ScriptState.DRAFT


def check_approver(script: Script, by: str, *, one_person: bool, steps: Iterable[ScriptStep] = ()) -> None:
    """Let only another person than the writer and the editors approve.

    Whoever said that a version of the script is edited counts as one who has a hand in it. A station of one person may
    record a policy against this.

    Raises:
        NameNeeded: no name is given.
        OwnApproval: the name is the writer's, or one of the writers'.
    """
    if not by.strip():
        raise NameNeeded
    hands = [script.writer, *(step.by for step in steps if _is_editing(step, script))]
    if not one_person and any(same_person(hand, by) for hand in hands):
        raise OwnApproval(name=" ".join(by.split()), script=script.title)


def _is_editing(step: ScriptStep, script: Script) -> bool:
    return step.script_id == script.id and step.kind is StepKind.EDITED


def same_person(writer: str, by: str) -> bool:
    """Compare names as people mean them: capitals, spaces and where a tone mark stands (Hoà, Hòa) do not matter.

    A writer's field that names several people (``A, B và C``) holds for each of them.
    """
    approver = _plain(by)
    return approver in {_plain(writer), *(_plain(name) for name in _BETWEEN_NAMES.split(_composed(writer)))}


def _holds(script: Script, approvals: Iterable[Approval], stage: ApprovalStage, subject: Sha256) -> bool:
    return any(
        approval.script_id == script.id and approval.stage is stage and approval.subject == subject
        for approval in approvals
    )


def _plain(name: str) -> str:
    return " ".join(_tone_last(word) for word in _composed(name).casefold().split())


def _tone_last(word: str) -> str:
    marks = unicodedata.normalize("NFD", word)
    return "".join(ch for ch in marks if ch not in _TONES) + "".join(ch for ch in marks if ch in _TONES)


def _composed(name: str) -> str:
    return unicodedata.normalize("NFC", name)
