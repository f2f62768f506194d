"""How much of a file is read before it is refused."""

from __future__ import annotations

from dataclasses import dataclass

_MB = 1_000_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """Bounds of what one file may hold; whoever opens the station fills them from its settings."""

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
    pages: int = 500
    """Pages of a document."""
    paragraphs: int = 20_000
    """Paragraphs of a document."""
    rows: int = 5_000
    """Rows of a table of news."""
    seconds: int = 10
    """Seconds for one document."""
    memory_bytes: int = 300 * _MB
    """Memory while one document is read."""

    def mb(self, count: int) -> str:
        """Write a number of bytes for people: ``50 MB``."""
        return f"{max(1, round(count / _MB))} MB"
