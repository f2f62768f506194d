"""Where each fact of a short or templated text stands in its source, and which facts stand nowhere."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from broadcaster.copydesk.facts import Fact, FactKind, find_facts
from broadcaster.copydesk.plain_words import PlainWord, meanings, plain_words
from broadcaster.copydesk.sentence_spans import Span, sentence_spans


@dataclass(frozen=True, kw_only=True, slots=True)
class Traced:
    """A fact with the place in the source that it rests on."""

    fact: Fact
    """The fact."""
    source: Span | None
    """Where the source says the same; none where it says so nowhere."""


def trace(text: str, source: str) -> tuple[Traced, ...]:
    """Give every fact of a text with its place in the source, in order.

    Two ways of writing one thing are one fact: ``15/3/2023`` and ``ngày 15 tháng 3 năm 2023``, ``1.000`` and ``một
    nghìn``, ``UBND`` and ``Ủy ban nhân dân``, ``50%`` and ``50 phần trăm``. A text may leave out the year of a date
    that its source gives, never add one. A small number or a bare year must stand beside a word that stands beside it
    there. Of a sentence that the source has nearly as it is, a fact must be in that sentence where that one has another
    fact in its stead: so ``mức độ 4, mức độ 4`` does not rest on ``mức độ 3, mức độ 4``.
    """
    return Source(source).trace(text)


class Source:
    """A source that texts are held against; made once for many texts."""

    def __init__(self, text: str) -> None:
        """Take the source's text."""
        self.text = text

    def trace(self, text: str) -> tuple[Traced, ...]:
        """Give every fact of a text with its place here."""
        facts = find_facts(text)
        found: list[Traced] = []
        for span in sentence_spans(text):
            within = [fact for fact in facts if span.start <= fact.start < span.end]
            if within:
                found.extend(self._sentence(text[span.start : span.end], within))
        return tuple(found)

    def _sentence(self, text: str, facts: Sequence[Fact]) -> Iterator[Traced]:
        copies = self._copies_of(text)
        told: Counter[tuple[FactKind, str]] = Counter()
        for fact in facts:
            told[fact.kind, fact.value] += 1
            place = self._in_copy(fact, copies, told[fact.kind, fact.value])
            if place is None and not any(_in_stead(fact, other) for copy in copies for other in self._within(copy)):
                place = self._place(fact)
            yield Traced(fact=fact, source=place)

    def _copies_of(self, text: str) -> Sequence[Span]:
        """Give the sentences here that are nearly this one."""
        wanted = _bag(text)
        size = wanted.total()
        if size < _FEWEST:
            return ()
        return [span for span, bag in self._bags if (wanted & bag).total() >= _NEARLY * max(size, bag.total())]

    def _in_copy(self, fact: Fact, copies: Sequence[Span], nth: int) -> Span | None:
        """Find a fact in a nearly equal sentence, which must say it as often."""
        for copy in copies:
            if fact.kind is FactKind.NAME:
                place = self._name(fact, copy, nth)
                if place:
                    return place
            else:
                same = [each for each in self._within(copy) if each.kind is fact.kind and _agrees(fact, each)]
                if len(same) >= nth:
                    return Span(start=same[nth - 1].start, end=same[nth - 1].end)
        return None

    def _within(self, span: Span) -> Iterator[Fact]:
        return (each for each in self._facts if span.start <= each.start < span.end)

    @cached_property
    def _facts(self) -> Sequence[Fact]:
        return find_facts(self.text)

    @cached_property
    def _bags(self) -> Sequence[tuple[Span, Counter[str]]]:
        return [(span, _bag(self.text[span.start : span.end])) for span in sentence_spans(self.text)]

    @cached_property
    def _words(self) -> tuple[PlainWord, ...]:
        return plain_words(self.text)

    @cached_property
    def _places(self) -> Mapping[str, Sequence[int]]:
        found: defaultdict[str, list[int]] = defaultdict(list)
        for place, word in enumerate(self._words):
            found[word.text].append(place)
        return found

    @cached_property
    def _meant(self) -> Sequence[tuple[tuple[str, ...], Span]]:
        """Give what the abbreviations of the source stand for."""
        known = meanings()
        return [
            (said, Span(start=word.start, end=word.end))
            for word in self._words
            for said in known.get(self.text[word.start : word.end], ())
        ]

    def _place(self, fact: Fact) -> Span | None:
        """Find a fact anywhere."""
        if fact.kind is FactKind.NAME:
            return self._name(fact, Span(start=0, end=len(self.text)), 1)
        found = next((each for each in self._facts if each.kind is fact.kind and _rests_on(fact, each)), None)
        if found is None and fact.kind is FactKind.NUMBER and fact.before == "số":
            found = next((each for each in self._facts if _numbers(each, fact.value)), None)
        return Span(start=found.start, end=found.end) if found else None

    def _name(self, fact: Fact, within: Span, nth: int) -> Span | None:
        for words in _readings(fact):
            spans = [*self._runs(words, within), *self._spelt(words, within)]
            if len(spans) >= nth:
                return spans[nth - 1]
        return None

    def _runs(self, words: Sequence[str], within: Span) -> Iterator[Span]:
        """Find words that stand one after the other."""
        for place in self._places.get(words[0], ()):
            run = self._words[place : place + len(words)]
            inside = within.start <= run[0].start and run[-1].end <= within.end
            if inside and [word.text for word in run] == list(words):
                yield Span(start=run[0].start, end=run[-1].end)

    def _spelt(self, words: Sequence[str], within: Span) -> Iterator[Span]:
        """Find abbreviations that stand for words of which these are a run."""
        size = len(words)
        for said, span in self._meant:
            runs = (said[place : place + size] for place in range(len(said) - size + 1))
            if within.start <= span.start < within.end and tuple(words) in runs:
                yield span


