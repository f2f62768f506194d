"""An MP3 as a decoder must be given it to decode all of it.

libsndfile believes the first frame: with no count there, or a wrong one, it guesses the length from the bit rate of
that frame and stops there. So the walk's own count is put in front.
"""

from __future__ import annotations

import io
import struct

from broadcaster.mixdown.mp3_headers import HEADER, Buffer, Frame

_UNPROTECTED = 0x01


def counted(content: Buffer, start: int, frame: Frame, frames: int) -> io.RawIOBase:
    """Give a file whose first frame says how many follow, then the content from `start` on."""
    header = bytearray(content[start : start + HEADER])
    header[1] |= _UNPROTECTED
    tag = bytes(header) + bytes(frame.side_size) + b"Xing" + struct.pack(">II", 1, frames)
    return _Joined(tag.ljust(frame.size, b"\0"), content, start)


class _Joined(io.RawIOBase):
    """Reads some bytes, then a part of a buffer, as if they were one file; nothing is copied ahead."""

    def __init__(self, head: bytes, content: Buffer, start: int) -> None:
        self._head, self._content, self._start = head, content, start
        self._size = len(head) + len(content) - start
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        origin = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = max(origin + offset, 0)
        return self._at

    def readinto(self, buffer: memoryview, /) -> int:  # pyright: ignore[reportIncompatibleMethodOverride] - all that comes
        ends = min(self._at + len(buffer), self._size)
        first, last = (max(place - len(self._head), 0) + self._start for place in (self._at, ends))
        part = self._head[self._at : ends] + self._content[first:last]
        buffer[: len(part)] = part
        self._at += len(part)
        return len(part)
