"""What is done with every item that comes in, by whichever way: checked, kept once, with a receipt that says how."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from broadcaster.domain.air_rules import AirRule
from broadcaster.domain.directory import find_outlet
from broadcaster.domain.ids import NewsItemId, OutletId, Sha256
from broadcaster.domain.news import NewsDraft, NewsItem
from broadcaster.domain.news_receipts import NewsReceipt, Way
from broadcaster.domain.timetables import Timetable
from broadcaster.domain.topics import TopicOrigin
from broadcaster.errors import DuplicateItem
from broadcaster.newsroom.accept import Suggest, accept
from broadcaster.newsroom.document_news import as_news
from broadcaster.services.stated_days import stated_rule
from broadcaster.storage.saved import Saved
from broadcaster.storage.store import Transaction


@dataclass(frozen=True, kw_only=True, slots=True)
class Arrival:
    """One item on its way in."""

    draft: NewsDraft
    """What its source gave."""
    item: NewsItem
    """What the newsroom makes of it."""
    file_sha256: Sha256 | None = None
    """The bytes of its file."""
    entry: NewsDraft | None = None
    """The entry as its feed gave it, where its text was then taken from its page."""

    @property
    def given(self) -> Sha256:
        """Name what the source gave, by which it is known when it is given again."""
        return (self.entry or self.draft).given


@dataclass(frozen=True, kw_only=True, slots=True)
class Gathered:
    """One item that came in."""

    item: NewsItem
    """The item as kept."""
    saved: Saved
    """Whether it was new, changed or known."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Bringing:
    """Who brings items in, and how."""

    way: Way
    """By which way."""
    by: str = ""
    """Who; empty where the service does."""
    now: datetime
    """When (aware)."""
    again: bool = False
    """Whether items that somebody took out come in again."""


def arrivals(
    timetable: Timetable,
    drafts: Iterable[NewsDraft],
    *,
    now: datetime,
    suggest: Suggest | None = None,
    file_sha256: Sha256 | None = None,
) -> tuple[Arrival, ...]:
    """Check the drafts of one file; `suggest` names the topic of those that say none.

    An administrative document becomes news of its own words; its receipt keeps the whole text.

    Raises:
        UnknownTopic, UnknownGenre, UnknownOutlet, AmbiguousOutlet.
    """

    def outlet_id(text: str) -> OutletId:
        return find_outlet(timetable, text).id

    return tuple(
        Arrival(
            draft=draft,
            item=accept(as_news(draft), topics=timetable.topics, find_outlet=outlet_id, now=now, suggest=suggest),
            file_sha256=file_sha256,
        )
        for draft in drafts
    )


def twin(coming: Sequence[Arrival], before: Mapping[NewsItemId, NewsItem]) -> DuplicateItem | None:
    """Say which two different items would overwrite each other, of those that come and those that came before."""
    seen = dict(before)
    for each in coming:
        other = seen.setdefault(each.item.id, each.item)
        if other.content_hash != each.item.content_hash:
            return DuplicateItem(item=each.item.id, first=other.origin, second=each.item.origin)
    return None


def take_in(tx: Transaction, coming: Iterable[Arrival], bringing: Bringing) -> tuple[Gathered, ...]:
    """Keep items with their receipts, and say of each whether it was new.

    What a source gives again unchanged changes nothing, even where an editor has changed the item since. Where the
    source has changed and says no topic, the topic that an editor chose stays. An item that somebody took out stays
    out until its source changes, and is left out of the answer. Days that the source or the text says become a rule.
    """
    coming = tuple(coming)
    receipts = tx.news_receipts.latest(each.item.id for each in coming)
    rules = {each.item.id: rule for each in coming if (rule := _rule(each, bringing)) is not None}
    ruled = tx.air_rules.all().keys() if rules else frozenset[NewsItemId]()
    gathered: list[Gathered] = []
    for each in coming:
        standing = tx.news.get(each.item.id)
        if standing is None and not bringing.again and _was_removed(tx, each.item):
            continue
        last = receipts.get(each.item.id)
        if standing is not None and last is not None and last.given == each.given:
            gathered.append(Gathered(item=standing, saved=Saved.UNCHANGED))
            continue
        item = _with_chosen_topic(each, standing)
        saved = tx.news.save(item)
        if saved is not Saved.UNCHANGED or last is None:
            tx.news_receipts.add(_receipt(each, bringing))
        if item.id in rules and item.id not in ruled:
            tx.air_rules.add(rules[item.id])
        gathered.append(Gathered(item=item, saved=saved))
    return tuple(gathered)


def _was_removed(tx: Transaction, item: NewsItem) -> bool:
    """Say whether somebody took this very item out; its file may still lie in the folder."""
    return any(version.content_hash == item.content_hash for version in tx.news.history(item.id))


def _with_chosen_topic(each: Arrival, standing: NewsItem | None) -> NewsItem:
    chosen = standing is not None and standing.topic_origin is TopicOrigin.CHOSEN
    if standing is None or not chosen or each.draft.topic:
        return each.item
    return replace(each.item, topic=standing.topic, other_topics=standing.other_topics, topic_origin=TopicOrigin.CHOSEN)


def _receipt(each: Arrival, bringing: Bringing) -> NewsReceipt:
    draft = each.draft
    return NewsReceipt(
        item_id=each.item.id,
        given=each.given,
        received_at=bringing.now,
        by=bringing.by,
        way=bringing.way,
        origin=draft.origin,
        file_sha256=each.file_sha256,
        link=draft.link,
        published_at=draft.published_at,
        rights=draft.rights,
        original=draft.original,
        text=draft.body,
        notes=draft.notes,
        document=draft.document,
    )


def _rule(each: Arrival, bringing: Bringing) -> AirRule | None:
    return stated_rule(each.item.id, each.draft, by=bringing.by, now=bringing.now)
