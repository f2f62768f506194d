"""Items that tell the same: pairs that wait for an editor, which may be found anew, and verdicts, only ever added."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import ColumnElement, Connection, delete, exists, insert, or_, select

from broadcaster.domain.ids import NewsItemId
from broadcaster.domain.news_twins import TwinPair, TwinVerdict, Verdict
from broadcaster.storage.rows import add_new, columns_of, row_of, values
from broadcaster.storage.tables import news, news_twin, news_verdict


class NewsTwins:
    """What is known of items that tell the same."""

    def __init__(self, connection: Connection) -> None:
        """Work within an open transaction."""
        self.connection = connection

    def keep(self, item_id: NewsItemId, pairs: Iterable[TwinPair]) -> None:
        """Let these be the pairs of an item that wait, in place of those that were found before."""
        self._drop(_names(item_id))
        add_new(self.connection, news_twin, [row_of(each) for each in pairs])

    def waiting(self) -> tuple[TwinPair, ...]:
        """Give the pairs of standing items on which nobody has said anything, oldest first."""
        # EXISTS, and not IN: SQLite would try every id of the one list with every id of the other.
        both = [exists().where(news.c.id == each) for each in (news_twin.c.item_id, news_twin.c.other_id)]
        order = (news_twin.c.found_at, news_twin.c.item_id, news_twin.c.other_id)
        found = select(*columns_of(news_twin, TwinPair)).where(*both).order_by(*order)
        return values(self.connection, TwinPair, found)

    def say(self, verdict: TwinVerdict) -> None:
        """Keep a verdict; the two wait no longer."""
        self.connection.execute(insert(news_verdict).values(row_of(verdict)))
        one, other = verdict.item_id, verdict.other_id
        self._drop((news_twin.c.item_id == one) & (news_twin.c.other_id == other))
        self._drop((news_twin.c.item_id == other) & (news_twin.c.other_id == one))

    def verdicts(self, item_id: NewsItemId) -> tuple[TwinVerdict, ...]:
        """Give all that was ever said of an item, oldest first."""
        named = or_(news_verdict.c.item_id == item_id, news_verdict.c.other_id == item_id)
        found = select(*columns_of(news_verdict, TwinVerdict)).where(named).order_by(news_verdict.c.arrived)
        return values(self.connection, TwinVerdict, found)

    def merged_into(self, item_id: NewsItemId) -> tuple[NewsItemId, ...]:
        """Give the items that one stands for, by the newest verdict on each pair."""
        newest = {each.pair: each for each in self.verdicts(item_id)}.values()
        return tuple(each.item_id for each in newest if each.verdict is Verdict.MERGED and each.other_id == item_id)

    def _drop(self, wanted: ColumnElement[bool]) -> None:
        self.connection.execute(delete(news_twin).where(wanted))


def _names(item_id: NewsItemId) -> ColumnElement[bool]:
    return or_(news_twin.c.item_id == item_id, news_twin.c.other_id == item_id)
