"""Make each edition's programme: blocks rendered and encoded once, then spliced."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from broadcaster.domain.carts import CartKind
from broadcaster.domain.editions import Edition, Segment
from broadcaster.domain.fingerprints import fingerprint, sha256_of
from broadcaster.domain.ids import Sha256
from broadcaster.domain.sound import Pcm, Programme
from broadcaster.errors import CutMissing, EditionIncomplete, FileMissing, NotPlanned, SoundDamaged
from broadcaster.files import write_bytes
from broadcaster.mixdown import blocks, lossless, mp3, tags
from broadcaster.mixdown.loudness import measure
from broadcaster.services.clearance import refuse_unless_cleared
from broadcaster.services.progress import Progress, silent
from broadcaster.station import SOUND_SUFFIX, Station

BLOCK_SUFFIX = ".mp3"
TOLERANCE_MS = 50
WORKERS = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class Mixed:
    """One edition's programme."""

    edition: Edition
    """What it holds."""
    programme: Programme
    """The finished file."""
    new: bool
    """False when the file stood already."""


def mix_day(station: Station, day: date, *, progress: Progress = silent) -> tuple[Mixed, ...]:
    """Make the programme file of every edition of a day; goes on where an interrupted run stopped.

    Raises:
        NotPlanned, NoLongerCleared, CutMissing, SoundDamaged, EditionIncomplete, DiskFull: what is finished is kept.
    """
    with station.store.reading() as tx:
        editions = tx.editions.on(day)
        known = tx.programmes.many([edition.id for edition in editions])
    if not editions:
        raise NotPlanned(date=day)
    refuse_unless_cleared(station, editions)
    missing = [edition for edition in editions if not _stands(station, edition, known.get((edition.id, 0)))]
    encoded = _blocks(station, missing, progress)
    made = {edition.id: _programme(station, edition, encoded) for edition in missing}
    return tuple(
        Mixed(edition=edition, programme=made.get(edition.id) or known[edition.id, 0], new=edition.id in made)
        for edition in editions
    )


def block_key(station: Station, segment: Segment) -> Sha256:
    """Name what makes a block: its content, the mixing settings and the mixer's revision."""
    mix = station.mix
    settings = [str(mix.loudness_lufs), str(mix.peak_dbtp), mix.bitrate_kbps, mix.bed, blocks.REVISION]
    return fingerprint([segment.content_hash, settings])


def recipe(station: Station, edition: Edition) -> Sha256:
    """Name all that a programme is made from."""
    return fingerprint([edition.programme, *(block_key(station, segment) for segment in edition.segments)])


def _stands(station: Station, edition: Edition, programme: Programme | None) -> bool:
    if programme is None or programme.recipe != recipe(station, edition):
        return False
    path = station.folder / programme.path
    return path.is_file() and sha256_of(path.read_bytes()) == programme.audio


def _blocks(station: Station, editions: Iterable[Edition], progress: Progress) -> dict[Sha256, bytes]:
    wanted = {block_key(station, segment): segment for edition in editions for segment in edition.segments}
    encoded: dict[Sha256, bytes] = {}
    # LAME and the numeric libraries release the interpreter lock, so that threads use both cores.
    with ThreadPoolExecutor(WORKERS) as pool:
        made = pool.map(partial(_block, station), wanted.keys(), wanted.values())
        for done, (key, block) in enumerate(made, start=1):
            encoded[key] = block
            progress(done, len(wanted))
    return encoded


def _block(station: Station, key: Sha256, segment: Segment) -> tuple[Sha256, bytes]:
    with station.store.reading() as tx:
        audio = tx.blocks.get(key)
    if audio is not None and station.media.has(audio, BLOCK_SUFFIX):
        with contextlib.suppress(SoundDamaged, FileMissing):  # set aside, or cleared away just now; made again below
            return key, station.media.get(audio, BLOCK_SUFFIX)
    mix = station.mix
    if segment.music is CartKind.BED and not mix.bed:
        segment = replace(segment, music=None)
    content = blocks.encoded_block(
        segment,
        _speech(station, segment),
        lufs=mix.loudness_lufs,
        peak_dbtp=mix.peak_dbtp,
        kbps=mix.bitrate_kbps,
    )
    audio = station.media.put(content, BLOCK_SUFFIX)
    with station.store.writing() as tx:
        tx.blocks.add(key, audio)
    return key, content


def _speech(station: Station, segment: Segment) -> dict[Sha256, Pcm]:
    sounds: dict[Sha256, Pcm] = {}
    for line in segment.lines:
        for utterance in line.utterances:
            if not station.media.has(utterance.audio, SOUND_SUFFIX):
                raise CutMissing(cut=utterance.cut[:12], script=line.script_id)
            sounds[utterance.audio] = lossless.decode(station.media.get(utterance.audio, SOUND_SUFFIX))
    return sounds


def _programme(station: Station, edition: Edition, encoded: dict[Sha256, bytes]) -> Programme:
    spliced = mp3.splice(
        [encoded[block_key(station, segment)] for segment in edition.segments], kbps=station.mix.bitrate_kbps
    )
    tagged = tags.tag(
        spliced,
        title=f"{edition.programme}, {station.session_name(edition.session)} {edition.air_date:%d/%m/%Y}",
        album=edition.programme,
        artist=station.words.name,
        date=edition.air_date,
        chapters=[
            (segment.title, start, segment.duration)
            for segment, start in zip(edition.segments, edition.offsets(), strict=True)
        ],
        comment=f"{edition.id} {edition.rundown_hash}",
    )
    actual = mp3.duration(tagged)
    if abs(actual - edition.duration) > TOLERANCE_MS:
        raise EditionIncomplete(edition=edition.id, actual=actual, planned=edition.duration, date=edition.air_date)
    path = station.programme_path(edition)
    write_bytes(path, tagged)
    lufs, dbtp = measure(tagged)
    programme = Programme(
        edition_id=edition.id,
        recipe=recipe(station, edition),
        audio=sha256_of(tagged),
        path=path.relative_to(station.folder).as_posix(),
        bytes_count=len(tagged),
        duration=actual,
        loudness_lufs=round(lufs, 2),
        peak_dbtp=round(dbtp, 2),
    )
    with station.store.writing() as tx:
        tx.programmes.save(programme)
    return programme
