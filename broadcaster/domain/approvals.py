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
    EDITED = "đã biên tập"
    SUBMITTED = "chờ duyệt"
    RETURNED = "trả lại"
    APPROVED = "đã duyệt bài"
    VOICED = "đã thu"
    SOUND_RETURNED = "trả lại tiếng"
    CLEARED = "đã nghe duyệt"

    @property
    def awaits_text(self) -> bool:
        """Say whether somebody may approve the words next: nobody has, and nobody has sent them back."""
        return self in (ScriptState.DRAFT, ScriptState.EDITED, ScriptState.SUBMITTED)

    @property
    def text_stands(self) -> bool:
        """Say whether the words are approved as they stand, so that they may be voiced."""
        return not self.awaits_text and self is not ScriptState.RETURNED


class StepKind(StrEnum):
    """What somebody did with a script on its way to approval, beside approving it."""

    EDITED = "edited"
    """Đã biên tập: an editor has gone through these words."""
    SUBMITTED = "submitted"
    """Trình duyệt: these words wait for whoever approves."""
    RETURNED = "returned"
    """Trả lại: these words, or this sound, may not air."""
    WITHDRAWN = "withdrawn"
    """Rút lại việc trả: what was returned counts again as it did before."""

    @property
    def label(self) -> str:
        """Give the Vietnamese name of the step."""
        return _STEP_LABELS[self]


_STEP_LABELS = {
    StepKind.EDITED: "biên tập xong",
    StepKind.SUBMITTED: "trình duyệt",
    StepKind.RETURNED: "trả lại",
    StepKind.WITHDRAWN: "rút lại việc trả",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class ScriptStep:
    """Somebody moved exactly these words or this sound on, or sent it back; a fact, only ever added."""

    script_id: ScriptId
    """Which script."""
    kind: StepKind
    """What was done."""
    stage: ApprovalStage
    """Whether it is about the words or the sound."""
    subject: Sha256
    """The text hash or the sound hash that it holds for; it falls when that changes."""
    by: str
    """Who did it."""
    at: datetime
    """When (aware, UTC)."""
    reason: str = ""
    """Why; never empty for a return and for what takes one back."""
    authenticated: bool = False
    """False while names are only typed on the command line (chưa xác thực)."""


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
