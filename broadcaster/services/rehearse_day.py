"""Rehearse a day on a simulated clock: from the bundles as handed over, marked as rehearsal for ever."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from broadcaster.asrun.rehearsal import Mishap, rehearse
from broadcaster.domain.airings import Airing, Handover
from broadcaster.domain.ids import DurationMs, OutletId, PlaylistId, Sha256
from broadcaster.domain.playlists import Playlist
from broadcaster.domain.timetables import Timetable
from broadcaster.errors import NotHandedOver, NotPlanned
from broadcaster.mixdown import mp3
from broadcaster.outlets.bundle import read_session, verify_bundle
from broadcaster.services.clearance import in_quiet_hours
from broadcaster.services.progress import Progress, silent
from broadcaster.station import Station


def rehearse_day(
    station: Station,
    day: date,
    *,
    now: datetime,
    mishaps: Mapping[PlaylistId, Mishap] | None = None,
    progress: Progress = silent,
) -> tuple[int, tuple[Airing, ...]]:
    """Play every outlet's bundle on a simulated clock and write as-run entries of grade *diễn tập*.

    Each bundle is verified first and the lengths are those of the sound inside it, never copied from the plan.

    Returns:
        How many entries are new, and all of them.

    Raises:
        NotPlanned, NotHandedOver, BundleUnreadable, BundleDamaged: nothing is written.
    """
    timetable = station.timetable()
    with station.store.reading() as tx:
        playlists, handovers = tx.playlists.on(day), tx.handovers.between(day, day)
    if not playlists:
        raise NotPlanned(date=day)
    latest = {handover.outlet_id: handover for handover in sorted(handovers, key=lambda h: h.at)}
    player = _RehearsalPlayer(station, timetable, latest)
    entries: list[Airing] = []
    for done, playlist in enumerate(playlists, start=1):
        mishap = (mishaps or {}).get(playlist.id, Mishap())
        if in_quiet_hours(station, playlist, mishap.late):
            mishap = Mishap(lost=True, cause="trùng giờ yên tĩnh nên không phát")
        entries += player.play(playlist, mishap, now)
        progress(done, len(playlists))
    with station.store.writing() as tx:
        return tx.airings.add_many(entries), tuple(entries)


class _RehearsalPlayer:
    """Remembers which bundles it has verified and how long each programme is."""

    def __init__(self, station: Station, timetable: Timetable, handovers: Mapping[OutletId, Handover]) -> None:
        self._station = station
        self._timetable = timetable
        self._handovers = handovers
        self._verified: set[Sha256] = set()
        self._lengths: dict[Sha256, DurationMs] = {}

    def play(self, playlist: Playlist, mishap: Mishap, now: datetime) -> tuple[Airing, ...]:
        handover = self._handovers.get(playlist.outlet_id)
        if handover is None or playlist.id not in handover.playlists:
            raise NotHandedOver(outlet=playlist.outlet_name, date=playlist.air_date)
        path = self._station.folder / handover.path
        if handover.bundle not in self._verified:
            verify_bundle(path)
            self._verified.add(handover.bundle)
        programme, content = read_session(path, playlist.id)
        if programme not in self._lengths:
            self._lengths[programme] = mp3.duration(content())
        unit = self._timetable.unit_of(self._timetable.outlet(playlist.outlet_id))
        return rehearse(
            playlist,
            programme=programme,
            unit_code=unit.code_on(playlist.air_date),
            programme_length=self._lengths[programme],
            mishap=mishap,
            recorded_at=now,
        )
