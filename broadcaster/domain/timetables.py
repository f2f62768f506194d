"""The station's timetable: dayparts, clocks, slots, quiet hours, targets; one applied version of ``schedules/``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import TypeVar

from broadcaster.domain.airings import Evidence
from broadcaster.domain.day_grid import DayEvent, day_events
from broadcaster.domain.grid import (
    Campaign,
    Clock,
    ClockEvent,
    ClockEventKind,
    DayException,
    Daypart,
    Holiday,
    HolidayRule,
    Relay,
    Slot,
    StartKind,
)
from broadcaster.domain.ids import DurationMs, OutletId, SessionId, TopicCode
from broadcaster.domain.topics import Topic
from broadcaster.domain.units import Outlet, Unit

__all__ = [
    "DEFAULT_QUIET",
    "NIGHT_BAND",
    "Campaign",
    "Clock",
    "ClockEvent",
    "ClockEventKind",
    "DayEvent",
    "DayException",
    "Daypart",
    "Holiday",
    "HolidayRule",
    "Measure",
    "OutletPolicy",
    "QuietHours",
    "Relay",
    "Slot",
    "StartKind",
    "Target",
    "Timetable",
]

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

    def events_on(self, day: date) -> tuple[DayEvent, ...]:
        """Give the sessions and relays of one local day, each with the times that it has on that day."""
        return day_events(
            day,
            slots=self.slots,
            relays=self.relays,
            exceptions=self.exceptions,
            campaigns=self.campaigns,
            holiday=self.holiday_on(day) is not None,
            lengths={clock.id: clock.length for clock in self.clocks},
        )

    def relays_on(self, day: date) -> tuple[Relay, ...]:
        """Give the relays of one local day in order of time, with the starts that they have on that day."""
        return tuple(each for each in (event.as_aired for event in self.events_on(day)) if isinstance(each, Relay))

    def slots_on(self, day: date) -> tuple[Slot, ...]:
        """Give the slots of one local day in order of time, with the starts that they have on that day."""
        return tuple(each for each in (event.as_aired for event in self.events_on(day)) if isinstance(each, Slot))

    def holiday_on(self, day: date) -> Holiday | None:
        """Give the public holiday of a local day, or none."""
        return next((holiday for holiday in self.holidays if holiday.day == day), None)

    def campaigns_on(self, day: date) -> tuple[Campaign, ...]:
        """Give the campaigns that go on on a local day."""
        return tuple(campaign for campaign in self.campaigns if campaign.first <= day <= campaign.last)


def _first(found: Iterator[_T], key: str) -> _T:
    for value in found:
        return value
    raise KeyError(key)
