"""The versions of the timetable: their history, their files, and the way back to one of them."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from broadcaster.domain.schedule_changes import ScheduleDraft, TimetableVersion
from broadcaster.domain.timetables import Timetable
from broadcaster.errors import BroadcasterError, FilesNotKept, FileStands, NothingChanged, UnknownVersion
from broadcaster.files import write_text
from broadcaster.services.apply_schedule import Applied, Consent, put_in_force
from broadcaster.services.draft_schedule import Preview, preview
from broadcaster.services.guard_sending import note_sent, refuse_unless_current
from broadcaster.services.propose_schedule import Proposed, propose_draft
from broadcaster.settings.folder import SCHEDULES
from broadcaster.settings.schedules import load_timetable
from broadcaster.station import Station

QUIET_FILE = "gio-yen-tinh-chung.toml"
"""Says the quiet hours that stood in station.toml when the version was made, where they are others now."""


def schedule_versions(station: Station) -> tuple[TimetableVersion, ...]:
    """Give how every version came to be in force, oldest first."""
    with station.store.reading() as tx:
        return tx.timetables.history()


def version_draft(station: Station, version: int) -> ScheduleDraft:
    """Give what a version was; raises UnknownVersion."""
    with station.store.reading() as tx:
        found = tx.timetables.get(version)
    if found is None:
        raise UnknownVersion(version=version)
    return found


def export_schedule(station: Station, out: Path, *, version: int | None = None) -> tuple[int, tuple[Path, ...]]:
    """Write the files of a version (the one in force unless told); they load back to the same timetable.

    Raises:
        UnknownVersion, FilesNotKept, FileStands, DiskFull, ReadOnlyPlace: nothing is left behind.
    """
    with station.store.reading() as tx:
        number = version or tx.timetables.version()
    draft = version_draft(station, number)
    if not draft.files:
        raise FilesNotKept(version=number, reason="được áp dụng từ trước khi hệ thống giữ tệp gốc")
    texts = {file.name: file.text for file in draft.files}
    if not _loads_back(station, texts, draft.timetable):
        texts[QUIET_FILE] = _quiet_text(draft.timetable)
        if not _loads_back(station, texts, draft.timetable):
            raise FilesNotKept(version=number, reason="không đọc lại được đúng như cũ bằng phần mềm này")
    paths = tuple(out / name for name in texts)
    for path in paths:
        if path.exists():
            raise FileStands(path=path)
    for path, text in zip(paths, texts.values(), strict=True):
        write_text(path, text)
    return number, paths


def see_revert(station: Station, version: int, *, now: datetime) -> Preview:
    """Show what going back to a version would change; raises UnknownVersion, InQuietHours."""
    draft = version_draft(station, version)
    with station.store.reading() as tx:
        return preview(station, tx, draft, now=now)


def revert_schedule(
    station: Station, version: int, *, by: str, now: datetime, confirm_by: str = "", moves_seen: bool = False
) -> Applied:
    """Put an earlier timetable in force again, as a new version and through the same door as any other change.

    Raises:
        UnknownVersion, NothingChanged, NameNeeded, SecondPersonNeeded, OwnConfirmation, MovesUnseen, InQuietHours,
        ClockSetBack, StoreOlderThanSent.
    """
    refuse_unless_current(station, now=now)
    draft = version_draft(station, version)
    with station.store.writing() as tx:
        if tx.timetables.current() == draft.timetable:
            raise NothingChanged(what=f"lịch phiên bản {version}", version=tx.timetables.version())
        seen = preview(station, tx, draft, now=now)
        consent = Consent(by=by, confirmed_by=confirm_by, moves_seen=moves_seen)
        number = put_in_force(station, tx, seen, consent, now=now, note=_note(version))
    note_sent(station)
    return Applied(version=number, changed=True, timetable=draft.timetable, preview=seen)


def propose_revert(station: Station, version: int, *, by: str, now: datetime) -> Proposed:
    """Ask a second person, who is not here, to go back to an earlier timetable; raises what a proposal raises."""
    draft = version_draft(station, version)
    return propose_draft(station, draft, by=by, now=now, what=f"lịch phiên bản {version}", note=_note(version))


def _note(version: int) -> str:
    return f"quay lại phiên bản {version}"


def _loads_back(station: Station, texts: Mapping[str, str], timetable: Timetable) -> bool:
    """Say whether some files make this timetable; public holidays are those of the day on which they are read."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / SCHEDULES
        for name, text in texts.items():
            write_text(folder / name, text)
        try:
            loaded, _, _ = load_timetable(folder, default_quiet=station.quiet)
        except BroadcasterError:
            return False
    return replace(loaded, holidays=()) == replace(timetable, holidays=())


def _quiet_text(timetable: Timetable) -> str:
    """Write the quiet hours of every outlet as policies of their own, which win over those of station.toml."""
    told = [
        f'[[policy]]\noutlets = ["{each.outlet_id}"]\n'
        f'quiet_hours = {{ starts = "{each.quiet.starts:%H:%M}", stops = "{each.quiet.stops:%H:%M}" }}\n'
        for each in timetable.policies
    ]
    return "# Giờ yên tĩnh của phiên bản này, ghi lại vì station.toml nay ghi giờ khác.\n\n" + "\n".join(told)
