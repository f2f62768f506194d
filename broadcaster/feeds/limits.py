"""How much of a file the readers of documents, tables, letters and packed files take before they refuse it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from broadcaster.domain.reading_limits import ReadingLimits

_MB = 1 << 20


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """Bounds of what one file may hold."""

    file_bytes: int = 50 * _MB
    """Bytes of a file as it comes."""
    unpacked_bytes: int = 200 * _MB
    """Bytes of everything in a packed file, or in a letter with its attachments, once unpacked."""
    part_bytes: int = 20 * _MB
    """Bytes of one text inside a packed document (its XML), of which a reader makes ten times as much."""
    ratio: int = 200
    """How many times larger than packed a member of more than a megabyte may be."""
    members: int = 500
    """Files in a packed file or in a letter, all levels together."""
    depth: int = 3
    """Packed files and letters inside one another."""
    paragraphs: int = 20_000
    """Paragraphs of a document."""
    rows: int = 5_000
    """Rows of a table of news."""
    seconds: int = 10
    """Seconds for one document."""

    @classmethod
    def of(cls, limits: ReadingLimits) -> Self:
        """Make them of what the station's settings allow."""
        return cls(
            file_bytes=limits.file_mb * _MB,
            unpacked_bytes=limits.unpacked_mb * _MB,
            members=limits.members,
            depth=limits.depth,
            seconds=limits.seconds,
        )

    def mb(self, count: int) -> str:
        """Write a number of bytes for people: ``50 MB``."""
        return f"{max(1, round(count / _MB))} MB"
