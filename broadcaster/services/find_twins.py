"""Find, among the station's news, what tells the same as an item; what is found waits for an editor."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from broadcaster.copydesk.word_diff import DiffSpan, word_diff
from broadcaster.domain.aliases import fold
from broadcaster.domain.ids import NewsItemId
from broadcaster.domain.news import NewsItem
from broadcaster.domain.news_twins import TwinPair, Verdict
from broadcaster.errors import UnknownItem
from broadcaster.newsroom.likeness import Likeness, Marks, likeness, marks, with_merges
from broadcaster.newsroom.nearest import WordIndex
from broadcaster.station import Station
from broadcaster.storage.store import Transaction

MONTHS = 6
"""How many months of news an item is held against."""

_MONTH = timedelta(days=30)


@dataclass(frozen=True, kw_only=True, slots=True)
class Twin:
    """Two items that tell the same, side by side."""

    pair: TwinPair
    """The two, and how they are alike."""
    item: NewsItem
    """The one that came later."""
    other: NewsItem
    """The one that was there."""

    @property
    def title(self) -> tuple[DiffSpan, ...]:
        """Give the way from the title of the other to that of the item: what stayed, what went, what came."""
        return word_diff(self.other.title, self.item.title)

    @property
    def body(self) -> tuple[DiffSpan, ...]:
        """Give the same of the texts; it takes some hundredths of a second, so ask for what is shown."""
        return word_diff(self.other.body, self.item.body)


def twins_of(station: Station, item_id: NewsItemId, *, now: datetime, months: int = MONTHS) -> tuple[Twin, ...]:
    """Look for what tells the same as one item, whatever was found or said before; the likest first.

    Raises UnknownItem.
    """
    with station.store.reading() as tx:
        item = tx.news.get(item_id)
        if item is None:
            raise UnknownItem(item=item_id, nearest="")
        search = TwinSearch(tx, now=now, months=months)
        return tuple(Twin(pair=pair, item=item, other=search.items[pair.other_id]) for pair in search.pairs_of(item))


def twins_waiting(station: Station) -> tuple[Twin, ...]:
    """Give the pairs on which nobody has said anything, oldest first."""
    with station.store.reading() as tx:
        pairs = tx.news_twins.waiting()
        items = {
            each.id: each for each in tx.news.many(name for pair in pairs for name in (pair.item_id, pair.other_id))
        }
    return tuple(Twin(pair=pair, item=items[pair.item_id], other=items[pair.other_id]) for pair in pairs)


def note_twins(
    tx: Transaction, coming: Iterable[NewsItem], *, now: datetime
) -> Mapping[NewsItemId, tuple[TwinPair, ...]]:
    """Look for what tells the same as each of some items, and keep what an editor has not judged yet.

    Items in which nothing was found are left out of the answer.
    """
    coming = tuple(coming)
    if not coming:
        return {}
    search = TwinSearch(tx, now=now)
    found: dict[NewsItemId, tuple[TwinPair, ...]] = {}
    for item in coming:
        judged = _judged(tx, item.id)
        pairs = tuple(pair for pair in search.pairs_of(item) if frozenset({pair.item_id, pair.other_id}) not in judged)
        tx.news_twins.keep(item.id, pairs)
        if pairs:
            found[item.id] = pairs
    return found


class TwinSearch:
    """The news of some months, ready to be searched; everything happens within an open transaction."""

    def __init__(self, tx: Transaction, *, now: datetime, months: int = MONTHS) -> None:
        """Take the words of all that came in these months."""
        self.items: dict[NewsItemId, NewsItem] = {}
        self._marks: dict[NewsItemId, Marks] = {}
        self._tx, self._now = tx, now
        self._index = WordIndex(tx.news.folded_since(now - months * _MONTH))

    def pairs_of(self, item: NewsItem) -> tuple[TwinPair, ...]:
        """Give the pairs that an item makes with standing ones, the likest first."""
        near = self._index.nearest(fold(f"{item.title} {item.body}"), without=item.id)
        self.items |= {each.id: each for each in self._tx.news.many(name for name in near if name not in self.items)}
        mine = marks(item.title, item.body)
        others = {name: self._marks_of(self.items[name]) for name in near if name in self.items}
        alike = {name: (each, likeness(mine, each)) for name, each in others.items()}
        told = with_merges(mine, {name: found for name, found in alike.items() if found[1].kind})
        pairs = (_pair(item.id, name, each, self._now) for name, each in told.items())
        return tuple(sorted((each for each in pairs if each is not None), key=lambda each: -each.likeness))

    def _marks_of(self, item: NewsItem) -> Marks:
        if item.id not in self._marks:
            self._marks[item.id] = marks(item.title, item.body)
        return self._marks[item.id]


def _pair(item_id: NewsItemId, other_id: NewsItemId, found: Likeness, now: datetime) -> TwinPair | None:
    if found.kind is None:
        return None
    return TwinPair(item_id=item_id, other_id=other_id, kind=found.kind, likeness=found.share, found_at=now)


def _judged(tx: Transaction, item_id: NewsItemId) -> frozenset[frozenset[NewsItemId]]:
    """Give the pairs of an item of which an editor has said that both stay."""
    newest = {each.pair: each.verdict for each in tx.news_twins.verdicts(item_id)}
    return frozenset(pair for pair, verdict in newest.items() if verdict is Verdict.KEPT)
