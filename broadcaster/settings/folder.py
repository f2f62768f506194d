"""A whole station folder's settings, checked together: what ``broadcaster check`` asks for."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from broadcaster.domain.readings import Lexicon
from broadcaster.domain.royalties import RateTable
from broadcaster.domain.timetables import DEFAULT_QUIET, Timetable
from broadcaster.errors import SettingsError
from broadcaster.settings.findings import suggestion
from broadcaster.settings.rates import load_rates
from broadcaster.settings.schedules import load_lexicon, load_timetable
from broadcaster.settings.station import STATION_FILE, StationSettings, load_station

SCHEDULES = "schedules"


@dataclass(frozen=True, kw_only=True, slots=True)
class FolderSettings:
    """Everything that a station folder's TOML files say."""

    station: StationSettings
    """``station.toml`` with the environment over it."""
    timetable: Timetable
    """``schedules/*.toml``."""
    lexicon: Lexicon
    """The station's own words."""
    rates: RateTable
    """What the station pays."""
    warnings: tuple[str, ...]
    """Sentences about what is allowed but unwise."""


def load_folder(folder: Path, environ: Mapping[str, str], *, engines: Collection[str] | None = None) -> FolderSettings:
    """Read and check all settings of a station folder, and the speech engines that words name where they are given.

    Raises:
        NotAStation: there is no station.toml.
        SettingsError: with the findings of all files together.
    """
    found: list[str] = []
    station = timetable = lexicon = rates = None
    warnings: tuple[str, ...] = ()
    try:
        station = load_station(folder, environ)
    except SettingsError as error:
        found += error.findings
    try:
        quiet = station.quiet_hours.hours if station else DEFAULT_QUIET
        timetable, warnings, _ = load_timetable(folder / SCHEDULES, default_quiet=quiet)
    except SettingsError as error:
        found += error.findings
    try:
        outlets = [outlet.id for outlet in timetable.outlets] if timetable else None
        lexicon = load_lexicon(folder / SCHEDULES, outlets=outlets, engines=engines, spoken_checked=True)
    except SettingsError as error:
        found += error.findings
    try:
        rates = load_rates(folder / SCHEDULES)
    except SettingsError as error:
        found += error.findings
    if station and timetable:
        found += _names_elsewhere(station, timetable)
    if found or station is None or timetable is None or lexicon is None or rates is None:
        raise SettingsError(findings=tuple(dict.fromkeys(found)))
    return FolderSettings(station=station, timetable=timetable, lexicon=lexicon, rates=rates, warnings=warnings)


def _names_elsewhere(station: StationSettings, timetable: Timetable) -> Iterator[str]:
    """Find names in station.toml that schedules/ does not declare."""
    names = station.station
    for key, name, known in (
        ("unit", names.unit, [unit.id for unit in timetable.units]),
        ("producing_outlet", names.producing_outlet, [outlet.id for outlet in timetable.outlets]),
    ):
        if name not in known:
            meant = suggestion(name, known)
            yield f"{STATION_FILE}: 'station.{key}' chỉ tới '{name}' không có trong {SCHEDULES}/{meant}"
