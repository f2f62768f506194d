"""Give every outlet its day: playlists and one bundle that it can check."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from broadcaster import engines
from broadcaster.asrun.entries import sent_items
from broadcaster.domain.airings import Handover
from broadcaster.domain.directory import find_outlet
from broadcaster.domain.ids import EditionId, OutletId, Sha256
from broadcaster.domain.playlists import Playlist
from broadcaster.domain.quality import QualityFinding
from broadcaster.domain.sound import Programme
from broadcaster.errors import NotMixed, NotPlanned
from broadcaster.files import write_bytes
from broadcaster.outlets.bundle import BundleContent, SessionFile, build_bundle, holds
from broadcaster.outlets.day_lists import day_lists
from broadcaster.services.check_sound import refuse_unless_sound
from broadcaster.services.clearance import refuse_in_quiet_hours, refuse_unless_cleared
from broadcaster.services.guard_sending import note_sent, refuse_unless_current, refuse_unless_near
from broadcaster.services.progress import Progress, silent
from broadcaster.services.write_sheet import Sheet, write_sheets
from broadcaster.station import Station


@dataclass(frozen=True, kw_only=True, slots=True)
class Published:
    """What one outlet was given."""

    outlet_name: str
    """Whose."""
    handover: Handover
    """The record of it."""
    new: bool
    """False when exactly this bundle had been handed over before."""
    warnings: tuple[str, ...] = ()
    """What should be known of the sound of its programmes."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Day:
    """Everything that a day's bundles are made of."""

    playlists: Mapping[OutletId, tuple[Playlist, ...]]
    programmes: Mapping[tuple[EditionId, int], Programme]
    """By edition and level."""
    sheets: Mapping[EditionId, Sheet]
    handed: Mapping[OutletId, tuple[Handover, ...]]
    levels: Mapping[OutletId, int]
    findings: Mapping[tuple[EditionId, int], tuple[QualityFinding, ...]]


def publish_day(
    station: Station,
    day: date,
    *,
    now: datetime,
    outlet: str | None = None,
    any_day: bool = False,
    progress: Progress = silent,
) -> tuple[Published, ...]:
    """Make and hand over the bundles of a day; an outlet whose bundle would be the same is left alone.

    A day that is past or far off is refused unless `any_day`.

    Raises:
        ClockSetBack, StoreOlderThanSent, DayNotNear,
        NotPlanned, NotMixed, NoLongerCleared, InQuietHours, SoundRefused, UnknownOutlet, DiskFull: what was handed
            over stands.
    """
    refuse_unless_current(station, now=now)
    if not any_day:
        refuse_unless_near(station, day, now=now)
    made = _gather(station, day, outlet)
    results: list[Published] = []
    for done, (outlet_id, playlists) in enumerate(made.playlists.items(), start=1):
        _write_playlists(station, playlists, made.levels[outlet_id])
        results.append(_publish(station, made, outlet_id, playlists, now))
        progress(done, len(made.playlists))
    note_sent(station)
    return tuple(results)


def playlists_of(station: Station, day: date, outlet: str | None = None) -> tuple[Playlist, ...]:
    """Give a day's playlists in order of outlet and time; raises NotPlanned, UnknownOutlet, AmbiguousOutlet."""
    wanted = find_outlet(station.timetable(), outlet).id if outlet else None
    with station.store.reading() as tx:
        playlists = tx.playlists.on(day)
    if not playlists:
        raise NotPlanned(date=day)
    chosen = [each for each in playlists if wanted is None or each.outlet_id == wanted]
    return tuple(sorted(chosen, key=lambda each: (each.outlet_id, each.starts_at)))


def sounds_of(station: Station, day: date, outlet_id: OutletId) -> tuple[tuple[Playlist, Sha256 | None], ...]:
    """Give an outlet's sessions of a day by time, each with the SHA-256 of its sound; none while it is not mixed."""
    level = _levels(station).get(outlet_id, 0)
    with station.store.reading() as tx:
        planned = [each for each in tx.playlists.on(day) if each.outlet_id == outlet_id]
        made = tx.programmes.many([each.edition_id for each in planned])
    found = ((each, made.get((each.edition_id, level))) for each in sorted(planned, key=lambda each: each.starts_at))
    return tuple((each, None if programme is None else programme.audio) for each, programme in found)


def write_playlists(station: Station, day: date, *, outlet: str | None = None) -> tuple[Path, ...]:
    """Write the playlists of every format beside the programmes; raises NotPlanned, NotMixed."""
    levels = _levels(station)
    return tuple(
        path
        for outlet_id, playlists in _by_outlet(playlists_of(station, day, outlet)).items()
        for path in _write_playlists(station, playlists, levels[outlet_id])
    )


