"""What somebody at the station has to know: raised once, told once, and kept until it is over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class AlarmKind(StrEnum):
    """What an alarm is about; the value is what the store keeps."""

    HORIZON = "horizon"
    """A session comes near and something that it needs is not there."""
    DISK = "disk"
    """The disk is nearly full."""
    JOB = "job"
    """A job of the service fails or was missed."""
    ENGINE = "engine"
    """An engine that settings name cannot work."""
    LOG = "log"
    """Nobody has said what aired."""
    CHANNEL = "channel"
    """Alarms themselves cannot be sent."""

    @property
    def label(self) -> str:
        """Give what operators read."""
        return {
            "horizon": "sắp tới giờ phát",
            "disk": "ổ đĩa",
            "job": "việc tự động",
            "engine": "bộ đọc",
            "log": "nhật ký",
            "channel": "kênh báo",
        }[self.value]


@dataclass(frozen=True, kw_only=True, slots=True)
class Trouble:
    """Something that is wrong at this moment."""

    key: str
    """Names it for as long as it lasts (``disk``, ``job:plan``)."""
    kind: AlarmKind
    """What it is about."""
    sentence: str
    """What is wrong and what to do, in Vietnamese."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Alarm:
    """A trouble from the first time that it was seen to the last."""

    key: str
    """Names the trouble; of alarms with one key at most one is not over."""
    kind: AlarmKind
    """What it is about."""
    sentence: str
    """What is wrong and what to do, as it was seen last."""
    first_at: datetime
    """When it was seen first (aware, UTC)."""
    last_at: datetime
    """When it was seen last (aware, UTC)."""
    times: int = 1
    """How often it was seen."""
    cleared_at: datetime | None = None
    """When it was seen to be over (aware, UTC)."""
    acknowledged_by: str = ""
    """Who has taken note of it (chưa xác thực)."""
    acknowledged_at: datetime | None = None
    """When (aware, UTC)."""


class NoticeEvent(StrEnum):
    """What a notice tells of an alarm."""

    RAISED = "raised"
    CLEARED = "cleared"


@dataclass(frozen=True, kw_only=True, slots=True)
class Notice:
    """One message that one channel has to carry, with how far that went."""

    channel: str
    """``email`` or ``webhook``."""
    event: NoticeEvent
    """What it tells."""
    key: str
    """Which alarm."""
    first_at: datetime
    """Since when that alarm stood (aware, UTC): key and this name it."""
    made_at: datetime
    """When it was put on its way (aware, UTC)."""
    tries: int = 0
    """How often it was tried."""
    tried_at: datetime | None = None
    """When it was tried last (aware, UTC)."""
    sent_at: datetime | None = None
    """When it went out (aware, UTC); none while it waits."""
    fault: str = ""
    """Why the last try failed, in Vietnamese."""
