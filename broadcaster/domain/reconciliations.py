"""A day's plan held against what witnesses say of it: one outcome for each planned item."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from broadcaster.domain.airings import Evidence
from broadcaster.domain.ids import (
    NO_TIME,
    AiringId,
    DurationMs,
    NewsItemId,
    OutletId,
    PlaylistId,
    SessionId,
    Sha256,
    TopicCode,
)
from broadcaster.domain.outcomes import Outcome


@dataclass(frozen=True, kw_only=True, slots=True)
class Reconciled:
    """What became of one planned item."""

    outlet_id: OutletId
    """Where."""
    session: SessionId
    """Session of the day."""
    playlist_id: PlaylistId
    """The plan."""
    position: int
    """Place in it."""
    title: str
    """Title in the plan."""
    planned_at: datetime
    """When it was to start (aware, UTC)."""
    planned: DurationMs
    """How long it was to be."""
    outcome: Outcome
    """What became of it."""
    item_id: NewsItemId | None = None
    """The news item, where there is one."""
    topic: TopicCode | None = None
    """Its topic."""
    entry: AiringId | None = None
    """The entry that settles it; none when nothing does."""
    evidence: Evidence | None = None
    """The grade of that entry."""
    said_by: str = ""
    """Who or what says so."""
    started_at: datetime | None = None
    """When it was heard to start, by the station's clock."""
    off_by: DurationMs = NO_TIME
    """How much later than planned it started; earlier when negative."""
    heard: DurationMs = NO_TIME
    """How much of it was heard."""
    cause: str = ""
    """Why it was late, cut or lost, as the witness says."""
    instead: str = ""
    """Title of what went out in its place."""
    also: tuple[AiringId, ...] = ()
    """Other entries about it that were not needed."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Unplanned:
    """Something that went out and is in no plan."""

    entry: AiringId
    """The entry."""
    outlet_id: OutletId
    """Where."""
    title: str
    """What the witness calls it."""
    evidence: Evidence
    """Its grade."""
    said_by: str
    """Who or what says so."""
    started_at: datetime | None
    """When it started, by the station's clock."""
    heard: DurationMs
    """How much of it was heard."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Reconciliation:
    """One answer for one outlet and day; a later answer leaves the earlier one as it was."""

    outlet_id: OutletId
    """Where."""
    day: date
    """Local calendar day."""
    made_at: datetime
    """When it was worked out (aware, UTC)."""
    inputs: Sha256
    """Hash of the plan, the entries and the rules that it was worked out from."""
    items: tuple[Reconciled, ...]
    """One for every planned item, in order of time."""
    unplanned: tuple[Unplanned, ...]
    """Everything else that went out, in order of time."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Departure:
    """Planned items of a period that did not go as planned, all in one way and for one cause."""

    outcome: Outcome
    """What became of them; never on time."""
    cause: str
    """Why, as the witnesses say; empty when nobody says."""
    items: int
    """How many planned airings."""
    lost: DurationMs
    """How much planned airtime was not heard, or is not witnessed."""
    outlets: tuple[OutletId, ...]
    """Where."""
