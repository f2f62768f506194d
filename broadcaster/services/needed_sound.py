"""Which stored sound must stay: approved, latest, read by a person, or named by what is still to air."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from broadcaster.domain.approvals import ApprovalStage
from broadcaster.domain.editions import Edition
from broadcaster.domain.ids import EditionId, ScriptId, Sha256
from broadcaster.domain.sound import Programme, Voicing
from broadcaster.domain.takes import TAKE_ENGINE
from broadcaster.domain.zone import ZONE
from broadcaster.services.mix_programme import block_key
from broadcaster.station import Station
from broadcaster.storage.store import Transaction


@dataclass(frozen=True, kw_only=True, slots=True)
class NeededSound:
    """What may not be cleared away, and why; everything else can be made again or is named by nobody."""

    scripts: Mapping[Sha256, tuple[ScriptId, ...]]
    """The scripts whose latest voicing has a sound."""
    editions: Mapping[Sha256, tuple[EditionId, ...]]
    """The editions from today on that use a cut or an encoded block."""
    takes: frozenset[Sha256]
    """Sounds that a person has read."""
    approved: frozenset[Sha256]
    """Sounds that an approval is bound to, the fallen ones too, and emergency bulletins."""
    programmes: Mapping[str, Programme]
    """Finished files that stay, by their path in the station folder: to air, or aired not long ago."""
    days: Mapping[EditionId, date]
    """The day of each edition that any of these names."""
    known: frozenset[str]
    """Every sound, by SHA-256, and every programme, by path, that the store knows at all."""

    def keeps(self, audio: Sha256) -> bool:
        """Say whether a stored sound must stay."""
        return audio in self.scripts or audio in self.editions or audio in self.takes or audio in self.approved


def needed_sound(station: Station, *, now: datetime) -> NeededSound:
    """Look up all that must stay at this moment."""
    today = now.astimezone(ZONE).date()
    with station.store.reading() as tx:
        made = tx.cuts.by_engine()
        voicings = tx.voicings.every()
        blocks = tx.blocks.all()
        programmes = tx.programmes.all()
        editions = tx.editions.since(today)
        kept = tx.editions.since(today - timedelta(days=station.settings.cache.keep_days))
        urgent = {sound.audio for each in tx.emergencies.all() for sound in each.emergency.sounds}
        approved = _approved(tx, voicings) | urgent  # what went out in an emergency stays, as proof
        timetable = tx.timetables.current()
    levels = {0, *(outlet.offset_lu for outlet in timetable.outlets)} if timetable else {0}
    said = {cut.audio: cut.engine for each in voicings for line in each.lines for cut in line}
    takes = {audio for audio, engine in (*made.items(), *said.items()) if engine == TAKE_ENGINE}
    days = {each.id: each.air_date for each in kept}
    return NeededSound(
        scripts=_by_script(voicings),
        editions=_by_edition(station, editions, levels, blocks),
        takes=frozenset(takes),
        approved=approved,
        programmes={each.path: each for each in programmes if each.edition_id in days},
        days=days,
        known=frozenset({*made, *said, *urgent, *blocks.values(), *(each.path for each in programmes)}),
    )


def _approved(tx: Transaction, voicings: tuple[Voicing, ...]) -> frozenset[Sha256]:
    given = {
        (script_id, each.subject)
        for script_id, approvals in tx.approvals.all().items()
        for each in approvals
        if each.stage is ApprovalStage.SOUND
    }
    heard = [each for each in voicings if (each.script_id, each.sound_hash) in given]
    return frozenset(cut.audio for each in heard for line in each.lines for cut in line)


def _by_script(voicings: tuple[Voicing, ...]) -> dict[Sha256, tuple[ScriptId, ...]]:
    latest = {each.script_id: each for each in voicings}
    found: dict[Sha256, tuple[ScriptId, ...]] = {}
    for script_id, voicing in latest.items():
        for audio in {cut.audio for line in voicing.lines for cut in line}:
            found[audio] = (*found.get(audio, ()), script_id)
    return found


def _by_edition(
    station: Station, editions: tuple[Edition, ...], levels: set[int], blocks: Mapping[Sha256, Sha256]
) -> dict[Sha256, tuple[EditionId, ...]]:
    found: dict[Sha256, tuple[EditionId, ...]] = {}
    for edition in editions:
        cuts = {u.audio for segment in edition.segments for line in segment.lines for u in line.utterances}
        keys = {block_key(station, segment, level) for segment in edition.segments for level in levels}
        for audio in cuts | {blocks[key] for key in keys if key in blocks}:
            found[audio] = (*found.get(audio, ()), edition.id)
    return found
