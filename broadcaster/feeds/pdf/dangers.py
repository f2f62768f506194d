"""What a PDF carries that nobody reads: programs, files, streams that unpack to far more than a paper holds."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from typing import Protocol

from broadcaster.feeds.pdf.library import Opened, raw

_STREAM = re.compile(rb"stream\r?\n")
_DICTIONARY = 1_000
"""Bytes before a stream in which its dictionary is looked for."""
_PACKED = re.compile(rb"/(?:FlateDecode|Fl)\b")
_PICTURE = re.compile(rb"/Subtype\s*/Image\b")
_SUSPECT_BYTES = 1_000_000
_PIECE = 1 << 16
_MOST_LAYERS = 3
_PROGRAMS = re.compile(rb"/(?:JavaScript|JS|Launch|RichMedia|SubmitForm|ImportData)\b")

PROGRAMS_NOTE = "Tệp PDF có kèm lệnh tự chạy hoặc JavaScript; đài không chạy các lệnh ấy."
FILES_NOTE = "Tệp PDF có tệp khác đính kèm bên trong; đài không mở các tệp ấy."


class _Layer(Protocol):
    """One unpacking under way."""

    @property
    def eof(self) -> bool: ...

    @property
    def unconsumed_tail(self) -> bytes: ...

    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...


def unpacks_beyond(content: bytes, most_bytes: int) -> bool:
    """Say whether the packed streams of a file, pictures left aside, give more bytes together than allowed."""
    total = 0
    for found in _STREAM.finditer(content):
        dictionary = content[max(0, found.start() - _DICTIONARY) : found.start()]
        dictionary = dictionary[dictionary.rfind(b" obj") + 1 :]
        layers = len(_PACKED.findall(dictionary))
        if layers and not _PICTURE.search(dictionary):
            total += _unpacked(content, found.end(), min(layers, _MOST_LAYERS), most_bytes - total)
            if total >= most_bytes:
                return True
    return False


def _unpacked(content: bytes, start: int, layers: int, most: int) -> int:
    """Count the bytes that one stream gives, up to a bound; a stream that is broken gives what it gives."""
    chain: Sequence[_Layer] = [zlib.decompressobj() for _ in range(layers)]
    count = 0
    for at in range(start, len(content), _PIECE):
        try:
            for piece in _through(chain, content[at : at + _PIECE]):
                count += len(piece)
                if count >= most:
                    return count
        except zlib.error:
            return count
        if chain[0].eof:
            return count
    return count


def _through(chain: Sequence[_Layer], piece: bytes) -> Iterator[bytes]:
    """Lead bytes through all layers, a bounded piece at a time."""
    if not chain:
        yield piece
        return
    waiting = piece
    while waiting and not chain[0].eof:
        given = chain[0].decompress(waiting, _SUSPECT_BYTES)
        waiting = chain[0].unconsumed_tail
        if given:
            yield from _through(chain[1:], given)


def carried(content: bytes, document: Opened) -> tuple[str, ...]:
    """Say what an opened document carries besides its pages, a sentence each."""
    functions = raw()
    programs = functions.FPDFDoc_GetJavaScriptActionCount(document.raw) > 0 or _PROGRAMS.search(content) is not None
    files = functions.FPDFDoc_GetAttachmentCount(document.raw) > 0
    return (*(PROGRAMS_NOTE,) * programs, *(FILES_NOTE,) * files)
