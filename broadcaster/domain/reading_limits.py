"""How much of a stranger's file is read before it is refused."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadingLimits:
    """The most that one file may be or may ask for."""

    file_mb: int = 50
    """Size of the file, megabytes of 2^20 bytes."""
    unpacked_mb: int = 200
    """All that is packed into it together, megabytes."""
    members: int = 500
    """Files in an archive, attachments of a letter."""
    depth: int = 3
    """Archives and letters within one another."""
    pages: int = 300
    """Pages of a PDF."""
    letters: int = 2_000_000
    """Characters of text that come out of it."""
    seconds: int = 10
    """Time to read it."""
    memory_mb: int = 300
    """Memory that reading it takes, megabytes."""