def _gather(station: Station, day: date, outlet: str | None) -> _Day:
    playlists = playlists_of(station, day, outlet)
    refuse_in_quiet_hours(station, playlists)
    with station.store.reading() as tx:
        editions = {edition.id: edition for edition in tx.editions.on(day)}
        programmes = tx.programmes.many(list(editions))
        handovers = tx.handovers.between(day, day)
    refuse_unless_cleared(station, editions.values())
    levels = _levels(station)
    wanted = list(dict.fromkeys((each.edition_id, levels[each.outlet_id]) for each in playlists))
    for edition_id, offset_lu in wanted:
        made = programmes.get((edition_id, offset_lu))
        if made is None or not (station.folder / made.path).is_file():
            raise NotMixed(date=day, edition=edition_id)
    return _Day(
        playlists=_by_outlet(playlists),
        programmes=programmes,
        sheets=write_sheets(station, list(editions.values()), playlists),
        handed=_by_time(handovers),
        levels=levels,
        findings=refuse_unless_sound(station, [(editions[each], programmes[each, level]) for each, level in wanted]),
    )


def _levels(station: Station) -> dict[OutletId, int]:
    """Give how much louder than the station's level each outlet is mixed, in LU."""
    return {outlet.id: outlet.offset_lu for outlet in station.timetable().outlets}


def _by_time(handovers: tuple[Handover, ...]) -> dict[OutletId, tuple[Handover, ...]]:
    ordered = sorted(handovers, key=lambda each: each.at)
    return {
        outlet: tuple(each for each in ordered if each.outlet_id == outlet) for outlet in {h.outlet_id for h in ordered}
    }


def _by_outlet(playlists: tuple[Playlist, ...]) -> dict[OutletId, tuple[Playlist, ...]]:
    outlets = dict.fromkeys(each.outlet_id for each in playlists)
    return {outlet: tuple(each for each in playlists if each.outlet_id == outlet) for outlet in outlets}


def _publish(
    station: Station, made: _Day, outlet_id: OutletId, playlists: tuple[Playlist, ...], now: datetime
) -> Published:
    day, name = playlists[0].air_date, playlists[0].outlet_name
    earlier = made.handed.get(outlet_id, ())
    warnings = _warnings(made, playlists)
    content = BundleContent(
        station=station.words.name,
        playlists=playlists,
        sessions=tuple(
            _session(station, made, edition, made.levels[outlet_id])
            for edition in dict.fromkeys(each.edition_id for each in playlists)
        ),
    )
    if earlier and holds(station.folder / earlier[-1].path, content, earlier[-1].bytes_count):
        return Published(outlet_name=name, handover=earlier[-1], new=False, warnings=warnings)
    path = _new_place(station, day, outlet_id, earlier)
    bundle = build_bundle(path, content)
    delivery = engines.delivery(station.settings.delivery.kind)
    delivery.deliver(path, station.timetable().outlet(outlet_id))
    handover = Handover(
        outlet_id=outlet_id,
        air_date=day,
        bundle=bundle,
        path=path.relative_to(station.folder).as_posix(),
        bytes_count=path.stat().st_size,
        playlists=tuple(each.id for each in playlists),
        items=sent_items(playlists),
        how=delivery.name,
        at=now,
    )
    with station.store.writing() as tx:
        tx.handovers.add(handover)
    return Published(outlet_name=name, handover=handover, new=True, warnings=warnings)


def _warnings(made: _Day, playlists: tuple[Playlist, ...]) -> tuple[str, ...]:
    level = made.levels[playlists[0].outlet_id]
    editions = dict.fromkeys(each.edition_id for each in playlists)
    return tuple(f"{edition}: {finding.sentence}" for edition in editions for finding in made.findings[edition, level])


def _new_place(station: Station, day: date, outlet_id: OutletId, earlier: tuple[Handover, ...]) -> Path:
    """Name a bundle; one that was handed over is never overwritten by another, only made again when it is damaged."""
    made = len({each.path for each in earlier})  # a bundle that was fetched is there again, under the same name
    version = f"-{made + 1}" if made else ""
    return station.outlet_folder(day, outlet_id) / f"goi-phat-{outlet_id}-{day.isoformat()}{version}.zip"


def _session(station: Station, made: _Day, edition: EditionId, offset_lu: int) -> SessionFile:
    programme, sheet = made.programmes[edition, offset_lu], made.sheets[edition]
    return SessionFile(
        edition_id=edition,
        sound=station.folder / programme.path,
        audio=programme.audio,
        bytes_count=programme.bytes_count,
        sheet_text=sheet.text,
        sheet_html=sheet.html,
    )


def _write_playlists(station: Station, playlists: tuple[Playlist, ...], offset_lu: int) -> tuple[Path, ...]:
    day = playlists[0].air_date
    refuse_in_quiet_hours(station, playlists)
    with station.store.reading() as tx:
        known = tx.programmes.many([each.edition_id for each in playlists])
    programmes = {edition: made for (edition, level), made in known.items() if level == offset_lu}
    for each in playlists:
        if each.edition_id not in programmes:
            raise NotMixed(date=day, edition=each.edition_id)
    files = {edition: f"../chuong-trinh/{Path(made.path).name}" for edition, made in programmes.items()}
    hashes = {edition: made.audio for edition, made in programmes.items()}
    folder = station.outlet_folder(day, playlists[0].outlet_id)
    written = day_lists(playlists, files=files, hashes=hashes)
    for name, content in written.items():
        write_bytes(folder / name, content)
    return tuple(folder / name for name in written)
