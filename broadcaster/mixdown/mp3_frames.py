"""The bytes of an MP3, frame by frame (ISO 11172-3, 13818-3): decoders play over damage, so that it is looked for here.

Every header is read. A frame's sound may begin in the frames before it: where that place is not there, or is taken by
the sound before, bytes were lost. Frames that carry a checksum are checked by it.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from broadcaster.domain.ids import DurationMs
from broadcaster.domain.quality import StreamFacts, StreamFault, StreamFaultKind
from broadcaster.mixdown.mp3_counted import counted
from broadcaster.mixdown.mp3_headers import HEADER, Buffer, Frame, crc_fits, frame_at, side_info

_ID3_HEADER, _ID3_FOOTER_FLAG = 10, 0x10
_ID3V1, _APE_FOOTER = 128, 32
_FRAMES_TO_BELIEVE = 3
_MOST_FAULTS = 100
_ALL_FIELDS = 0b1111
_LARGEST_TAG = 156
_ENCODER_TAG_AT = 120  # bytes from "Xing" or "Info" to the encoder's own name when all fields are there


@dataclass(frozen=True, kw_only=True, slots=True)
class _Promise:
    """What an Info, Xing or LAME tag says about the stream."""

    frames: int | None = None
    bytes_count: int | None = None
    delay: int | None = None
    padding: int | None = None


@dataclass(kw_only=True, slots=True)
class _Walk:
    """What has been seen on the way."""

    frames: int = 0
    samples: int = 0
    bitrates: set[int] = field(default_factory=set[int])
    faults: list[StreamFault] = field(default_factory=list[StreamFault])
    first: Frame | None = None
    main_bytes: int = 0  # bytes of sound data so far, headers and side information left out
    taken: int = 0  # up to where the sound of earlier frames reaches among them

    def now(self, rate_hz: int) -> DurationMs:
        return DurationMs(self.samples * 1000 // rate_hz)

    def tell(self, kind: StreamFaultKind, rate_hz: int, count: int = 0) -> None:
        if len(self.faults) < _MOST_FAULTS:
            self.faults.append(StreamFault(kind=kind, at=self.now(rate_hz), count=count))


def is_mp3(content: Buffer) -> bool:
    """Tell whether MP3 frames follow one another somewhere near the start, behind any tag."""
    start = _after_id3(content)
    return _synchronised(content, start, min(len(content), start + (1 << 16)), frames=_FRAMES_TO_BELIEVE) is not None


def walk(content: Buffer) -> StreamFacts:
    """Give what the frames are like and where they are damaged."""
    start, end = _after_id3(content), _before_tags(content)
    seen = _Walk()
    promise = _Promise()
    began = start
    for at, frame in _frames(content, start, end, seen):
        if seen.first is None:
            seen.first, began = frame, at
            found = _promise(content, at, frame)
            if found is not None:
                promise = found
                continue
        _take(content, at, frame, seen)
    _compare(promise, seen, end - began)
    return StreamFacts(
        form="MP3",
        frames=seen.frames,
        bitrates_kbps=tuple(sorted(seen.bitrates)),
        delay=promise.delay,
        padding=promise.padding,
        faults=tuple(seen.faults),
    )


def recounted(content: Buffer, facts: StreamFacts) -> io.RawIOBase | None:
    """Give the file to be decoded where its own first frame tells no length, or a wrong one; else none."""
    at = _synchronised(content, _after_id3(content), len(content), frames=1)
    frame = None if at is None else frame_at(content, at)
    if at is None or frame is None or not facts.frames:
        return None
    promise = _promise(content, at, frame)
    if promise is not None and promise.frames == facts.frames:
        return None
    return counted(content, at + (frame.size if promise else 0), frame, facts.frames)


def _frames(content: Buffer, start: int, end: int, seen: _Walk) -> Iterator[tuple[int, Frame]]:
    """Give every whole frame with its place; what stands between frames, and a cut last one, is told."""
    at = start
    while at + HEADER <= end:
        frame = frame_at(content, at)
        if frame is None:
            found = _synchronised(content, at + 1, end, frames=1 if seen.frames else 2)
            stop = end if found is None else found
            if seen.first is not None and any(content[at:stop]):
                kind = StreamFaultKind.GARBAGE
                seen.tell(kind, seen.first.rate_hz, stop - at)
                seen.taken = seen.main_bytes
            at = stop
            continue
        if at + frame.size > end:
            seen.tell(StreamFaultKind.TRUNCATED, frame.rate_hz, at + frame.size - end)
            return
        yield at, frame
        at += frame.size


def _take(content: Buffer, at: int, frame: Frame, seen: _Walk) -> None:
    first = seen.first or frame
    if (frame.rate_hz, frame.channels) != (first.rate_hz, first.channels):
        seen.tell(StreamFaultKind.FORM, first.rate_hz)
    if frame.protected and not crc_fits(content, at, frame):
        seen.tell(StreamFaultKind.CHECKSUM, first.rate_hz)
    reaches_back, bits = side_info(content, at, frame)
    starts = seen.main_bytes - reaches_back
    if (
        seen.frames and starts < seen.taken
    ):  # a first frame may point before the file, which was then cut out of another
        seen.tell(StreamFaultKind.MISSING, first.rate_hz, seen.taken - starts)
    seen.main_bytes += frame.main_size
    seen.taken = min(max(starts, seen.taken) + -(-bits // 8), seen.main_bytes)
    seen.frames += 1
    seen.samples += frame.samples
    seen.bitrates.add(frame.kbps)


def _compare(promise: _Promise, seen: _Walk, bytes_count: int) -> None:
    """Hold what the tag in the first frame says against what is there."""
    if seen.first is None:
        return
    cut = any(fault.kind is StreamFaultKind.TRUNCATED for fault in seen.faults)
    if promise.frames is not None and promise.frames != seen.frames:
        seen.tell(StreamFaultKind.COUNT, seen.first.rate_hz, seen.frames - promise.frames)
    elif promise.bytes_count is not None and bytes_count < promise.bytes_count and not cut:
        seen.tell(StreamFaultKind.TRUNCATED, seen.first.rate_hz, promise.bytes_count - bytes_count)
    skipped = (promise.delay or 0) + (promise.padding or 0)
    if skipped > seen.samples:
        seen.tell(StreamFaultKind.COUNT, seen.first.rate_hz, seen.samples - skipped)


def _promise(content: Buffer, at: int, frame: Frame) -> _Promise | None:
    """Read the tag that encoders put into a first, silent frame; none when this frame is sound."""
    tag = content[at + frame.side_at + frame.side_size : at + frame.size].ljust(_LARGEST_TAG, b"\0")
    if tag[:4] not in {b"Xing", b"Info"}:
        return None
    flags = struct.unpack_from(">I", tag, 4)[0]
    values: list[int | None] = []
    place = 8
    for bit in (1, 2):
        values.append(struct.unpack_from(">I", tag, place)[0] if flags & bit else None)
        place += 4 if flags & bit else 0
    delay = padding = None
    if flags & _ALL_FIELDS == _ALL_FIELDS and tag[_ENCODER_TAG_AT:][:4] in {b"LAME", b"Lavf", b"Lavc"}:
        both = int.from_bytes(tag[_ENCODER_TAG_AT + 21 : _ENCODER_TAG_AT + 24], "big")
        delay, padding = both >> 12, both & 0xFFF
    return _Promise(frames=values[0], bytes_count=values[1], delay=delay, padding=padding)


def _synchronised(content: Buffer, start: int, end: int, *, frames: int) -> int | None:
    """Give the next place where that many frames follow one another, or the last of them ends the sound."""
    at = start
    while at + HEADER <= end:
        at = content.find(b"\xff", at, end - HEADER + 1)
        if at < 0:
            return None
        if _follow(content, at, end, frames):
            return at
        at += 1
    return None


def _follow(content: Buffer, at: int, end: int, frames: int) -> bool:
    for _ in range(frames + 1):
        frame = frame_at(content, at)
        if frame is None:
            return False
        at += frame.size
        if at + HEADER > end:
            return True
    return True


def _after_id3(content: Buffer) -> int:
    """Give where the sound begins: behind ID3v2 tags, of which there may be several."""
    at = 0
    while content[at : at + 3] == b"ID3" and len(content) >= at + _ID3_HEADER:
        size = 0
        for part in content[at + 6 : at + _ID3_HEADER]:
            size = size << 7 | part & 0x7F
        footer = _ID3_HEADER if content[at + 5] & _ID3_FOOTER_FLAG else 0
        at += _ID3_HEADER + size + footer
    return min(at, len(content))


def _before_tags(content: Buffer) -> int:
    """Give where the sound ends: before the tags that older programs put at the end, and before zeros."""
    end = len(content)
    if end >= _ID3V1 and content[end - _ID3V1 : end - _ID3V1 + 3] == b"TAG":
        end -= _ID3V1
    if end >= _APE_FOOTER and content[end - _APE_FOOTER : end - _APE_FOOTER + 8] == b"APETAGEX":
        size, _, flags = struct.unpack_from("<III", content, end - _APE_FOOTER + 12)
        end -= size + (_APE_FOOTER if flags >> 31 else 0)
    return max(end, 0)
