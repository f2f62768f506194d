"""Where words of the lexicon stand in a text, and which of them decide how it is read."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from broadcaster.copydesk.reading import default_lexicon, read
from broadcaster.copydesk.reading.tidying import tidy
from broadcaster.domain.readings import Lexicon, LexiconEntry, Reading, ReadingContext, ReadSpan


@dataclass(frozen=True, kw_only=True, slots=True)
class WordUse:
    """A word that a reading owes some of its words to."""

    entry: LexiconEntry
    """The word."""
    built_in: bool
    """True when it is not the station's own."""
    sure: bool
    """False when the word has readings bound to contexts, and none of them was there."""

    @property
    def by_context(self) -> bool:
        """Say whether the words around it decided."""
        return bool(self.entry.context)


def stands_in(written: str, text: str) -> bool:
    """Say whether a word's written form stands in a text, be it inside a longer word; elsewhere it is never read."""
    return written in tidy(unicodedata.normalize("NFC", text)).text


def word_uses(text: str, lexicon: Lexicon, context: ReadingContext) -> tuple[WordUse, ...]:
    """Give the words that decide how a text is read, the station's own before the built-in ones.

    One of the station's words is used when the text would be read otherwise without it.
    """
    reading = read(text, lexicon=lexicon, context=context)
    own = [
        use for group in _candidates(text, lexicon, reading) if (use := _use(text, lexicon, context, group, reading))
    ]
    said = {(use.entry.written, use.entry.spoken) for use in own}
    return (*own, *(use for use in _built_in(reading) if (use.entry.written, use.entry.spoken) not in said))


def _candidates(text: str, lexicon: Lexicon, reading: Reading) -> Iterator[list[LexiconEntry]]:
    """Give the entries that may have been used, those of the same reading together."""
    groups: dict[tuple[str, str], list[LexiconEntry]] = {}
    for entry in lexicon.entries:
        groups.setdefault((entry.written, entry.spoken), []).append(entry)
    for (written, spoken), group in groups.items():
        silent = written == spoken  # such a word leaves no span
        if stands_in(written, text) and (silent or _spans(reading, written, spoken)):
            yield group


def _use(
    text: str, lexicon: Lexicon, context: ReadingContext, group: list[LexiconEntry], reading: Reading
) -> WordUse | None:
    def read_with(only: Iterable[LexiconEntry]) -> Reading:
        left = [*only]
        entries = tuple(entry for entry in lexicon.entries if entry not in group or entry in left)
        return read(text, lexicon=Lexicon(entries=entries), context=context)

    if read_with(()) == reading:
        return None
    entry = next((each for each in group if read_with([each]) == reading), group[0])
    spans = _spans(reading, entry.written, entry.spoken)
    return WordUse(entry=entry, built_in=False, sure=all(span.sure for span in spans))


def _built_in(reading: Reading) -> Iterator[WordUse]:
    seen: set[LexiconEntry] = set()
    for span in reading.spans:
        fitting = [entry for entry in default_lexicon().entries if _is_said(span, entry.written, entry.spoken)]
        if not fitting:
            continue
        # Two entries may say the same, with and without a context: what is unsure was said without.
        entry = next((each for each in fitting if bool(each.context) is span.sure), fitting[0])
        if entry not in seen:
            seen.add(entry)
            yield WordUse(entry=entry, built_in=True, sure=span.sure)


def _spans(reading: Reading, written: str, spoken: str) -> list[ReadSpan]:
    return [span for span in reading.spans if _is_said(span, written, spoken)]


def _is_said(span: ReadSpan, written: str, spoken: str) -> bool:
    # The span tells the characters of the text; the word has been looked up in them after tidying.
    return span.spoken == spoken.strip() and (span.written == written or stands_in(written, span.written))
