"""What a day's page is made from: domain values, as the services have them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from broadcaster.domain.airings import Airing, Handover
from broadcaster.domain.airtime import AirtimeReport
from broadcaster.domain.approvals import ScriptState
from broadcaster.domain.editions import Edition
from broadcaster.domain.ids import NewsItemId
from broadcaster.domain.playlists import Playlist
from broadcaster.domain.scripts import Script
from broadcaster.domain.sound import Programme
from broadcaster.domain.timetables import Timetable
from broadcaster.domain.units import Outlet


@dataclass(frozen=True, kw_only=True, slots=True)
class PageEdition:
    """One edition of the day."""

    edition: Edition
    """Its content."""
    programme: Programme | None
    """Its finished file, or none before it is mixed."""
    sheet: str = ""
    """Where its script sheet lies, relative to the page; empty for none."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PageScript:
    """One script of the day."""

    script: Script
    """Its words."""
    state: ScriptState
    """How far it has come."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PageOutlet:
    """One outlet's day."""

    outlet: Outlet
    """Where."""
    playlists: tuple[Playlist, ...]
    """Its sessions, in any order; may be empty."""
    handover: Handover | None
    """The bundle last handed over, or none."""
    lists: tuple[tuple[str, str], ...] = ()
    """Its playlist files: what people call each, and where it lies relative to the page."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DayPage:
    """Everything that the page of one day shows; all paths relative to the station folder, where the page lies."""

    station: str
    """Name of the producing station."""
    air_date: date
    """Local calendar day."""
    made_at: datetime
    """When the page was made (aware)."""
    timetable: Timetable
    """Names of topics, sessions and outlets."""
    editions: tuple[PageEdition, ...]
    """Editions of the day, in order of airing."""
    scripts: tuple[PageScript, ...]
    """Scripts that air on the day, in the order in which they are to be read."""
    outlets: tuple[PageOutlet, ...]
    """Every outlet, the producing station first."""
    recorded: int
    """How many as-run entries the day has, of whatever grade."""
    deviations: tuple[Airing, ...]
    """Those entries that are late, cut or lost, in any order."""
    report: AirtimeReport
    """Airtime of the period that holds the day."""
    chart: str
    """The chart of that report as an ``<svg>`` element made by this package; empty for none."""
    sounds: Mapping[NewsItemId, str] = field(default_factory=dict[NewsItemId, str])
    """Sound files of single items; an item without one is played out of its programme."""
    warnings: tuple[str, ...] = ()
    """Sentences for the head of the page."""
