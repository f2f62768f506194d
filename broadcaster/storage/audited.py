"""The trail of what people did; the database itself refuses to change or drop any of it."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select

from broadcaster.domain.audit import AuditEntry
from broadcaster.storage.rows import columns_of, row_of, values
from broadcaster.storage.tables.accounts import audit_entry


class Audit:
    """Entries in the order in which they arrived."""

    def __init__(self, connection: Connection) -> None:
        """Work within an open transaction."""
        self.connection = connection

    def add(self, entry: AuditEntry) -> None:
        """Add an entry."""
        self.connection.execute(insert(audit_entry).values(row_of(entry)))

    def about(self, subject: str) -> tuple[AuditEntry, ...]:
        """Give every entry about one thing, oldest first."""
        found = select(*columns_of(audit_entry, AuditEntry)).where(audit_entry.c.subject == subject)
        return values(self.connection, AuditEntry, found.order_by(audit_entry.c.arrived))

    def newest(
        self, *, most: int, before: int | None = None, who: str = "", action: str = ""
    ) -> tuple[tuple[int, AuditEntry], ...]:
        """Give entries with their numbers, newest first, from before a number on, of one person or action alone."""
        found = select(audit_entry.c.arrived, *columns_of(audit_entry, AuditEntry))
        if before is not None:
            found = found.where(audit_entry.c.arrived < before)
        for column, wanted in ((audit_entry.c.who, who), (audit_entry.c.action, action)):
            if wanted:
                found = found.where(column == wanted)
        rows = self.connection.execute(found.order_by(audit_entry.c.arrived.desc()).limit(most)).mappings()
        return tuple((row["arrived"], AuditEntry(**{k: v for k, v in row.items() if k != "arrived"})) for row in rows)
