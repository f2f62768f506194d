"""The scripts of the desk by state, topic, words and writer; and the news with what became of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from broadcaster.domain.aliases import fold
from broadcaster.domain.approvals import ScriptState
from broadcaster.domain.drafts import ScriptLock
from broadcaster.domain.ids import OutletId, ScriptId, TopicCode
from broadcaster.domain.news import NewsItem
from broadcaster.newsroom.approval import same_person
from broadcaster.services.approve_script import ScriptStanding, standings_in
from broadcaster.services.keep_desk import lock_over
from broadcaster.station import Station

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

    standing: ScriptStanding
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


def may_know(outlets: Iterable[OutletId], only: Outlets) -> bool:
    """Say whether somebody who knows only some outlets may know of what airs on these; on none said: on all."""
    wanted = frozenset(outlets)
    return only is None or not wanted or bool(wanted & only)


def list_scripts(station: Station, search: Search, *, only: Outlets, now: datetime) -> ScriptList:
    """Give one page of the scripts that are looked for."""
    with station.store.reading() as tx:
        ever, locks = standings_in(tx), {lock.script_id: lock for lock in tx.locks.all()}
        outlets = {ScriptId(item.id): item.outlets for item in tx.news.all()}
    fitting = [each for each in ever if may_know(outlets.get(each.script.id, ()), only) and _script_fits(each, search)]
    counts = Counter(each.state for each in fitting)
    wanted = [each for each in fitting if search.state is None or each.state is search.state]
    wanted.sort(key=lambda each: (each.script.written_at, each.script.id), reverse=True)
    start = max(search.page - 1, 0) * ON_A_PAGE
    return ScriptList(
        rows=tuple(
            ListedScript(standing=each, lock=_standing_lock(locks.get(each.script.id), now))
            for each in wanted[start : start + ON_A_PAGE]
        ),
        first=start + 1,
        total=len(wanted),
        counts={state: counts.get(state, 0) for state in ScriptState},
    )


def list_news(station: Station, search: Search, *, only: Outlets, unwritten: bool = False) -> NewsList:
    """Give one page of the news that is looked for; `unwritten` keeps what has no script yet."""
    with station.store.reading() as tx:
        items, ever = tx.news.all(), {each.script.id: each for each in standings_in(tx)}
    known = [each for each in items if may_know(each.outlets, only)]
    rows = [_listed(each, ever.get(ScriptId(each.id))) for each in known if _item_fits(each, search)]
    found = [each for each in rows if search.state is None or each.state is search.state]
    wanted = [each for each in found if each.state is None] if unwritten else found
    wanted.sort(key=lambda each: (each.item.received_at, each.item.id), reverse=True)
    start = max(search.page - 1, 0) * ON_A_PAGE
    return NewsList(
        rows=tuple(wanted[start : start + ON_A_PAGE]),
        first=start + 1,
        total=len(wanted),
        unwritten=sum(each.state is None for each in found),
        everything=len(found),
    )


def _listed(item: NewsItem, standing: ScriptStanding | None) -> ListedNews:
    if standing is None:
        return ListedNews(item=item, state=None, outdated=False)
    return ListedNews(item=item, state=standing.state, outdated=standing.script.item_hash != item.content_hash)


def _standing_lock(lock: ScriptLock | None, now: datetime) -> ScriptLock | None:
    return None if lock is None or lock_over(lock, now) else lock


def _script_fits(standing: ScriptStanding, search: Search) -> bool:
    script = standing.script
    text = " ".join([script.title, *(line.written for line in script.read_lines)]) if search.words else ""
    return (
        fold(search.words) in fold(text)
        and search.topic in (None, script.topic)
        and (not search.whose or same_person(script.writer, search.whose))
    )


def _item_fits(item: NewsItem, search: Search) -> bool:
    text = f"{item.title} {item.body} {item.source} {item.author}" if search.words else ""
    return (
        fold(search.words) in fold(text)
        and search.topic in (None, item.topic)
        and (not search.whose or same_person(item.author, search.whose))
    )
