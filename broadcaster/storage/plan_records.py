"""Why items are where they are in a plan, what found no place, and how the targets fared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import islice

from sqlalchemy import Connection, delete, insert, select

from broadcaster.domain.ids import EditionId, NewsItemId
from broadcaster.domain.plan_records import PlanReason, PlanResult
from broadcaster.scheduling.filling import LeftOut
from broadcaster.storage.rows import columns_of, in_parts, row_of, values
from broadcaster.storage.tables import plan_left_out, plan_reason, plan_result

_ROWS_AT_ONCE = 10_000
"""Rows that are in memory twice while they are written."""


class PlanRecords:
    """What explains the plans; written with them, dropped with them."""

    def __init__(self, connection: Connection) -> None:
        """Work within an open transaction."""
        self.connection = connection

    def replace_reasons(self, days: Sequence[date], reasons: Iterable[PlanReason]) -> None:
        """Drop the reasons of some days and keep these."""
        self.connection.execute(delete(plan_reason).where(plan_reason.c.air_date.in_(days)))
        rest = iter(reasons)
        while rows := [row_of(each) for each in islice(rest, _ROWS_AT_ONCE)]:
            self.connection.execute(insert(plan_reason), rows)

    def reasons_of(self, item_id: NewsItemId, first: date, last: date) -> tuple[PlanReason, ...]:
        """Give why an item airs on some days, by day, session and outlet."""
        reason = plan_reason.c
        found = select(*columns_of(plan_reason, PlanReason)).where(
            reason.item_id == item_id, reason.air_date.between(first, last)
        )
        return values(self.connection, PlanReason, found.order_by(reason.air_date, reason.session, reason.outlet_id))

    def reasons_on(self, first: date, last: date) -> tuple[PlanReason, ...]:
        """Give all reasons of some days, by day, session and outlet."""
        reason = plan_reason.c
        found = select(*columns_of(plan_reason, PlanReason)).where(reason.air_date.between(first, last))
        return values(self.connection, PlanReason, found.order_by(reason.air_date, reason.session, reason.outlet_id))

    def leave_out(self, left: Mapping[EditionId, tuple[LeftOut, ...]]) -> None:
        """Keep what found no place in some editions, in the place of what was kept of them before."""
        for part in in_parts(left):
            self.connection.execute(delete(plan_left_out).where(plan_left_out.c.edition_id.in_(part)))
        if left:
            rows = [{"edition_id": edition_id, "items": items} for edition_id, items in left.items()]
            self.connection.execute(insert(plan_left_out), rows)

    def left_out(self, editions: Iterable[EditionId]) -> Mapping[EditionId, tuple[LeftOut, ...]]:
        """Give what found no place in some editions."""
        found: dict[EditionId, tuple[LeftOut, ...]] = {}
        for part in in_parts(editions):
            asked = select(plan_left_out.c.edition_id, plan_left_out.c["items"])
            rows = self.connection.execute(asked.where(plan_left_out.c.edition_id.in_(part)))
            found.update((edition_id, items) for edition_id, items in rows)
        return found

    def add_result(self, result: PlanResult) -> None:
        """Keep how good a plan is; those before it stay."""
        self.connection.execute(insert(plan_result).values(row_of(result)))

    def results(self, first: date, last: date) -> tuple[PlanResult, ...]:
        """Give the results of plans that hold any of some days, oldest first."""
        result = plan_result.c
        found = select(*columns_of(plan_result, PlanResult)).where(result.first <= last, result.last >= first)
        return values(self.connection, PlanResult, found.order_by(result.arrived))
