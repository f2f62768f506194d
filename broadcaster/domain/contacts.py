"""Whom to call at an outlet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from broadcaster.domain.ids import OutletId


@dataclass(frozen=True, kw_only=True, slots=True)
class Contact:
    """Who answers for an outlet when something is the matter; changed by hand, and no part of the timetable."""

    outlet_id: OutletId
    """Of which outlet."""
    name: str
    """Who it is; may be empty."""
    phone: str
    """As it is dialled, with blanks to read it by; may be empty."""
    email: str
    """May be empty."""
    changed_by: str
    """Who wrote it down."""
    changed_at: datetime
    """When (aware, UTC)."""

    @property
    def dialled(self) -> str:
        """Give the number without what stands in it for the eye."""
        return "".join(each for each in self.phone if each.isdigit() or each == "+")
