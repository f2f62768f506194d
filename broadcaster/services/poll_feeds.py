"""Ask the feeds that the station follows for what is new, and keep it; one that fails is asked ever less often."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from broadcaster.domain.aliases import slug
from broadcaster.domain.ids import NewsItemId
from broadcaster.domain.news import NewsDraft, NewsItem
from broadcaster.domain.news_feeds import FeedState
from broadcaster.domain.news_receipts import Way
from broadcaster.errors import BroadcasterError, InputError, SiteBusy
from broadcaster.feeds.visitor import Fetched, Visitor
from broadcaster.files import write_bytes
from broadcaster.newsroom.accept import item_id
from broadcaster.services.open_entries import Opened, open_entries
from broadcaster.services.open_page import entries_in
from broadcaster.services.read_apart import ReadingRoom, reading_room
from broadcaster.services.suggest_topic import suggester
from broadcaster.services.take_in_news import Arrival, Bringing, Gathered, arrivals, take_in, twin
from broadcaster.settings.feeds import FeedSettings
from broadcaster.station import Station
from broadcaster.storage.saved import Saved

logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class FeedVisit:
    """What came of asking one feed."""

    state: FeedState
    """How it stands now."""
    taken: tuple[Gathered, ...] = ()
    """The items that it gave."""
    failed: bool = False
    """Whether it gave no good answer."""
    refused: tuple[str, ...] = ()
    """Why some of its entries were not taken, a Vietnamese sentence each."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Taken:
    """What came of the entries of one feed."""

    items: tuple[Gathered, ...] = ()
    """The items."""
    refused: tuple[str, ...] = ()
    """Why others were not taken."""
    waiting: int = 0
    """How many wait for the next visit."""


def visitor_of(station: Station) -> Visitor:
    """Make what asks sites, by the station's settings."""
    feeds, limits = station.settings.feeds, station.settings.news.limits
    return Visitor(contact=feeds.contact, inside=feeds.inside, most_bytes=limits.file_mb * 1024 * 1024)


def feed_states(station: Station, *, now: datetime) -> tuple[FeedState, ...]:
    """Give how the station stands with every feed that it follows, in the order of the settings."""
    with station.store.reading() as tx:
        known = tx.news_feeds.all()
    return tuple(_state(name, feed, known.get(name), now) for name, feed in station.settings.feeds.followed.items())


def poll_feeds(
    station: Station, *, now: datetime, visitor: Visitor | None = None, names: Sequence[str] = ()
) -> tuple[FeedVisit, ...]:
    """Ask every feed that is due, or those that are named at once, one after the other.

    A feed that fails keeps no other from being asked. Raises NoTimetable.
    """
    asking = visitor or visitor_of(station)
    feeds = station.settings.feeds.followed
    wanted = [
        each for each in feed_states(station, now=now) if each.name in names or (not names and each.next_at <= now)
    ]
    return tuple(_visited(station, state, feeds[state.name], asking, now) for state in wanted)


def _state(name: str, feed: FeedSettings, known: FeedState | None, now: datetime) -> FeedState:
    if known is not None and known.address == feed.address:
        return known
    return FeedState(name=name, address=feed.address, next_at=now)


def _visited(station: Station, state: FeedState, feed: FeedSettings, visitor: Visitor, now: datetime) -> FeedVisit:
    often = timedelta(minutes=feed.minutes)
    try:
        got = visitor.fetch(feed.address, etag=state.etag, modified=state.modified)
        taken = _Taken() if got.unchanged else _taken(station, state.name, feed, got, visitor=visitor, now=now)
    except BroadcasterError as error:
        asked = timedelta(seconds=int(str(error.fields["seconds"]))) if isinstance(error, SiteBusy) else timedelta()
        logger.warning("%s", error, extra={"action": "feed_failed", "feed": state.name})
        return _kept(
            station,
            FeedVisit(state=state.after_failure(now=now, often=often, told=str(error), asked=asked), failed=True),
        )
    told = _told_of(taken)
    logger.info("%s", told, extra={"action": "feed_read", "feed": state.name})
    etag, modified = (state.etag, state.modified) if got.unchanged else (got.etag, got.modified)
    if taken.waiting:  # or the site would say next time that nothing has changed
        etag = modified = ""
    after = state.after_success(now=now, often=often, etag=etag, modified=modified, told=told)
    return _kept(station, FeedVisit(state=after, taken=taken.items, refused=taken.refused))


