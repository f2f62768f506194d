"""Check sound before it goes on air: any file, and every programme of a day against its rundown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
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
from broadcaster.errors import SoundRefused
from broadcaster.mixdown.judgement import judge
from broadcaster.mixdown.quality import measured
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

    Raises:
        SoundRefused: one has a fault that keeps it off the air.
        FileMissing, FileFailed, EmptyFile, NotSound: one is not there or no sound any more.
    """

    def check(pair: tuple[Edition, Programme]) -> tuple[QualityFinding, ...]:
        edition, programme = pair
        limits = limits_of(station, programme.offset_lu)
        return judge(_facts(station.folder / programme.path, programme.audio), limits, plan_of(edition))

    # Decoding and the numeric libraries release the interpreter lock, so that threads use both cores.
    with ThreadPoolExecutor(WORKERS) as pool:
        checked = list(pool.map(check, made))
    for (edition, _), findings in zip(made, checked, strict=True):
        blocking = [each.sentence for each in findings if each.severity is Severity.BLOCKS]
        if blocking:
            raise SoundRefused(edition=edition.id, findings=" ".join(blocking), date=edition.air_date)
    return {(edition.id, programme.offset_lu): found for (edition, programme), found in zip(made, checked, strict=True)}


@lru_cache(maxsize=64)
def _facts(path: Path, audio: Sha256) -> QualityFacts:
    """Measure a programme once in a run; another file has another hash."""
    del audio
    return measured(path)
