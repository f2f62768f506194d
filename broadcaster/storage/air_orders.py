"""What staff said of the airing of items: rules, withdrawals, late stories; only ever added, the newest counts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import Connection, insert, select

from broadcaster.domain.air_rules import AirRule
from broadcaster.domain.ids import NewsItemId
from broadcaster.domain.plan_records import PlanChange, Withdrawal
from broadcaster.storage.rows import columns_of, row_of, values
from broadcaster.storage.tables import air_rule, plan_change, withdrawal


class AirRules:
    """When items may air and how often."""

    def __init__(self, connection: Connection) -> None:
        """Work within an open transaction."""
        self.connection = connection

    def add(self, rule: AirRule) -> None:
        """Let a rule hold from now on; earlier ones of the item stay in its history."""
        self.connection.execute(insert(air_rule).values(row_of(rule)))

    def all(self) -> Mapping[NewsItemId, AirRule]:
        """Give the rule that holds for each item that has one."""
        found = select(*columns_of(air_rule, AirRule)).order_by(air_rule.c.arrived)
        return {rule.item_id: rule for rule in values(self.connection, AirRule, found)}

    def history(self, item_id: NewsItemId) -> tuple[AirRule, ...]:
        """Give every rule that an item ever had, oldest first."""
        found = select(*columns_of(air_rule, AirRule)).where(air_rule.c.item_id == item_id)
        return values(self.connection, AirRule, found.order_by(air_rule.c.arrived))


class Withdrawals:
    """Items that may not air."""

    def __init__(self, connection: Connection) -> None:
        """Work within an open transaction."""
        self.connection = connection

    def add(self, said: Withdrawal) -> None:
        """Take an item off the air, or let it on again."""
        self.connection.execute(insert(withdrawal).values(row_of(said)))

    def standing(self) -> Mapping[NewsItemId, Withdrawal]:
        """Give what holds for each item that may not air now."""
        newest = {said.item_id: said for said in self.history()}
        return {item_id: said for item_id, said in newest.items() if not said.allowed}

    def history(self) -> tuple[Withdrawal, ...]:
        """Give everything that was ever said, oldest first."""
        found = select(*columns_of(withdrawal, Withdrawal)).order_by(withdrawal.c.arrived)
        return values(self.connection, Withdrawal, found)


class PlanChanges:
    """Late stories."""

    def __init__(self, connection: Connection) -> None:
        """Work within an open transaction."""
        self.connection = connection

    def add(self, change: PlanChange) -> None:
        """Keep who put what into which session, and why."""
        self.connection.execute(insert(plan_change).values(row_of(change)))

    def on(self, day: date) -> tuple[PlanChange, ...]:
        """Give a day's late stories, oldest first."""
        found = select(*columns_of(plan_change, PlanChange)).where(plan_change.c.air_date == day)
        return values(self.connection, PlanChange, found.order_by(plan_change.c.arrived))
