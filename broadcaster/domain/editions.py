"""What one dated instance of a programme holds, down to the sentence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from broadcaster.domain.carts import CartKind, SegmentKind
from broadcaster.domain.fingerprints import fingerprint
from broadcaster.domain.ids import CutHash, DurationMs, EditionId, NewsItemId, ScriptId, SessionId, Sha256, TopicCode
from broadcaster.domain.scripts import Presenter
from broadcaster.domain.topics import Genre


@dataclass(frozen=True, kw_only=True, slots=True)
class Utterance:
    """One cut at its place."""

    cut: CutHash
    """Which cut."""
    audio: Sha256
    """The stored sound that was approved; a cut of another sound may never take its place."""
    starts: DurationMs
    """Offset from the start of the segment."""
    duration: DurationMs
    """Length of the cut."""
    voice: str = ""
    """Who says it, as ``engine:voice``: one reader is brought to one level."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SpokenLine:
    """A script line with its sound."""

    script_id: ScriptId
    """The script it comes from."""
    presenter: Presenter
    """Who reads."""
    written: str
    """As written, for the script sheet."""
    spoken: str
    """As said."""
    utterances: tuple[Utterance, ...]
    """Sentence by sentence."""

    @property
    def starts(self) -> DurationMs:
        """Give the offset of the first word from the start of the segment."""
        return self.utterances[0].starts

    @property
    def duration(self) -> DurationMs:
        """Give the length from the first word to the last."""
        last = self.utterances[-1]
        return DurationMs(last.starts + last.duration - self.starts)


@dataclass(frozen=True, kw_only=True, slots=True)
class Segment:
    """One part of an edition: an item, a sting, the headlines."""

    kind: SegmentKind
    """What it is."""
    title: str
    """What playlists and sheets call it."""
    duration: DurationMs
    """Length, a whole number of MP3 frames."""
    lines: tuple[SpokenLine, ...] = ()
    """Who says what; empty for pure music."""
    music: CartKind | None = None
    """Music that plays alone (ident, sting, closing) or under the lines (bed)."""
    item_id: NewsItemId | None = None
    """The news item, where there is one."""
    topic: TopicCode | None = None
    """Its topic, for airtime."""
    genre: Genre | None = None
    """Its genre."""

    @property
    def content_hash(self) -> Sha256:
        """Name the sound of this segment: same hash, same block."""
        lines = [[u.cut, u.audio, int(u.starts), line.presenter.value] for line in self.lines for u in line.utterances]
        return fingerprint([self.kind.value, int(self.duration), self.music.value if self.music else None, lines])


@dataclass(frozen=True, kw_only=True, slots=True)
class Edition:
    """One dated instance of a programme; outlets with the same content share it."""

    id: EditionId
    """Date, session and the first digits of the rundown hash."""
    programme: str
    """Name of the standing show."""
    air_date: date
    """Local calendar day."""
    session: SessionId
    """Session of the day."""
    segments: tuple[Segment, ...]
    """The rundown, in order."""

    @property
    def duration(self) -> DurationMs:
        """Give the whole length."""
        return DurationMs(sum(segment.duration for segment in self.segments))

    @property
    def rundown_hash(self) -> Sha256:
        """Name the whole content."""
        return fingerprint([segment.content_hash for segment in self.segments])

    def offsets(self) -> tuple[DurationMs, ...]:
        """Give each segment's offset from the start of the edition."""
        starts: list[DurationMs] = []
        at = 0
        for segment in self.segments:
            starts.append(DurationMs(at))
            at += segment.duration
        return tuple(starts)
