"""Keep whom to call at an outlet, and give the list of all for the wall or a phone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from broadcaster.domain.contacts import Contact
from broadcaster.domain.ids import OutletId
from broadcaster.errors import ContactRefused
from broadcaster.services.audit import Actor, record
from broadcaster.services.show_outlets import OutletRow
from broadcaster.station import Station

LONGEST = 200
"""Characters of the longest name or address."""

_PHONE = re.compile(r"\+?[0-9][0-9 .()/-]*[0-9]", re.ASCII)
_DIGITS = range(3, 16)
_EMAIL = re.compile(r"[^@\s<>,;:\"]+@[^@\s<>,;:\".]+(?:\.[^@\s<>,;:\".]+)+")


@dataclass(frozen=True, kw_only=True, slots=True)
class ContactTyped:
    """A contact as somebody typed it."""

    name: str
    """Who it is."""
    phone: str
    """Their number."""
    email: str
    """Their address."""


def keep_contact(station: Station, outlet_id: OutletId, typed: ContactTyped, *, name: str, by: Actor) -> Contact | None:
    """Keep whom to call at an outlet; with every field empty, nobody.

    Args:
        station: Whose.
        outlet_id: At which outlet.
        typed: What was typed.
        name: Who writes it down, as people read it.
        by: The same for the trail, which keeps no number and no address.

    Raises:
        ContactRefused: it is no number, no address, or has neither.
    """
    said, phone, email = (" ".join(each.split()) for each in (typed.name, typed.phone, typed.email))
    _refuse(said, phone, email)
    contact = Contact(outlet_id=outlet_id, name=said, phone=phone, email=email, changed_by=name, changed_at=by.now)
    with station.store.writing() as tx:
        if said or phone or email:
            tx.contacts.keep(contact)
            record(tx, by, "contact_changed", outlet_id, detail=said)
            return contact
        if tx.contacts.drop(outlet_id):
            record(tx, by, "contact_removed", outlet_id)
    return None


def phone_list(station: Station, rows: Sequence[OutletRow], *, now: datetime) -> bytes:
    """Give the outlets with whom to call there as a workbook that prints."""
    from broadcaster.reports.phone_list import PhoneRow, phone_list_xlsx  # noqa: PLC0415 - openpyxl is large

    zone = station.zone
    listed = [
        PhoneRow(
            outlet=each.outlet.name,
            unit=each.unit.full_name,
            name=each.contact.name if each.contact else "",
            phone=each.contact.phone if each.contact else "",
            email=each.contact.email if each.contact else "",
            fetched_at=each.fetched_at and each.fetched_at.astimezone(zone),
            said_at=each.said_at and each.said_at.astimezone(zone),
        )
        for each in rows
    ]
    return phone_list_xlsx(station.words.name, listed, made_on=now.astimezone(zone).date())


def _refuse(name: str, phone: str, email: str) -> None:
    if max(map(len, (name, phone, email))) > LONGEST:
        raise ContactRefused(reason=f"mỗi ô nhiều nhất {LONGEST} chữ cái; rút gọn lại")
    if name and not (phone or email):
        raise ContactRefused(reason="cần số điện thoại hoặc thư điện tử")
    if phone and not (_PHONE.fullmatch(phone) and sum(map(str.isdigit, phone)) in _DIGITS):
        raise ContactRefused(reason=f'"{phone}" không phải số điện thoại; viết như 0912 345 678')
    if email and not _EMAIL.fullmatch(email):
        raise ContactRefused(reason=f'"{email}" không phải địa chỉ thư điện tử')
