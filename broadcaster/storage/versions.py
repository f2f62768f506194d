"""Things that people edit: the newest version stands, the earlier ones are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection, Join, Select, Table, delete, func, insert, select, update

from broadcaster.domain.aliases import fold
from broadcaster.domain.ids import NewsItemId, OutletId, ScriptId
from broadcaster.domain.news import NewsItem
from broadcaster.domain.scripts import Script
from broadcaster.storage import tables
from broadcaster.storage.queued import close_gaps
from broadcaster.storage.rows import columns_of, in_parts, row_of, value, values
from broadcaster.storage.saved import Saved

_V = TypeVar("_V", NewsItem, Script)
_I = TypeVar("_I", NewsItemId, ScriptId)


class Shelf(Generic[_V, _I]):
    """One kind of edited thing: which version stands, and all that ever stood."""

    def __init__(
        self,
        connection: Connection,
        kind: type[_V],
        heads: Table,
        versions: Table,
        content: Callable[[_V], Mapping[str, object]],
        words: Callable[[_V], str],
    ) -> None:
        """Take the tables of what stands and of every version, what names the content, and what is searched in."""
        self.connection = connection
        self.kind = kind
        self.heads = heads
        self.versions = versions
        self.content = content
        self.words = words

    def save(self, value: _V) -> Saved:
        """Keep a value; the version before it stays in the store."""
        content = self.content(value)
        standing = self._standing(value.id, [*content])
        if standing == tuple(content.values()):
            return Saved.UNCHANGED
        newest = select(func.coalesce(func.max(self.versions.c.version), 0)).where(self.versions.c.id == value.id)
        version = self.connection.execute(newest).scalar_one() + 1
        row = row_of(value, version=version, folded=fold(self.words(value)), **content)
        self.connection.execute(insert(self.versions).values(**row))
        if standing is None:
            self.connection.execute(insert(self.heads).values(id=value.id, version=version))
            return Saved.ADDED
        self.connection.execute(update(self.heads).where(self.heads.c.id == value.id).values(version=version))
        return Saved.CHANGED

    def get(self, wanted: _I) -> _V | None:
        """Give the version that stands."""
        return value(self.connection, self.kind, self._all().where(self.heads.c.id == wanted))

    def all(self) -> tuple[_V, ...]:
        """Give every thing's standing version in order of arrival."""
        return values(self.connection, self.kind, self._all().order_by(self.heads.c.arrived))

    def many(self, wanted: Iterable[_I]) -> tuple[_V, ...]:
        """Give the standing versions of some things, in no order."""
        parts = (self._all().where(self.heads.c.id.in_(part)) for part in in_parts(wanted))
        return tuple(each for part in parts for each in values(self.connection, self.kind, part))

    def history(self, wanted: _I) -> tuple[_V, ...]:
        """Give every version that was ever saved, oldest first; removing a thing leaves them."""
        ever = select(*columns_of(self.versions, self.kind)).where(self.versions.c.id == wanted)
        return values(self.connection, self.kind, ever.order_by(self.versions.c.version))

    def remove(self, wanted: _I) -> bool:
        """Take a thing away and say whether it was there; what was written stays in its history."""
        return self.connection.execute(delete(self.heads).where(self.heads.c.id == wanted)).rowcount > 0

    def _all(self) -> Select[Any]:
        return select(*columns_of(self.versions, self.kind)).select_from(self._joined())

    def _joined(self) -> Join:
        heads, versions = self.heads, self.versions
        return heads.join(versions, (heads.c.id == versions.c.id) & (heads.c.version == versions.c.version))

    def _standing(self, wanted: str, names: list[str]) -> tuple[Any, ...] | None:
        columns = [self.versions.c[name] for name in names]
        asked = select(*columns).select_from(self._joined()).where(self.heads.c.id == wanted)
        found = self.connection.execute(asked).first()
        return None if found is None else tuple(found)


class NewsShelf(Shelf[NewsItem, NewsItemId]):
    """The station's news items."""

    def __init__(self, connection: Connection) -> None:
        """Work within an open transaction."""
        super().__init__(connection, NewsItem, tables.news, tables.news_version, _news_content, news_words)

    def remove(self, wanted: NewsItemId) -> bool:
        """Take an item away, out of every queue too, and say whether it was there."""
        queue = tables.queue_entry
        left = select(queue.c.air_date, queue.c.session, queue.c.outlet_id).where(queue.c.item_id == wanted)
        places = self.connection.execute(left).all()
        self.connection.execute(delete(queue).where(queue.c.item_id == wanted))
        for day, session, outlet_id in places:
            close_gaps(self.connection, day, session, outlet_id)
        return super().remove(wanted)

    def folded_since(self, since: datetime) -> tuple[tuple[NewsItemId, str], ...]:
        """Give the words of the items that came since a time (aware) as searches look through them, by arrival."""
        newer = self.versions.c.received_at >= since
        found = select(self.versions.c.id, self.versions.c.folded).select_from(self._joined()).where(newer)
        rows = self.connection.execute(found.order_by(self.heads.c.arrived))
        return tuple((NewsItemId(name), folded) for name, folded in rows)

    def outlets(self) -> Mapping[NewsItemId, tuple[OutletId, ...]]:
        """Give where each standing item airs that does not air everywhere."""
        found = select(self.versions.c.id, self.versions.c.outlets).select_from(self._joined())
        limited = found.where(self.versions.c.outlets != ())
        return {NewsItemId(row[0]): row[1] for row in self.connection.execute(limited)}


class ScriptShelf(Shelf[Script, ScriptId]):
    """The station's copy."""

    def __init__(self, connection: Connection) -> None:
        """Work within an open transaction."""
        super().__init__(connection, Script, tables.script, tables.script_version, _script_content, script_words)

    def unwritten(self) -> int:
        """Count the standing news items that no standing script was written from."""
        written = (
            select(self.versions.c.item_id).select_from(self._joined()).where(self.versions.c.item_id.is_not(None))
        )
        left = select(func.count()).select_from(tables.news).where(tables.news.c.id.not_in(written))
        return self.connection.execute(left).scalar_one()


def _news_content(item: NewsItem) -> dict[str, object]:
    sorted_by = {"topic_origin": item.topic_origin, "other_topics": item.other_topics}  # no listener hears these
    return {"content_hash": item.content_hash, **sorted_by}


def _script_content(script: Script) -> dict[str, object]:
    return {"text_hash": script.text_hash, "item_hash": script.item_hash}


def news_words(item: NewsItem) -> str:
    """Give what a search for words of an item looks through."""
    return f"{item.title} {item.body} {item.source} {item.author}"


def script_words(script: Script) -> str:
    """Give what a search for words of a script looks through."""
    return " ".join([script.title, *(line.written for line in script.read_lines)])
