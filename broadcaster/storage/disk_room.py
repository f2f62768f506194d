"""How much room an SQLite file has left on its disk: with none, SQLite speaks of I/O errors or is killed."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from broadcaster.errors import DiskFull

TO_OPEN = 64 * 1024
"""Below this many bytes nothing is opened: SQLite maps 32 KB of the file of readers (``-shm``) into memory before the
disk has given them, and the system kills a program that touches a mapped byte for which there is no room."""

TO_WRITE = 1024 * 1024
"""Below this many nothing is written: a transaction that fills the disk to the last few kilobytes ends the same way."""


def check_room(place: str, least: int) -> None:
    """Raise DiskFull when the disk of a file that can be written has less room than this."""
    folder = Path(place).parent
    if os.access(folder, os.W_OK) and lacks_room(place, least):  # a disk that is never written is always full
        raise DiskFull(path=place)


def lacks_room(place: str, least: int = TO_OPEN) -> bool:
    """Say whether a disk has less room than this; a disk that does not tell has enough."""
    try:
        disk = shutil.disk_usage(Path(place).parent)
    except OSError:
        return False
    return disk.total > 0 and disk.free < least
