"""The station's timetable: dayparts, clocks, slots, quiet hours, targets; one applied version of ``schedules/``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import TypeVar

from broadcaster.domain.airings import Evidence
from broadcaster.domain.ids import NO_TIME, DurationMs, OutletId, SessionId, TopicCode
from broadcaster.domain.topics import Topic
from broadcaster.domain.units import Outlet, Unit

_T = TypeVar("_T")


@dataclass(frozen=True, kw_only=True, slots=True)
class QuietHours:
    """A span of the night in which nothing may be planned or played; may cross midnight."""

    starts: time
    """First quiet minute, local time."""
    stops: time
    """First loud minute, local time."""

    def __str__(self) -> str:
        """Write it as operators read it."""
        return f"{self.starts:%H:%M}-{self.stops:%H:%M}"


DEFAULT_QUIET = QuietHours(starts=time(21, 30), stops=time(4, 30))
"""House default; a station's policy, not a law."""

NIGHT_BAND = QuietHours(starts=time(21), stops=time(6))
"""The 21-06 h band of QCVN 26:2010/BTNMT: a session inside it is planned, with a warning."""


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
    """Local time of day."""
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


@dataclass(frozen=True, kw_only=True, slots=True)
class OutletPolicy:
    """Limits of one outlet."""

    outlet_id: OutletId
    """Where."""
    quiet: QuietHours
    """When nothing may play there."""
    daily_most: DurationMs | None = None
    """Most airtime of one day, sessions and relays together; none when there is no limit."""
    basis: str = ""
    """Where the limits come from, as the station typed it."""


class Measure(StrEnum):
    """What a target counts."""

    MINUTES = "minutes"
    AIRINGS = "airings"
    ITEMS = "items"

    @property
    def label(self) -> str:
        """Give the Vietnamese unit."""
        return {"minutes": "phút", "airings": "lượt phát", "items": "tin, bài"}[self.value]


class Runs(StrEnum):
    """Which airings of an item a target counts."""

    ALL = "all"
    FIRST = "first"
    REPEAT = "repeat"

    @property
    def label(self) -> str:
        """Give the Vietnamese words; nothing where every airing counts."""
        return {"all": "", "first": "lần đầu", "repeat": "phát lại"}[self.value]


@dataclass(frozen=True, kw_only=True, slots=True)
class Band:
    """One step of a scoring table: from this amount an outlet has so many points."""

    least: float
    """Amount from which the step holds, in the target's measure."""
    points: float
    """Points of that step."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Target:
    """A coverage target: an amount, or a rise over a baseline that somebody typed with its source."""

    topic: TopicCode | None
    """The topic, or none for all reform topics together."""
    outlets: tuple[OutletId, ...]
    """Where it must be met together; empty means all outlets."""
    period: str
    """``2023``, ``2023-03``, ``2023-Q1``, ``2023-H1`` or ``FROM..TO``."""
    measure: Measure
    """What is counted."""
    amount: float | None = None
    """An absolute amount per outlet, or none."""
    baseline: float | None = None
    """What was aired per outlet in the baseline period."""
    rise_percent: float | None = None
    """How much more than the baseline is wanted."""
    baseline_source: str = ""
    """Who typed the baseline, from which book."""
    document: str = ""
    """Where the target comes from."""
    set_by: str = ""
    """Who set it."""
    grade: Evidence = Evidence.OPERATOR
    """The least evidence that counts."""
    runs: Runs = Runs.ALL
    """Which airings count."""
    bands: tuple[Band, ...] = ()
    """Steps of points that each outlet is scored by, the highest first; none when there is an amount to reach."""
    baseline_period: str = ""
    """Where the log itself gives the baseline: the period that is counted."""

    @property
    def wanted(self) -> float:
        """Give the amount to reach per outlet; with bands, the highest step's."""
        if self.bands:
            return self.bands[0].least
        if self.amount is not None:
            return self.amount
        return (self.baseline or 0.0) * (1 + (self.rise_percent or 0.0) / 100)


@dataclass(frozen=True, kw_only=True, slots=True)
class Timetable:
    """Everything that ``schedules/`` says, checked and joined: one applied version."""

    units: tuple[Unit, ...]
    """The organisation."""
    outlets: tuple[Outlet, ...]
    """Where programmes go out; the producing station first."""
    topics: tuple[Topic, ...]
    """Content areas."""
    dayparts: tuple[Daypart, ...]
    """Blocks of the day; one session each."""
    clocks: tuple[Clock, ...]
    """Session models."""
    slots: tuple[Slot, ...]
    """One per outlet, session and set of weekdays."""
    policies: tuple[OutletPolicy, ...]
    """Quiet hours per outlet."""
    targets: tuple[Target, ...]
    """Coverage targets."""
    relays: tuple[Relay, ...] = ()
    """Programmes of others that outlets pass on."""
    exceptions: tuple[DayException, ...] = ()
    """What is otherwise on some days."""
    campaigns: tuple[Campaign, ...] = ()
    """Times of more publicity."""
    holidays: tuple[Holiday, ...] = ()
    """Public holidays of the years that it was made for."""

    def outlet(self, outlet_id: OutletId) -> Outlet:
        """Find an outlet by id; raises KeyError."""
        return _first((o for o in self.outlets if o.id == outlet_id), outlet_id)

    def unit_of(self, outlet: Outlet) -> Unit:
        """Find the unit that runs an outlet; raises KeyError."""
        return _first((u for u in self.units if u.id == outlet.unit_id), outlet.unit_id)

    def topic(self, code: TopicCode) -> Topic:
        """Find a topic by code; raises KeyError."""
        return _first((t for t in self.topics if t.code == code), str(code))

    def clock(self, clock_id: str) -> Clock:
        """Find a clock by id; raises KeyError."""
        return _first((c for c in self.clocks if c.id == clock_id), clock_id)

    def daypart(self, session: SessionId) -> Daypart:
        """Find a session's daypart; raises KeyError."""
        return _first((d for d in self.dayparts if d.id == session), session)

    def quiet_hours(self, outlet_id: OutletId) -> QuietHours:
        """Give an outlet's quiet hours, or the house default."""
        return next((p.quiet for p in self.policies if p.outlet_id == outlet_id), DEFAULT_QUIET)

    def relays_on(self, day: date) -> tuple[Relay, ...]:
        """Give the relays of one local day in order of time."""
        todays = [relay for relay in self.relays if day.weekday() in relay.weekdays]
        return tuple(sorted(todays, key=lambda relay: (relay.starts, relay.outlet_id)))

    def slots_on(self, day: date) -> tuple[Slot, ...]:
        """Give the slots of one local day in order of time, with the starts that they have on that day."""
        todays = [slot for slot in self.slots if day.weekday() in slot.weekdays]
        return tuple(sorted(todays, key=lambda slot: (slot.starts, slot.outlet_id)))


def _first(found: Iterator[_T], key: str) -> _T:
    for value in found:
        return value
    raise KeyError(key)