def _readings(fact: Fact) -> Iterator[tuple[str, ...]]:
    """Give the words that a name may stand for: its own, what its abbreviations mean, its own without its start."""
    words, written = tuple(fact.value.split()), fact.text.split()
    yield words
    yield from _spelt_out(words, written)
    if fact.at_start and len(words) > 1:
        yield words[1:]
        yield from _spelt_out(words[1:], written[1:])


def _spelt_out(words: tuple[str, ...], written: Sequence[str]) -> Iterator[tuple[str, ...]]:
    known = meanings()
    for place, word in enumerate(written):
        yield from ((*words[:place], *said, *words[place + 1 :]) for said in known.get(word, ()))


def _bag(text: str) -> Counter[str]:
    return Counter(word.text for word in plain_words(text) if not word.text.isdigit())


def _agrees(fact: Fact, other: Fact) -> bool:
    """Say whether two facts of one kind are the same, wherever they stand."""
    return _FITS.get(fact.kind, _same)(fact, other)


def _rests_on(fact: Fact, other: Fact) -> bool:
    """Say whether a fact may rest on one that stands anywhere in the source."""
    return _agrees(fact, other) and (not _is_slight(fact, other) or _beside(fact, other))


def _in_stead(fact: Fact, other: Fact) -> bool:
    """Say whether a sentence has another fact where its copy has this one."""
    if fact.kind is not other.kind:
        return False
    return (bool(fact.before) and fact.before == other.before) or (bool(fact.after) and fact.after == other.after)


def _numbers(document: Fact, value: str) -> bool:
    """Say whether a document's number is told without its symbol."""
    return document.kind is FactKind.DOCUMENT and document.value.partition("|")[0] == value


def _same(fact: Fact, other: Fact) -> bool:
    return fact.value == other.value


def _same_document(fact: Fact, other: Fact) -> bool:
    number, *parts = fact.value.split("|")
    number_there, *there = other.value.split("|")
    return number == number_there and all(
        not part or not have or part == have for part, have in zip(parts, there, strict=True)
    )


def _same_date(fact: Fact, other: Fact) -> bool:
    parts, there = fact.value.split("|"), other.value.split("|")
    return all(not part or part == have for part, have in zip(parts, there, strict=True))


def _is_slight(fact: Fact, other: Fact) -> bool:
    """Say whether a fact is so short that the source may have its like by chance."""
    if fact.kind is FactKind.DATE:
        told, there = (sum(map(bool, each.value.split("|"))) for each in (fact, other))
        return told == 1 and (there == 1 or fact.before not in _DATE_WORDS)
    value = fact.value.rstrip("%")
    return fact.kind is FactKind.NUMBER and (len(value) <= _SMALL or (value.isdigit() and int(value) in _YEARS))


def _beside(fact: Fact, other: Fact) -> bool:
    """Say whether the word before or after is the same, or missing in one of the two texts."""
    return any(
        here == there or not (here and there)
        for here, there in ((fact.after, other.after), (fact.before, other.before))
    )


_FEWEST: Final = 4
_NEARLY: Final = 0.7
_SMALL: Final = 2
_YEARS: Final = range(1900, 2100)
_DATE_WORDS: Final = frozenset({"năm", "tháng", "ngày"})
_FITS: Final[Mapping[FactKind, Callable[[Fact, Fact], bool]]] = {
    FactKind.DOCUMENT: _same_document,
    FactKind.DATE: _same_date,
}
