"""The text of a plain file that brings news, whatever letters it is in."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Final

from broadcaster.errors import BinaryFile, EmptyFile, WrongEncoding
from broadcaster.files import read_bytes
from broadcaster.newsroom.letters import UTF_16, WESTERN, Letters, decode_bytes
from broadcaster.newsroom.syllables import worth

_BLANK: Final = b" \t\r\n\xef\xbb\xbf"
_LOOKED_AT: Final = 4096
_CUT_OFF: Final = "unexpected end of data"
_MARKED: Final = re.compile(r"(?<![^\W\d_])[^\W\d_]*[^\W\d_a-zA-Z][^\W\d_]*|[\xa1-\xff]")


def read_news_text(path: Path) -> Letters:
    """Read a text file in UTF-8, UTF-16 or an old encoding of Vietnamese; lines end plainly.

    Raises:
        FileMissing, FileFailed, EmptyFile, BinaryFile: named with the file.
        WrongEncoding: it is in none of them, or breaks off within a letter.
    """
    content = read_bytes(path)
    if not content.strip(_BLANK):
        raise EmptyFile(path=path)
    read = decode_bytes(content)
    if b"\x00" in content[:_LOOKED_AT] and not read.encoding.startswith(UTF_16):
        raise BinaryFile(path=path)
    if not read.encoding.startswith(UTF_16):
        _check(content, read, path)
    if not read.text.strip():
        raise EmptyFile(path=path)
    return replace(read, text=_plain_ends(read.text), original=_plain_ends(read.original))


def _check(content: bytes, read: Letters, path: Path) -> None:
    try:
        content.decode()
    except UnicodeDecodeError as error:
        strange = read.encoding == WESTERN and not all(map(worth, _MARKED.findall(read.text)))
        if strange or error.reason == _CUT_OFF:
            raise WrongEncoding(path=path, position=error.start) from error


def _plain_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
