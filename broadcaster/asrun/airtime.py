"""Airtime counted from plans, handovers and as-run entries; no grade of evidence is ever added to another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from broadcaster.asrun.counted import AIRED, Column, Count, Counted, airtime_of, by_outlet
from broadcaster.asrun.entries import sent_items
from broadcaster.asrun.standing import standing
from broadcaster.domain.airings import Airing, Evidence, Handover, SentItem
from broadcaster.domain.airtime import AirtimeReport
from broadcaster.domain.ids import NewsItemId, OutletId, PlaylistId, SessionId, TopicCode
from broadcaster.domain.periods import Period
from broadcaster.domain.playlists import Playlist
from broadcaster.domain.timetables import Timetable
from broadcaster.domain.topics import Genre


@dataclass(frozen=True, kw_only=True, slots=True)
class AirtimeRequest:
    """What a period's airtime is counted from; anything of other days is left alone."""

    period: Period
    """Which days."""
    timetable: Timetable
    """Topics, outlets and targets."""
    playlists: tuple[Playlist, ...]
    """Plans."""
    handovers: tuple[Handover, ...]
    """Bundles given to outlets."""
    airings: tuple[Airing, ...]
    """As-run entries of every grade, in any order."""
    outlets: frozenset[OutletId] = frozenset()
    """Only these outlets; empty for all."""
    topics: frozenset[TopicCode] = frozenset()
    """Only these topics; empty for all."""
    grade: Evidence = Evidence.OPERATOR
    """The least evidence that counts as aired."""

    def asks_for(self, outlet_id: OutletId, topic: TopicCode) -> bool:
        """Say whether an outlet and a topic lie in what was asked."""
        return outlet_id in (self.outlets or {outlet_id}) and topic in (self.topics or {topic})


_OF_EVIDENCE = {
    Evidence.REHEARSAL: Column.REHEARSED,
    Evidence.OPERATOR: Column.OPERATOR,
    Evidence.PLAYER: Column.PLAYER,
    Evidence.MEASURED: Column.MEASURED,
}

_Genres = Mapping[tuple[OutletId, date, NewsItemId], Genre | None]
"""Genres of items, as they were told of one outlet on one day."""


def count_airtime(request: AirtimeRequest) -> AirtimeReport:
    """Count airtime by topic and by outlet, and hold it against the targets.

    Only items with a topic count; music and frame do not. An item counts as aired when an operator, a player or a
    measurement says that some of it was heard, and for as long as it was heard. Several entries about the same item of
    a playlist count once: the strongest grade, within a grade the latest; one that a correction names counts no more. A
    rehearsal never counts as aired. Topics and outlets that the timetable no longer names get rows of their own, so
    that rows always add up to the total.

    What aired is counted apart by the strongest that says so: an operator, a player, a measurement off air; ``aired``
    is all together. A request may ask for some outlets, some topics, or for no less than some grade.

    Targets whose period is or contains the asked one are shown. ``wanted`` is then for the target's own whole period
    and for all its outlets together (amount per outlet times outlets), while ``planned``, ``aired`` and ``rehearsed``
    are of the asked period only, first runs and repeats together: minutes, or numbers of airings.
    """
    every = tuple(counts(request))
    aired = [each for each in every if each.column in AIRED]
    return airtime_of(
        Counted(
            period=request.period,
            timetable=request.timetable,
            outlets=request.outlets,
            topics=request.topics,
            overall=every,
            by_outlet=by_outlet(every),
            of_target=lambda _: every,
            items=len({each.item_id for each in aired if each.item_id}),
            items_first=len({each.item_id for each in aired if each.item_id and not each.repeat}),
        ),
    )


def counted_airings(request: AirtimeRequest) -> tuple[Airing, ...]:
    """Give the entries that a period's aired and rehearsed figures are made of, one per item of a playlist."""
    return tuple(
        airing
        for airing in settled_airings(request)
        if airing.played > 0 and (airing.evidence is Evidence.REHEARSAL or is_enough(airing, request.grade))
    )


def settled_airings(request: AirtimeRequest) -> tuple[Airing, ...]:
    """Give the entry that settles each topical item of a period, heard or not; a rehearsal where nothing else does.

    Topics are left out last, so that what each topic comes to adds up to the whole.
    """
    return tuple(airing for airing in strongest(_countable(request)) if _of_topic(request, airing))


def is_enough(airing: Airing, least: Evidence) -> bool:
    """Say whether an entry's evidence is as good as what is asked for."""
    return airing.evidence.strength >= least.strength


