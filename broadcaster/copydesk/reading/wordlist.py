"""A lexicon made ready for looking up: entries found by their first word, preferred by context."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import Final, NamedTuple

from broadcaster.copydesk.reading.syllables import is_in_heading
from broadcaster.domain.ids import OutletId
from broadcaster.domain.readings import Lexicon, LexiconEntry, ReadingContext

_WORD = re.compile(r"[^\W\d_]+")
_NOT_WORD = re.compile(r"\W+")
_JOINED_BEFORE = re.compile(r"[\w/&@.-]")
_JOINED_AFTER = re.compile(r"\w|[/&@.-]\w")
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


class WordList:
    """Entries of a lexicon by the first word of their written form, longest first."""

    def __init__(self, lexicon: Lexicon, also_words: Collection[str] = ()) -> None:
        """Sort the entries once; looking up then costs one dictionary access a word.

        Written forms in ``also_words`` are ordinary words of headings too: next to words in capitals they are left.
        """
        self._also_words = also_words
        heads: dict[str, list[tuple[int, LexiconEntry]]] = defaultdict(list)
        for entry in lexicon.entries:
            head = _WORD.search(entry.written)
            if head:
                heads[head.group()].append((head.start(), entry))
        for entries in heads.values():
            entries.sort(key=lambda placed: -len(placed[1].written))
        self._heads = dict(heads)

    def spoken_forms(self, written: str) -> tuple[str, ...]:
        """Give everything that a written form can mean."""
        head = _WORD.search(written)
        entries = self._heads.get(head.group(), ()) if head else ()
        return tuple(entry.spoken for _, entry in entries if entry.written == written)

    def hits(self, text: str, unread: str, words: AbstractSet[str], *, joined: bool, about: str = "") -> Iterator[Hit]:
        """Find entries in what is unread of a text; ``words`` are those of the text, each once, at least.

        Where the words near by decide nothing, those of ``about`` do. With ``joined`` an entry may be one member of a
        compound (``UBND`` in ``UBND-HĐND``); without, it stands alone.
        """
        heads = self._heads.keys() & words
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
        fitting = [
            (place - offset, entry)
            for offset, entry in self._heads[head]
            if place >= offset
            and unread.startswith(entry.written, place - offset)
            and _stands_free(unread, place - offset, len(entry.written), joined=joined)
            and not (entry.written in self._also_words and is_in_heading(text, place, place + len(head)))
        ]
        if not fitting:
            return None
        start, longest = fitting[0][0], len(fitting[0][1].written)
        same = [entry for _, entry in fitting if len(entry.written) == longest]
        bound = [entry for entry in same if entry.context]
        around = _around(text, start, longest) if bound else ("", "")
        placed = [(distance, entry) for entry in bound if (distance := _distance(entry, around)) is not None]
        if placed:
            return Hit(start, start + longest, min(placed, key=lambda each: each[0])[1], sure=True)
        if bound and about and (told := _told(bound, about)):
            return Hit(start, start + longest, told, sure=True)
        free = next((entry for entry in same if not entry.context), None)
        if free is None:
            return None
        others = dict.fromkeys(entry.spoken for entry in bound if entry.spoken != free.spoken)
        return Hit(start, start + longest, free, sure=not others, note=f"hay {', '.join(others)}?" if others else "")


def _stands_free(unread: str, start: int, length: int, *, joined: bool) -> bool:
    before, after = unread[max(0, start - 1) : start], unread[start + length : start + length + 2]
    last = unread[start + length - 1]
    if joined:
        return not before.isalnum() and not (after[:1].isalnum() and last.isalnum())
    return not _JOINED_BEFORE.match(before) and not (last.isalnum() and _JOINED_AFTER.match(after))


def _around(text: str, start: int, length: int) -> tuple[str, str]:
    """Give the words before and after, small and one space apart, in the same line."""
    before = text[max(0, start - _NEAR) : start].rpartition("\n")[2]
    after = text[start + length : start + length + _NEAR].partition("\n")[0]
    return f" {_NOT_WORD.sub(' ', before).lower()} ", f" {_NOT_WORD.sub(' ', after).lower()} "


def _told(bound: Iterable[LexiconEntry], about: str) -> LexiconEntry | None:
    """Give the entry whose context stands in what is known around the text."""
    words = f" {_NOT_WORD.sub(' ', about).lower()} "
    return next((entry for entry in bound if any(f" {each.lower()} " in words for each in entry.context)), None)


@lru_cache(maxsize=2048)
def _contexts(entry: LexiconEntry) -> tuple[tuple[str, str], ...]:
    """Give the words of an entry's context as they are sought, each with its side."""
    return tuple((each[:1] if each[:1] in "<>" else "", f" {each.lstrip('<>').lower()} ") for each in entry.context)


def _distance(entry: LexiconEntry, around: tuple[str, str]) -> int | None:
    """Give how far the nearest word of the context stands, or none when there is none.

    A word after ``>`` must follow at once, one after ``<`` must stand right before; others stand anywhere near.
    """
    before, after = around
    nearest: int | None = None
    for side, sought in _contexts(entry):
        if side == ">":
            found = 0 if after.startswith(sought) else -1
        elif side == "<":
            found = 0 if before.endswith(sought) else -1
        else:
            found = after.find(sought)
            left = before.rfind(sought)
            if left >= 0:
                left = len(before) - left - len(sought)
                found = left if found < 0 else min(found, left)
        if found >= 0 and (nearest is None or found < nearest):
            nearest = found
    return nearest


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
