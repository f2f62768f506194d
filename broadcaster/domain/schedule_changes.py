"""Changes of the timetable: what is proposed, who decided, which versions there were, what changes on air."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from broadcaster.domain.ids import NO_TIME, DurationMs, OutletId, ProposalId, Sha256
from broadcaster.domain.timetables import Timetable


@dataclass(frozen=True, kw_only=True, slots=True)
class ScheduleFile:
    """One file of a schedules folder, word for word."""

    name: str
    """``grid.toml``."""
    text: str
    """Its whole text."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ScheduleDraft:
    """A timetable that is not in force, with the files that it was made of."""

    timetable: Timetable
    """The timetable."""
    source: Sha256
    """Hash of what it was made of."""
    files: tuple[ScheduleFile, ...]
    """The files; empty for a version from before files were kept."""


class Decision(StrEnum):
    """What a second person said; the value is what operators read."""

    CONFIRMED = "xác nhận"
    REJECTED = "bác"


@dataclass(frozen=True, kw_only=True, slots=True)
class ScheduleProposal:
    """A change that somebody asked for; a fact, only ever added."""

    id: ProposalId
    """Number, from 1."""
    draft: ScheduleDraft
    """What is to be in force."""
    base: int
    """The version that was in force then; the change was shown against it."""
    by: str
    """Who asked (chưa xác thực)."""
    at: datetime
    """When (aware, UTC)."""
    note: str = ""
    """What kind of change it is, where files alone do not say: ``quay lại phiên bản 3``."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ScheduleDecision:
    """What became of a proposal; a fact, only ever added, one for each proposal."""

    proposal: ProposalId
    """Which."""
    decision: Decision
    """Confirmed or rejected."""
    by: str
    """Who decided (chưa xác thực)."""
    at: datetime
    """When (aware, UTC)."""
    reason: str = ""
    """Why it was rejected."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TimetableVersion:
    """How one version came to be in force."""

    version: int
    """Number, from 1."""
    source: Sha256
    """Hash of what it was made of."""
    by: str
    """Who asked for it."""
    at: datetime
    """When it came into force (aware, UTC)."""
    confirmed_by: str = ""
    """The second person; empty when a policy stood in for one."""
    policy: str = ""
    """Why one person was enough, or empty."""
    summary: str = ""
    """What changed, in a line."""


class ChangeKind(StrEnum):
    """What a change of the timetable does on air; the value is what operators read."""

    ADDED = "thêm"
    REMOVED = "bỏ"
    MOVED = "dời"
    LENGTH = "đổi độ dài"
    CLOCK = "đổi mẫu giờ"
    RULE = "đổi cách bắt đầu"
    SOURCE = "đổi nguồn tiếp âm"
    QUIET = "đổi giờ yên tĩnh"
    LIMIT = "đổi giới hạn phút một ngày"
    LEVEL = "đổi độ to riêng"


@dataclass(frozen=True, kw_only=True, slots=True)
class ScheduleChange:
    """One difference on air, for all outlets and days that share it."""

    kind: ChangeKind
    """What it does."""
    what: str
    """Which session, relay or limit, by its Vietnamese name."""
    outlets: tuple[OutletId, ...]
    """Where, in the order of the timetable."""
    days: tuple[date, ...] = ()
    """On which of the days that were compared; empty for limits, which hold always."""
    before: time | None = None
    """Start before; none when it was not there."""
    after: time | None = None
    """Start from now on; none when it is no longer there."""
    length: DurationMs = NO_TIME
    """Its length from now on."""
    old: str = ""
    """What was there, for kinds that have no times."""
    new: str = ""
    """What is there from now on."""
    night: bool = False
    """True when it is on air in the night band 21-06 from now on."""
    asks: bool = False
    """True when somebody has to say yes to it once more."""

    @property
    def shift(self) -> int:
        """Give by how many minutes a start moves; negative when it comes earlier."""
        if self.before is None or self.after is None:
            return 0
        return (self.after.hour - self.before.hour) * 60 + self.after.minute - self.before.minute


@dataclass(frozen=True, kw_only=True, slots=True)
class ScheduleChanges:
    """What a new timetable does on air from a day on."""

    first: date
    """The first day that was compared."""
    days: int
    """How many days in a row were compared; some later ones may be named besides."""
    changes: tuple[ScheduleChange, ...]
    """Those that ask for an answer first, then by day and time."""
    alters_air: bool
    """False when not one thing on air changes, whatever the day."""

    @property
    def asking(self) -> tuple[ScheduleChange, ...]:
        """Give those to which somebody has to say yes once more."""
        return tuple(each for each in self.changes if each.asks)
