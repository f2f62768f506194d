"""Make each edition's programme: blocks rendered and encoded once, then spliced."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from broadcaster.domain.carts import CartKind
from broadcaster.domain.editions import Edition, Segment
from broadcaster.domain.fingerprints import fingerprint
from broadcaster.domain.ids import EditionId, Sha256
from broadcaster.domain.playlists import Playlist
from broadcaster.domain.sound import Pcm, Programme
from broadcaster.domain.sound_facts import KeptBlock
from broadcaster.errors import CutMissing, EditionIncomplete, FileMissing, NotPlanned, SoundDamaged
from broadcaster.files import sha256_of_file, written_whole
from broadcaster.mixdown import blocks, lossless, ranges, tags
from broadcaster.mixdown.facts import together
from broadcaster.services.clearance import refuse_unless_cleared
from broadcaster.services.progress import Progress, silent
from broadcaster.station import SOUND_SUFFIX, Station

BLOCK_SUFFIX = ".mp3"
WORKERS = min(os.cpu_count() or 1, 4)
"""Blocks made at the same time; each holds some tens of megabytes."""
_MANY = "nhiều nơi phát"


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
        editions, playlists = tx.editions.on(day), tx.playlists.on(day)
        known = tx.programmes.many([edition.id for edition in editions])
    if not editions:
        raise NotPlanned(date=day)
    refuse_unless_cleared(station, editions)
    orders = _orders(station, editions, playlists)
    missing = [order for order in orders if not _stands(station, order, known.get(order.key))]
    kept = _blocks(station, missing, progress)
    with ThreadPoolExecutor(WORKERS) as pool:
        programmes = pool.map(partial(_programme, station, kept), missing)
        made = {order.key: programme for order, programme in zip(missing, programmes, strict=True)}
    return tuple(
        Mixed(edition=order.edition, programme=made.get(order.key) or known[order.key], new=order.key in made)
        for order in orders
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class _Order:
    """An edition, and the level that some of its outlets want it at."""

    edition: Edition
    offset_lu: int
    outlet: str
    """The one that airs it; that there are many, where there are: a bundle must not change with the others."""

    @property
    def key(self) -> tuple[EditionId, int]:
        return self.edition.id, self.offset_lu


def _orders(station: Station, editions: Sequence[Edition], playlists: Iterable[Playlist]) -> list[_Order]:
    """Give each edition once for every level that it is asked for at."""
    levels = {outlet.id: outlet.offset_lu for outlet in station.timetable().outlets}
    wanted: dict[tuple[EditionId, int], set[str]] = {}
    for each in playlists:
        wanted.setdefault((each.edition_id, levels[each.outlet_id]), set()).add(each.outlet_name)
    return [
        _Order(edition=edition, offset_lu=offset_lu, outlet=names.pop() if len(names) == 1 else _MANY)
        for edition in editions
        for (edition_id, offset_lu), names in sorted(wanted.items())
        if edition_id == edition.id
    ]


def block_key(station: Station, segment: Segment, offset_lu: int = 0) -> Sha256:
    """Name what makes a block: its content and music, the mixing settings with the loudness, the mixer's revision."""
    mix = station.mix
    settings = [str(mix.loudness_lufs + offset_lu), str(mix.peak_dbtp), mix.bitrate_kbps, mix.bed, blocks.REVISION]
    music = station.shelf.identity(segment.music) if segment.music else ""
    return fingerprint([segment.content_hash, settings, music])


def _recipe(station: Station, order: _Order) -> Sha256:
    """Name all that a programme is made from."""
    keys = [block_key(station, segment, order.offset_lu) for segment in order.edition.segments]
    return fingerprint([order.edition.programme, order.outlet, *keys])


def _stands(station: Station, order: _Order, programme: Programme | None) -> bool:
    if programme is None or programme.recipe != _recipe(station, order):
        return False
    path = station.folder / programme.path
    return path.is_file() and sha256_of_file(path) == programme.audio


def _blocks(station: Station, orders: Iterable[_Order], progress: Progress) -> dict[Sha256, KeptBlock]:
    """Give the blocks of some programmes, each made once; what an interrupted run has made is kept."""
    wanted = {
        block_key(station, segment, order.offset_lu): (segment, order.offset_lu)
        for order in orders
        for segment in order.edition.segments
    }
    with station.store.reading() as tx:
        known = tx.blocks.many(wanted)
    # The longest first, so that no worker is left alone with a long one. LAME, the filters and the numeric library
    # release the interpreter lock: threads use all cores and need no second copy of the program in memory.
    ordered = sorted(wanted.items(), key=lambda item: (-item[1][0].duration, item[0]))
    kept: dict[Sha256, KeptBlock] = {}
    with ThreadPoolExecutor(WORKERS) as pool:
        made = pool.map(partial(_block, station, known), *zip(*ordered, strict=True))
        for done, block in enumerate(made, start=1):
            kept[block.key] = block
            progress(done, len(wanted))
    return kept


