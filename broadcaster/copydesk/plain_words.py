"""Words of a text as they are compared: small letters, one way of placing the tone; what abbreviations stand for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from broadcaster.copydesk.reading.abbreviations import default_lexicon

_WORD = re.compile(r"[^\W_]+(?:[-&][^\W\d_]+)*")
_TONE: Final = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa", "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe",
    "oẹ": "ọe", "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip
_OLD = re.compile(rf"(?<!q)(?:{'|'.join(_TONE)})(?![^\W\d_])")


@dataclass(frozen=True, kw_only=True, slots=True)
class PlainWord:
    """A word with its place."""

    text: str
    """As compared."""
    start: int
    """Where it begins in the text."""
    end: int
    """Where it ends."""


def plain(text: str) -> str:
    """Give a text as it is compared: NFC, small letters, the tone on the first vowel of *hóa*, *hòe*, *thủy*."""
    return _OLD.sub(lambda each: _TONE[each.group()], unicodedata.normalize("NFC", text).lower())


def plain_words(text: str) -> tuple[PlainWord, ...]:
    """Give a text's words in order, parts of hyphened ones apart."""
    return tuple(
        PlainWord(text=plain(part.group()), start=found.start() + part.start(), end=found.start() + part.end())
        for found in _WORD.finditer(text)
        for part in re.finditer(r"[^\W_]+", found.group())
    )


@cache
def meanings() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """Give what each abbreviation in capitals may stand for, word by word as compared."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for entry in default_lexicon().entries:
        if entry.written.isupper() and " " not in entry.written:
            said = tuple(word.text for word in plain_words(entry.spoken))
            found.setdefault(entry.written, []).append(said)
    return {written: tuple(said) for written, said in found.items()}
