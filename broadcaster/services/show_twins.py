"""News that tells the same, side by side, for an editor to merge or keep; and what became of it."""

from __future__ import annotations

from dataclasses import dataclass

from broadcaster.copydesk.side_by_side import PairedParagraph, side_by_side
from broadcaster.domain.ids import NewsItemId
from broadcaster.domain.news import NewsItem
from broadcaster.domain.news_receipts import NewsReceipt
from broadcaster.domain.news_twins import TwinPair
from broadcaster.errors import UnknownItem
from broadcaster.station import Station
from broadcaster.storage.store import Transaction

MOST_PARAGRAPHS = 300
"""So many paragraphs of each pair are shown."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownTwin:
    """Another item that tells the same as one."""

    pair: TwinPair
    """How the two are alike."""
    other: NewsItem
    """The other item."""
    paragraphs: tuple[PairedParagraph, ...]
    """The item at the left, the other at the right, with the words that differ."""
    came: NewsReceipt | None
    """How the item came in last."""
    other_came: NewsReceipt | None
    """How the other came in last."""


def shown_twins(station: Station, item_id: NewsItemId) -> tuple[NewsItem, tuple[ShownTwin, ...]]:
    """Give an item with those that wait for an editor to say whether they are one with it; raises UnknownItem."""
    with station.store.reading() as tx:
        item = tx.news.get(item_id)
        if item is None:
            raise UnknownItem(item=item_id, nearest="")
        pairs = waiting_pairs(tx, item_id)
        others = {each.id: each for each in tx.news.many(_other(pair, item_id) for pair in pairs)}
        receipts = tx.news_receipts.latest((item_id, *others))
    found = tuple(
        ShownTwin(
            pair=pair,
            other=other,
            paragraphs=side_by_side(_whole(item), _whole(other))[:MOST_PARAGRAPHS],
            came=receipts.get(item_id),
            other_came=receipts.get(other.id),
        )
        for pair in pairs
        for other in (others[_other(pair, item_id)],)
    )
    return item, found


def waiting_pairs(tx: Transaction, item_id: NewsItemId) -> tuple[TwinPair, ...]:
    """Give the pairs of an item that wait, the likest first."""
    mine = (each for each in tx.news_twins.waiting() if item_id in {each.item_id, each.other_id})
    return tuple(sorted(mine, key=lambda each: -each.likeness))


def items_with_twins(tx: Transaction) -> frozenset[NewsItemId]:
    """Give the items of which an editor has to say whether they are one with another."""
    return frozenset(name for each in tx.news_twins.waiting() for name in (each.item_id, each.other_id))


def _other(pair: TwinPair, item_id: NewsItemId) -> NewsItemId:
    return pair.other_id if pair.item_id == item_id else pair.item_id


def _whole(item: NewsItem) -> str:
    return "\n\n".join([item.title, *item.paragraphs])
