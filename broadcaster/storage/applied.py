"""The applied versions of the station's timetable."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, insert, select

from broadcaster.domain.ids import Sha256
from broadcaster.domain.schedule_changes import ScheduleDraft, ScheduleFile, TimetableVersion
from broadcaster.domain.timetables import Timetable
from broadcaster.storage.rows import columns_of, values
from broadcaster.storage.tables import timetable as table


class Timetables:
    """Every timetable that was ever applied; the last one counts. A fact is only ever added."""

    def __init__(self, connection: Connection) -> None:
        """Work within an open transaction."""
        self.connection = connection

    def apply(
        self,
        timetable: Timetable,
        *,
        by: str,
        at: datetime,
        source: Sha256,
        confirmed_by: str = "",
        policy: str = "",
        summary: str = "",
        files: tuple[ScheduleFile, ...] = (),
    ) -> int:
        """Keep a timetable as the current one and give its version.

        Nothing is written when the current one was made from the same source (hash of the files in ``schedules/``).
        """
        newest = self.connection.execute(
            select(table.c.version, table.c.source).order_by(table.c.version.desc()).limit(1)
        ).first()
        if newest is not None and newest.source == source:
            return newest.version
        version = 1 if newest is None else newest.version + 1
        how = {"confirmed_by": confirmed_by, "policy": policy, "summary": summary, "files": files}
        row = {"version": version, "source": source, "by": by, "at": at, "document": timetable, **how}
        self.connection.execute(insert(table).values(row))
        return version

    def current(self) -> Timetable | None:
        """Give the current timetable, or nothing when none was ever applied."""
        return self.connection.execute(select(table.c.document).order_by(table.c.version.desc()).limit(1)).scalar()

    def version(self) -> int:
        """Give the current version, 0 when none was ever applied."""
        newest = select(table.c.version).order_by(table.c.version.desc()).limit(1)
        return self.connection.execute(newest).scalar() or 0

    def get(self, version: int) -> ScheduleDraft | None:
        """Give what one version was, with its files; those of versions from before files were kept are gone."""
        wanted = select(table.c.document, table.c.source, table.c.files).where(table.c.version == version)
        found = self.connection.execute(wanted).first()
        if found is None:
            return None
        return ScheduleDraft(timetable=found.document, source=found.source, files=found.files)

    def history(self) -> tuple[TimetableVersion, ...]:
        """Give how every version came to be in force, oldest first."""
        found = select(*columns_of(table, TimetableVersion)).order_by(table.c.version)
        return values(self.connection, TimetableVersion, found)
