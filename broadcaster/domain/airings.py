"""What truly went out: facts, each with who or what says so; only ever added."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from broadcaster.domain.carts import SegmentKind
from broadcaster.domain.ids import (
    NO_TIME,
    AiringId,
    DurationMs,
    EditionId,
    NewsItemId,
    OutletId,
    PlaylistId,
    SessionId,
    Sha256,
    TopicCode,
)
from broadcaster.domain.topics import Genre


class Evidence(StrEnum):
    """Why we believe an airing, weakest first; grades are counted apart everywhere."""

    REHEARSAL = "rehearsal"
    """Diễn tập: a simulated clock; never counted as aired."""
    OPERATOR = "operator"
    """A commune's operator confirmed it."""
    PLAYER = "player"
    """A player wrote it down as it played."""
    MEASURED = "measured"
    """A receiver heard it off air."""

    @property
    def label(self) -> str:
        """Give the Vietnamese name of the grade."""
        return _LABELS[self]

    @property
    def strength(self) -> int:
        """Give its place among the grades, weakest first."""
        return list(Evidence).index(self)


_LABELS = {
    Evidence.REHEARSAL: "diễn tập",
    Evidence.OPERATOR: "người trực xác nhận",
    Evidence.PLAYER: "máy phát ghi",
    Evidence.MEASURED: "đo ngoài sóng",
}
WITNESSED = tuple(each for each in Evidence if each is not Evidence.REHEARSAL)
"""The grades that count as aired, weakest first."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Airing:
    """One item on one outlet as it went out, or failed to; copies all it needs so that no deletion can empty it."""

    id: AiringId
    """Unique; the same event recorded twice has the same id."""
    evidence: Evidence
    """Grade of evidence."""
    said_by: str
    """Player, operator or rehearsal that says so."""
    outlet_id: OutletId
    """Where."""
    outlet_name: str
    """Its name then."""
    unit_code: str
    """Official code of its unit on that day."""
    air_date: date
    """Local calendar day."""
    session: SessionId
    """Session of the day."""
    playlist_id: PlaylistId
    """The plan it answers."""
    edition_id: EditionId
    """The edition."""
    position: int
    """Place in the playlist."""
    kind: SegmentKind
    """What part it was."""
    title: str
    """Title of the item."""
    item_id: NewsItemId | None
    """The news item, where there was one."""
    topic: TopicCode | None
    """Its topic."""
    genre: Genre | None
    """Its genre."""
    run: int
    """1 first run, 2 and more repeats, 0 music and frame."""
    programme: Sha256
    """The programme file that played."""
    planned_at: datetime
    """When it was to start (aware, UTC)."""
    planned: DurationMs
    """How long it was to be."""
    observed_start: datetime | None
    """When it was heard to start (aware, UTC); none when it did not air."""
    observed_stop: datetime | None
    """When it stopped."""
    played: DurationMs
    """How much of it was played; 0 when it did not air."""
    cause: str
    """Why it was late, cut or lost; empty when all went well."""
    recorded_at: datetime
    """When this entry was made (aware, UTC)."""
    cuts: tuple[Sha256, ...] = ()
    """Hashes of the sound that was heard, where the witness knows them."""
    sink: str = ""
    """Loudspeaker or transmitter through which it went out; empty when nobody says."""
    corrects: AiringId | None = None
    """The entry that it takes the place of; that one stays in the log and counts no more."""
    correction_reason: str = ""
    """Why it takes its place."""
    source: str = ""
    """File or words that it was taken from and who brought them; empty for what a player wrote itself."""
    resolution: DurationMs = NO_TIME
    """How coarsely its times are told: 60 000 for whole minutes, 0 for exact ones."""

    @property
    def open_ended(self) -> bool:
        """Say whether it began and nobody says how long it was heard: then it settles nothing."""
        return self.observed_start is not None and self.observed_stop is None and self.played <= 0


@dataclass(frozen=True, kw_only=True, slots=True)
class SentItem:
    """One item inside a bundle, copied so that no later plan can change what was sent."""

    session: SessionId
    """Session of the day."""
    item_id: NewsItemId | None
    """The news item."""
    topic: TopicCode
    """Its topic."""
    run: int
    """1 first run, 2 and more repeats."""
    duration: DurationMs
    """Its length in the plan that was sent."""
    genre: Genre | None = None
    """Its genre; none where nobody knows it, and in bundles of before it was copied."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Handover:
    """A bundle given to an outlet: what *sent* means in reports."""

    outlet_id: OutletId
    """To whom."""
    air_date: date
    """For which day."""
    bundle: Sha256
    """SHA-256 of the bundle file."""
    path: str
    """Where it lies, relative to the station folder."""
    bytes_count: int
    """Size."""
    playlists: tuple[PlaylistId, ...]
    """The plans it carries."""
    items: tuple[SentItem, ...]
    """What is in it that counts as airtime."""
    how: str
    """Name of the delivery."""
    at: datetime
    """When (aware, UTC)."""
