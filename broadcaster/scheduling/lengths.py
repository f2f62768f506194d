"""Lengths of time as operators read them."""

from __future__ import annotations


def in_words(length: int) -> str:
    """Write milliseconds as ``1 phút 20 giây``, rounded up to whole seconds."""
    minutes, seconds = divmod(-(-length // 1000), 60)
    if not minutes:
        return f"{seconds} giây"
    return f"{minutes} phút {seconds} giây" if seconds else f"{minutes} phút"