def strongest(airings: Iterable[Airing]) -> tuple[Airing, ...]:
    """Give one entry per item of a playlist: the strongest grade, within a grade the latest; in order of playlist.

    An entry that a correction names is passed over.
    """
    best: dict[tuple[PlaylistId, int], Airing] = {}
    for airing in sorted(standing(airings), key=lambda a: (not a.open_ended, a.evidence.strength, a.recorded_at, a.id)):
        best[airing.playlist_id, airing.position] = airing
    return tuple(best[key] for key in sorted(best))


def counts(request: AirtimeRequest) -> Iterator[Count]:
    """Give everything that counts, column by column, one by one.

    What one outlet comes to on one day follows from that outlet's records of that day alone.
    """
    genres = _genres(request)
    playlists = {plan.id: plan for plan in request.playlists if request.period.holds(plan.air_date)}
    for plan in playlists.values():
        yield from _copied(request, Column.PLANNED, (plan.outlet_id, plan.air_date), sent_items([plan]), genres)
    yield from _sent(request, genres)
    for airing in counted_airings(request):
        yield from _told(_OF_EVIDENCE[airing.evidence], airing, airing.played)
    noted = {each.id: each for each in _asked_of(request) if each.evidence is Evidence.REHEARSAL}
    for airing in noted.values():
        yield from _told(Column.NOTED, airing, 0)


def _told(column: Column, airing: Airing, length: int) -> Iterator[Count]:
    if airing.topic is not None:
        yield Count(
            column=column,
            outlet_id=airing.outlet_id,
            topic=airing.topic,
            repeat=airing.run > 1,
            length=length,
            item_id=airing.item_id,
            genre=airing.genre,
        )


def _genres(request: AirtimeRequest) -> _Genres:
    """Give the genre of items that plans or entries tell of: an older bundle's own list does not."""
    told = [
        (plan.outlet_id, plan.air_date, item.item_id, item.genre) for plan in request.playlists for item in plan.items
    ]
    told += [(airing.outlet_id, airing.air_date, airing.item_id, airing.genre) for airing in request.airings]
    return {(outlet_id, day, item_id): genre for outlet_id, day, item_id, genre in told if item_id is not None}


def _sent(request: AirtimeRequest, genres: _Genres) -> Iterator[Count]:
    """Give what each outlet was given for each day; a later bundle of a day takes the place of the one before."""
    latest: dict[tuple[OutletId, date], Handover] = {}
    for handover in sorted(request.handovers, key=lambda each: (each.at, each.bundle, each.playlists)):
        if request.period.holds(handover.air_date):
            latest[handover.outlet_id, handover.air_date] = handover
    for handover in latest.values():
        place = (handover.outlet_id, handover.air_date)
        yield from _copied(request, Column.SENT, place, handover.items, genres)


def _copied(
    request: AirtimeRequest,
    column: Column,
    place: tuple[OutletId, date],
    items: Iterable[SentItem],
    genres: _Genres,
) -> Iterator[Count]:
    outlet_id, day = place
    for item in items:
        if request.asks_for(outlet_id, item.topic):
            yield Count(
                column=column,
                outlet_id=outlet_id,
                topic=item.topic,
                repeat=item.run > 1,
                length=item.duration,
                item_id=item.item_id,
                genre=item.genre or (genres.get((outlet_id, day, item.item_id)) if item.item_id else None),
            )


def _countable(request: AirtimeRequest) -> list[Airing]:
    """Give the entries of the period that have a topic; a rehearsal of a plan that was made anew counts no more."""
    asked = [airing for airing in standing(request.airings) if request.period.holds(airing.air_date)]
    latest: dict[tuple[OutletId, date, SessionId], PlaylistId] = {}
    for airing in sorted(asked, key=lambda each: (each.recorded_at, each.playlist_id)):
        if airing.evidence is Evidence.REHEARSAL:
            latest[airing.outlet_id, airing.air_date, airing.session] = airing.playlist_id
    return [
        airing
        for airing in asked
        if airing.topic is not None
        and airing.outlet_id in (request.outlets or {airing.outlet_id})
        and (
            airing.evidence is not Evidence.REHEARSAL
            or latest[airing.outlet_id, airing.air_date, airing.session] == airing.playlist_id
        )
    ]


def _asked_of(request: AirtimeRequest) -> Iterator[Airing]:
    return (airing for airing in _countable(request) if _of_topic(request, airing))


def _of_topic(request: AirtimeRequest, airing: Airing) -> bool:
    return airing.topic is not None and request.asks_for(airing.outlet_id, airing.topic)
