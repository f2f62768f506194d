"""Emergency bulletins as facts: who sent what where, and what became of it; only ever added."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from broadcaster.domain.ids import NO_TIME, DurationMs, EmergencyId, OutletId, Sha256


class AfterEmergency(StrEnum):
    """What becomes of a session that an emergency bulletin broke into; the value is its name in station.toml."""

    RESUME = "resume"
    """It goes on where it was broken off."""
    RESTART = "restart"
    """The item that was broken off begins anew."""

    @property
    def label(self) -> str:
        """Give the Vietnamese words."""
        return {"resume": "phát tiếp từ chỗ bị ngắt", "restart": "phát lại từ đầu mục bị ngắt"}[self.value]


class EmergencyEventKind(StrEnum):
    """What can happen to an emergency bulletin after it was recorded."""

    HANDED_OVER = "handed-over"
    """Its bundle lies at the head of one outlet."""
    FAILED = "failed"
    """One outlet could not be given its bundle."""
    NOTIFIED = "notified"
    """One outlet was told that it is over."""
    RESUMED = "resumed"
    """One outlet went on with what was broken off."""
    UPDATED = "updated"
    """A later bulletin has taken its place."""
    CANCELLED = "cancelled"
    """Somebody called it off."""
    EXPIRED = "expired"
    """Its end time came."""

    @property
    def label(self) -> str:
        """Give the Vietnamese words."""
        return _EVENT_LABELS[self]


_EVENT_LABELS: dict[EmergencyEventKind, str] = {
    EmergencyEventKind.HANDED_OVER: "đã giao",
    EmergencyEventKind.FAILED: "chưa giao được",
    EmergencyEventKind.NOTIFIED: "đã báo hủy",
    EmergencyEventKind.RESUMED: "đã phát tiếp chương trình",
    EmergencyEventKind.UPDATED: "đã có bản tin mới thay",
    EmergencyEventKind.CANCELLED: "đã hủy",
    EmergencyEventKind.EXPIRED: "đã hết hạn",
}
_ENDS = (EmergencyEventKind.UPDATED, EmergencyEventKind.CANCELLED, EmergencyEventKind.EXPIRED)


@dataclass(frozen=True, kw_only=True, slots=True)
class UrgentSound:
    """The finished sound of a bulletin at one level."""

    offset_lu: int
    """For outlets that are mixed so much louder than the station's level; softer when negative."""
    audio: Sha256
    """SHA-256 of the MP3, which the media store keeps."""
    bytes_count: int
    """Size."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Emergency:
    """One emergency bulletin as it was decided on: words, places, times, and who answers for it."""

    id: EmergencyId
    """By the moment of sending."""
    title: str
    """What lists call it: the headline of the alert, or the first words."""
    written: str
    """Every line of the bulletin as written."""
    spoken: str
    """Every line as it was said."""
    drill: bool
    """True for a rehearsal (diễn tập), which says so itself and is never counted."""
    outlets: tuple[OutletId, ...]
    """Where it goes."""
    at: datetime
    """When it was sent (aware, UTC)."""
    until: datetime
    """After this it is taken away (aware, UTC)."""
    by: str
    """Who approved it; the policy's name when a signed alert went out by itself."""
    confirmed_by: str
    """The second person; empty where a policy does without."""
    policy: str
    """The recorded policy that stood in for a person, with its reason; else empty."""
    reason: str
    """Why it was sent."""
    repeat: int
    """How many times the text is said in it."""
    after: AfterEmergency
    """What becomes of a session that it breaks into."""
    questions_seen: bool
    """True when some readings were in question and the approver said yes to them."""
    voice: str
    """Who said it, ``engine:voice``."""
    duration: DurationMs
    """Length of the finished sound."""
    sounds: tuple[UrgentSound, ...]
    """One for each level that the outlets are mixed at."""
    alert: str | None = None
    """The alert that it tells, ``sender,identifier``; none for a text of the station's own. One bulletin an alert."""
    signature: str = ""
    """How the alert's signature stood, in Vietnamese; empty without an alert."""
    replaces: tuple[EmergencyId, ...] = ()
    """Earlier bulletins whose place it takes."""

    def sound(self, offset_lu: int) -> UrgentSound:
        """Give the sound at a level, or at the station's own when there is none for it."""
        return next((each for each in self.sounds if each.offset_lu == offset_lu), self.sounds[0])


