"""Say, as an editor, of two items that tell the same: one stands for both, or both stay."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from broadcaster.domain.ids import NewsItemId, ScriptId
from broadcaster.domain.news import NewsItem
from broadcaster.domain.news_twins import TwinVerdict, Verdict
from broadcaster.domain.zone import ZONE
from broadcaster.errors import MergeRefused, NameNeeded, NotMerged, UnknownItem
from broadcaster.services.approve_script import standing_of
from broadcaster.services.find_twins import note_twins
from broadcaster.station import Station
from broadcaster.storage.store import Transaction


@dataclass(frozen=True, kw_only=True, slots=True)
class Merged:
    """What became of a merging."""

    item: NewsItem
    """The item that is told by another now."""
    kept: NewsItem
    """The item that stands for both."""
    sources: tuple[str, ...]
    """Where the facts of the kept item rest now."""


def merge_twins(station: Station, item_id: NewsItemId, into: NewsItemId, *, by: str, now: datetime) -> Merged:
    """Let one item stand for another, which leaves the news; copy and approvals of the one that stays are untouched.

    Raises:
        NameNeeded, UnknownItem.
        MergeRefused: the item that would leave has copy of its own, waits in a session's list or is planned.
    """
    with station.store.writing() as tx:
        item, kept = _item(tx, item_id), _item(tx, into)
        _refuse_in_use(tx, item, kept, now)
        tx.news_twins.say(_said(item, kept, Verdict.MERGED, by, now))
        tx.news.remove(item_id)
        return Merged(item=item, kept=kept, sources=sources_of(tx, kept))


def part_twins(station: Station, item_id: NewsItemId, *, by: str, now: datetime) -> NewsItem:
    """Make a merged item news of its own again, as it was; the two wait for a verdict once more.

    Raises:
        NameNeeded. NotMerged: no item stands for it.
    """
    with station.store.writing() as tx:
        versions, into = tx.news.history(item_id), merged_into(tx, item_id)
        if into is None or not versions:
            raise NotMerged(item=item_id)
        item = tx.news.get(item_id) or versions[-1]
        kept = tx.news.get(into) or tx.news.history(into)[-1]
        tx.news_twins.say(_said(item, kept, Verdict.PARTED, by, now))
        tx.news.save(item)
        note_twins(tx, [item], now=now)
        return item


def keep_twins(station: Station, item_id: NewsItemId, other_id: NewsItemId, *, by: str, now: datetime) -> None:
    """Say that two items both stay; nobody is asked about them again.

    Raises:
        NameNeeded, UnknownItem. MergeRefused: they are one and the same.
    """
    with station.store.writing() as tx:
        item, other = _item(tx, item_id), _item(tx, other_id)
        if item.id == other.id:
            raise MergeRefused(
                item=item.id, into=other.id, reason="hai mã là của một tin; ghi mã của hai tin khác nhau"
            )
        tx.news_twins.say(_said(item, other, Verdict.KEPT, by, now))


def merged_into(tx: Transaction, item_id: NewsItemId) -> NewsItemId | None:
    """Give the item that stands for one, or none for news of its own."""
    newest = {each.pair: each for each in tx.news_twins.verdicts(item_id)}.values()
    said = (each.other_id for each in newest if each.verdict is Verdict.MERGED and each.item_id == item_id)
    return next(said, None)


def all_merged(tx: Transaction, item_id: NewsItemId) -> tuple[NewsItem, ...]:
    """Give the items that one stands for, and those that they stood for before; each as it was."""
    found: dict[NewsItemId, NewsItem] = {}
    waiting = [*tx.news_twins.merged_into(item_id)]
    while waiting:
        name = waiting.pop(0)
        if name not in found and name != item_id:
            found[name] = tx.news.history(name)[-1]
            waiting += tx.news_twins.merged_into(name)
    return tuple(found.values())


def sources_of(tx: Transaction, item: NewsItem) -> tuple[str, ...]:
    """Give where an item's facts rest: its own source, then those of the items that it stands for, each once."""
    told = (each.source or each.origin for each in (item, *all_merged(tx, item.id)))
    return tuple(dict.fromkeys(source for source in told if source))


def _item(tx: Transaction, item_id: NewsItemId) -> NewsItem:
    item = tx.news.get(item_id)
    if item is None:
        raise UnknownItem(item=item_id, nearest="")
    return item


def _said(item: NewsItem, other: NewsItem, verdict: Verdict, by: str, now: datetime) -> TwinVerdict:
    name = " ".join(by.split())
    if not name:
        raise NameNeeded
    return TwinVerdict(item_id=item.id, other_id=other.id, verdict=verdict, by=name, at=now)


def _refuse_in_use(tx: Transaction, item: NewsItem, kept: NewsItem, now: datetime) -> None:
    """Refuse to take away what people have worked on; the other way round may be right then."""
    today = now.astimezone(ZONE).date()
    reason = ""
    planned = tx.playlists.carrying(item.id, today)
    queued = tx.queue.days_of(item.id, today)
    script = ScriptId(item.id)
    if item.id == kept.id:
        reason = "hai mã là của một tin; ghi mã của hai tin khác nhau"
    elif planned:
        reason = f"tin đã xếp phát {len(planned)} buổi, sớm nhất ngày {planned[0].air_date:%d/%m/%Y}"
    elif queued:
        reason = f"tin đang trong hàng chờ ngày {queued[0]:%d/%m/%Y}; bỏ khỏi hàng chờ trước: broadcaster queue remove"
    elif tx.scripts.get(script) is not None:
        state = standing_of(tx, script).state.value
        reason = f"tin đã có kịch bản ({state}); gộp theo chiều ngược lại: broadcaster news merge {kept.id} {item.id}"
    if reason:
        raise MergeRefused(item=item.id, into=kept.id, reason=reason)
