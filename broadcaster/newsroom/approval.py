"""What approvals hold for: exact words, exact sound, and another person than the writer."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from broadcaster.domain.approvals import Approval, ApprovalStage, ScriptState
from broadcaster.domain.ids import Sha256
from broadcaster.domain.scripts import Script
from broadcaster.domain.sound import Voicing
from broadcaster.errors import NameNeeded, OwnApproval

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_BETWEEN_NAMES = re.compile(r"[,;/&]|\bvà\b")


def text_approved(script: Script, approvals: Iterable[Approval]) -> bool:
    """Say whether somebody approved exactly these words and their spoken form."""
    return _holds(script, approvals, ApprovalStage.TEXT, script.text_hash)


def sound_approved(script: Script, voicing: Voicing | None, approvals: Iterable[Approval]) -> bool:
    """Say whether somebody approved exactly this sound, and it is the sound of the script's present words."""
    if voicing is None or not voices(voicing, script):
        return False
    return _holds(script, approvals, ApprovalStage.SOUND, voicing.sound_hash)


def voices(voicing: Voicing, script: Script) -> bool:
    """Say whether a voicing is of the script's present words."""
    return voicing.script_id == script.id and voicing.text_hash == script.text_hash


def script_state(script: Script, approvals: Iterable[Approval], voicing: Voicing | None) -> ScriptState:
    """Derive how far a script has come; a step counts only on top of the one before it."""
    given = tuple(approvals)
    if not text_approved(script, given):
        return ScriptState.DRAFT
    if voicing is None or not voices(voicing, script):
        return ScriptState.APPROVED
    return ScriptState.CLEARED if sound_approved(script, voicing, given) else ScriptState.VOICED


def check_approver(script: Script, by: str, *, one_person: bool) -> None:
    """Let only another person than the writer approve; a station of one person may record a policy against this.

    Raises:
        NameNeeded: no name is given.
        OwnApproval: the name is the writer's, or one of the writers'.
    """
    if not by.strip():
        raise NameNeeded
    if not one_person and same_person(script.writer, by):
        raise OwnApproval(name=" ".join(by.split()), script=script.title)


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