@dataclass(frozen=True, kw_only=True, slots=True)
class EmergencyEvent:
    """What happened to an emergency bulletin."""

    emergency_id: EmergencyId
    """Which."""
    kind: EmergencyEventKind
    """What."""
    outlet_id: OutletId | None
    """Where; none when it holds for all."""
    by: str
    """Who did it: a person, or the station's service."""
    reason: str
    """Why, or how."""
    at: datetime
    """When (aware, UTC)."""
    path: str = ""
    """Where the bundle lies, relative to the station folder."""
    bundle: str = ""
    """SHA-256 of the bundle."""
    bytes_count: int = 0
    """Its size."""


class EmergencyState(StrEnum):
    """How a bulletin stands, always derived, never stored; the value is the Vietnamese word."""

    ACTIVE = "đang hiệu lực"
    UPDATED = "đã có bản tin mới thay"
    CANCELLED = "đã hủy"
    EXPIRED = "đã hết hạn"


_STATES = {
    EmergencyEventKind.UPDATED: EmergencyState.UPDATED,
    EmergencyEventKind.CANCELLED: EmergencyState.CANCELLED,
    EmergencyEventKind.EXPIRED: EmergencyState.EXPIRED,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class EmergencyStanding:
    """A bulletin with all that happened to it."""

    emergency: Emergency
    """The bulletin."""
    events: tuple[EmergencyEvent, ...]
    """In order of arrival."""

    def state(self, now: datetime) -> EmergencyState:
        """Say how it stands at a moment."""
        ended = next((each.kind for each in self.events if each.kind in _ENDS), None)
        if ended is not None:
            return _STATES[ended]
        return EmergencyState.ACTIVE if now < self.emergency.until else EmergencyState.EXPIRED

    @property
    def ended(self) -> bool:
        """Say whether its end is on record, and so its file at the head of the outlets gone."""
        return any(each.kind in _ENDS for each in self.events)

    @property
    def handed_over(self) -> frozenset[OutletId]:
        """Give the outlets that have it."""
        kind = EmergencyEventKind.HANDED_OVER
        return frozenset(each.outlet_id for each in self.events if each.kind is kind and each.outlet_id)

    @property
    def missing(self) -> tuple[OutletId, ...]:
        """Give the outlets that do not have it yet."""
        return tuple(outlet for outlet in self.emergency.outlets if outlet not in self.handed_over)


@dataclass(frozen=True, kw_only=True, slots=True)
class PushedOut:
    """A stretch of a session that no longer airs, because the session ends when it was to end."""

    position: int
    """Place of its item in the playlist."""
    title: str
    """The item."""
    offset: DurationMs
    """Where the stretch begins in the programme file."""
    duration: DurationMs
    """How long it is."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Interruption:
    """What an emergency bulletin does to one session."""

    playlist_id: str
    """Which."""
    edition_id: str
    """Its programme."""
    offset: DurationMs
    """Where the programme is broken off: all before has aired; 0 when the session has not begun yet."""
    position: int
    """The item that is broken off."""
    title: str
    """Its title."""
    resumes_at: datetime
    """When the session goes on (aware, UTC)."""
    from_offset: DurationMs
    """From where in the programme file it goes on."""
    airs: DurationMs = NO_TIME
    """How much of it airs from there; nothing when the bulletin lasts until the session's end."""
    pushed_out: tuple[PushedOut, ...] = ()
    """What no longer airs, item by item."""

    @property
    def again(self) -> DurationMs:
        """Give how much that had aired already airs a second time, so that the item is heard whole."""
        return DurationMs(self.offset - self.from_offset)


def in_order(standings: Iterable[EmergencyStanding]) -> tuple[EmergencyStanding, ...]:
    """Give the newest bulletin first."""
    return tuple(sorted(standings, key=lambda each: (each.emergency.at, each.emergency.id), reverse=True))
