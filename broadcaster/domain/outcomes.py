"""What became of what was planned."""

from __future__ import annotations

from enum import StrEnum


class Outcome(StrEnum):
    """What became of a planned item."""

    ON_TIME = "on-time"
    """Heard in full at its time."""
    EARLY = "early"
    """Heard in full before its time."""
    LATE = "late"
    """Heard in full after its time."""
    PARTIAL = "partial"
    """Cut short, at whatever time."""
    REPLACED = "replaced"
    """Something else went out in its place."""
    NOT_AIRED = "not-aired"
    """A witness says that it was not heard at all."""
    UNKNOWN = "unknown"
    """No witness has said anything that settles it yet."""

    @property
    def label(self) -> str:
        """Give the Vietnamese name."""
        return _LABELS[self]


_LABELS = {
    Outcome.ON_TIME: "đúng giờ",
    Outcome.EARLY: "phát sớm",
    Outcome.LATE: "phát trễ",
    Outcome.PARTIAL: "phát không trọn",
    Outcome.REPLACED: "phát nội dung khác",
    Outcome.NOT_AIRED: "không phát",
    Outcome.UNKNOWN: "chưa rõ",
}
