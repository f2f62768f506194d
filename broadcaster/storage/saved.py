"""What became of a value that was saved."""

from __future__ import annotations

from enum import StrEnum


class Saved(StrEnum):
    """Whether saving changed anything; the value is what operators read."""

    ADDED = "mới"
    """It was not there."""
    CHANGED = "đã sửa"
    """It was there with other content; the earlier version is kept."""
    UNCHANGED = "không đổi"
    """It was there with the same content; nothing was written."""
