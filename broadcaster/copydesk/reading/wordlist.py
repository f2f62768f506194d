"""A lexicon made ready for looking up: entries found by their first word, preferred by context."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from typing import Final, NamedTuple

from broadcaster.copydesk.reading.marks import mark_of, word_of
from broadcaster.copydesk.reading.patterns import Pattern
from broadcaster.copydesk.reading.syllables import is_in_heading
from broadcaster.domain.ids import OutletId
from broadcaster.domain.readings import Lexicon, LexiconEntry, ReadingContext

_WORD = Pattern(r"[^\W\d_]+")
_NOT_WORD = Pattern(r"\W+")
_JOINED_BEFORE = Pattern(r"[\w/&@.-]")
_JOINED_AFTER = Pattern(r"\w|[/&@.-]\w")
_NEAR: Final = 60


class Hit(NamedTuple):
    """An entry that stands in a text."""

    start: int
    """Offset of its first character."""
    end: int
    """Offset after its last character."""
    entry: LexiconEntry
    """The entry."""
    sure: bool
    """False when the written form has other readings bound to contexts, and none of those contexts was there."""
    note: str = ""
    """What else it could mean."""


class _Form:
    """A written form with all its meanings."""

    def __init__(self, written: str, offset: int, entries: Sequence[LexiconEntry]) -> None:
        """Take the entries of one written form in the order of preference."""
        self.written = written
        self.offset = offset
        self.entries = entries
        self.bound = [entry for entry in entries if entry.context]
        self.free = next((entry for entry in entries if not entry.context), None)

    @cached_property
    def contexts(self) -> list[tuple[LexiconEntry, list[tuple[str, str]]]]:
        """Give the words of each context as they are sought, with their side."""
        return [(entry, [_sought(each) for each in entry.context]) for entry in self.bound]

    @cached_property
    def others(self) -> str:
        """Name the meanings that are not read when no context is there."""
        said = self.free.spoken if self.free else ""
        return ", ".join(dict.fromkeys(entry.spoken for entry in self.bound if entry.spoken != said))

    def meaning(self, around: tuple[str, str]) -> LexiconEntry | None:
        """Give the meaning whose context stands nearest, or none when there is no context."""
        nearest, found = None, None
        for entry, contexts in self.contexts:
            distance = _distance(contexts, around)
            if distance is not None and (nearest is None or distance < nearest):
                nearest, found = distance, entry
        return found

    def told(self, about: str) -> LexiconEntry | None:
        """Give the meaning whose context stands in what is known around the text."""
        words = f" {_NOT_WORD.sub(' ', about).lower()} "
        fitting = (entry for entry, contexts in self.contexts if any(sought in words for _, sought in contexts))
        return next(fitting, None)


class WordList:
    """Entries of a lexicon by the first word of their written form, longest first."""

    def __init__(self, lexicon: Lexicon, also_words: Collection[str] = ()) -> None:
        """Sort the entries once; looking up then costs one dictionary access a word.

        Written forms in ``also_words`` are ordinary words of headings too: next to words in capitals they are left.
        """
        self._also_words = also_words
        meanings: dict[str, list[LexiconEntry]] = defaultdict(list)
        for entry in lexicon.entries:
            meanings[entry.written].append(entry)
        self._forms: dict[str, list[_Form]] = defaultdict(list)
        for written in sorted(meanings, key=len, reverse=True):
            head = _WORD.search(written)
            place, word = (head.start(), head.group()) if head else (0, written[:1])
            self._forms[word].append(_Form(written, place, meanings[written]))
        self._heads = frozenset(map(mark_of, self._forms))

    def spoken_forms(self, written: str) -> tuple[str, ...]:
        """Give everything that a written form can mean."""
        head = _WORD.search(written)
        forms = self._forms.get(head.group(), ()) if head else ()
        return tuple(entry.spoken for form in forms if form.written == written for entry in form.entries)

    def hits(self, text: str, unread: str, words: AbstractSet[str], *, joined: bool, about: str = "") -> Iterator[Hit]:
        """Find entries in what is unread of a text; ``words`` are those of the text, each once, at least.

        Where the words near by decide nothing, those of ``about`` do. With ``joined`` an entry may be one member of a
        compound (``UBND`` in ``UBND-HĐND``); without, it stands alone.
        """
        heads = [word_of(mark) for mark in self._heads & words]
        done = 0
        for place, head in self._found_heads(unread, heads):
            hit = self._hit(text, unread, place, head, joined=joined, about=about) if place >= done else None
            if hit and hit.start >= done:
                done = hit.end
                yield hit

    def _found_heads(self, unread: str, heads: Iterable[str]) -> list[tuple[int, str]]:
        """Give where some heads stand as whole words, in order."""
        places: list[tuple[int, str]] = []
        for head in heads:
            place = unread.find(head)
            while place >= 0:
                end = place + len(head)
                if not unread[end : end + 1].isalpha() and not (place and unread[place - 1].isalpha()):
                    places.append((place, head))
                place = unread.find(head, end)
        places.sort()
        return places

    def _hit(self, text: str, unread: str, place: int, head: str, *, joined: bool, about: str) -> Hit | None:
        for form in self._forms[head]:
            start, length = place - form.offset, len(form.written)
            if start < 0 or not unread.startswith(form.written, start):
                continue
            if not _stands_free(unread, start, length, joined=joined):
                continue
            if form.written in self._also_words and is_in_heading(text, place, place + len(head)):
                continue
            return _read_form(form, text, start, about)
        return None


def _read_form(form: _Form, text: str, start: int, about: str) -> Hit | None:
    end = start + len(form.written)
    if form.bound:
        entry = form.meaning(_around(text, start, end - start)) or (form.told(about) if about else None)
        if entry:
            return Hit(start, end, entry, sure=True)
    if form.free is None:
        return None
    return Hit(start, end, form.free, sure=not form.others, note=f"hay {form.others}?" if form.others else "")


def _stands_free(unread: str, start: int, length: int, *, joined: bool) -> bool:
    before, after = unread[max(0, start - 1) : start], unread[start + length : start + length + 2]
    last = unread[start + length - 1]
    if joined:
        member = after[:1] == "&" and " " in unread[start : start + length]
        return not before.isalnum() and not (after[:1].isalnum() and last.isalnum()) and not member
    return not _JOINED_BEFORE.match(before) and not (last.isalnum() and _JOINED_AFTER.match(after))


def _around(text: str, start: int, length: int) -> tuple[str, str]:
    """Give the words before and after, small and one space apart, in the same line."""
    before = text[max(0, start - _NEAR) : start].rpartition("\n")[2]
    after = text[start + length : start + length + _NEAR].partition("\n")[0]
    return f" {_NOT_WORD.sub(' ', before).lower().strip()} ", f" {_NOT_WORD.sub(' ', after).lower().strip()} "


def _sought(context: str) -> tuple[str, str]:
    """Give a word of a context in the form that is looked for, after its side if it has one."""
    return context[:1] if context[:1] in "<>" else "", f" {context.lstrip('<>').lower()} "


def _distance(contexts: Iterable[tuple[str, str]], around: tuple[str, str]) -> int | None:
    """Give how far the nearest word of a context stands, or none when there is none.

    A word after ``>`` must follow at once, one after ``<`` must stand right before; others stand anywhere near.
    """
    before, after = around
    found: list[int] = []
    for side, sought in contexts:
        if side == ">":
            found += [0] if after.startswith(sought) else []
        elif side == "<":
            found += [0] if before.endswith(sought) else []
        else:
            if sought in after:
                found.append(after.index(sought))
            if sought in before:
                found.append(len(before) - before.rindex(sought) - len(sought))
    return min(found, default=None)


def word_list(lexicon: Lexicon, context: ReadingContext) -> WordList:
    """Give the words of a lexicon that hold for a voice and its outlets; the last few lists are kept."""
    key = (id(lexicon), context.voice, context.outlets)
    kept = _KEPT.get(key)
    if kept is None or kept[0] is not lexicon:  # an id may come again when its lexicon has gone
        if len(_KEPT) >= _MOST_KEPT:
            _KEPT.clear()
        fitting = Lexicon(entries=tuple(entry for entry in lexicon.entries if _holds(entry, context)))
        kept = _KEPT[key] = (lexicon, WordList(fitting))
    return kept[1]


_MOST_KEPT: Final = 32
_KEPT: Final[dict[tuple[int, str, tuple[OutletId, ...]], tuple[Lexicon, WordList]]] = {}


def _holds(entry: LexiconEntry, context: ReadingContext) -> bool:
    spoken_by = not entry.voice or entry.voice in {context.voice, context.voice.partition(":")[0]}
    aired_on = not entry.outlets or (bool(context.outlets) and set(context.outlets) <= set(entry.outlets))
    return spoken_by and aired_on
