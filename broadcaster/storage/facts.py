"""What was handed over and what truly went out; facts are only ever added, and the database refuses anything else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection, insert, select

from broadcaster.domain.airings import Airing, Handover
from broadcaster.storage.rows import add_new, columns_of, row_of, values
from broadcaster.storage.tables import airing, handover


class Handovers:
    """Bundles given to outlets."""

    def __init__(self, connection: Connection) -> None:
        """Work within an open transaction."""
        self.connection = connection

    def add(self, given: Handover) -> None:
        """Add a handover; a bundle that is given twice is there twice."""
        self.connection.execute(insert(handover).values(row_of(given)))

    def between(self, first: date, last: date) -> tuple[Handover, ...]:
        """Give the handovers for some days, both ends included, by day and in order of arrival."""
        found = select(*columns_of(handover, Handover)).where(handover.c.air_date.between(first, last))
        return values(self.connection, Handover, found.order_by(handover.c.air_date, handover.c.arrived))


class Airings:
    """The as-run log."""

    def __init__(self, connection: Connection) -> None:
        """Work within an open transaction."""
        self.connection = connection

    def add_many(self, entries: Sequence[Airing]) -> int:
        """Add entries and give the number really new; one whose id is there already is left as it is."""
        return add_new(self.connection, airing, [row_of(entry) for entry in entries])

    def between(self, first: date, last: date) -> tuple[Airing, ...]:
        """Give the entries of some days, both ends included, by day, outlet, planned time and order of arrival."""
        order = (airing.c.air_date, airing.c.outlet_id, airing.c.planned_at, airing.c.arrived)
        found = select(*columns_of(airing, Airing)).where(airing.c.air_date.between(first, last))
        return values(self.connection, Airing, found.order_by(*order))
