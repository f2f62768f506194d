"""Whether sound is fit to go on air: what was measured, what was planned, what is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from broadcaster.domain.ids import DurationMs

LEVEL_MS = 24
"""Length of what one level is measured over: a frame, so that the levels of blocks stand side by side."""
LEAST_LEVEL_DB = 120
"""The level, in dB under full scale, of silence and of all that is softer."""
BAND_HZ = 1000
"""Width of the bands in which power is told."""
OLD_RATES_HZ = (8_000, 11_025, 16_000, 22_050, 24_000)
"""Sample rates of voices and telephones, whose mirror images are looked for in sound of higher rates."""


class StreamFaultKind(StrEnum):
    """What is wrong with the bytes of a file."""

    GARBAGE = "garbage"
    """Bytes that are no sound stand between frames."""
    TRUNCATED = "truncated"
    """The file ends before its sound does."""
    CHECKSUM = "checksum"
    """A checksum does not fit its bytes."""
    FORM = "form"
    """Sample rate or channels change on the way."""
    MISSING = "missing"
    """A part of the stream is not there."""
    COUNT = "count"
    """The header promises another length than there is."""
    UNDECODABLE = "undecodable"
    """The decoder gave up."""


@dataclass(frozen=True, kw_only=True, slots=True)
class StreamFault:
    """One place where the bytes of a file are damaged."""

    kind: StreamFaultKind
    """What is wrong."""
    at: DurationMs
    """Where in the sound."""
    count: int = 0
    """How much of it: bytes that are garbage or missing, frames or samples too many (or, below zero, too few)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class StreamFacts:
    """What a walk over the bytes of a sound file found, beside its sound."""

    form: str
    """Kind of file: MP3, WAV, FLAC, OGG, or the name of another."""
    frames: int = 0
    """Frames or pages of sound."""
    bitrates_kbps: tuple[int, ...] = ()
    """Bit rates that occur, ascending."""
    delay: int | None = None
    """Samples that the encoder says to skip at the start."""
    padding: int | None = None
    """Samples that it says to skip at the end."""
    faults: tuple[StreamFault, ...] = ()
    """What is damaged, in order; at most the first hundred."""


@dataclass(frozen=True, kw_only=True, slots=True)
class StereoFacts:
    """How the two sides of stereo sound go together; mean powers, full scale at 1."""

    left: float
    """Power of the left side."""
    right: float
    """Power of the right side."""
    cross: float
    """Mean product of both: as great as their powers when they are alike, below zero in opposite phase."""


@dataclass(frozen=True, kw_only=True, slots=True)
class QualityFacts:
    """What was measured of sound as decoded, so that the facts of parts can be joined."""

    rate_hz: int
    """Samples per second."""
    channels: int
    """Sides: 1 or 2."""
    count: int
    """Samples of each side."""
    levels: bytes
    """Level of each 24 ms, in whole dB under full scale, 120 for silence."""
    windows: tuple[float, ...]
    """Loudness of each 400 ms, one every 100 ms, in LUFS (BS.1770); those under the absolute gate are left out."""
    peak_dbtp: float | None
    """True peak; none for silence."""
    offsets: tuple[float, ...]
    """Mean value of each side (DC offset), full scale at 1."""
    clips: int
    """Runs of three or more samples at or over full scale."""
    first_clip: DurationMs | None
    """Where the first one is."""
    bands: tuple[float, ...]
    """Power in each kHz, from 0 up, full scale at 1."""
    mirrors: tuple[float, ...]
    """For each of OLD_RATES_HZ, how much the sound above half of it is the mirror image of what is below: 0 to 1."""
    stereo: StereoFacts | None = None
    """How the sides go together, where there are two."""
    stream: StreamFacts | None = None
    """What the file's bytes are like; none for facts that were joined."""

    @property
    def duration(self) -> DurationMs:
        """Give the length, rounded up to whole milliseconds."""
        return DurationMs(-(-self.count * 1000 // self.rate_hz))


@dataclass(frozen=True, kw_only=True, slots=True)
class PlannedPart:
    """What is meant to be heard between two moments."""

    title: str
    """What people call it."""
    starts: DurationMs
    """Offset from the start of the sound."""
    duration: DurationMs
    """Length."""
    syllables: int = 0
    """Tiếng that are said in it; none for music."""

    @property
    def ends(self) -> DurationMs:
        """Give the offset of its end."""
        return DurationMs(self.starts + self.duration)


@dataclass(frozen=True, kw_only=True, slots=True)
class QualityPlan:
    """What sound was planned to be; nothing is known of a file that comes from outside."""

    duration: DurationMs | None = None
    """How long it is meant to be."""
    parts: tuple[PlannedPart, ...] = ()
    """What comes when, in order; places are told by these."""
    speech: tuple[PlannedPart, ...] = ()
    """What is said when."""


@dataclass(frozen=True, kw_only=True, slots=True)
class QualityLimits:
    """How far sound may be from what is wanted; the second of two limits keeps it off the air."""

    loudness_lufs: float = -16.0
    """Integrated loudness that is wanted, LUFS."""
    peak_dbtp: float = -1.0
    """Highest true peak that is wanted, dBTP."""
    loudness_warns_lu: float = 0.5
    """From how far off the loudness is told."""
    loudness_blocks_lu: float = 3.0
    """From how far off the loudness blocks."""
    peak_warns_db: float = 0.1
    """From how far over the peak is told."""
    peak_blocks_db: float = 1.0
    """From how far over the peak blocks."""
    silence_ms: int = 3000
    """Longest silence, milliseconds."""
    silence_db: int = 60
    """How far under full scale sound counts as silence."""
    duration_ms: int = 50
    """How far the length may be from the planned one, milliseconds."""
    clips_block: int = 10
    """How many clipped places block; fewer are told."""
    offset_warns: float = 0.005
    """DC offset that is told, full scale at 1."""
    offset_blocks: float = 0.03
    """DC offset that blocks."""


class FindingKind(StrEnum):
    """What a finding is about."""

    DURATION = "duration"
    SILENCE = "silence"
    CLIPPING = "clipping"
    OFFSET = "offset"
    LOUDNESS = "loudness"
    PEAK = "peak"
    PHASE = "phase"
    SIDES = "sides"
    BANDWIDTH = "bandwidth"
    DAMAGE = "damage"
    SPEECH = "speech"


class Severity(StrEnum):
    """What a finding means for the broadcast."""

    BLOCKS = "blocks"
    """It may not go out like this."""
    WARNS = "warns"
    """It may; somebody should know."""

    @property
    def label(self) -> str:
        """Give the Vietnamese word that stands before the sentence."""
        return {"blocks": "LỖI", "warns": "LƯU Ý"}[self.value]


@dataclass(frozen=True, kw_only=True, slots=True)
class QualityFinding:
    """One thing that is wrong with sound, for a technician."""

    kind: FindingKind
    """What it is about."""
    severity: Severity
    """Whether it keeps the sound off the air."""
    sentence: str
    """What is wrong and what to do, in Vietnamese."""
    starts: DurationMs | None = None
    """Where it begins; none when it is about the whole."""
    ends: DurationMs | None = None
    """Where it ends, where that is known."""
