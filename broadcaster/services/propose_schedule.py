"""A change of the timetable that one person asks for and another confirms, each at an own time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from broadcaster.domain.ids import ProposalId
from broadcaster.domain.schedule_changes import Decision, ScheduleDecision, ScheduleDraft, ScheduleProposal
from broadcaster.errors import NameNeeded, NothingChanged, ProposalDecided, ProposalOutdated, UnknownProposal
from broadcaster.services.apply_schedule import Applied, Consent, put_in_force, refuse_same_person
from broadcaster.services.draft_schedule import Preview, preview, read_draft
from broadcaster.services.guard_sending import note_sent, refuse_unless_current
from broadcaster.station import Station
from broadcaster.storage.store import Transaction


@dataclass(frozen=True, kw_only=True, slots=True)
class Proposed:
    """A change that waits for a second person."""

    proposal: ScheduleProposal
    """The proposal."""
    preview: Preview
    """What it would change as things are now."""
    warnings: tuple[str, ...] = ()
    """Findings that do not forbid it."""


def propose_schedule(station: Station, folder: Path, *, by: str, now: datetime) -> Proposed:
    """Keep the timetable of a folder as a proposal; nothing on air changes.

    Raises:
        SettingsError, NameNeeded, NothingChanged, InQuietHours, ClockSetBack, StoreOlderThanSent.
    """
    draft, warnings = read_draft(station, folder)
    return propose_draft(station, draft, by=by, now=now, what="lịch trong thư mục", warnings=warnings)


def propose_draft(
    station: Station,
    draft: ScheduleDraft,
    *,
    by: str,
    now: datetime,
    what: str,
    note: str = "",
    warnings: tuple[str, ...] = (),
) -> Proposed:
    """Keep a draft as a proposal; `what` names it for people, `note` says what kind of change it is.

    Raises:
        NameNeeded, NothingChanged, InQuietHours, ClockSetBack, StoreOlderThanSent.
    """
    if not by.strip():
        raise NameNeeded
    refuse_unless_current(station, now=now)
    with station.store.writing() as tx:
        seen = preview(station, tx, draft, now=now)
        if seen.same:
            raise NothingChanged(what=what, version=seen.base)
        new = ScheduleProposal(
            id=ProposalId(0), draft=draft, base=seen.base, by=" ".join(by.split()), at=now, note=note
        )
        number = tx.proposals.add(new)
        kept = tx.proposals.get(number) or new
    return Proposed(proposal=kept, preview=seen, warnings=warnings)


def see_proposal(station: Station, number: ProposalId, *, now: datetime) -> Proposed:
    """Show once more what a waiting proposal would change.

    Raises:
        UnknownProposal, ProposalDecided, ProposalOutdated, InQuietHours.
    """
    with station.store.reading() as tx:
        proposal = _waiting(tx, number)
        return Proposed(proposal=proposal, preview=_still_so(station, tx, proposal, now))


def confirm_schedule(
    station: Station, number: ProposalId, *, by: str, now: datetime, moves_seen: bool = False
) -> Applied:
    """Put a proposal in force on the word of a second person.

    Raises:
        NameNeeded, OwnConfirmation, UnknownProposal, ProposalDecided, ProposalOutdated, MovesUnseen, InQuietHours,
        ClockSetBack, StoreOlderThanSent: nothing is written.
    """
    refuse_unless_current(station, now=now)
    with station.store.writing() as tx:
        proposal = _waiting(tx, number)
        refuse_same_person(proposal.by, by)
        seen = _still_so(station, tx, proposal, now)
        consent = Consent(by=proposal.by, confirmed_by=by, moves_seen=moves_seen)
        version = put_in_force(station, tx, seen, consent, now=now, note=proposal.note)
        _decide(tx, number, Decision.CONFIRMED, by=by, now=now)
    note_sent(station)
    return Applied(version=version, changed=True, timetable=proposal.draft.timetable, preview=seen)


def reject_schedule(station: Station, number: ProposalId, *, by: str, reason: str, now: datetime) -> None:
    """Drop a proposal; it stays on record with who dropped it and why.

    Raises:
        NameNeeded, UnknownProposal, ProposalDecided.
    """
    if not by.strip():
        raise NameNeeded
    with station.store.writing() as tx:
        _waiting(tx, number)
        _decide(tx, number, Decision.REJECTED, by=by, now=now, reason=reason)


def waiting_proposals(station: Station) -> tuple[tuple[ScheduleProposal, bool], ...]:
    """Give the proposals that wait, oldest first, and whether each still stands on the version in force."""
    with station.store.reading() as tx:
        current = tx.timetables.version()
        return tuple((each, each.base == current) for each in tx.proposals.waiting())


def _waiting(tx: Transaction, number: ProposalId) -> ScheduleProposal:
    proposal, decision = tx.proposals.get(number), tx.proposals.decision(number)
    if proposal is None:
        raise UnknownProposal(proposal=number)
    if decision is not None:
        raise ProposalDecided(proposal=number, by=decision.by, decision=decision.decision.value)
    return proposal


def _still_so(station: Station, tx: Transaction, proposal: ScheduleProposal, now: datetime) -> Preview:
    current = tx.timetables.version()
    if proposal.base != current:
        raise ProposalOutdated(proposal=proposal.id, base=proposal.base, current=current)
    return preview(station, tx, proposal.draft, now=now)


def _decide(
    tx: Transaction, number: ProposalId, decision: Decision, *, by: str, now: datetime, reason: str = ""
) -> None:
    said = ScheduleDecision(proposal=number, decision=decision, by=" ".join(by.split()), at=now, reason=reason)
    if not tx.proposals.decide(said):
        raise ProposalDecided(proposal=number, by="người khác", decision="quyết định")
