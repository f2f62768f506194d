"""What was measured of a piece of sound; parts of a programme are measured once, and their facts joined."""

from __future__ import annotations

from dataclasses import dataclass

from broadcaster.domain.ids import DurationMs, Sha256


@dataclass(frozen=True, kw_only=True, slots=True)
class SoundFacts:
    """What was measured of a piece of sound as it was mixed; quality control measures it again as decoded."""

    duration: DurationMs
    """Length, rounded up to whole milliseconds."""
    windows: tuple[float, ...]
    """Loudness of each 400 ms, one every 100 ms, in LUFS (BS.1770); windows under the absolute gate are left out."""
    peak_dbtp: float | None
    """True peak: as decoded, unless it stood far under the limit before encoding; none for silence."""


@dataclass(frozen=True, kw_only=True, slots=True)
class KeptBlock:
    """An encoded segment that is in the media store."""

    key: Sha256
    """Names all that it is made from."""
    audio: Sha256
    """SHA-256 of its bytes."""
    facts: SoundFacts
    """What was measured of it."""
