"""Whom to call at each outlet."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from broadcaster.domain.contacts import Contact
from broadcaster.domain.ids import OutletId
from broadcaster.storage.rows import columns_of, row_of, values
from broadcaster.storage.tables import outlet_contact

_COLUMNS = columns_of(outlet_contact, Contact)


class Contacts:
    """Contacts by outlet, one of each."""

    def __init__(self, connection: Connection) -> None:
        """Work within an open transaction."""
        self.connection = connection

    def all(self) -> dict[OutletId, Contact]:
        """Give every contact."""
        found = values(self.connection, Contact, select(*_COLUMNS).order_by(outlet_contact.c.outlet_id))
        return {each.outlet_id: each for each in found}

    def keep(self, contact: Contact) -> None:
        """Keep a contact in the place of the one that was there."""
        self.drop(contact.outlet_id)
        self.connection.execute(insert(outlet_contact).values(row_of(contact)))

    def drop(self, outlet_id: OutletId) -> bool:
        """Forget a contact, and say whether there was one."""
        gone = delete(outlet_contact).where(outlet_contact.c.outlet_id == outlet_id)
        return bool(self.connection.execute(gone).rowcount)
