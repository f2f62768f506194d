"""What people asked the service to do, one row for each order."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, insert, select, update

from broadcaster.domain.ids import OrderId
from broadcaster.domain.orders import WorkOrder
from broadcaster.storage.rows import columns_of, row_of, value, values
from broadcaster.storage.tables import work_order as table

_FIELDS = columns_of(table, WorkOrder)


class WorkOrders:
    """Orders by their number; what was begun is never begun again."""

    def __init__(self, connection: Connection) -> None:
        """Work within an open transaction."""
        self.connection = connection

    def add(self, order: WorkOrder) -> OrderId:
        """Keep an order and give the number that it got; the number that it came with does not count."""
        added = self.connection.execute(insert(table).values(row_of(order, "id")).returning(table.c.id))
        return OrderId(added.scalar_one())

    def get(self, wanted: OrderId) -> WorkOrder | None:
        """Give an order, whatever became of it."""
        return value(self.connection, WorkOrder, select(*_FIELDS).where(table.c.id == wanted))

    def open(self) -> tuple[WorkOrder, ...]:
        """Give the orders that wait or are being carried out, in order of arrival."""
        return values(
            self.connection, WorkOrder, select(*_FIELDS).where(table.c.ended_at.is_(None)).order_by(table.c.id)
        )

    def newest(self, most: int) -> tuple[WorkOrder, ...]:
        """Give the newest orders, newest first."""
        return values(self.connection, WorkOrder, select(*_FIELDS).order_by(table.c.id.desc()).limit(most))

    def begin(self, order: WorkOrder) -> bool:
        """Record that an order begins and say whether it may: not when it was begun or taken back already."""
        return self._changed(order, table.c.started_at.is_(None), table.c.ended_at.is_(None))

    def keep(self, order: WorkOrder) -> bool:
        """Record how far an order has come, or how it ended; false when it had ended before."""
        return self._changed(order, table.c.ended_at.is_(None))

    def _changed(self, order: WorkOrder, *only: ColumnElement[Any]) -> bool:
        kept = row_of(order, "id", "kind", "arguments", "by", "ordered_at")
        done = update(table).where(table.c.id == order.id, *only).values(kept).returning(table.c.id)
        return bool(self.connection.execute(done).all())
