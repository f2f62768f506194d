"""What was handed over and what truly went out; facts are only ever added, and the database refuses anything else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import Connection, and_, case, func, insert, select

from broadcaster.domain.airings import FETCHED, WITNESSED, Airing, Evidence, Handover
from broadcaster.domain.ids import AiringId, NewsItemId, OutletId, PlaylistId, TopicCode
from broadcaster.storage.chained import Chain
from broadcaster.storage.rows import columns_of, in_parts, row_of, values
from broadcaster.storage.tables import airing, handover


class Handovers:
    """Bundles given to outlets."""

    def __init__(self, connection: Connection) -> None:
        """Work within an open transaction."""
        self.connection = connection

    def add(self, given: Handover) -> None:
        """Add a handover; a bundle that is given twice is there twice."""
        self.connection.execute(insert(handover).values(row_of(given)))

    def between(self, first: date, last: date) -> tuple[Handover, ...]:
        """Give the handovers for some days, both ends included, by day and in order of arrival."""
        found = select(*columns_of(handover, Handover)).where(handover.c.air_date.between(first, last))
        return values(self.connection, Handover, found.order_by(handover.c.air_date, handover.c.arrived))

    def of_outlets(self, day: date, outlets: Iterable[OutletId]) -> tuple[Handover, ...]:
        """Give the handovers to some outlets for a day, in order of arrival within each part of them."""
        found = select(*columns_of(handover, Handover)).where(handover.c.air_date == day).order_by(handover.c.arrived)
        asked = (found.where(handover.c.outlet_id.in_(part)) for part in in_parts(outlets))
        return tuple(each for statement in asked for each in values(self.connection, Handover, statement))

    def newest(self) -> int:
        """Give the number of the last bundle that was laid ready, 0 when none ever was: another number, another offer.

        That one was fetched changes nothing of what is offered.
        """
        laid = select(handover.c.arrived).where(~handover.c.how.startswith(FETCHED, autoescape=True))
        return self.connection.execute(laid.order_by(handover.c.arrived.desc()).limit(1)).scalar() or 0

    def of(self, outlet_id: OutletId, first: date, last: date) -> tuple[Handover, ...]:
        """Give the handovers of one outlet for some days, both ends included, by day and in order of arrival."""
        here = (handover.c.outlet_id == outlet_id, handover.c.air_date.between(first, last))
        found = select(*columns_of(handover, Handover)).where(*here)
        return values(self.connection, Handover, found.order_by(handover.c.air_date, handover.c.arrived))

    def last_fetched(self, outlets: Iterable[OutletId]) -> Mapping[OutletId, datetime]:
        """Give when each of some outlets last took a bundle itself; an outlet that never did is left out."""
        given = handover.c
        mine = given.how.startswith(FETCHED, autoescape=True)
        latest = select(given.outlet_id, func.max(given.at)).where(mine).group_by(given.outlet_id)
        asked = (latest.where(given.outlet_id.in_(part)) for part in in_parts(outlets))
        return {OutletId(outlet): at for each in asked for outlet, at in self.connection.execute(each)}


class Airings:
    """The as-run log."""

    def __init__(self, connection: Connection) -> None:
        """Work within an open transaction."""
        self.connection = connection

    def add_many(self, entries: Sequence[Airing]) -> int:
        """Add entries to their outlets' chains and give the number really new; one whose id is known stays as it is."""
        known = self._known(entry.id for entry in entries)
        fresh: dict[AiringId, Airing] = {}
        for entry in entries:
            if entry.id not in known:
                fresh.setdefault(entry.id, entry)
        in_order = list(fresh.values())
        if not in_order:
            return 0
        chain = Chain(self.connection)
        for part in in_parts(in_order):
            added = insert(airing).returning(airing.c.id, airing.c.arrived)
            arrived = {row.id: row.arrived for row in self.connection.execute(added, [row_of(entry) for entry in part])}
            chain.extend([(arrived[entry.id], entry) for entry in part])
        return len(in_order)

    def _known(self, wanted: Iterable[AiringId]) -> set[AiringId]:
        return {
            found
            for part in in_parts(wanted)
            for found in self.connection.execute(select(airing.c.id).where(airing.c.id.in_(part))).scalars()
        }

    def between(self, first: date, last: date) -> tuple[Airing, ...]:
        """Give the entries of some days, both ends included, by day, outlet, planned time and order of arrival."""
        order = (airing.c.air_date, airing.c.outlet_id, airing.c.planned_at, airing.c.arrived)
        found = select(*columns_of(airing, Airing)).where(airing.c.air_date.between(first, last))
        return values(self.connection, Airing, found.order_by(*order))

    def of_outlets(self, day: date, outlets: Iterable[OutletId]) -> tuple[Airing, ...]:
        """Give the entries of some outlets on a day, each outlet's by planned time and order of arrival."""
        order = (airing.c.outlet_id, airing.c.planned_at, airing.c.arrived)
        found = select(*columns_of(airing, Airing)).where(airing.c.air_date == day).order_by(*order)
        asked = (found.where(airing.c.outlet_id.in_(part)) for part in in_parts(outlets))
        return tuple(each for statement in asked for each in values(self.connection, Airing, statement))

    def of(self, outlet_id: OutletId, first: date, last: date) -> tuple[Airing, ...]:
        """Give the entries of one outlet for some days, both ends included, by day, planned time and arrival."""
        here = (airing.c.outlet_id == outlet_id, airing.c.air_date.between(first, last))
        found = select(*columns_of(airing, Airing)).where(*here)
        return values(self.connection, Airing, found.order_by(airing.c.air_date, airing.c.planned_at, airing.c.arrived))

    def last_said(self, outlets: Iterable[OutletId]) -> Mapping[OutletId, datetime]:
        """Give when a person last told what aired at each of some outlets; one of which nobody did is left out."""
        told = airing.c
        latest = select(told.outlet_id, func.max(told.recorded_at)).where(told.evidence == Evidence.OPERATOR)
        asked = (latest.where(told.outlet_id.in_(part)).group_by(told.outlet_id) for part in in_parts(outlets))
        return {OutletId(outlet): at for each in asked for outlet, at in self.connection.execute(each)}

    def heard(
        self, first: date, last: date, *, apart: tuple[date, date] | None = None
    ) -> Mapping[tuple[OutletId, TopicCode], tuple[int, int]]:
        """Give milliseconds and airings per outlet and topic that went out with real evidence.

        Several entries about the same item of a playlist count once: the strongest grade, within a grade the latest,
        of those that no correction names. ``apart``: days that are left out.
        """
        told = airing.c
        strength = (
            case(*((told.evidence == each, each.strength) for each in WITNESSED), else_=0).desc(),
            told.recorded_at.desc(),
            told.id.desc(),
        )
        place = func.row_number().over(partition_by=(told.playlist_id, told.position), order_by=strength)
        later = airing.alias().c
        corrected = select(later.id).where(later.corrects == told.id).exists()
        real = (told.evidence != Evidence.REHEARSAL, told.topic.is_not(None), told.air_date.between(first, last))
        ranked = select(told.outlet_id, told.topic, told.played, place.label("place")).where(*real, ~corrected)
        best = (ranked if apart is None else ranked.where(~told.air_date.between(*apart))).subquery()
        sums = select(best.c.outlet_id, best.c.topic, func.sum(best.c.played), func.count())
        counted = sums.where(best.c.place == 1, best.c.played > 0).group_by(best.c.outlet_id, best.c.topic)
        return {
            (outlet, topic): (int(length), runs) for outlet, topic, length, runs in self.connection.execute(counted)
        }

    def playlists_heard(self, first: date, last: date) -> frozenset[PlaylistId]:
        """Give the playlists of some days of which an operator or a player says anything, even that nothing aired."""
        told = airing.c
        real = (told.evidence != Evidence.REHEARSAL, told.air_date.between(first, last))
        return frozenset(self.connection.execute(select(told.playlist_id).where(*real).distinct()).scalars())

    def items_heard_before(
        self, day: date, items: Iterable[NewsItemId], *, known_at: datetime
    ) -> frozenset[NewsItemId]:
        """Give those of some items of which an operator or a player says that they went out before a day.

        Counts as ``heard`` does; what was recorded at ``known_at`` or later is passed over.
        """
        told, later = airing.c, airing.alias().c
        corrected = select(later.id).where(later.corrects == told.id, later.recorded_at < known_at).exists()
        open_ended = and_(told.observed_start.is_not(None), told.observed_stop.is_(None), told.played <= 0)
        order = (
            case((open_ended, 1), else_=0),
            case(*((told.evidence == each, each.strength) for each in WITNESSED), else_=0).desc(),
            told.recorded_at.desc(),
            told.id.desc(),
        )
        place = func.row_number().over(partition_by=(told.playlist_id, told.position), order_by=order)
        real = (told.evidence != Evidence.REHEARSAL, told.topic.is_not(None), told.recorded_at < known_at)
        before = select(told.item_id, told.played, place.label("place")).where(*real, told.air_date < day, ~corrected)
        found: set[NewsItemId] = set()
        for part in in_parts(items):
            best = before.where(told.item_id.in_(part)).subquery()
            aired = select(best.c.item_id).where(best.c.place == 1, best.c.played > 0).distinct()
            found |= set(self.connection.execute(aired).scalars())
        return frozenset(found)

    def named(self, ids: Iterable[AiringId]) -> Mapping[AiringId, Airing]:
        """Give those of some entries that are there."""
        columns = columns_of(airing, Airing)
        found = (
            values(self.connection, Airing, select(*columns).where(airing.c.id.in_(part))) for part in in_parts(ids)
        )
        return {each.id: each for part in found for each in part}

    def beginning(self, text: str) -> tuple[Airing, ...]:
        """Give the entries whose id begins with some letters, in order of arrival; two at most."""
        columns = columns_of(airing, Airing)
        found = select(*columns).where(airing.c.id.startswith(text, autoescape=True)).order_by(airing.c.arrived)
        return values(self.connection, Airing, found.limit(2))
