"""What the station's service does by itself: when each job is due, and what became of every time that it was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from broadcaster.domain.ids import JobId


class JobOutcome(StrEnum):
    """What became of a job at one time that it was due."""

    DONE = "done"
    """It did its work."""
    FAILED = "failed"
    """It could not; it may be tried again."""
    MISSED = "missed"
    """Nobody ran it in time: the PC slept, or the service was off."""
    SKIPPED = "skipped"
    """It was late, and a later time of the same job did its work."""

    @property
    def label(self) -> str:
        """Give what operators read."""
        return {"done": "xong", "failed": "hỏng", "missed": "lỡ giờ", "skipped": "gộp vào lần sau"}[self.value]


class Lane(StrEnum):
    """Which jobs wait for one another; those of another lane never do."""

    WORK = "work"
    """Jobs that may take long: voicing, mixing, backups."""
    WATCH = "watch"
    """Jobs that only look, and must not wait behind a long one."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DailyAt:
    """Due once a day."""

    hour: time
    """Local time of day."""


@dataclass(frozen=True, kw_only=True, slots=True)
class EveryMinutes:
    """Due again and again, counted from local midnight."""

    minutes: int
    """How long from one time to the next, 1 to 1440."""


@dataclass(frozen=True, kw_only=True, slots=True)
class JobTimes:
    """When one job is due, and for how long a time that passed may still be made good."""

    job: JobId
    """Which job."""
    when: DailyAt | EveryMinutes
    """When it is due."""
    catch_up: timedelta
    """How late it may still begin or be tried again; what is older counts as missed."""
    lane: Lane = Lane.WORK
    """Which other jobs it waits for."""


@dataclass(frozen=True, kw_only=True, slots=True)
class JobRun:
    """What became of one job at one time that it was due; there is one of each, whatever the clock does."""

    job: JobId
    """Which job."""
    due_at: datetime
    """When it was due (aware, UTC)."""
    attempt: int = 0
    """How often it was begun; 0 when never."""
    started_at: datetime | None = None
    """When it was begun last (aware, UTC)."""
    ended_at: datetime | None = None
    """When it ended or was given up (aware, UTC); none while it runs, and when it was killed."""
    outcome: JobOutcome | None = None
    """How it ended; none while it runs, and when it was killed."""
    message: str = ""
    """What it did, or why it failed, for the operator."""