def _block(station: Station, known: Mapping[Sha256, KeptBlock], key: Sha256, wanted: tuple[Segment, int]) -> KeptBlock:
    segment, offset_lu = wanted
    found = known.get(key)
    if found is not None and station.media.has(found.audio, BLOCK_SUFFIX):
        with contextlib.suppress(SoundDamaged, FileMissing):  # set aside, or cleared away just now: made again below
            station.media.get(found.audio, BLOCK_SUFFIX)
            return found
    mix = station.mix
    made = blocks.encoded_block(
        as_mixed(station, segment),
        speech_of(station, segment),
        lufs=mix.loudness_lufs + offset_lu,
        peak_dbtp=mix.peak_dbtp,
        kbps=mix.bitrate_kbps,
        shelf=station.shelf,
    )
    block = KeptBlock(key=key, audio=station.media.put(made.content, BLOCK_SUFFIX), facts=made.facts)
    with station.store.writing() as tx:
        tx.blocks.add(block)
    return block


def as_mixed(station: Station, segment: Segment) -> Segment:
    """Give a segment as the station wants it mixed: with a bed, or without where it wants none."""
    under_words = segment.music is CartKind.BED and segment.lines
    return replace(segment, music=None) if under_words and not station.mix.bed else segment


def speech_of(station: Station, segment: Segment) -> dict[Sha256, Pcm]:
    """Give the sound of all that is said in a segment; raises CutMissing or SoundDamaged."""
    sounds: dict[Sha256, Pcm] = {}
    for line in segment.lines:
        for utterance in line.utterances:
            if not station.media.has(utterance.audio, SOUND_SUFFIX):
                raise CutMissing(cut=utterance.cut[:12], script=line.script_id)
            sounds[utterance.audio] = lossless.decode(station.media.get(utterance.audio, SOUND_SUFFIX))
    return sounds


def _programme(station: Station, kept: Mapping[Sha256, KeptBlock], order: _Order) -> Programme:
    edition = order.edition
    parts = [kept[block_key(station, segment, order.offset_lu)] for segment in edition.segments]
    spliced = ranges.spliced(
        [(part.audio, station.media.path(part.audio, BLOCK_SUFFIX).stat().st_size) for part in parts],
        kbps=station.mix.bitrate_kbps,
        tags=_tags(station, order),
    )
    if spliced.duration != edition.duration:
        raise EditionIncomplete(
            edition=edition.id, actual=spliced.duration, planned=edition.duration, date=edition.air_date
        )
    path = station.programme_path(edition, order.offset_lu)
    lufs, dbtp = together(part.facts for part in parts)
    programme = Programme(
        edition_id=edition.id,
        offset_lu=order.offset_lu,
        recipe=_recipe(station, order),
        audio=_written(station, spliced, path),
        path=path.relative_to(station.folder).as_posix(),
        bytes_count=spliced.size,
        duration=spliced.duration,
        loudness_lufs=round(lufs, 2),
        peak_dbtp=round(dbtp, 2),
    )
    with station.store.writing() as tx:
        tx.programmes.save(programme)
    return programme


def _tags(station: Station, order: _Order) -> bytes:
    edition = order.edition
    chapters = zip(edition.segments, edition.offsets(), strict=True)
    return tags.tag(
        b"",
        title=f"{edition.programme}, {station.session_name(edition.session)} {edition.air_date:%d/%m/%Y}",
        album=edition.programme,
        artist=station.words.name,
        date=edition.air_date,
        chapters=[(segment.title, start, segment.duration) for segment, start in chapters],
        comment=f"{edition.id} {edition.rundown_hash}",
        provenance=_provenance(station, order),
    )


def _provenance(station: Station, order: _Order) -> tags.Provenance:
    """Give who airs it, what it is about, and the hashes of the approved texts and recorded sentences in it."""
    segments, timetable = order.edition.segments, station.timetable()
    lines = [line for segment in segments for line in segment.lines]
    with station.store.reading() as tx:
        scripts = [tx.scripts.get(script_id) for script_id in dict.fromkeys(line.script_id for line in lines)]
    return tags.Provenance(
        outlets=(order.outlet,),
        topics=[timetable.topic(segment.topic).short for segment in segments if segment.topic is not None],
        scripts=[script.text_hash for script in scripts if script is not None],
        cuts=[utterance.audio for line in lines for utterance in line.utterances],
    )


def _written(station: Station, spliced: ranges.Spliced, path: Path) -> Sha256:
    """Copy the blocks into the programme's file, never holding more than one, and give its SHA-256."""
    name = hashlib.sha256()
    with written_whole(path) as stream:
        for piece in spliced.bytes_from(lambda each: station.media.path(each.audio, BLOCK_SUFFIX).read_bytes()):
            name.update(piece)
            stream.write(piece)
    return Sha256(name.hexdigest())