def _told_of(taken: _Taken) -> str:
    fresh = sum(each.saved is not Saved.UNCHANGED for each in taken.items)
    told = [f"{fresh} tin mới hoặc đã đổi" if fresh else "không có gì mới"]
    told += [f"{taken.waiting} mục đợi lần sau"] * bool(taken.waiting)
    told += [f"không nhận {len(taken.refused)} mục: {' '.join(taken.refused)}"] * bool(taken.refused)
    return ", ".join(told)


def _kept(station: Station, visit: FeedVisit) -> FeedVisit:
    with station.store.writing() as tx:
        tx.news_feeds.keep(visit.state)
    return visit


def _taken(station: Station, name: str, feed: FeedSettings, got: Fetched, *, visitor: Visitor, now: datetime) -> _Taken:
    """Read a feed apart, as a file, and keep its entries; one that cannot be taken keeps no other out."""
    room = reading_room(station.settings.news.limits)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        path = Path(folder) / f"{slug(name) or 'nguon'}{_suffix(got)}"
        write_bytes(path, got.content)
        drafts = [_told(draft, path, feed) for draft in entries_in(room, path, got)]
    opened = _opened(station, drafts, room, visitor) if feed.pages else _as_given(drafts)
    coming, refused = _checked(station, opened.entries, now)
    with station.store.writing() as tx:
        items = take_in(tx, coming, Bringing(way=Way.FEED, now=now))
    return _Taken(items=items, refused=refused, waiting=opened.waiting)


def _opened(station: Station, drafts: Sequence[NewsDraft], room: ReadingRoom, visitor: Visitor) -> Opened:
    with station.store.reading() as tx:
        receipts = tx.news_receipts.latest(map(item_id, drafts))
    return open_entries(drafts, receipts, room=room, visitor=visitor)


def _as_given(drafts: Sequence[NewsDraft]) -> Opened:
    return Opened(entries=tuple((draft, draft) for draft in drafts), waiting=0)


def _checked(
    station: Station, pairs: Sequence[tuple[NewsDraft, NewsDraft]], now: datetime
) -> tuple[list[Arrival], tuple[str, ...]]:
    """Make items of entries, each by itself; of two different ones with one name the first counts."""
    timetable, suggest = station.timetable(), suggester(station)
    coming: list[Arrival] = []
    refused: list[str] = []
    seen: dict[NewsItemId, NewsItem] = {}
    for entry, draft in pairs:
        try:
            (arrival,) = arrivals(timetable, [draft], now=now, suggest=suggest)
        except InputError as error:
            refused.append(str(error))
            continue
        clash = twin([arrival], seen)
        if clash is None:
            seen[arrival.item.id] = arrival.item
            coming.append(replace(arrival, entry=entry))
        else:
            refused.append(str(clash))
    return coming, tuple(refused)


def _suffix(got: Fetched) -> str:
    return ".json" if "json" in got.media_type or got.content.lstrip()[:1] == b"{" else ".xml"


def _told(draft: NewsDraft, path: Path, feed: FeedSettings) -> NewsDraft:
    """Fill in what the settings say of a feed where it says nothing itself."""
    return replace(
        draft,
        topic=draft.topic or feed.topic,
        genre=draft.genre or feed.genre,
        source=draft.source or feed.source,
        rights=draft.rights or feed.rights,
        origin=draft.origin.replace(str(path), feed.address),
    )
