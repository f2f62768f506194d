"""How states are shown: a word, a symbol and a tone, never a colour alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from broadcaster.domain.airings import Evidence
from broadcaster.domain.approvals import ScriptState
from broadcaster.domain.outcomes import Outcome
from broadcaster.domain.topics import TopicOrigin
from broadcaster.scheduling.next_hours import Reached
from broadcaster.web.look.language import marked


@dataclass(frozen=True, kw_only=True, slots=True)
class Badge:
    """One state as readers see it."""

    label: str
    """What it says (source string)."""
    icon: str
    """Symbol of ``static/icons.svg``."""
    tone: str = ""
    """``good``, ``wait``, ``bad``, ``on``, ``told``, ``air``, ``faint``, or nothing for a quiet one."""


BADGES: Mapping[str, Badge] = {
    # scripts
    "chưa viết": Badge(label=marked("chưa viết"), icon="open", tone="faint"),
    ScriptState.DRAFT: Badge(label=marked("nháp"), icon="draft", tone="faint"),
    ScriptState.EDITED: Badge(label=marked("đã biên tập"), icon="edit"),
    ScriptState.SUBMITTED: Badge(label=marked("chờ duyệt"), icon="waiting", tone="wait"),
    ScriptState.APPROVED: Badge(label=marked("đã duyệt bài"), icon="check", tone="told"),
    ScriptState.VOICED: Badge(label=marked("đã thu"), icon="mic", tone="on"),
    ScriptState.CLEARED: Badge(label=marked("đã nghe duyệt"), icon="double", tone="good"),
    ScriptState.RETURNED: Badge(label=marked("trả lại"), icon="return", tone="bad"),
    ScriptState.SOUND_RETURNED: Badge(label=marked("trả lại tiếng"), icon="return", tone="bad"),
    # news that somebody has to look at
    TopicOrigin.SUGGESTED: Badge(label=marked("máy gợi ý"), icon="target", tone="wait"),
    "có tin giống": Badge(label=marked("có tin giống"), icon="copy", tone="wait"),
    "chữ chưa xem lại": Badge(label=marked("chữ chưa xem lại"), icon="language", tone="wait"),
    # evidence
    Evidence.REHEARSAL: Badge(label=marked("diễn tập"), icon="dashed", tone="faint"),
    Evidence.OPERATOR: Badge(label=marked("người trực xác nhận"), icon="user", tone="told"),
    Evidence.PLAYER: Badge(label=marked("máy phát ghi"), icon="shield", tone="good"),
    Evidence.MEASURED: Badge(label=marked("đo ngoài sóng"), icon="ear", tone="good"),
    # what came of it
    Outcome.ON_TIME: Badge(label=marked("đúng giờ"), icon="ok", tone="good"),
    Outcome.EARLY: Badge(label=marked("phát sớm"), icon="late", tone="wait"),
    Outcome.LATE: Badge(label=marked("phát muộn"), icon="late", tone="wait"),
    Outcome.PARTIAL: Badge(label=marked("phát một phần"), icon="half", tone="wait"),
    Outcome.REPLACED: Badge(label=marked("phát nội dung khác"), icon="repeat", tone="bad"),
    Outcome.NOT_AIRED: Badge(label=marked("không phát"), icon="no", tone="bad"),
    Outcome.UNKNOWN: Badge(label=marked("chưa rõ"), icon="open", tone="faint"),
    # sessions to come
    Reached.NOTHING: Badge(label=marked("chưa có kế hoạch"), icon="alarm", tone="bad"),
    Reached.PLANNED: Badge(label=marked("đã lập kế hoạch"), icon="plan", tone="wait"),
    Reached.MIXED: Badge(label=marked("đã dựng"), icon="sound", tone="told"),
    Reached.SENT: Badge(label=marked("đã giao"), icon="double", tone="good"),
    Reached.RELAY: Badge(label=marked("tiếp âm"), icon="relay"),
    # by the plan; what really airs is told by evidence alone
    "trong giờ phát": Badge(label=marked("trong giờ phát"), icon="today", tone="air"),
}
"""By the value of the state; a state without a badge is a mistake that a test finds."""


def badge_of(state: str) -> Badge:
    """Give the badge of a state; a word of its own for one that has none."""
    return BADGES.get(state) or Badge(label=str(state), icon="dot")
