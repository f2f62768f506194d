"""Shorten a news item to a length on air: suggest whole sentences, keep those that an editor accepts."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from broadcaster.copydesk.fit_to_time import FittedText, count_sentences, fit_to_time, joined
from broadcaster.domain.ids import DurationMs, NewsItemId, Sha256
from broadcaster.domain.news import NewsItem
from broadcaster.domain.scripts import Presenter
from broadcaster.errors import NewsChanged, NothingAccepted, UnknownItem, UnknownSentence
from broadcaster.newsroom.approval import same_person
from broadcaster.services.read_script import script_reader
from broadcaster.services.time_scripts import learned_paces
from broadcaster.station import Station
from broadcaster.storage.saved import Saved
from broadcaster.storage.store import Transaction


@dataclass(frozen=True, kw_only=True, slots=True)
class Shortening:
    """A suggestion for one item; nothing is changed by it."""

    item: NewsItem
    """The item as it stands."""
    fitted: FittedText
    """Its sentences, which are kept, how long it lasts."""

    @property
    def seen(self) -> Sha256:
        """Name the item's content, to be given back with what is accepted."""
        return self.item.content_hash


def shorten_news(station: Station, item_id: NewsItemId, target: DurationMs) -> Shortening:
    """Suggest which sentences of an item's body to keep, by the pace that the station's voice has learned.

    Raises:
        UnknownItem.
    """
    with station.store.reading() as tx:
        item = _item(tx, item_id)
        read = script_reader(station, tx).for_item(item)
    presenter = Presenter.FEMALE
    pace = learned_paces(station).of[presenter]
    fitted = fit_to_time(item.paragraphs, target, read=lambda text: read(text, presenter), pace=pace)
    return Shortening(item=item, fitted=fitted)


def accept_sentences(
    station: Station, item_id: NewsItemId, numbers: Collection[int], *, by: str, seen: Sha256 | None = None
) -> tuple[NewsItem, Saved]:
    """Keep the accepted sentences alone as a new version of an item's body; earlier versions and its receipt stay.

    Args:
        station: Whose.
        item_id: Which item.
        numbers: Which sentences, from 1 in the order of the text.
        by: Who accepts; named beside the author, so that they cannot approve it.
        seen: Content of the item for which they were accepted; none for whatever stands.

    Raises:
        UnknownItem, NothingAccepted.
        UnknownSentence: the item has no such sentence; nothing is kept.
        NewsChanged: somebody changed the item meanwhile; nothing is kept.
    """
    wanted = set(numbers)
    if not wanted:
        raise NothingAccepted
    with station.store.writing() as tx:
        old = _item(tx, item_id)
        if seen is not None and old.content_hash != seen:
            raise NewsChanged(item=item_id)
        count = count_sentences(old.paragraphs)
        unknown = sorted(wanted - set(range(1, count + 1)))
        if unknown:
            raise UnknownSentence(number=unknown[0], item=item_id, count=count)
        changed = replace(old, body=joined(old.paragraphs, wanted))
        if changed.body != old.body and by and not same_person(changed.author, by):
            changed = replace(changed, author=f"{changed.author}, {by}".lstrip(", "))
        return changed, tx.news.save(changed)


def _item(tx: Transaction, item_id: NewsItemId) -> NewsItem:
    item = tx.news.get(item_id)
    if item is None:
        raise UnknownItem(item=item_id, nearest="")
    return item
