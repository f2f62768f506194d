"""The outlets with whom to call there, as a workbook that prints on A4 for the wall."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from broadcaster.reports.book_sheets import new_book, saved
from broadcaster.reports.sheets import TEXT, Column, add_sheet

COLUMNS = (
    Column(name="Nơi phát", form=TEXT, width=34),
    Column(name="Đơn vị", form=TEXT, width=24),
    Column(name="Người liên hệ", form=TEXT, width=24),
    Column(name="Điện thoại", form=TEXT, width=17),
    Column(name="Thư điện tử", form=TEXT, width=28),
    Column(name="Tải gần nhất", form=TEXT, width=17),
    Column(name="Xác nhận gần nhất", form=TEXT, width=17),
)
"""Numbers are words here, so that Excel leaves their first nought alone."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PhoneRow:
    """One outlet."""

    outlet: str
    """What it is called."""
    unit: str
    """Who runs it."""
    name: str
    """Whom to call; may be empty, like what follows."""
    phone: str
    """Their number."""
    email: str
    """Their address."""
    fetched_at: datetime | None
    """When somebody there last took a bundle (local)."""
    said_at: datetime | None
    """When somebody last told what aired there (local)."""


def phone_list_xlsx(station: str, rows: Sequence[PhoneRow], *, made_on: date) -> bytes:
    """Write the list; the same rows of the same day give the same bytes."""
    book, title = new_book(), "Danh bạ nơi phát"
    cells = [
        (each.outlet, each.unit, each.name, each.phone, each.email, _moment(each.fetched_at), _moment(each.said_at))
        for each in rows
    ]
    add_sheet(book, title, (f"{title}, {station}", f"Lập ngày {made_on:%d/%m/%Y}"), COLUMNS, cells)
    return saved(book, title, station, made_on)


def _moment(at: datetime | None) -> str:
    return "" if at is None else f"{at:%H:%M %d/%m/%Y}"
