"""The parts of a timetable that say when something airs: dayparts, clocks, slots, relays, and the days that differ."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from broadcaster.domain.ids import NO_TIME, DurationMs, OutletId, SessionId, TopicCode


@dataclass(frozen=True, kw_only=True, slots=True)
class Daypart:
    """A block of the day."""

    id: SessionId
    """Also the id of the session that airs in it (``morning``)."""
    name: str
    """Vietnamese name (``buổi sáng``)."""
    starts: time
    """First minute, local time."""
    stops: time
    """End, local time."""


class ClockEventKind(StrEnum):
    """What a clock may ask for."""

    IDENT = "ident"
    OPENING = "opening"
    HEADLINES = "headlines"
    NEWS = "news"
    STING = "sting"
    FEATURE = "feature"
    SPOT = "spot"
    MUSIC = "music"
    SIGN_OFF = "sign-off"
    CLOSING = "closing"


@dataclass(frozen=True, kw_only=True, slots=True)
class ClockEvent:
    """One ordered event of a clock."""

    kind: ClockEventKind
    """What goes here."""
    least: int = 1
    """Fewest items (news, feature, spot, headlines)."""
    most: int = 1
    """Most items."""
    length: DurationMs = NO_TIME
    """How long the music of a music event is to be; it may stretch by half. Others: nothing."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Clock:
    """The model of one session: ordered events and the exact length."""

    id: str
    """Short name."""
    name: str
    """Vietnamese name of the programme it makes."""
    length: DurationMs
    """Exact length of every edition made from it."""
    events: tuple[ClockEvent, ...]
    """In order of airing."""


class StartKind(StrEnum):
    """How exactly a session must start."""

    HARD = "hard"
    """At its second, whatever is on air."""
    SOFT = "soft"
    """When what is on air ends, but within its window."""


class HolidayRule(StrEnum):
    """Whether public holidays change when something airs."""

    ANY = "any"
    """Holidays make no difference."""
    ONLY = "only"
    """On public holidays alone."""
    NEVER = "never"
    """Not on public holidays."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Slot:
    """When one outlet airs one session."""

    outlet_id: OutletId
    """Where."""
    session: SessionId
    """Which session (the daypart's id)."""
    clock: str
    """Which clock."""
    starts: time
    """Local time of day; of a relative start the time of a day on which what it names is not there."""
    weekdays: tuple[int, ...]
    """Monday is 0."""
    first: date | None = None
    """First day on which it holds, or none."""
    last: date | None = None
    """Last day on which it holds, or none."""
    holidays: HolidayRule = HolidayRule.ANY
    """Whether it holds on public holidays."""
    start: StartKind = StartKind.HARD
    """How exactly it must start."""
    window: DurationMs = NO_TIME
    """How much later a soft start may be."""
    follows: str = ""
    """Session or relay that it starts after, ``gap`` later; ``starts`` is worked out. Empty: at its own time."""
    precedes: str = ""
    """Session or relay before whose start it must end (back-timing), ``gap`` earlier; ``starts`` is worked out."""
    gap: DurationMs = NO_TIME
    """Time between it and what it follows or precedes."""
    campaign: str = ""
    """The campaign that asks for it, or empty."""
    rank: int = 0
    """How near its row was to the outlet and the day: of a session's slots that hold on a day the highest airs."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Relay:
    """When one outlet passes on another station's programme (tiếp âm): a fixed event that is never moved or filled."""

    id: str
    """Names it for sessions that follow or precede it."""
    outlet_id: OutletId
    """Where."""
    source: str
    """Whose programme: ``VOV1``, ``Đài PT-TH tỉnh``."""
    starts: time
    """Local time of day."""
    length: DurationMs
    """How long."""
    weekdays: tuple[int, ...]
    """Monday is 0."""
    first: date | None = None
    """First day on which it holds, or none."""
    last: date | None = None
    """Last day on which it holds, or none."""
    holidays: HolidayRule = HolidayRule.ANY
    """Whether it holds on public holidays."""
    rank: int = 0
    """As of a slot."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DayException:
    """What is otherwise on some days: sessions that fall out or move; more sessions are slots with days."""

    name: str
    """Why, for people: ``Nghỉ lễ Quốc khánh``."""
    first: date
    """First day."""
    last: date
    """Last day."""
    outlets: tuple[OutletId, ...] = ()
    """Where; empty means everywhere."""
    sessions: tuple[str, ...] = ()
    """Which sessions and relays; empty means all."""
    starts: time | None = None
    """The time to which they move; none when they fall out."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Campaign:
    """A time of more publicity, ordered by a document: its slots name it, its items have a number of airings."""

    id: str
    """Short name."""
    name: str
    """Vietnamese name."""
    first: date
    """First day."""
    last: date
    """Last day."""
    topics: tuple[TopicCode, ...] = ()
    """Topics that it is about; empty when it names none."""
    least_runs: int = 0
    """Fewest airings, within its days, of each item of its topics on each outlet; 0 when it asks for none."""
    document: str = ""
    """What orders it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Holiday:
    """A public holiday (ngày nghỉ lễ, tết)."""

    day: date
    """Local calendar day."""
    name: str
    """Vietnamese name."""
