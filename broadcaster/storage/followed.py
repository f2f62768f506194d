"""How the station stands with the feeds that it follows."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, delete, insert, select

from broadcaster.domain.news_feeds import FeedState
from broadcaster.storage.rows import columns_of, row_of, values
from broadcaster.storage.tables import news_feed


class NewsFeeds:
    """Feeds by their names."""

    def __init__(self, connection: Connection) -> None:
        """Work within an open transaction."""
        self.connection = connection

    def all(self) -> Mapping[str, FeedState]:
        """Give how each feed stood when it was asked last."""
        found = values(self.connection, FeedState, select(*columns_of(news_feed, FeedState)))
        return {each.name: each for each in found}

    def keep(self, state: FeedState) -> None:
        """Keep how a feed stands, in place of what was known of it."""
        self.connection.execute(delete(news_feed).where(news_feed.c.name == state.name))
        self.connection.execute(insert(news_feed).values(row_of(state)))
