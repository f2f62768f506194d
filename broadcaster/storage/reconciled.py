"""Answers of reconciliation; every one is kept."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Connection, func, insert, select

from broadcaster.domain.ids import OutletId
from broadcaster.domain.reconciliations import Reconciliation
from broadcaster.storage.rows import columns_of, row_of, values
from broadcaster.storage.tables import reconciliation


class Reconciliations:
    """What days came to, answer after answer; only ever added to."""

    def __init__(self, connection: Connection) -> None:
        """Work within an open transaction."""
        self.connection = connection

    def add_new(self, answers: Iterable[Reconciliation]) -> int:
        """Keep the answers that come from other plans or entries than the last of their day; gives their number."""
        in_order = list(answers)
        known = {
            (day, outlet_id): inputs
            for each_day in {each.day for each in in_order}
            for outlet_id, (day, inputs) in self._last_inputs(each_day).items()
        }
        fresh = [each for each in in_order if known.get((each.day, each.outlet_id)) != each.inputs]
        if fresh:
            self.connection.execute(insert(reconciliation), [row_of(each) for each in fresh])
        return len(fresh)

    def history(self, outlet_id: OutletId, day: date) -> tuple[Reconciliation, ...]:
        """Give every answer for a day, the first one first."""
        column = reconciliation.c
        found = select(*columns_of(reconciliation, Reconciliation))
        there = found.where(column.day == day, column.outlet_id == outlet_id).order_by(column.arrived)
        return values(self.connection, Reconciliation, there)

    def on(self, day: date) -> tuple[Reconciliation, ...]:
        """Give every answer for a day at every outlet, the first one first."""
        column = reconciliation.c
        found = select(*columns_of(reconciliation, Reconciliation))
        return values(self.connection, Reconciliation, found.where(column.day == day).order_by(column.arrived))

    def _last_inputs(self, day: date) -> dict[OutletId, tuple[date, str]]:
        column = reconciliation.c
        last = select(func.max(column.arrived)).where(column.day == day).group_by(column.outlet_id)
        found = select(column.outlet_id, column.day, column.inputs).where(column.arrived.in_(last))
        return {outlet_id: (on, inputs) for outlet_id, on, inputs in self.connection.execute(found)}
