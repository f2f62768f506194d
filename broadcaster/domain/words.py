"""The station's words as staff keep them: what makes two of them the same, what became of one, where it came from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from broadcaster.domain.fingerprints import fingerprint
from broadcaster.domain.ids import WordKey
from broadcaster.domain.readings import Lexicon, LexiconEntry

VOICE_NAME = re.compile(r"[^\s:]+(?::[^\s:]+)?")
"""How a word names the voice that it is for: an engine, or an engine and one of its voices."""


class WordChange(StrEnum):
    """What somebody did to a word; the value is what operators read."""

    ADDED = "thêm"
    REPLACED = "thay"
    REMOVED = "bỏ"


class WordSource(StrEnum):
    """Where a word of the lexicon stands; the value is what operators read."""

    STORE = "kho"
    """Added by command."""
    FILE = "tệp"
    """Written in ``schedules/lexicon*.toml``."""
    BUILT_IN = "có sẵn"
    """Known to every station."""


@dataclass(frozen=True, kw_only=True, slots=True)
class WordVersion:
    """One change of a word that staff keep by command; a fact, only ever added."""

    entry: LexiconEntry
    """The word as it was from then on; of a removed word, as it was last."""
    change: WordChange
    """What was done."""
    by: str
    """Who did it."""
    at: datetime
    """When (aware, UTC)."""

    @property
    def stands(self) -> bool:
        """Say whether the word holds after this change."""
        return self.change is not WordChange.REMOVED


def word_key(entry: LexiconEntry) -> WordKey:
    """Name a word by its written form, context, voice and outlets; the order of a list does not matter."""
    near = sorted({word.lower() for word in entry.context})
    return WordKey(fingerprint([entry.written, near, entry.voice, sorted(set(entry.outlets))]))


def joined(stored: Iterable[LexiconEntry], filed: Iterable[LexiconEntry]) -> Lexicon:
    """Give one lexicon of the words in the store, then those of the files; of two same words the store's holds.

    Among the store's words those for one voice or some outlets go before those for all, or they would never be heard;
    the files keep the order in which people wrote them.
    """
    first = sorted(stored, key=lambda entry: not (entry.voice or entry.outlets))
    return Lexicon(entries=tuple(_each_once([*first, *filed])))


def _each_once(entries: Iterable[LexiconEntry]) -> Iterator[LexiconEntry]:
    seen: set[WordKey] = set()
    for entry in entries:
        key = word_key(entry)
        if key not in seen:
            seen.add(key)
            yield entry
