"""Alarms from their first sight to their end, and the notices that tell of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from broadcaster.domain.alarms import Alarm, Notice, Trouble
from broadcaster.storage.rows import add_new, columns_of, row_of, value, values
from broadcaster.storage.tables import alarm, notice

_MOST = 500
"""How many alarms that are over are listed."""


class Alarms:
    """Alarms by key: of each at most one is not over."""

    def __init__(self, connection: Connection) -> None:
        """Work within an open transaction."""
        self.connection = connection

    def standing(self) -> tuple[Alarm, ...]:
        """Give the alarms that are not over, oldest first."""
        found = select(*columns_of(alarm, Alarm)).where(alarm.c.cleared_at.is_(None))
        return values(self.connection, Alarm, found.order_by(alarm.c.first_at, alarm.c.key))

    def all(self) -> tuple[Alarm, ...]:
        """Give the newest alarms, over or not, newest first."""
        found = select(*columns_of(alarm, Alarm)).order_by(alarm.c.first_at.desc(), alarm.c.key)
        return values(self.connection, Alarm, found.limit(_MOST))

    def get(self, key: str, first_at: datetime | None = None) -> Alarm | None:
        """Give the alarm of a key that is not over, or the one that stood since a moment."""
        wanted = alarm.c.cleared_at.is_(None) if first_at is None else alarm.c.first_at == first_at
        return value(self.connection, Alarm, select(*columns_of(alarm, Alarm)).where(alarm.c.key == key, wanted))

    def see(self, trouble: Trouble, now: datetime) -> tuple[Alarm, bool]:
        """Record that a trouble is there, and say whether it is new."""
        standing = self.get(trouble.key)
        if standing is None:
            new = Alarm(key=trouble.key, kind=trouble.kind, sentence=trouble.sentence, first_at=now, last_at=now)
            self.connection.execute(insert(alarm).values(row_of(new)))
            return new, True
        seen = replace(
            standing, sentence=trouble.sentence, last_at=max(now, standing.last_at), times=standing.times + 1
        )
        self._keep(seen)
        return seen, False

    def clear(self, standing: Alarm, now: datetime) -> Alarm:
        """Record that an alarm is over."""
        over = replace(standing, cleared_at=now)
        self._keep(over)
        return over

    def acknowledge(self, standing: Alarm, *, by: str, now: datetime) -> Alarm:
        """Record who has taken note of an alarm."""
        noted = replace(standing, acknowledged_by=by, acknowledged_at=now)
        self._keep(noted)
        return noted

    def _keep(self, changed: Alarm) -> None:
        wanted = (alarm.c.key == changed.key, alarm.c.first_at == changed.first_at)
        self.connection.execute(update(alarm).where(*wanted).values(row_of(changed, "key", "first_at")))


class Notices:
    """What has to be told through which channel."""

    def __init__(self, connection: Connection) -> None:
        """Work within an open transaction."""
        self.connection = connection

    def add(self, told: Notice) -> None:
        """Put a notice on its way; nothing happens when it is there."""
        add_new(self.connection, notice, [row_of(told)])

    def waiting(self, *, since: datetime) -> tuple[Notice, ...]:
        """Give the notices made since a moment that did not go out yet, oldest first."""
        found = select(*columns_of(notice, Notice)).where(notice.c.sent_at.is_(None), notice.c.made_at >= since)
        return values(self.connection, Notice, found.order_by(notice.c.made_at, notice.c.key))

    def keep(self, tried: Notice) -> None:
        """Record a try."""
        names = ("channel", "event", "key", "first_at")
        wanted: list[Any] = [notice.c[name] == getattr(tried, name) for name in names]
        self.connection.execute(update(notice).where(*wanted).values(row_of(tried, *names)))
