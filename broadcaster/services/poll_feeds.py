"""Ask the feeds that the station follows for what is new, and keep it; one that fails is asked ever less often."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from broadcaster.domain.news import NewsDraft
from broadcaster.domain.news_feeds import FeedState
from broadcaster.domain.news_receipts import Way
from broadcaster.errors import BroadcasterError, SiteBusy
from broadcaster.feeds.visitor import Fetched, Visitor
from broadcaster.files import write_bytes
from broadcaster.services.read_apart import reading_room
from broadcaster.services.take_in_news import Bringing, Gathered, arrivals, take_in, twin
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
        taken = () if got.unchanged else _taken(station, state.name, feed, got, now)
    except BroadcasterError as error:
        asked = timedelta(seconds=int(str(error.fields["seconds"]))) if isinstance(error, SiteBusy) else timedelta()
        logger.warning("%s", error, extra={"action": "feed_failed", "feed": state.name})
        return _kept(
            station,
            FeedVisit(state=state.after_failure(now=now, often=often, told=str(error), asked=asked), failed=True),
        )
    fresh = sum(each.saved is not Saved.UNCHANGED for each in taken)
    told = "không có gì mới" if not fresh else f"{fresh} tin mới hoặc đã đổi"
    logger.info("%s", told, extra={"action": "feed_read", "feed": state.name})
    etag, modified = (state.etag, state.modified) if got.unchanged else (got.etag, got.modified)
    after = state.after_success(now=now, often=often, etag=etag, modified=modified, told=told)
    return _kept(station, FeedVisit(state=after, taken=taken))


def _kept(station: Station, visit: FeedVisit) -> FeedVisit:
    with station.store.writing() as tx:
        tx.news_feeds.keep(visit.state)
    return visit


def _taken(station: Station, name: str, feed: FeedSettings, got: Fetched, now: datetime) -> tuple[Gathered, ...]:
    """Read a feed apart, as a file, and keep its entries."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        path = Path(folder) / f"{name}{_suffix(got)}"
        write_bytes(path, got.content)
        read = reading_room(station.settings.news.limits).read(path)
    drafts = [_told(draft, path, feed) for draft in read]
    coming = arrivals(station.timetable(), drafts, now=now)
    clash = twin(coming, {})
    if clash is not None:
        raise clash
    with station.store.writing() as tx:
        return take_in(tx, coming, Bringing(way=Way.FEED, now=now))


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
