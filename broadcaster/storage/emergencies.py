"""Emergency bulletins and what became of them; facts are only ever added, and the database refuses anything else."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from sqlalchemy import ColumnElement, Connection, insert, select, true

from broadcaster.domain.emergencies import Emergency, EmergencyEvent, EmergencyStanding
from broadcaster.domain.ids import EmergencyId
from broadcaster.storage.rows import add_new, columns_of, row_of, values
from broadcaster.storage.tables import emergency, emergency_event


class Emergencies:
    """Who sent which bulletin where, and how each stands."""

    def __init__(self, connection: Connection) -> None:
        """Work within an open transaction."""
        self.connection = connection

    def add(self, value: Emergency) -> bool:
        """Add a bulletin; False when its id is taken, or its alert is told already."""
        return add_new(self.connection, emergency, [row_of(value)]) > 0

    def add_events(self, events: Sequence[EmergencyEvent]) -> None:
        """Add what happened, in this order."""
        if events:
            self.connection.execute(insert(emergency_event), [row_of(event) for event in events])

    def all(self) -> tuple[EmergencyStanding, ...]:
        """Give every bulletin with its events, in order of arrival."""
        return self._standings(true())

    def get(self, emergency_id: EmergencyId) -> EmergencyStanding | None:
        """Give one bulletin with its events."""
        return next(iter(self._standings(emergency.c.id == emergency_id)), None)

    def of_alert(self, key: str) -> EmergencyStanding | None:
        """Give the bulletin that tells an alert, named by its ``sender,identifier``."""
        return next(iter(self._standings(emergency.c.alert == key)), None)

    def _standings(self, which: ColumnElement[bool]) -> tuple[EmergencyStanding, ...]:
        found = values(
            self.connection,
            Emergency,
            select(*columns_of(emergency, Emergency)).where(which).order_by(emergency.c.arrived),
        )
        told = select(*columns_of(emergency_event, EmergencyEvent)).where(
            emergency_event.c.emergency_id.in_(select(emergency.c.id).where(which))
        )
        ordered = told.order_by(emergency_event.c.emergency_id, emergency_event.c.arrived)
        happened = groupby(values(self.connection, EmergencyEvent, ordered), key=lambda each: each.emergency_id)
        events = {emergency_id: tuple(group) for emergency_id, group in happened}
        return tuple(EmergencyStanding(emergency=each, events=events.get(each.id, ())) for each in found)
