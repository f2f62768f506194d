"""Who did what by page, command or token: a trail that is only ever added to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class AuditOutcome(StrEnum):
    """How it ended."""

    DONE = "done"
    REFUSED = "refused"
    FAILED = "failed"

    @property
    def label(self) -> str:
        """Give what people read."""
        return {"done": "xong", "refused": "bị từ chối", "failed": "hỏng"}[self.value]


@dataclass(frozen=True, kw_only=True, slots=True)
class AuditEntry:
    """One thing that somebody did or tried."""

    at: datetime
    """When (aware, UTC)."""
    who: str
    """Account, token (``token:ID``), or the name given on the command line; empty when nobody is known."""
    address: str
    """From which network address; empty on the command line."""
    action: str
    """What, as a stable key: ``account_added``."""
    subject: str
    """To what: an account, a script, an address of a page."""
    outcome: AuditOutcome = AuditOutcome.DONE
    """How it ended."""
    detail: str = ""
    """What else a reader wants to know; never a password or a token."""
