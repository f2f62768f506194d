"""Sound as values: raw samples, voices, and the cuts that a voice has made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from broadcaster.domain.fingerprints import fingerprint
from broadcaster.domain.ids import CutHash, DurationMs, EditionId, ScriptId, Sha256
from broadcaster.domain.scripts import Presenter

FRAME_MS = 24
"""Length of one MP3 frame at 48 kHz (1152 samples): every block is a whole number of them, so that joins are exact."""


def framed(length: int) -> DurationMs:
    """Round a length in milliseconds up to whole MP3 frames."""
    return DurationMs(-(-length // FRAME_MS) * FRAME_MS)


@dataclass(frozen=True, kw_only=True, slots=True)
class WordTime:
    """When a voice begins a word."""

    starts: DurationMs
    """Offset from the start of the cut."""
    at: int
    """Where the word begins in what the voice was handed, in characters from 0."""
    count: int
    """How many characters it has."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Pcm:
    """Mono sound, 16-bit little-endian samples."""

    rate_hz: int
    """Samples per second."""
    samples: bytes
    """Two bytes a sample."""
    words: tuple[WordTime, ...] = ()
    """When each word begins, from a voice that tells."""

    @property
    def count(self) -> int:
        """Give the number of samples."""
        return len(self.samples) // 2

    @property
    def duration(self) -> DurationMs:
        """Give the length in milliseconds, rounded up, so that a place of this length always holds it."""
        return DurationMs(-(-self.count * 1000 // self.rate_hz))


@dataclass(frozen=True, kw_only=True, slots=True)
class Voice:
    """A voice that an engine offers."""

    id: str
    """What settings call it (``nu-phat-thanh``)."""
    label: str
    """Vietnamese name shown to people."""
    presenter: Presenter
    """Which presenter it can stand for."""
    revision: str = ""
    """What makes this voice sound as it does beside the engine's version: a model file's hash, a preset."""


def made_with(version: str, voice: Voice) -> str:
    """Name what speaks, engine and voice: a cut made with anything else is another cut."""
    return f"{version} {voice.revision}".strip()


@dataclass(frozen=True, kw_only=True, slots=True)
class Cut:
    """One sentence as one voice said it; found by what made it, named by its bytes."""

    hash: CutHash
    """Hash of spoken text, engine, version, voice and settings."""
    audio: Sha256
    """SHA-256 of the stored sound file."""
    duration: DurationMs
    """Length, rounded up to whole milliseconds."""
    engine: str
    """Engine that made it."""
    engine_version: str
    """Its version, and what makes its voice (``made_with``)."""
    voice: str
    """Voice id within the engine."""
    spoken: str
    """What the voice was handed, exactly: the words, with a comma at each breath that has no mark."""
    words: tuple[WordTime, ...] = ()
    """When each word begins, from a voice that tells."""


def cut_hash(spoken: str, *, engine: str, version: str, voice: str) -> CutHash:
    """Give what finds the cut of a sentence."""
    return CutHash(fingerprint([spoken, engine, version, voice]))


@dataclass(frozen=True, kw_only=True, slots=True)
class Voicing:
    """The sound of a whole script: its cuts, line by line."""

    script_id: ScriptId
    """Which script."""
    text_hash: Sha256
    """The exact text that was voiced; another text needs another voicing."""
    lines: tuple[tuple[Cut, ...], ...]
    """One tuple of sentence cuts per read line of the script, in order."""
    at: datetime
    """When (aware, UTC)."""

    @property
    def sound_hash(self) -> Sha256:
        """Name the exact sound: what a sound approval is bound to."""
        return fingerprint([[cut.audio for cut in line] for line in self.lines])


@dataclass(frozen=True, kw_only=True, slots=True)
class Programme:
    """A finished sound file of an edition: one for each level that its outlets are mixed at."""

    edition_id: EditionId
    """Which edition."""
    offset_lu: int = 0
    """For outlets that are mixed so much louder than the station's level; softer when negative."""
    recipe: Sha256
    """Names everything it is made from: its blocks with the mixing settings; another recipe needs another file."""
    audio: Sha256
    """SHA-256 of the file."""
    path: str
    """Where it lies, relative to the station folder, with forward slashes."""
    bytes_count: int
    """Size."""
    duration: DurationMs
    """Length as decoded."""
    loudness_lufs: float
    """Integrated loudness of the whole programme (BS.1770), from its blocks."""
    peak_dbtp: float
    """Highest true peak of its blocks."""
