"""Somebody vouched for the PC's clock, or for a store that is older than what was sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class TrustKind(StrEnum):
    """What was vouched for."""

    CLOCK = "clock"
    """The clock is right, although the store has later times."""
    STORE = "store"
    """The store is the one to go on with, although newer things were sent."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Trust:
    """One such word; a fact, only ever added."""

    kind: TrustKind
    """For what."""
    by: str
    """Who said so (chưa xác thực)."""
    at: datetime
    """When (aware, UTC)."""
    newest: datetime
    """The newest time in the store then; times up to it no longer count against the clock."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Stamp:
    """The time of the newest record of one kind."""

    what: str
    """The kind, for people: ``lần giao gói phát``."""
    at: datetime
    """When (aware, UTC)."""
