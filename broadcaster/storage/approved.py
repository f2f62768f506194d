"""Approvals; a fact is only ever added, and the database refuses anything else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby

from sqlalchemy import Connection, select

from broadcaster.domain.approvals import Approval
from broadcaster.domain.ids import ScriptId
from broadcaster.storage.rows import add_new, columns_of, in_parts, row_of, values
from broadcaster.storage.tables import approval

_FIELDS = columns_of(approval, Approval)


class Approvals:
    """Who said yes to exactly which words or sound."""

    def __init__(self, connection: Connection) -> None:
        """Work within an open transaction."""
        self.connection = connection

    def add(self, value: Approval) -> bool:
        """Add an approval; False when the same script, stage and subject is approved already."""
        return add_new(self.connection, approval, [row_of(value)]) > 0

    def of(self, script_id: ScriptId) -> tuple[Approval, ...]:
        """Give a script's approvals in order of arrival; they outlive the script."""
        found = select(*_FIELDS).where(approval.c.script_id == script_id).order_by(approval.c.arrived)
        return values(self.connection, Approval, found)

    def of_many(self, scripts: Iterable[ScriptId]) -> Mapping[ScriptId, tuple[Approval, ...]]:
        """Give the approvals of some scripts, in order of arrival; a script without any is left out."""
        order = (approval.c.script_id, approval.c.arrived)
        asked = (select(*_FIELDS).where(approval.c.script_id.in_(part)).order_by(*order) for part in in_parts(scripts))
        found = [each for part in asked for each in values(self.connection, Approval, part)]
        return {script_id: tuple(group) for script_id, group in groupby(found, key=lambda each: each.script_id)}

    def all(self) -> Mapping[ScriptId, tuple[Approval, ...]]:
        """Give every approval by script, in order of arrival."""
        found = values(self.connection, Approval, select(*_FIELDS).order_by(approval.c.script_id, approval.c.arrived))
        return {script_id: tuple(group) for script_id, group in groupby(found, key=lambda each: each.script_id)}
