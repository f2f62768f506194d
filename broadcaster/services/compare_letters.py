"""Say, as an editor, that an item's text is that of its file, where letters were changed or hidden signs taken out."""

from __future__ import annotations

from collections.abc import Iterable

from broadcaster.domain.ids import NewsItemId, ScriptId
from broadcaster.domain.scripts import Script
from broadcaster.errors import UnknownItem
from broadcaster.services.audit import Actor, record
from broadcaster.station import Station
from broadcaster.storage.store import Transaction


def accept_letters(station: Station, item_id: NewsItemId, *, name: str, by: Actor) -> bool:
    """Note that somebody compared an item with its original; says whether anything waited for it.

    Args:
        station: Whose.
        item_id: Which item.
        name: Full name of who compared.
        by: Who does it, for the trail.

    Raises:
        UnknownItem.
    """
    with station.store.writing() as tx:
        if tx.news.get(item_id) is None:
            raise UnknownItem(item=item_id, nearest="")
        looked = tx.news_receipts.accept(item_id, by=name, now=by.now) > 0
        if looked:
            record(tx, by, "news_letters_accepted", item_id)
    return looked


def uncompared_in(tx: Transaction, scripts: Iterable[Script]) -> frozenset[ScriptId]:
    """Give those of some scripts whose news has letters that nobody has compared yet."""
    items = {script.item_id: script.id for script in scripts if script.item_id is not None}
    return frozenset(items[each] for each in tx.news_receipts.waiting(items))


def uncompared(station: Station, script_ids: Iterable[ScriptId]) -> frozenset[ScriptId]:
    """Give the same by the ids of scripts; one that is not there is left out."""
    with station.store.reading() as tx:
        return uncompared_in(tx, tx.scripts.many(tuple(script_ids)))
