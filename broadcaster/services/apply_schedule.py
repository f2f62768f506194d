"""Take a schedules folder into the store as the new version of the timetable: all of it or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from broadcaster.domain.timetables import Timetable
from broadcaster.settings.schedules import load_lexicon, load_timetable
from broadcaster.station import Station


@dataclass(frozen=True, kw_only=True, slots=True)
class Applied:
    """What applying came to."""

    version: int
    """Version now in force."""
    changed: bool
    """False when these very files were in force already."""
    timetable: Timetable
    """The timetable."""
    warnings: tuple[str, ...]
    """Findings that do not forbid it, for example a session in the night band."""


def apply_schedule(station: Station, folder: Path, *, by: str, now: datetime) -> Applied:
    """Check and apply ``FOLDER/*.toml``.

    Raises:
        SettingsError: with every finding; the version in force stays.
    """
    timetable, warnings, source = load_timetable(folder, default_quiet=station.quiet)
    load_lexicon(folder, outlets=[outlet.id for outlet in timetable.outlets])
    with station.store.writing() as tx:
        before = tx.timetables.version()
        version = tx.timetables.apply(timetable, by=by, at=now, source=source)
    return Applied(version=version, changed=version != before, timetable=timetable, warnings=tuple(warnings))
