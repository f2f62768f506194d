"""A spliced programme as a list of byte ranges: what to copy from where, in order, instead of the bytes themselves.

Ten thousand outlets share their blocks; a list for each costs microseconds, a file for each would fill disks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from broadcaster.domain.ids import DurationMs, Sha256
from broadcaster.domain.sound import FRAME_MS
from broadcaster.errors import MixError
from broadcaster.mixdown import mp3


@dataclass(frozen=True, slots=True)
class Range:
    """A run of bytes of a kept file."""

    audio: Sha256
    """SHA-256 of the file that holds them."""
    offset: int
    """Where they begin."""
    length: int
    """How many."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Spliced:
    """A programme as bytes of its own around ranges of kept blocks."""

    front: bytes
    """Its tags and the frame that tells players its length."""
    ranges: tuple[Range, ...]
    """The blocks, in order."""
    tail: bytes
    """The frame of silence at the end."""
    duration: DurationMs
    """Length as decoded, exact."""

    @property
    def size(self) -> int:
        """Give the number of bytes of the whole."""
        return len(self.front) + sum(each.length for each in self.ranges) + len(self.tail)

    def bytes_from(self, read: Callable[[Range], bytes]) -> Iterator[bytes]:
        """Give all bytes in pieces: exactly what mp3.splice() would give after the same tags."""
        yield self.front
        yield from map(read, self.ranges)
        yield self.tail


def spliced(blocks: Sequence[tuple[Sha256, int]], *, kbps: int, tags: bytes = b"") -> Spliced:
    """Join encoded blocks that are kept.

    Args:
        blocks: the SHA-256 and the number of bytes of each block, in order.
        kbps: their bit rate.
        tags: what stands before the sound.

    Raises:
        MixError: a block is no whole number of frames at this bit rate.
    """
    frame = mp3.size_of(DurationMs(FRAME_MS), kbps=kbps)
    for place, (_, length) in enumerate(blocks, start=1):
        if length % frame or length <= 0:
            raise MixError(reason=f"khối âm thanh thứ {place} không phải MP3 {kbps} kbit/s của hệ thống")
    length = sum(length for _, length in blocks)
    head, tail = mp3.ends(length, kbps=kbps)
    return Spliced(
        front=tags + head,
        ranges=tuple(Range(audio, 0, length) for audio, length in blocks),
        tail=tail,
        duration=DurationMs(length // frame * FRAME_MS),
    )
