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
from broadcaster.newsroom.accept import Source, Suggest, accept, own_names, source_of
from broadcaster.newsroom.document_news import as_news
from broadcaster.newsroom.likeness import ALIKE, likeness, marks
from broadcaster.services.find_twins import note_twins
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
    twins: tuple[NewsItemId, ...] = ()
    """Standing items that tell the same, on which an editor is asked; the likest first."""


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
    """Keep items with their receipts, and say of each whether it was new and what tells the same.

    What a source gives again unchanged changes nothing, even where an editor has changed the item since. Where the
    source has changed and says no topic, the topic that an editor chose stays. An item that somebody took out stays
    out until its source changes, and is left out of the answer. Days that the source or the text says become a rule.
    An item of another source that only bears the same title is never overwritten: the newcomer gets a name of its own.
    """
    arrived = tuple(_under_own_name(tx, each) for each in coming)
    receipts = tx.news_receipts.latest(each.item.id for each in arrived)
    rules = {each.item.id: rule for each in arrived if (rule := _rule(each, bringing)) is not None}
    ruled = tx.air_rules.all().keys() if rules else frozenset[NewsItemId]()
    gathered: list[Gathered] = []
    for each in arrived:
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
    fresh = [each.item for each in gathered if each.saved is not Saved.UNCHANGED]
    twins = note_twins(tx, fresh, now=bringing.now)
    return tuple(replace(each, twins=tuple(pair.other_id for pair in twins.get(each.item.id, ()))) for each in gathered)


def _under_own_name(tx: Transaction, each: Arrival) -> Arrival:
    """Name a newcomer so that it is a version of what its own source gave before, and overwrites nothing else."""
    for name in own_names(each.item.id):
        before = tx.news.get(name) or next(iter(tx.news.history(name)[-1:]), None)  # a removed item keeps its name
        if before is None or _is_version(tx, each, before):
            return each if name == each.item.id else replace(each, item=replace(each.item, id=name))
    raise AssertionError  # names never end


def _is_version(tx: Transaction, each: Arrival, before: NewsItem) -> bool:
    """Say whether a newcomer is an item that came before, again.

    It is where it comes from the very same place, and where it comes by the same file name or key and has most of the
    same words: a document that was sent again may have got another date or number.
    """
    if before.content_hash == each.item.content_hash:
        return True
    origins = {before.origin, *(told.origin for told in tx.news_receipts.of(before.id))}
    source = source_of(each.draft.origin, origins)
    if source is Source.SAME or (source is Source.OTHER and not each.draft.key):
        return source is Source.SAME
    mine, yours = (marks(item.title, item.body) for item in (each.item, before))
    return likeness(mine, yours).share >= ALIKE


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
