"""The scripts of the desk by state, topic, words and writer; and the news with what became of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from broadcaster.domain.aliases import fold
from broadcaster.domain.approvals import ScriptState
from broadcaster.domain.desk_lists import NewsLine, ScriptLine, Sought
from broadcaster.domain.drafts import ScriptLock
from broadcaster.domain.ids import NewsItemId, OutletId, TopicCode
from broadcaster.domain.news import NewsItem
from broadcaster.domain.topics import TopicOrigin
from broadcaster.newsroom.approval import same_person
from broadcaster.services.keep_desk import lock_over
from broadcaster.services.show_twins import items_with_twins
from broadcaster.station import Station
from broadcaster.storage.store import Transaction

ON_A_PAGE = 50
"""How many rows are shown at once."""

Outlets = frozenset[OutletId] | None
"""Outlets that somebody may know; none for all."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Search:
    """What somebody looks for."""

    state: ScriptState | None = None
    """In which state; none for all."""
    words: str = ""
    """Words of the title or the text; capitals and marks do not matter."""
    topic: TopicCode | None = None
    """Of which topic; none for all."""
    whose: str = ""
    """Written or changed by whom; empty for all."""
    page: int = 1
    """Which page, from 1."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ListedScript:
    """One row."""

    script: ScriptLine
    """The script."""
    lock: ScriptLock | None
    """Who sits at it now."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ScriptList:
    """One page of scripts."""

    rows: tuple[ListedScript, ...]
    """The scripts, the last written first."""
    first: int
    """Number of the first row, from 1."""
    total: int
    """How many there are of this state."""
    counts: Mapping[ScriptState, int]
    """How many there are of each state, by the other wishes."""

    @property
    def everything(self) -> int:
        """Count the scripts of all states."""
        return sum(self.counts.values())


@dataclass(frozen=True, kw_only=True, slots=True)
class ListedNews:
    """One item of the inbox."""

    item: NewsItem
    """The item."""
    state: ScriptState | None
    """How far its script has come; none before one is written."""
    outdated: bool
    """Whether the item has changed since its script was written."""
    uncompared: bool = False
    """Whether its letters were converted and nobody has compared them yet."""
    has_twins: bool = False
    """Whether an editor has to say if it is one with another."""


@dataclass(frozen=True, kw_only=True, slots=True)
class NewsList:
    """One page of the inbox."""

    rows: tuple[ListedNews, ...]
    """The items, the last received first."""
    first: int
    """Number of the first row, from 1."""
    total: int
    """How many there are."""
    unwritten: int
    """How many have no script yet."""
    everything: int
    """How many there are, whatever was looked for."""
    topicless: int
    """How many wait for an editor to choose what they are about."""


def may_know(outlets: Iterable[OutletId], only: Outlets) -> bool:
    """Say whether somebody who knows only some outlets may know of what airs on these; on none said: on all."""
    wanted = frozenset(outlets)
    return only is None or not wanted or bool(wanted & only)


def list_scripts(station: Station, search: Search, *, only: Outlets, now: datetime) -> ScriptList:
    """Give one page of the scripts that are looked for."""
    start = max(search.page - 1, 0) * ON_A_PAGE
    with station.store.reading() as tx:
        sought = _sought(tx, search, only, names=tx.desk_lists.writers)
        counts = tx.desk_lists.script_counts(sought)
        found = tx.desk_lists.scripts(sought, only=search.state, start=start, most=ON_A_PAGE)
        locks = {lock.script_id: lock for lock in tx.locks.all()}
    return ScriptList(
        rows=tuple(ListedScript(script=each, lock=_standing_lock(locks.get(each.id), now)) for each in found),
        first=start + 1,
        total=sum(counts.values()) if search.state is None else counts.get(search.state, 0),
        counts={state: counts.get(state, 0) for state in ScriptState},
    )


def list_news(
    station: Station, search: Search, *, only: Outlets, unwritten: bool = False, topicless: bool = False
) -> NewsList:
    """Give one page of the news that is looked for.

    `unwritten` keeps what has no script yet, `topicless` what waits for an editor to choose its topic.
    """
    start = max(search.page - 1, 0) * ON_A_PAGE
    with station.store.reading() as tx:
        sought = _sought(tx, search, only, names=tx.desk_lists.authors)
        unchosen = replace(sought, topic_origin=TopicOrigin.SUGGESTED)
        counts, waiting = tx.desk_lists.news_counts(sought), tx.desk_lists.news_counts(unchosen)
        wanted = unchosen if topicless else sought
        rows = tx.desk_lists.news(wanted, only=search.state, unwritten=unwritten, start=start, most=ON_A_PAGE)
        uncompared, twins = tx.news_receipts.waiting(each.item.id for each in rows), items_with_twins(tx)
    everything, chosen = _total(counts, search.state), _total(waiting, search.state)
    left = counts.get(None, 0) if search.state is None else 0
    return NewsList(
        rows=tuple(_listed(each, uncompared, twins) for each in rows),
        first=start + 1,
        total=left if unwritten else chosen if topicless else everything,
        unwritten=left,
        everything=everything,
        topicless=chosen,
    )


def _total(counts: Mapping[ScriptState | None, int], state: ScriptState | None) -> int:
    return sum(counts.values()) if state is None else counts.get(state, 0)


def _sought(tx: Transaction, search: Search, only: Outlets, *, names: Callable[[], frozenset[str]]) -> Sought:
    """Turn what somebody looks for into what the store compares exactly."""
    whose, known = search.whose, only
    return Sought(
        words=fold(search.words),
        topic=search.topic,
        names=frozenset(each for each in names() if same_person(each, whose)) if whose else None,
        places=None if known is None else frozenset(each for each in tx.desk_lists.places() if may_know(each, known)),
    )


def _listed(line: NewsLine, uncompared: Collection[NewsItemId], twins: Collection[NewsItemId]) -> ListedNews:
    name = line.item.id
    return ListedNews(
        item=line.item,
        state=line.state,
        outdated=line.state is not None and line.written_from != line.item.content_hash,
        uncompared=name in uncompared,
        has_twins=name in twins,
    )


def _standing_lock(lock: ScriptLock | None, now: datetime) -> ScriptLock | None:
    return None if lock is None or lock_over(lock, now) else lock
