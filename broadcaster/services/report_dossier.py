"""Gather the dossier of evidence of a target: scripts as approved, their sound, the log and its chain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from broadcaster.asrun.airtime import AirtimeRequest
from broadcaster.asrun.why import Why, why
from broadcaster.domain.approvals import Approval, ApprovalStage
from broadcaster.domain.chains import ChainedAiring
from broadcaster.domain.ids import OutletId, ScriptId
from broadcaster.domain.periods import Period
from broadcaster.domain.scripts import Script
from broadcaster.domain.sound import Voicing
from broadcaster.domain.timetables import Runs, Target, Timetable
from broadcaster.domain.zone import ZONE
from broadcaster.errors import PeriodApart, UnknownTarget
from broadcaster.files import write_bytes
from broadcaster.mixdown import lossless
from broadcaster.mixdown.cut_sound import sound_of
from broadcaster.mixdown.samples import to_pcm
from broadcaster.reports.dossier import Dossier, DossierItem, dossier_zip
from broadcaster.reports.naming import target_name
from broadcaster.services.report_airtime import known_targets
from broadcaster.services.report_paper import standing_of
from broadcaster.station import SOUND_SUFFIX, Station
from broadcaster.storage.store import Transaction


@dataclass(frozen=True, kw_only=True, slots=True)
class DossierMade:
    """What a dossier came to."""

    entries: int
    """How many entries of the log count."""
    items: int
    """How many items they speak of."""
    without_script: int
    """How many of them have no approved copy in the store."""
    without_sound: int
    """How many of them have no sound any more."""


def write_dossier(station: Station, target: int, period: Period, path: Path, *, as_of: date) -> DossierMade:
    """Write the dossier of a target for a period as one ZIP; made again with the same day it has the same bytes.

    Args:
        station: Whose records.
        target: Which target, counted from 1 in the order of the timetable.
        period: Which days; only those of the target's own period count.
        path: The file.
        as_of: Evidence that arrived by the end of this day counts.

    Raises:
        NoTimetable, UnknownTarget, PeriodApart, NotTypeset, DiskFull, ReadOnlyPlace, FileFailed.
    """
    dossier = _gathered(station, target, period, as_of)
    write_bytes(path, dossier_zip(dossier))
    return DossierMade(
        entries=len(dossier.why.counted),
        items=len(dossier.items),
        without_script=sum(1 for each in dossier.items if each.script is None),
        without_sound=sum(1 for each in dossier.items if each.sound is None),
    )


def _gathered(station: Station, number: int, asked: Period, as_of: date) -> Dossier:
    timetable = station.timetable()
    with station.store.reading() as tx:
        targets = known_targets(tx, timetable, as_of)
        if not 1 <= number <= len(targets):
            named = [
                f"\n  {n}. {target_name(timetable, each)}, {each.period}" for n, each in enumerate(targets, start=1)
            ]
            raise UnknownTarget(target=number, known="".join(named) or " chưa có")
        target = targets[number - 1]
        period = _shared(asked, target)
        log = [each for each in tx.chain.between(period.first, period.last) if _arrived(each, as_of)]
        told = _told(target, timetable, period, log)
        outlets = sorted({each.airing.outlet_id for each in told.entries})
        return Dossier(
            station=station.words.name,
            span=period.spoken,
            as_of=as_of,
            timetable=timetable,
            standing=standing_of(tx, timetable, target, as_of=as_of),
            why=told,
            items=tuple(_items(station, tx, told, as_of)),
            logs={outlet_id: _chain(tx, outlet_id, as_of) for outlet_id in outlets},
            heads=[head for head in tx.chain.heads() if head.outlet_id in outlets and head.arrival_day <= as_of],
        )


def _shared(asked: Period, target: Target) -> Period:
    """Give the days that lie in both periods; raises PeriodApart."""
    whole = Period.parse(target.period)
    first, last = max(asked.first, whole.first), min(asked.last, whole.last)
    if last < first:
        raise PeriodApart(period=asked.text, whole=whole.text)
    inside = (first, last) == (asked.first, asked.last)
    return asked if inside else Period.parse(f"{first}..{last}")


def _arrived(each: ChainedAiring, as_of: date) -> bool:
    return each.link is not None and each.link.arrival_day <= as_of


def _told(target: Target, timetable: Timetable, period: Period, log: Sequence[ChainedAiring]) -> Why:
    """Take the target's figure apart; airings of runs that it does not count are left out."""
    request = AirtimeRequest(
        period=period,
        timetable=timetable,
        playlists=(),
        handovers=(),
        airings=tuple(each.airing for each in log if each.airing is not None),
        outlets=frozenset(target.outlets),
        topics=frozenset() if target.topic is None else frozenset({target.topic}),
        grade=target.grade,
    )
    told = why(request, log)
    if target.runs is Runs.ALL:
        return told
    wants_repeats, reason = target.runs is Runs.REPEAT, f"chỉ tiêu chỉ đếm lượt {target.runs.label}"
    entries = [
        each if each.left_out or (each.airing.run > 1) is wants_repeats else replace(each, left_out=reason)
        for each in told.entries
    ]
    return replace(told, entries=tuple(entries))


def _chain(tx: Transaction, outlet_id: OutletId, as_of: date) -> tuple[ChainedAiring, ...]:
    """Give an outlet's chain from its start to the last link that had arrived by a day."""
    return tuple(each for each in tx.chain.of(outlet_id) if _arrived(each, as_of))


# --- scripts and sound


def _items(station: Station, tx: Transaction, told: Why, as_of: date) -> Iterator[DossierItem]:
    aired = {each.airing.item_id: each.airing.title for each in told.counted if each.airing.item_id is not None}
    voicings = [each for each in tx.voicings.every() if _local_day(each.at) <= as_of]
    for item_id, title in sorted(aired.items()):
        script_id = ScriptId(item_id)
        approvals = [each for each in tx.approvals.of(script_id) if _local_day(each.at) <= as_of]
        script = _approved(tx.scripts.history(script_id), approvals)
        mine = [
            each for each in voicings if script and each.script_id == script.id and each.text_hash == script.text_hash
        ]
        voicing = max(mine, key=lambda each: each.at, default=None)
        subjects = {script.text_hash if script else "", voicing.sound_hash if voicing else ""}
        yield DossierItem(
            item=item_id,
            title=title,
            script=script,
            approvals=tuple(each for each in approvals if each.subject in subjects),
            sound=_sound(station, voicing) if voicing else None,
        )


def _approved(versions: Sequence[Script], approvals: Sequence[Approval]) -> Script | None:
    """Give the version whose exact words were approved last."""
    for approval in reversed([each for each in approvals if each.stage is ApprovalStage.TEXT]):
        for version in reversed(versions):
            if version.text_hash == approval.subject:
                return version
    return None


def _sound(station: Station, voicing: Voicing) -> bytes | None:
    """Join the cuts of a script as WAV, or give nothing when some are kept no more."""
    cuts = [cut for line in voicing.lines for cut in line]
    if not cuts or not all(station.media.has(cut.audio, SOUND_SUFFIX) for cut in cuts):
        return None
    return lossless.wav([to_pcm(sound_of(lossless.decode(station.media.get(cut.audio, SOUND_SUFFIX)))) for cut in cuts])


def _local_day(moment: datetime) -> date:
    return moment.astimezone(ZONE).date()
