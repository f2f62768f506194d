"""Keep and show who did what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from broadcaster.domain.audit import AuditEntry, AuditOutcome
from broadcaster.station import Station
from broadcaster.storage.store import Transaction

ON_A_PAGE = 100
"""How many entries are shown at once."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Actor:
    """Who does something, from where and when, as the trail keeps it."""

    who: str
    """Account, ``token:ID``, or the name given on the command line."""
    now: datetime
    """When (aware, UTC)."""
    address: str = ""
    """From which network address; empty on the command line."""

    def entry(
        self, action: str, subject: str, *, outcome: AuditOutcome = AuditOutcome.DONE, detail: str = ""
    ) -> AuditEntry:
        """Say what was done."""
        return AuditEntry(
            at=self.now,
            who=self.who,
            address=self.address,
            action=action,
            subject=subject,
            outcome=outcome,
            detail=detail[:500],
        )


def record(
    tx: Transaction,
    by: Actor,
    action: str,
    subject: str,
    *,
    outcome: AuditOutcome = AuditOutcome.DONE,
    detail: str = "",
) -> None:
    """Add to the trail, in one transaction with what was done."""
    tx.audit.add(by.entry(action, subject, outcome=outcome, detail=detail))


def trail(
    station: Station, *, before: int | None = None, who: str = "", action: str = "", most: int = ON_A_PAGE
) -> tuple[tuple[int, AuditEntry], ...]:
    """Give numbered entries, newest first, from before a number on."""
    with station.store.reading() as tx:
        return tx.audit.newest(most=most, before=before, who=who, action=action)
