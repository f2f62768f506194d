"""Approvals: bound to exact hashes, fallen as soon as those change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from broadcaster.domain.ids import ScriptId, Sha256


class ApprovalStage(StrEnum):
    """Which of the two approvals."""

    TEXT = "text"
    """Duyệt bài: the written text and its spoken form."""
    SOUND = "sound"
    """Nghe duyệt: the voiced cuts."""

    @property
    def label(self) -> str:
        """Give the Vietnamese name of the stage."""
        return "bài" if self is ApprovalStage.TEXT else "tiếng"


class ScriptState(StrEnum):
    """How far a script has come, always derived, never stored."""

    DRAFT = "nháp"
    APPROVED = "đã duyệt bài"
    VOICED = "đã thu"
    CLEARED = "đã nghe duyệt"


@dataclass(frozen=True, kw_only=True, slots=True)
class Approval:
    """Somebody (or a recorded policy) said yes to exactly these words or this sound."""

    script_id: ScriptId
    """What was approved."""
    stage: ApprovalStage
    """Text or sound."""
    subject: Sha256
    """The text hash or the sound hash that it holds for."""
    by: str
    """Who approved; the policy's name when waived."""
    at: datetime
    """When (aware, UTC)."""
    authenticated: bool = False
    """False while names are only typed on the command line (chưa xác thực)."""
    policy: str = ""
    """The recorded policy that stood in for a person, with its reason; empty for a person's approval."""
    questions_seen: bool = False
    """True when some readings were still in question, and the approver was shown them and said yes to them."""
