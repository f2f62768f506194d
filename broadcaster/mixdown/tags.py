"""What a player shows: title, station, date and a chapter for each item, as ID3v2.3 in front of the sound."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from mutagen import id3

from broadcaster.domain.ids import DurationMs

_UTF16 = 1  # the one Unicode form that ID3v2.3, and with it Windows and car radios, can read
_LANGUAGE = "vie"
_CONTENTS = "muc-luc"
_NO_BYTE_OFFSET = 0xFFFFFFFF


def tag(
    content: bytes,
    *,
    title: str,
    album: str,
    artist: str,
    date: date,
    chapters: Sequence[tuple[str, DurationMs, DurationMs]] = (),
    comment: str = "",
) -> bytes:
    """Give the MP3 with its tags, in place of any that it had; the sound itself is not touched.

    Args:
        content: an MP3.
        title: the edition.
        album: the programme.
        artist: the station.
        date: the local day that it is made for.
        chapters: title, start and length of each part, in order.
        comment: anything else worth reading.
    """
    frames = cast("Any", id3)
    tags = frames.ID3()
    tags.add(frames.TIT2(encoding=_UTF16, text=title))
    tags.add(frames.TALB(encoding=_UTF16, text=album))
    tags.add(frames.TPE1(encoding=_UTF16, text=artist))
    tags.add(frames.TDRC(encoding=_UTF16, text=date.isoformat()))
    tags.add(frames.TLAN(encoding=_UTF16, text=_LANGUAGE))
    if comment:
        tags.add(frames.COMM(encoding=_UTF16, lang=_LANGUAGE, desc="", text=comment))
    for frame in _contents(chapters):
        tags.add(frame)
    tags.update_to_v23()
    stream = io.BytesIO(content)
    frames.delete(stream)
    stream.seek(0)
    tags.save(stream, v2_version=3)
    return stream.getvalue()


def _contents(chapters: Sequence[tuple[str, DurationMs, DurationMs]]) -> list[object]:
    """Give the chapter frames and the table of contents that lists them; nothing for no chapters."""
    if not chapters:
        return []
    frames = cast("Any", id3)
    names = [f"muc-{number:03}" for number in range(1, len(chapters) + 1)]
    flags = frames.CTOCFlags.TOP_LEVEL | frames.CTOCFlags.ORDERED
    contents: list[object] = [frames.CTOC(element_id=_CONTENTS, flags=flags, child_element_ids=names, sub_frames=[])]
    for name, (title, start, length) in zip(names, chapters, strict=True):
        chapter = frames.CHAP(
            element_id=name,
            start_time=start,
            end_time=start + length,
            start_offset=_NO_BYTE_OFFSET,
            end_offset=_NO_BYTE_OFFSET,
            sub_frames=[frames.TIT2(encoding=_UTF16, text=title)],
        )
        contents.append(chapter)
    return contents
