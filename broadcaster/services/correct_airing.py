"""Put right an entry of the as-run log: a new entry that names the old one, its author and the reason."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from broadcaster.asrun.corrected import correcting
from broadcaster.asrun.standing import standing
from broadcaster.domain.airings import Airing, Evidence
from broadcaster.domain.fingerprints import fingerprint
from broadcaster.domain.ids import NO_TIME, AiringId, DurationMs
from broadcaster.errors import CorrectionRefused, UnknownEntry
from broadcaster.services.confirm_airings import refuse_hidden_signs
from broadcaster.station import Station

_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """What is said to have been otherwise; none where the entry was right."""

    start: datetime | None = None
    """When it began (aware)."""
    played: DurationMs | None = None
    """How much of it was heard."""
    lost: bool = False
    """Whether it did not air at all."""
    cause: str | None = None
    """Why it was late, cut or lost."""


def correct_airing(
    station: Station, entry: str, change: Change, *, by: str, reason: str, now: datetime, way: str = ""
) -> Airing:
    """Add the entry that takes the place of another one; it has the grade of a person's word.

    Args:
        station: The station.
        entry: The id of the wrong entry, or the beginning of it.
        change: What was otherwise.
        by: Who says so.
        reason: Why.
        now: When.
        way: By which way it was said, for the log: ``trên trang``.

    Raises:
        UnknownEntry: no entry, or more than one, has such an id.
        NameNeeded, ConfirmationRefused: nobody is named, or a name or reason holds signs that nobody sees.
        CorrectionRefused: it is a rehearsal, is corrected already, would be the same, or cannot have been so.
    """
    refuse_hidden_signs(by, reason, change.cause or "")
    wrong = entry_named(station, entry)
    with station.store.writing() as tx:
        _refuse(wrong, tx.airings.between(wrong.air_date, wrong.air_date), reason)
        told = replace(_told(wrong, change, by.strip(), now), source=" ".join(f"đính chính {way} của {by}".split()))
        correction = correcting(wrong, told, reason=reason.strip())
        tx.airings.add_many([correction])
    return correction


def entry_named(station: Station, entry: str) -> Airing:
    """Give the one entry whose id begins so; raises UnknownEntry."""
    with station.store.reading() as tx:
        found = tx.airings.beginning(entry.strip()) if entry.strip() else ()
    if len(found) != 1:
        raise UnknownEntry(entry=entry)
    return found[0]


def _refuse(wrong: Airing, there: tuple[Airing, ...], reason: str) -> None:
    if not reason.strip():
        raise CorrectionRefused(entry=wrong.id[:12], reason="chưa nói vì sao")
    if wrong.evidence is Evidence.REHEARSAL:
        raise CorrectionRefused(entry=wrong.id[:12], reason="mục diễn tập không bao giờ thành đã phát")
    if wrong.id not in {each.id for each in standing(there)}:
        raise CorrectionRefused(entry=wrong.id[:12], reason="mục này đã được đính chính, hãy đính chính mục mới nhất")


def _told(wrong: Airing, change: Change, by: str, now: datetime) -> Airing:
    if change.lost and (change.start or change.played is not None):
        raise CorrectionRefused(entry=wrong.id[:12], reason="đã nói không phát thì không có giờ phát hay thời lượng")
    start = None if change.lost else change.start or wrong.observed_start
    played = NO_TIME if start is None else wrong.played if change.played is None else change.played
    if start is not None and not 0 < played <= max(wrong.planned, wrong.played):
        raise CorrectionRefused(entry=wrong.id[:12], reason="thời lượng phát phải lớn hơn 0 và không dài hơn mục")
    stop = None if start is None else start + timedelta(milliseconds=played)
    if stop is not None and stop > now:
        raise CorrectionRefused(entry=wrong.id[:12], reason="giờ phát còn ở tương lai")
    if change.start is not None and abs(change.start - wrong.planned_at) > _DAY:
        raise CorrectionRefused(entry=wrong.id[:12], reason=f"giờ phát không thuộc ngày {wrong.air_date:%d/%m/%Y}")
    cause = wrong.cause if change.cause is None else change.cause.strip()
    if (start, played, cause) == (wrong.observed_start, wrong.played, wrong.cause):
        raise CorrectionRefused(entry=wrong.id[:12], reason="nội dung không khác mục cũ")
    name = [wrong.id, by, None if start is None else start.timestamp(), played, cause]
    return replace(
        wrong,
        id=AiringId(fingerprint([str(part) for part in name])),
        evidence=Evidence.OPERATOR,
        said_by=by,
        observed_start=start,
        observed_stop=stop,
        played=played,
        cause=cause,
        recorded_at=now,
        resolution=NO_TIME,
    )
