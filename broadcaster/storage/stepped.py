"""What people said of scripts on the way to approval; a fact is only ever added."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby

from sqlalchemy import Connection, insert, select

from broadcaster.domain.approvals import ScriptStep
from broadcaster.domain.ids import ScriptId
from broadcaster.storage.rows import columns_of, in_parts, row_of, values
from broadcaster.storage.tables import script_step

_FIELDS = columns_of(script_step, ScriptStep)


class ScriptSteps:
    """Who edited, submitted or returned exactly which words or sound."""

    def __init__(self, connection: Connection) -> None:
        """Work within an open transaction."""
        self.connection = connection

    def add(self, value: ScriptStep) -> None:
        """Add a step."""
        self.connection.execute(insert(script_step).values(row_of(value)))

    def of(self, script_id: ScriptId) -> tuple[ScriptStep, ...]:
        """Give a script's steps in order of arrival; they outlive the script."""
        found = select(*_FIELDS).where(script_step.c.script_id == script_id).order_by(script_step.c.arrived)
        return values(self.connection, ScriptStep, found)

    def of_many(self, scripts: Iterable[ScriptId]) -> Mapping[ScriptId, tuple[ScriptStep, ...]]:
        """Give the steps of some scripts, in order of arrival; a script without any is left out."""
        order, here = (script_step.c.script_id, script_step.c.arrived), script_step.c.script_id
        asked = (select(*_FIELDS).where(here.in_(part)).order_by(*order) for part in in_parts(scripts))
        found = [each for part in asked for each in values(self.connection, ScriptStep, part)]
        return {script_id: tuple(group) for script_id, group in groupby(found, key=lambda each: each.script_id)}

    def all(self) -> Mapping[ScriptId, tuple[ScriptStep, ...]]:
        """Give every step by script, in order of arrival."""
        ever = select(*_FIELDS).order_by(script_step.c.script_id, script_step.c.arrived)
        found = values(self.connection, ScriptStep, ever)
        return {script_id: tuple(group) for script_id, group in groupby(found, key=lambda each: each.script_id)}
