"""Words that staff keep by command: every change stays, the newest of each word says how it stands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, func, insert, select

from broadcaster.domain.ids import WordKey
from broadcaster.domain.readings import LexiconEntry
from broadcaster.domain.words import WordChange, WordVersion, word_key
from broadcaster.storage.rows import columns_of, row_of
from broadcaster.storage.saved import Saved
from broadcaster.storage.tables import word_change as table

_ENTRY = columns_of(table, LexiconEntry)


class Words:
    """The station's own words; a fact is only ever added, and the database refuses anything else."""

    def __init__(self, connection: Connection) -> None:
        """Work within an open transaction."""
        self.connection = connection

    def save(self, entry: LexiconEntry, *, by: str, at: datetime) -> Saved:
        """Let a word stand with this reading; nothing is written when it does already."""
        standing = self.get(word_key(entry))
        if standing is None:
            self._add(entry, WordChange.ADDED, by, at)
            return Saved.ADDED
        if standing.spoken == entry.spoken:
            return Saved.UNCHANGED
        self._add(entry, WordChange.REPLACED, by, at)
        return Saved.CHANGED

    def remove(self, wanted: WordKey, *, by: str, at: datetime) -> bool:
        """Let a word stand no longer and say whether it did."""
        standing = self.get(wanted)
        if standing is None:
            return False
        self._add(standing, WordChange.REMOVED, by, at)
        return True

    def get(self, wanted: WordKey) -> LexiconEntry | None:
        """Give a word as it stands."""
        newest = select(func.max(table.c.arrived)).where(table.c.key == wanted).scalar_subquery()
        found = next(self._versions(_changes().where(table.c.arrived == newest)), None)
        return found.entry if found is not None and found.stands else None

    def all(self) -> tuple[LexiconEntry, ...]:
        """Give every word that stands, the one that was changed last first."""
        return tuple(version.entry for version in self.standing())

    def standing(self) -> tuple[WordVersion, ...]:
        """Give the change that each standing word owes its reading to, the last one first."""
        newest = select(func.max(table.c.arrived)).group_by(table.c.key)
        found = self._versions(_changes().where(table.c.arrived.in_(newest)).order_by(table.c.arrived.desc()))
        return tuple(version for version in found if version.stands)

    def history(self, wanted: WordKey) -> tuple[WordVersion, ...]:
        """Give every change of a word, oldest first; removing it leaves them."""
        return tuple(self._versions(_changes().where(table.c.key == wanted).order_by(table.c.arrived)))

    def newest(self, most: int) -> tuple[WordVersion, ...]:
        """Give the newest changes of any words, newest first."""
        return tuple(self._versions(_changes().order_by(table.c.arrived.desc()).limit(most)))

    def _add(self, entry: LexiconEntry, change: WordChange, by: str, at: datetime) -> None:
        row = row_of(entry, key=word_key(entry), change=change, by=by, at=at)
        self.connection.execute(insert(table).values(row))

    def _versions(self, statement: Select[Any]) -> Iterator[WordVersion]:
        for row in self.connection.execute(statement).mappings():
            entry = LexiconEntry(**{column.name: row[column.name] for column in _ENTRY})
            yield WordVersion(entry=entry, change=row["change"], by=row["by"], at=row["at"])


def _changes() -> Select[Any]:
    return select(table.c.change, table.c.by, table.c.at, *_ENTRY)
