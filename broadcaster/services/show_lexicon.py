"""Show the station's lexicon: all its words with where they stand, those that a sentence uses, or a file of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from broadcaster import engines
from broadcaster.copydesk.reading import default_lexicon
from broadcaster.copydesk.word_uses import WordUse, word_uses
from broadcaster.domain.aliases import fold
from broadcaster.domain.ids import OutletId, WordKey
from broadcaster.domain.readings import LexiconEntry, Reading, ReadingContext
from broadcaster.domain.words import WordSource, WordVersion, word_key
from broadcaster.settings.lexicon_toml import lexicon_toml
from broadcaster.station import Station


@dataclass(frozen=True, kw_only=True, slots=True)
class ListedWord:
    """A word with where it stands."""

    entry: LexiconEntry
    """The word."""
    source: WordSource
    """Where it stands."""
    by: str = ""
    """Who changed it last, when it is kept by command."""
    at: datetime | None = None
    """When (aware, UTC)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TriedText:
    """A text as it is read, and by which words."""

    reading: Reading
    """The reading."""
    uses: tuple[tuple[WordUse, WordSource], ...]
    """The words of the lexicon that decided, each with where it stands."""


def listed_words(station: Station, *, built_in: bool = False, find: str = "") -> tuple[ListedWord, ...]:
    """Give the words in the order of preference, the built-in ones last and only when asked for.

    `find` keeps those whose written or spoken form holds a text; capitals and marks do not matter.
    """
    with station.store.reading() as tx:
        stored = {word_key(version.entry): version for version in tx.words.standing()}
    own = station.lexicon_with(version.entry for version in stored.values()).entries
    known = default_lexicon().entries if built_in else ()
    words = [
        *(_listed(entry, stored) for entry in own),
        *(ListedWord(entry=entry, source=WordSource.BUILT_IN) for entry in known),
    ]
    return tuple(word for word in words if _holds(word.entry, find))


def tried_text(station: Station, text: str, *, outlets: Sequence[OutletId] = (), voice: str | None = None) -> TriedText:
    """Read a text as a line of copy is read, and tell which words of the lexicon decided; raises UnknownEngine."""
    if voice is not None:
        engines.check_voice(voice)
    lexicon = station.lexicon
    with station.store.reading() as tx:
        stored = {word_key(entry) for entry in tx.words.all()}
    spoken_by = station.settings.voice.engines[0] if voice is None else voice
    context = ReadingContext(voice=spoken_by, outlets=tuple(outlets))
    reading = station.read(text, outlets=outlets, voice=spoken_by, lexicon=lexicon)
    uses = word_uses(text, lexicon, context)
    return TriedText(reading=reading, uses=tuple((use, _source(use, stored)) for use in uses))


def newest_changes(station: Station, *, most: int = 100) -> tuple[WordVersion, ...]:
    """Give the newest changes that people made, newest first."""
    with station.store.reading() as tx:
        return tx.words.newest(most)


def exported(station: Station) -> str:
    """Give the words of store and files together as a lexicon file."""
    return lexicon_toml(station.lexicon)


def _listed(entry: LexiconEntry, stored: dict[WordKey, WordVersion]) -> ListedWord:
    version = stored.get(word_key(entry))
    if version is None:
        return ListedWord(entry=entry, source=WordSource.FILE)
    return ListedWord(entry=entry, source=WordSource.STORE, by=version.by, at=version.at)


def _source(use: WordUse, stored: set[WordKey]) -> WordSource:
    if use.built_in:
        return WordSource.BUILT_IN
    return WordSource.STORE if word_key(use.entry) in stored else WordSource.FILE


def _holds(entry: LexiconEntry, find: str) -> bool:
    return any(sought in text for sought, text in _spellings(entry, find))


def _spellings(entry: LexiconEntry, find: str) -> Iterator[tuple[str, str]]:
    for text in (entry.written, entry.spoken):
        yield find.casefold(), text.casefold()
        if fold(find):
            yield fold(find), fold(text)
