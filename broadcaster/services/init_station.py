"""Make a new station folder from a shipped profile, with its timetable in force."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from broadcaster.services.apply_schedule import Applied, apply_schedule
from broadcaster.settings.profiles import copy_profile
from broadcaster.station import Station


def init_station(folder: Path, profile: str, *, now: datetime, environ: Mapping[str, str]) -> Applied:
    """Copy a profile into an empty folder and apply its schedules.

    Raises:
        UnknownProfile, FolderInUse, ReadOnlyPlace, DiskFull: no half-made folder is left.
    """
    copy_profile(profile, folder)
    with Station.open(folder, environ) as station:
        return apply_schedule(station, folder / "schedules", by=f"hồ sơ mẫu {profile}", now=now)
