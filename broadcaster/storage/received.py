"""How news came in: one record for each coming in, only ever added to but for an editor's look."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from broadcaster.domain.ids import NewsItemId, Sha256
from broadcaster.domain.news_receipts import NewsReceipt
from broadcaster.storage.rows import columns_of, in_parts, row_of, values
from broadcaster.storage.tables import news_receipt


class NewsReceipts:
    """Receipts of news items."""

    def __init__(self, connection: Connection) -> None:
        """Work within an open transaction."""
        self.connection = connection

    def add(self, receipt: NewsReceipt) -> None:
        """Add a receipt."""
        self.connection.execute(insert(news_receipt).values(row_of(receipt)))

    def of(self, item_id: NewsItemId) -> tuple[NewsReceipt, ...]:
        """Give an item's receipts, oldest first."""
        found = select(*columns_of(news_receipt, NewsReceipt)).where(news_receipt.c.item_id == item_id)
        return values(self.connection, NewsReceipt, found.order_by(news_receipt.c.id))

    def latest(self, items: Iterable[NewsItemId]) -> Mapping[NewsItemId, NewsReceipt]:
        """Give the newest receipt of each of some items; items without one are left out."""
        columns = columns_of(news_receipt, NewsReceipt)
        asked = (select(*columns).where(news_receipt.c.item_id.in_(part)) for part in in_parts(items))
        found = (values(self.connection, NewsReceipt, each.order_by(news_receipt.c.id)) for each in asked)
        return {receipt.item_id: receipt for part in found for receipt in part}

    def waiting(self, items: Iterable[NewsItemId]) -> frozenset[NewsItemId]:
        """Give those of some items whose letters were converted and that no editor has looked at."""
        found = select(news_receipt.c.item_id)
        unseen = found.where(news_receipt.c.original != "", news_receipt.c.accepted_by == "")
        asked = (unseen.where(news_receipt.c.item_id.in_(part)) for part in in_parts(items))
        return frozenset(NewsItemId(each) for part in asked for each in self.connection.execute(part).scalars())

    def items_of_files(self, files: Iterable[Sha256]) -> Mapping[Sha256, tuple[NewsItemId, ...]]:
        """Give the items that came out of each of some files, by the files' bytes; files never read are left out."""
        asked = (
            select(news_receipt.c.file_sha256, news_receipt.c.item_id).where(news_receipt.c.file_sha256.in_(part))
            for part in in_parts(files)
        )
        found: dict[Sha256, dict[NewsItemId, None]] = {}
        for statement in asked:
            for sha256, item_id in self.connection.execute(statement.order_by(news_receipt.c.id)):
                found.setdefault(Sha256(sha256), {})[NewsItemId(item_id)] = None
        return {sha256: tuple(items) for sha256, items in found.items()}

    def known_addresses(self, addresses: Iterable[str]) -> frozenset[str]:
        """Give those of some addresses of pages from which an item came in, by its link or by where it was fetched."""
        known: set[str] = set()
        for part in in_parts(addresses):
            for column in (news_receipt.c.link, news_receipt.c.origin):
                known |= {*self.connection.scalars(select(column).where(column.in_(part)))}
        return frozenset(known)

    def accept(self, item_id: NewsItemId, *, by: str, now: datetime) -> int:
        """Note that an editor has looked at an item's converted letters, and give how many receipts waited for it."""
        waiting = (news_receipt.c.item_id == item_id, news_receipt.c.original != "", news_receipt.c.accepted_by == "")
        change = update(news_receipt).where(*waiting).values(accepted_by=by, accepted_at=now)
        return self.connection.execute(change).rowcount
