"""Give a day's programmes as broadcast WAV beside their MP3, for playout programs that want it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from functools import partial
from pathlib import Path

from broadcaster import __version__
from broadcaster.domain.editions import Edition, Segment
from broadcaster.domain.sound import Programme
from broadcaster.errors import NotMixed, NotPlanned
from broadcaster.mixdown import blocks, wave
from broadcaster.mixdown.samples import RATE_HZ, Samples, from_pcm
from broadcaster.mixdown.wave_chunks import Bext, Cart, CartTimer
from broadcaster.services.clearance import refuse_unless_cleared
from broadcaster.services.mix_programme import WORKERS, as_mixed, speech_of
from broadcaster.services.progress import Progress, silent
from broadcaster.station import WAVE_SUFFIX, Station

_HISTORY = f"A=PCM,F={RATE_HZ},W=16,M=mono,T=broadcaster {__version__}"


def write_waves(station: Station, day: date, *, progress: Progress = silent) -> tuple[Path, ...]:
    """Write a WAV beside every programme of a day, from the same blocks before their encoding.

    Raises:
        NotPlanned, NotMixed, NoLongerCleared, CutMissing, SoundDamaged, DiskFull: what is finished is kept.
    """
    with station.store.reading() as tx:
        editions = {edition.id: edition for edition in tx.editions.on(day)}
        programmes = tx.programmes.many(list(editions))
        playlists = tx.playlists.on(day)
    if not editions:
        raise NotPlanned(date=day)
    refuse_unless_cleared(station, editions.values())
    first = {
        each.edition_id: each.starts_at for each in sorted(playlists, key=lambda each: -each.starts_at.timestamp())
    }
    for edition_id in editions:
        if not any(known == edition_id for known, _ in programmes):
            raise NotMixed(date=day, edition=edition_id)
    written: list[Path] = []
    for done, programme in enumerate(programmes.values(), start=1):
        edition = editions[programme.edition_id]
        starts = first[edition.id].astimezone(station.zone).replace(tzinfo=None)
        written.append(_write(station, edition, programme, starts))
        progress(done, len(programmes))
    return tuple(written)


def _write(station: Station, edition: Edition, programme: Programme, starts: datetime) -> Path:
    path = (station.folder / programme.path).with_suffix(WAVE_SUFFIX)
    title = f"{edition.programme}, {station.session_name(edition.session)} {edition.air_date:%d/%m/%Y}"
    seconds = starts.hour * 3600 + starts.minute * 60 + starts.second
    bext = Bext(
        description=title,
        originator=station.words.name,
        reference=edition.id,
        made_at=starts,
        time_reference=seconds * RATE_HZ,
        loudness_lufs=programme.loudness_lufs,
        peak_dbtp=programme.peak_dbtp,
        history=_HISTORY,
    )
    cart = Cart(
        title=title,
        artist=station.words.name,
        cut_id=edition.id,
        category="NEWS",
        starts=starts,
        application_version=__version__,
        timers=(CartTimer(usage="EOD", at=edition.duration),),
    )
    wave.write(path, _rendered(station, edition.segments, programme.offset_lu), RATE_HZ, bext=bext, cart=cart)
    return path


def _rendered(station: Station, segments: Sequence[Segment], offset_lu: int) -> Iterator[Samples]:
    """Give the sound of each segment in order, a few made at the same time and never more held."""
    with ThreadPoolExecutor(WORKERS) as pool:
        for at in range(0, len(segments), WORKERS):
            yield from pool.map(partial(_block, station, offset_lu), segments[at : at + WORKERS])


def _block(station: Station, offset_lu: int, segment: Segment) -> Samples:
    mix = station.mix
    sound = blocks.render_block(
        as_mixed(station, segment),
        speech_of(station, segment),
        lufs=mix.loudness_lufs + offset_lu,
        ceiling_dbtp=mix.peak_dbtp,
        shelf=station.shelf,
    )
    return from_pcm(sound)
