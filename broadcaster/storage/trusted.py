"""When the newest records were made, and who vouched for the clock or for a restored store."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Column, Connection, Table, func, insert, select

from broadcaster.domain.trust import Stamp, Trust, TrustKind
from broadcaster.storage import tables
from broadcaster.storage.rows import columns_of, row_of, value

_RECORDS: tuple[tuple[str, Table, Column[int], Column[datetime]], ...] = (
    ("lần áp dụng lịch", tables.timetable, tables.timetable.c.version, tables.timetable.c.at),
    ("đề nghị đổi lịch", tables.schedule_proposal, tables.schedule_proposal.c.id, tables.schedule_proposal.c.at),
    ("lần duyệt", tables.approval, tables.approval.c.arrived, tables.approval.c.at),
    ("lần thu tiếng", tables.voicing, tables.voicing.c.arrived, tables.voicing.c.at),
    ("lần giao gói phát", tables.handover, tables.handover.c.arrived, tables.handover.c.at),
    ("mục nhật ký phát sóng", tables.airing, tables.airing.c.arrived, tables.airing.c.recorded_at),
    ("lần xác nhận đồng hồ", tables.trust, tables.trust.c.arrived, tables.trust.c.at),
)
"""What is recorded with the time of recording, its order of arrival, and that time."""


class Trusts:
    """The store's own sense of time."""

    def __init__(self, connection: Connection) -> None:
        """Work within an open transaction."""
        self.connection = connection

    def stamps(self) -> tuple[Stamp, ...]:
        """Give the time of the record of each kind that arrived last, so far as there is any."""
        found = (
            (what, self.connection.execute(select(at).select_from(table).order_by(arrived.desc()).limit(1)).scalar())
            for what, table, arrived, at in _RECORDS
        )
        return tuple(Stamp(what=what, at=at) for what, at in found if at is not None)

    def handed_over(self) -> int:
        """Give the number of the last handover, 0 before the first; an older copy of the store has a smaller one."""
        return self.connection.execute(select(func.max(tables.handover.c.arrived))).scalar() or 0

    def add(self, trust: Trust) -> None:
        """Keep that somebody vouched."""
        self.connection.execute(insert(tables.trust).values(row_of(trust)))

    def last(self, kind: TrustKind) -> Trust | None:
        """Give the last word of a kind."""
        said = select(*columns_of(tables.trust, Trust)).where(tables.trust.c.kind == kind)
        return value(self.connection, Trust, said.order_by(tables.trust.c.arrived.desc()))
