"""Put a timetable in force: all of it or nothing, and no start time by one person alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from broadcaster.domain.aliases import fold
from broadcaster.domain.schedule_changes import ScheduleDraft
from broadcaster.domain.timetables import Timetable
from broadcaster.errors import MovesUnseen, NameNeeded, OwnConfirmation, SecondPersonNeeded
from broadcaster.newsroom.approval import same_person
from broadcaster.scheduling.schedule_words import change_sentence, summary
from broadcaster.services.draft_schedule import Preview, preview, read_draft
from broadcaster.services.guard_sending import note_sent, refuse_unless_current
from broadcaster.station import Station
from broadcaster.storage.store import Transaction

SAMPLE_POLICY = "đài mẫu tự áp dụng lịch, không phát ra loa thật"
"""Why the demo needs nobody."""

FIRST_POLICY = "lịch đầu tiên của đài, trước đó chưa có gì trên sóng"
"""Why the first timetable needs one person."""

SILENT_POLICY = "không đổi gì trên sóng"
"""Why a change of names or targets needs one person."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Applied:
    """What applying came to."""

    version: int
    """Version now in force."""
    changed: bool
    """False when these very files were in force already."""
    timetable: Timetable
    """The timetable."""
    preview: Preview
    """What it changed, and which days keep the old times."""
    warnings: tuple[str, ...] = ()
    """Findings that do not forbid it, for example a session in the night band."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Consent:
    """Who stands behind a change."""

    by: str
    """Who asked for it."""
    confirmed_by: str = ""
    """The second person, where there is one."""
    moves_seen: bool = False
    """True when they were asked about far moves and the night, and said yes."""
    waived: str = ""
    """Why nobody need be asked; the sample station alone has such a reason."""


def apply_schedule(
    station: Station,
    folder: Path,
    *,
    by: str,
    now: datetime,
    confirm_by: str = "",
    moves_seen: bool = False,
    waived: str = "",
) -> Applied:
    """Check and apply ``FOLDER/*.toml``, both persons being there.

    Raises:
        SettingsError: with every finding; the version in force stays.
        InQuietHours, NameNeeded, SecondPersonNeeded, OwnConfirmation, MovesUnseen, ClockSetBack, StoreOlderThanSent.
    """
    draft, warnings = read_draft(station, folder)
    consent = Consent(by=by, confirmed_by=confirm_by, moves_seen=moves_seen, waived=waived)
    return apply_draft(station, draft, consent, now=now, warnings=warnings)


def apply_draft(
    station: Station, draft: ScheduleDraft, consent: Consent, *, now: datetime, warnings: tuple[str, ...] = ()
) -> Applied:
    """Put exactly this draft in force; raises what :func:`apply_schedule` raises, but no SettingsError."""
    refuse_unless_current(station, now=now)
    with station.store.writing() as tx:
        seen = preview(station, tx, draft, now=now)
        version = seen.base if seen.same else put_in_force(station, tx, seen, consent, now=now)
    note_sent(station)
    return Applied(version=version, changed=not seen.same, timetable=draft.timetable, preview=seen, warnings=warnings)


def put_in_force(
    station: Station, tx: Transaction, seen: Preview, consent: Consent, *, now: datetime, note: str = ""
) -> int:
    """Keep a draft as the version in force, with who stands behind it, and give its number.

    Raises:
        NameNeeded, SecondPersonNeeded, OwnConfirmation, MovesUnseen: nothing is written.
    """
    policy = _policy(station, seen, consent)
    _refuse_unseen(seen, consent)
    told = FIRST_POLICY if seen.changes is None else summary(seen.changes, seen.names)
    return tx.timetables.apply(
        seen.draft.timetable,
        by=" ".join(consent.by.split()),
        at=now,
        source=seen.draft.source,
        confirmed_by="" if policy else " ".join(consent.confirmed_by.split()),
        policy=policy,
        summary=f"{note}: {told}" if note else told,
        files=seen.draft.files,
    )


def refuse_same_person(by: str, other: str) -> None:
    """Let only another person confirm; capitals, marks and blanks make nobody another.

    Raises:
        NameNeeded, OwnConfirmation.
    """
    if not by.strip() or not other.strip():
        raise NameNeeded
    if fold(by) == fold(other) or same_person(by, other) or same_person(other, by):
        raise OwnConfirmation(name=" ".join(other.split()))


def _policy(station: Station, seen: Preview, consent: Consent) -> str:
    """Give why one person is enough, or an empty string when two stand behind it."""
    if not consent.by.strip():
        raise NameNeeded
    if consent.waived:
        return consent.waived
    if consent.confirmed_by.strip():
        refuse_same_person(consent.by, consent.confirmed_by)
        return ""
    if seen.changes is None:
        return FIRST_POLICY
    if not seen.changes.alters_air:
        return SILENT_POLICY
    if own := station.settings.schedule.policy:
        return own
    raise SecondPersonNeeded


def _refuse_unseen(seen: Preview, consent: Consent) -> None:
    if seen.changes is None or consent.waived or consent.moves_seen or not seen.changes.asking:
        return
    moves = [change_sentence(each, seen.changes, seen.names) for each in seen.changes.asking]
    raise MovesUnseen(count=len(moves), moves=" ".join(moves).rstrip(".?"))
