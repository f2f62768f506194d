"""What a player shows, and what proves it, in ID3v2.3: title, station, date, outlet, hashes, a chapter per item."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from mutagen import id3

from broadcaster.domain.ids import DurationMs

_UTF16 = 1  # the one Unicode form that ID3v2.3, and with it Windows and car radios, can read
_LATIN_1 = 0  # for what is ASCII anyway: half the bytes
_LANGUAGE = "vie"
_HASH_DIGITS = 12
_CONTENTS = "muc-luc"
_MOST_CHAPTERS = 255  # what the table of contents can count
_NO_BYTE_OFFSET = 0xFFFFFFFF


@dataclass(frozen=True, kw_only=True, slots=True)
class Provenance:
    """What proves what a programme holds; each hash is written once, by its first twelve digits."""

    outlets: Sequence[str] = ()
    """Who airs it, by name."""
    topics: Sequence[str] = ()
    """What it is about, in order."""
    scripts: Sequence[str] = ()
    """Hashes of the approved texts, in order."""
    cuts: Sequence[str] = ()
    """Hashes of the recorded sentences, in order."""


_UNKNOWN = Provenance()


def tag(
    content: bytes,
    *,
    title: str,
    album: str,
    artist: str,
    date: date,
    chapters: Sequence[tuple[str, DurationMs, DurationMs]] = (),
    comment: str = "",
    provenance: Provenance = _UNKNOWN,
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
        provenance: for whom it is, what it is about, and what proves what is in it.
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
    for name, words in _further(provenance):
        tags.add(frames.TXXX(encoding=_LATIN_1 if words.isascii() else _UTF16, desc=name, text=words))
    for frame in _contents(chapters):
        tags.add(frame)
    tags.update_to_v23()
    stream = io.BytesIO(content)
    frames.delete(stream)
    stream.seek(0)
    tags.save(stream, v2_version=3)
    return stream.getvalue()


def _further(provenance: Provenance) -> Iterator[tuple[str, str]]:
    """Give what no common frame is for, by name."""
    if provenance.outlets:
        yield "OUTLET", "; ".join(provenance.outlets)
    if provenance.topics:
        yield "TOPIC", "; ".join(dict.fromkeys(provenance.topics))
    for name, hashes in (("SCRIPTS", provenance.scripts), ("CUTS", provenance.cuts)):
        if hashes:
            yield name, " ".join(dict.fromkeys(each[:_HASH_DIGITS] for each in hashes))


def _contents(chapters: Sequence[tuple[str, DurationMs, DurationMs]]) -> list[object]:
    """Give the chapter frames and the table of contents that lists them; nothing for no chapters."""
    if not chapters:
        return []
    frames = cast("Any", id3)
    chapters = chapters[:_MOST_CHAPTERS]
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
