"""The chain from written to spoken: every step in its order, then the spoken text put together."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from broadcaster.copydesk.reading import (
    addresses,
    capitals,
    counts,
    dates,
    farming,
    layout,
    legal,
    measures,
    ordinals,
    pairs,
    phones,
    positions,
    ratios,
    repeats,
    symbols,
    times,
    titles,
)
from broadcaster.copydesk.reading.abbreviations import default_words
from broadcaster.copydesk.reading.draft import READ, READ_NUMBER, Draft, Find, Found, Said, Step, Taken
from broadcaster.copydesk.reading.joining import spoken_text
from broadcaster.copydesk.reading.tidying import Tidied, tidy
from broadcaster.copydesk.reading.wordlist import WordList, word_list
from broadcaster.domain.readings import Lexicon, Reading, ReadingContext, ReadSpan


def _station_words(draft: Draft) -> Sequence[Found]:
    return _listed(draft, draft.station_words, joined=False) if draft.station_words else ()


def _abbreviations(draft: Draft) -> Sequence[Found]:
    return _listed(draft, default_words(), joined=True)


def _listed(draft: Draft, words: WordList, *, joined: bool) -> Sequence[Found]:
    hits = words.hits(draft.text, draft.open, draft.marks, joined=joined, about=draft.about)
    return [Found(hit.start, hit.end, Said(hit.entry.spoken, hit.sure, hit.note)) for hit in hits]


STEPS: Final[tuple[Step, ...]] = (
    Step(name="từ điển của đài", find=_station_words),
    *counts.SIGNS,
    *layout.STEPS,
    *addresses.STEPS,
    *repeats.STEPS,
    *titles.STEPS,
    *legal.STEPS,
    *positions.STEPS,
    *farming.STEPS,
    *phones.STEPS,
    *dates.STEPS,
    *pairs.STEPS,
    *times.STEPS,
    *ordinals.STEPS,
    *ratios.STEPS,
    *measures.STEPS,
    *ratios.RANGES,
    *counts.STEPS,
    *measures.UNIT_STEPS,
    Step(name="chữ viết tắt", find=_abbreviations),
    *capitals.STEPS,
    *symbols.STEPS,
)
"""Every step in the order of reading: what one has read, no later one touches."""


_NOWHERE: Final = ReadingContext()


_Way = tuple[Find, str, str]
_WAYS: Final[tuple[_Way, ...]] = tuple((step.find, step.name, READ_NUMBER if step.numeric else READ) for step in STEPS)
_ALWAYS: Final = sum(1 << place for place, step in enumerate(STEPS) if step.needs is None)
_MOST_ROUTES: Final = 4096


def _bits() -> dict[str, int]:
    """Give the steps that each mark of a text calls for, as a number with one bit a step."""
    found: dict[str, int] = {}
    for place, step in enumerate(STEPS):
        for mark in step.needs or ():
            found[mark] = found.get(mark, 0) | 1 << place
    return found


_CALLED: Final = _bits()
_CALLERS: Final = frozenset(_CALLED)
_ROUTES: Final[dict[int, tuple[_Way, ...]]] = {}


def _route(marks: AbstractSet[str]) -> tuple[_Way, ...]:
    """Give the steps that a text calls for, in their order; texts of the same marks share one tuple."""
    called = _ALWAYS
    for mark in _CALLERS & marks:
        called |= _CALLED[mark]
    route = _ROUTES.get(called)
    if route is None:
        if len(_ROUTES) >= _MOST_ROUTES:
            _ROUTES.clear()
        route = _ROUTES[called] = tuple(way for place, way in enumerate(_WAYS) if called >> place & 1)
    return route


def read(text: str, *, lexicon: Lexicon | None = None, context: ReadingContext = _NOWHERE) -> Reading:
    """Say a written Vietnamese text the way a presenter reads it, with every change marked.

    The station's lexicon goes before every other rule; the built-in word list holds beside it. Any text is accepted;
    what no rule is sure of is read in the safest way and marked. Reading a spoken text again changes nothing.
    """
    written = unicodedata.normalize("NFC", text)
    tidied = tidy(written)
    draft = Draft(text=tidied.text, station_words=word_list(lexicon, context) if lexicon else None, about=context.about)
    for find, name, mark in _route(draft.marks):
        found = find(draft)
        if found:
            draft.take(name, found, mark)
    taken = sorted(draft.taken)
    return Reading(written=written, spoken=spoken_text(tidied.text, taken), spans=tuple(_spans(written, tidied, taken)))


def _spans(written: str, tidied: Tidied, taken: Iterable[Taken]) -> Iterator[ReadSpan]:
    for start, end, said, rule in taken:
        if said.sure and said.spoken.strip() == tidied.text[start:end].strip():
            continue
        first, last = tidied.written_range(start, end)
        yield ReadSpan(
            start=first,
            end=last,
            written=written[first:last],
            spoken=said.spoken.strip(" "),
            rule=rule,
            sure=said.sure,
            note=said.note,
        )
