"""The chain over each outlet's as-run log, and the heads that close its days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select

from broadcaster.asrun.chain import extended
from broadcaster.domain.airings import Airing
from broadcaster.domain.chains import ChainedAiring, ChainHead, ChainLink
from broadcaster.domain.ids import OutletId
from broadcaster.domain.zone import ZONE
from broadcaster.storage.as_stored import AsStored, Spoiled, any_text
from broadcaster.storage.rows import columns_of, in_parts, row_of, values
from broadcaster.storage.tables import airing, airing_link, chain_head


class Chain:
    """Links are added with their entries, heads when a day is closed; neither is ever changed."""

    def __init__(self, connection: Connection) -> None:
        """Work within an open transaction."""
        self.connection = connection

    def extend(self, entries: Sequence[tuple[int, Airing]]) -> None:
        """Link entries, each with its number of arrival, to what came before them on their outlets."""
        by_outlet: dict[OutletId, list[tuple[int, Airing]]] = defaultdict(list)
        for arrived, entry in entries:
            by_outlet[entry.outlet_id].append((arrived, entry))
        tails = self.tails(list(by_outlet))
        closed = self.closed_days(list(by_outlet))
        rows: list[dict[str, object]] = []
        for outlet_id, mine in by_outlet.items():
            tail = tails.get(outlet_id)
            for arrived, entry in mine:
                day = entry.recorded_at.astimezone(ZONE).date()
                if outlet_id in closed:
                    day = max(day, closed[outlet_id] + timedelta(days=1))
                (tail,) = extended(outlet_id, tail, [entry], arrival_day=day)
                rows.append(row_of(tail, arrived=arrived))
        self.connection.execute(insert(airing_link), rows)

    def tails(self, outlets: Sequence[OutletId], *, until: date = date.max) -> dict[OutletId, ChainLink]:
        """Give the last link of each outlet that has any, of those that had arrived by the end of a day."""
        found: dict[OutletId, ChainLink] = {}
        link = airing_link.c
        for part in in_parts(outlets):
            last = (
                select(link.outlet_id, func.max(link.sequence).label("last"))
                .where(link.outlet_id.in_(part), link.arrival_day <= until)
                .group_by(link.outlet_id)
                .subquery()
            )
            joined = (link.outlet_id == last.c.outlet_id) & (link.sequence == last.c.last)
            wanted = select(*columns_of(airing_link, ChainLink)).join(last, joined)
            found |= {each.outlet_id: each for each in values(self.connection, ChainLink, wanted)}
        return found

    def closed_days(self, outlets: Sequence[OutletId]) -> dict[OutletId, date]:
        """Give the last closed day of each outlet that has one."""
        head = chain_head.c
        newest = select(head.outlet_id, func.max(head.arrival_day)).group_by(head.outlet_id)
        return {
            outlet_id: day
            for part in in_parts(outlets)
            for outlet_id, day in self.connection.execute(newest.where(head.outlet_id.in_(part)))
        }

    def outlets(self) -> tuple[OutletId, ...]:
        """Give every outlet that an entry, a link or a head speaks of."""
        return tuple(sorted(OutletId(each) for each in self._named() if isinstance(each, str)))

    def nameless(self) -> int:
        """Give how many things that are no outlet's name stand in the place of one."""
        return sum(not isinstance(each, str) for each in self._named())

    def _named(self) -> Sequence[Any]:
        named = select(airing.c.outlet_id).union(select(airing_link.c.outlet_id), select(chain_head.c.outlet_id))
        with any_text(self.connection):
            return self.connection.execute(named).scalars().all()

    def with_strays(self) -> frozenset[OutletId]:
        """Give the outlets that have entries of which no link speaks; one look at the whole log."""
        linked = select(airing_link.c.arrived).where(airing_link.c.arrived == airing.c.arrived).exists()
        named = select(airing.c.outlet_id).where(~linked).distinct()
        with any_text(self.connection):
            found = self.connection.execute(named).scalars().all()
        return frozenset(OutletId(each) for each in found if isinstance(each, str))

    def of(self, outlet_id: OutletId, *, strays: bool = True) -> Iterator[ChainedAiring]:
        """Give an outlet's log in order of its chain, then the entries that no link speaks of.

        Whoever walks many outlets asks first which have such entries: looking for them reads the whole log each time.
        """
        with any_text(self.connection):
            yield from self._linked(outlet_id)
            if not strays:
                return
            entries = AsStored(self.connection, airing, Airing)
            unlinked = select(*entries.raw).where(airing.c.outlet_id == outlet_id).order_by(airing.c.arrived)
            missing = ~select(airing_link.c.arrived).where(airing_link.c.arrived == airing.c.arrived).exists()
            for row in self.connection.execute(unlinked.where(missing)):
                yield _checked(entries.value(row), None)

    def between(self, first: date, last: date) -> tuple[ChainedAiring, ...]:
        """Give the entries of some air days with their links, by outlet and in order of the chain."""
        links, columns = columns_of(airing_link, ChainLink), columns_of(airing, Airing)
        found = self.connection.execute(
            select(airing.c.arrived, *links, *columns)
            .select_from(airing_link)
            .join(airing, airing.c.arrived == airing_link.c.arrived)
            .where(airing.c.air_date.between(first, last))
            .order_by(airing_link.c.outlet_id, airing_link.c.sequence)
        )
        return tuple(_chained(found, [each.name for each in links], [each.name for each in columns]))

    def _linked(self, outlet_id: OutletId) -> Iterator[ChainedAiring]:
        links = AsStored(self.connection, airing_link, ChainLink)
        entries = AsStored(self.connection, airing, Airing)
        found = self.connection.execute(
            select(airing.c.arrived, *links.raw, *entries.raw)
            .select_from(airing_link)
            .outerjoin(airing, airing.c.arrived == airing_link.c.arrived)
            .where(airing_link.c.outlet_id == outlet_id)
            .order_by(airing_link.c.sequence),
            execution_options={"yield_per": 1_000},
        )
        last = 1 + len(links.raw)
        for row in found:
            link = links.value(row[1:last])
            entry = None if row[0] is None else entries.value(row[last:])
            yield _checked(entry, None if isinstance(link, Spoiled) else link)

    def add_heads(self, heads: Sequence[ChainHead]) -> None:
        """Keep heads; raises StoreFailed when a day of an outlet has one already."""
        if heads:
            self.connection.execute(insert(chain_head), [row_of(each) for each in heads])

    def heads(self, outlet_id: OutletId | None = None, day: date | None = None) -> tuple[ChainHead, ...]:
        """Give heads, of one outlet or one day where asked, by outlet and day."""
        found = select(*columns_of(chain_head, ChainHead)).order_by(chain_head.c.outlet_id, chain_head.c.arrival_day)
        if outlet_id is not None:
            found = found.where(chain_head.c.outlet_id == outlet_id)
        if day is not None:
            found = found.where(chain_head.c.arrival_day == day)
        return values(self.connection, ChainHead, found)

    def heads_as_stored(self, outlet_id: OutletId) -> tuple[tuple[ChainHead, ...], tuple[Spoiled, ...]]:
        """Give an outlet's heads by day, and those that somebody made unreadable."""
        stored = AsStored(self.connection, chain_head, ChainHead)
        mine = select(*stored.raw).where(chain_head.c.outlet_id == outlet_id).order_by(chain_head.c.arrival_day)
        with any_text(self.connection):
            found = [stored.value(row) for row in self.connection.execute(mine)]
        spoiled = tuple(each for each in found if isinstance(each, Spoiled))
        return tuple(each for each in found if not isinstance(each, Spoiled)), spoiled


def _checked(entry: Airing | Spoiled | None, link: ChainLink | None) -> ChainedAiring:
    if isinstance(entry, Spoiled):
        return ChainedAiring(airing=None, link=link, spoiled=entry.column)
    return ChainedAiring(airing=entry, link=link)


def _chained(found: Iterable[Row[Any]], link_names: Sequence[str], names: Sequence[str]) -> Iterator[ChainedAiring]:
    """Read rows of an entry's number, its link and itself."""
    for each in found:
        there, row = each[0], list(each[1:])
        link = ChainLink(**dict(zip(link_names, row[: len(link_names)], strict=True)))
        entry = Airing(**dict(zip(names, row[len(link_names) :], strict=True))) if there is not None else None
        yield ChainedAiring(airing=entry, link=link)
