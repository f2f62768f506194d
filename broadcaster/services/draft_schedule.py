"""Read a schedules folder and see what it would change on air, before anybody says yes to it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from broadcaster.domain.ids import OutletId
from broadcaster.domain.schedule_changes import ScheduleChanges, ScheduleDraft, ScheduleFile
from broadcaster.domain.timetables import Timetable
from broadcaster.errors import EmptyFile
from broadcaster.files import read_text
from broadcaster.scheduling.schedule_diff import changed_places, schedule_changes
from broadcaster.settings.folder import SCHEDULES
from broadcaster.settings.rows import APART
from broadcaster.settings.schedules import load_lexicon, load_timetable
from broadcaster.station import Station
from broadcaster.storage.store import Transaction


@dataclass(frozen=True, kw_only=True, slots=True)
class OldTimes:
    """A day of which some outlets have, or are planned by, the times before the change."""

    day: date
    """Local calendar day."""
    sent: tuple[OutletId, ...]
    """Who was given a bundle for it."""
    planned: tuple[OutletId, ...]
    """Who has only a plan."""
    on_air: tuple[OutletId, ...]
    """Where a session of the old plan is on air at this moment; it is let to its end."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Preview:
    """What a draft would do."""

    draft: ScheduleDraft
    """What would be in force."""
    base: int
    """Version in force now; 0 when there is none."""
    changes: ScheduleChanges | None
    """What changes on air; none when no timetable is in force yet."""
    same: bool
    """True when exactly these files are in force."""
    names: dict[OutletId, str]
    """Name of every outlet of either timetable."""
    old_times: tuple[OldTimes, ...]
    """Days that keep the old times until they are planned and sent anew."""


def schedules_folder(station: Station, folder: Path | None) -> Path:
    """Give the folder that is meant: the station's own, or the ``schedules`` inside the one that was named."""
    chosen = station.folder / SCHEDULES if folder is None else folder
    return chosen / SCHEDULES if (chosen / SCHEDULES).is_dir() else chosen


def read_draft(station: Station, folder: Path) -> tuple[ScheduleDraft, tuple[str, ...]]:
    """Read and check ``FOLDER/*.toml``; gives the warnings too.

    Raises:
        SettingsError: with every finding, each naming file and line.
    """
    timetable, warnings, source = load_timetable(folder, default_quiet=station.quiet)
    load_lexicon(folder, outlets=[outlet.id for outlet in timetable.outlets])
    return ScheduleDraft(timetable=timetable, source=source, files=tuple(_files(folder))), warnings


def preview(station: Station, tx: Transaction, draft: ScheduleDraft, *, now: datetime) -> Preview:
    """Hold a draft against the timetable in force.

    Raises:
        InQuietHours.
    """
    current, base = tx.timetables.current(), tx.timetables.version()
    standing = tx.timetables.get(base)
    if current is None or standing is None:
        # compared with itself, a timetable is only held against its quiet hours
        schedule_changes(draft.timetable, draft.timetable, first=_today(station, now))
        names = _names(draft.timetable)
        return Preview(draft=draft, base=base, changes=None, same=False, names=names, old_times=())
    changes = schedule_changes(current, draft.timetable, first=_today(station, now))
    return Preview(
        draft=draft,
        base=base,
        changes=changes,
        same=standing.source == draft.source,
        names=_names(current) | _names(draft.timetable),
        old_times=tuple(_old_times(station, tx, changes, now)),
    )


def _files(folder: Path) -> Iterable[ScheduleFile]:
    for path in sorted(folder.glob("*.toml")):
        if not path.name.startswith(APART):
            with contextlib.suppress(EmptyFile):
                yield ScheduleFile(name=path.name, text=read_text(path))


def _today(station: Station, now: datetime) -> date:
    return now.astimezone(station.zone).date()


def _names(timetable: Timetable) -> dict[OutletId, str]:
    return {outlet.id: outlet.name for outlet in timetable.outlets}


def _old_times(station: Station, tx: Transaction, changes: ScheduleChanges, now: datetime) -> Iterable[OldTimes]:
    """Find what is planned or sent of the days that change; nothing of it is touched."""
    places = changed_places(changes.changes)
    places[changes.first] = _to_come(changes, now.astimezone(station.zone).time())
    last = max(places)
    playlists, handovers = tx.playlists.between(changes.first, last), tx.handovers.between(changes.first, last)
    for day, outlets in sorted(places.items()):
        planned = {each.outlet_id for each in playlists if each.air_date == day} & outlets
        sent = {each.outlet_id for each in handovers if each.air_date == day} & outlets
        playing = {each.outlet_id for each in playlists if each.starts_at <= now < each.stops_at} & outlets
        if planned or sent:
            yield OldTimes(
                day=day,
                sent=tuple(sorted(sent)),
                planned=tuple(sorted(planned - sent)),
                on_air=tuple(sorted(playing)) if day == changes.first else (),
            )


def _to_come(changes: ScheduleChanges, hour: time) -> frozenset[OutletId]:
    """Give the outlets that still have something before them today that changes."""
    ahead = (each for each in changes.changes if max(each.before or each.after or hour, each.after or hour) > hour)
    return changed_places(ahead).get(changes.first, frozenset())
