"""Check sound before it goes on air: any file, and every programme of a day against its rundown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from broadcaster.copydesk.reading import count_tieng
from broadcaster.domain.editions import Edition, SpokenLine
from broadcaster.domain.ids import DurationMs, EditionId, Sha256
from broadcaster.domain.quality import (
    PlannedPart,
    QualityFacts,
    QualityFinding,
    QualityLimits,
    QualityPlan,
    Severity,
)
from broadcaster.domain.sound import Programme
from broadcaster.errors import FileMissing, SoundDamaged, SoundRefused
from broadcaster.files import sha256_of_file
from broadcaster.mixdown import mp3
from broadcaster.mixdown.judgement import judge
from broadcaster.mixdown.quality import joined, measured, measured_mp3
from broadcaster.services.mix_programme import BLOCK_SUFFIX, block_key
from broadcaster.station import Station

WORKERS = 2
_NOTHING_PLANNED = QualityPlan()


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckedSound:
    """One file and what is wrong with it."""

    facts: QualityFacts
    """What was measured."""
    findings: tuple[QualityFinding, ...]
    """What is wrong, what blocks first."""

    @property
    def blocked(self) -> bool:
        """Tell whether it may not go on air."""
        return any(finding.severity is Severity.BLOCKS for finding in self.findings)


def check_file(path: Path, limits: QualityLimits, plan: QualityPlan = _NOTHING_PLANNED) -> CheckedSound:
    """Measure and judge a sound file.

    Raises:
        FileMissing, FileFailed, ReadOnlyPlace, EmptyFile, NotSound: there is no sound to be checked.
    """
    facts = measured(path)
    return CheckedSound(facts=facts, findings=judge(facts, limits, plan))


def limits_of(station: Station, offset_lu: int = 0) -> QualityLimits:
    """Give what the station's settings want of a programme, mixed so much louder than usual."""
    mix = station.mix
    return QualityLimits(loudness_lufs=mix.loudness_lufs + offset_lu, peak_dbtp=mix.peak_dbtp)


def plan_of(edition: Edition) -> QualityPlan:
    """Give what an edition is to sound like: what comes and what is said when."""
    timed = list(zip(edition.segments, edition.offsets(), strict=True))
    return QualityPlan(
        duration=edition.duration,
        parts=tuple(PlannedPart(title=segment.title, starts=at, duration=segment.duration) for segment, at in timed),
        speech=tuple(
            part for segment, at in timed for line in segment.lines for part in _said(segment.title, line, at)
        ),
    )


def _said(title: str, line: SpokenLine, at: DurationMs) -> Iterator[PlannedPart]:
    """Give the places of a line's sentences, its tiếng shared out among them by their length."""
    total = sum(utterance.duration for utterance in line.utterances)
    syllables = count_tieng(line.spoken)
    for utterance in line.utterances:
        share = max(syllables * utterance.duration // max(total, 1), 1)
        starts = DurationMs(at + utterance.starts)
        yield PlannedPart(title=title, starts=starts, duration=utterance.duration, syllables=share)


def refuse_unless_sound(
    station: Station, made: Sequence[tuple[Edition, Programme]]
) -> Mapping[tuple[EditionId, int], tuple[QualityFinding, ...]]:
    """Check programmes against their editions and give what should be known of each, by edition and level.

    Blocks are measured once, whichever programmes they are in; a file that is no longer what was mixed is measured
    itself, so that it can be told what is wrong with it.

    Raises:
        SoundRefused: one has a fault that keeps it off the air.
        FileMissing, FileFailed, EmptyFile, NotSound: one is not there or no sound any more.
    """
    measured_once = _MeasuredBlocks(station, made)
    checked: dict[tuple[EditionId, int], tuple[QualityFinding, ...]] = {}
    for edition, programme in made:
        facts = measured_once.facts_of(edition, programme) or measured(station.folder / programme.path)
        findings = judge(facts, limits_of(station, programme.offset_lu), plan_of(edition))
        blocking = [each.sentence for each in findings if each.severity is Severity.BLOCKS]
        if blocking:
            raise SoundRefused(edition=edition.id, findings=" ".join(blocking), date=edition.air_date)
        checked[edition.id, programme.offset_lu] = findings
    return checked


class _MeasuredBlocks:
    """The blocks that programmes were put together from, each measured once and remembered in the store."""

    def __init__(self, station: Station, made: Sequence[tuple[Edition, Programme]]) -> None:
        self._station = station
        self._keys = {
            (edition.id, programme.offset_lu): [
                block_key(station, segment, programme.offset_lu) for segment in edition.segments
            ]
            for edition, programme in made
        }
        with station.store.reading() as tx:
            kept = tx.blocks.many({key for keys in self._keys.values() for key in keys})
            self._facts = dict(tx.block_qualities.many({block.audio for block in kept.values()}))
        self._audio = {key: block.audio for key, block in kept.items()}
        wanted = sorted({audio for audio in self._audio.values() if audio not in self._facts})
        # Decoding and the numeric libraries release the interpreter lock, so that threads use both cores.
        with ThreadPoolExecutor(WORKERS) as pool:
            self._facts |= {audio: facts for audio, facts in pool.map(self._measure, wanted) if facts is not None}

    def facts_of(self, edition: Edition, programme: Programme) -> QualityFacts | None:
        """Join the facts of a programme; none when its file is another, or a block of it is not there any more."""
        audio = [self._audio.get(key) for key in self._keys[edition.id, programme.offset_lu]]
        parts = [self._facts[each] for each in audio if each is not None and each in self._facts]
        whole = len(parts) == len(audio) and sha256_of_file(self._station.folder / programme.path) == programme.audio
        return joined(parts) if whole else None

    def _measure(self, audio: Sha256) -> tuple[Sha256, QualityFacts | None]:
        try:
            content = self._station.media.get(audio, BLOCK_SUFFIX)
        except (FileMissing, SoundDamaged):
            return audio, None
        facts = measured_mp3(mp3.splice([content], kbps=self._station.mix.bitrate_kbps))
        with self._station.store.writing() as tx:
            tx.block_qualities.add(audio, facts)
        return audio, facts
