"""What other processes do to a sound store in tests; importable by a spawned process."""

from __future__ import annotations

import os
from pathlib import Path

from broadcaster.errors import FileMissing
from broadcaster.storage.media import MediaStore

SUFFIX = ".flac"


def sound(number):
    return f"tiếng {number} ".encode() * 400


def clear_once(folder, barrier, old):
    """Remove what was listed as old before others began to use it."""
    media = MediaStore(Path(folder))
    files = [file for file in media.files() if file.used_at.timestamp() == old]
    barrier.wait(600)
    for file in files:
        media.remove(file)


def find_then_read(folder, barrier, names):
    """Find each sound, and read it if it was found; ends with 4 when one that was found could not be read."""
    media = MediaStore(Path(folder))
    barrier.wait(600)
    for sha in names:
        if media.has(sha, SUFFIX):
            try:
                media.get(sha, SUFFIX)
            except FileMissing:
                os._exit(4)
