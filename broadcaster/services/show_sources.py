"""Show where the station fetches news from by itself, and how it stands with each place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from broadcaster.domain.news_feeds import FeedState
from broadcaster.domain.orders import OrderKind, WorkOrder
from broadcaster.errors import UnknownItem
from broadcaster.services.order_work import order
from broadcaster.services.poll_feeds import feed_states
from broadcaster.services.read_mailbox import mailbox_state
from broadcaster.station import Station

MAIL = "Hòm thư nhận tin"
"""What the mailbox is called beside the feeds."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FollowedFeed:
    """A feed, or the mailbox, as people see it."""

    state: FeedState
    """How the station stands with it."""
    source: str
    """What is written as the source where the feed says nothing."""
    minutes: int
    """How often it is asked."""
    asking: bool
    """Whether somebody ordered that it be asked and that has not ended yet."""

    @property
    def answered(self) -> bool:
        """Say whether its last answer was a good one."""
        return self.state.done_at is not None and not self.state.failures


def followed_feeds(station: Station, *, now: datetime) -> tuple[FollowedFeed, ...]:
    """Give every feed that the settings name, in their order, then the mailbox where there is one."""
    with station.store.reading() as tx:
        asked = {name for each in tx.work_orders.open() if each.kind is OrderKind.FEED for name in each.arguments}
    known, mail = station.settings.feeds.followed, mailbox_state(station, now=now)
    feeds = tuple(
        FollowedFeed(
            state=each,
            source=known[each.name].source,
            minutes=known[each.name].minutes,
            asking=each.name in asked,
        )
        for each in feed_states(station, now=now)
    )
    if mail is None:
        return feeds
    often = station.settings.mailbox.minutes
    return (*feeds, FollowedFeed(state=mail, source=MAIL, minutes=often, asking=mail.name in asked))


def order_asking(station: Station, name: str, *, by: str, now: datetime) -> WorkOrder:
    """Order that a feed be asked, or the mailbox opened, at once, due or not.

    Raises:
        NameNeeded.
        UnknownItem: the settings name no such feed.
    """
    if name not in {each.state.name for each in followed_feeds(station, now=now)}:
        raise UnknownItem(item=name, nearest="")
    return order(station, OrderKind.FEED, [name], by=by, now=now)
