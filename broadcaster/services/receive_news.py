"""Take in one news item that another system sends."""

from __future__ import annotations

from dataclasses import replace

from broadcaster.domain.directory import find_outlet
from broadcaster.domain.ids import OutletId
from broadcaster.domain.news import NewsDraft
from broadcaster.domain.news_receipts import Way
from broadcaster.domain.tokens import TokenHolder
from broadcaster.errors import DuplicateItem, NotThere
from broadcaster.newsroom.accept import accept
from broadcaster.services.audit import Actor, record
from broadcaster.services.suggest_topic import suggester
from broadcaster.services.take_in_news import Arrival, Bringing, Gathered, take_in
from broadcaster.station import Station


def receive_news(station: Station, draft: NewsDraft, *, holder: TokenHolder, by: Actor) -> Gathered:
    """Keep an item; the same one sent again changes nothing, and it becomes copy only by somebody of the newsroom.

    A token that is for some outlets brings news for these alone, and for all of them where the item names none.

    Raises:
        NoTimetable, UnknownTopic, UnknownGenre, UnknownOutlet, AmbiguousOutlet.
        NotThere: it names an outlet that the token is not for.
        DuplicateItem: somebody else brought an item of that id; it is left alone.
    """
    timetable = station.timetable()

    def outlet_id(text: str) -> OutletId:
        found = find_outlet(timetable, text).id
        if not holder.sees(found):
            raise NotThere
        return found

    item = accept(draft, topics=timetable.topics, find_outlet=outlet_id, now=by.now, suggest=suggester(station))
    if not item.outlets and holder.outlets is not None:
        item = replace(item, outlets=tuple(sorted(holder.outlets)))
    with station.store.writing() as tx:
        known = tx.news.get(item.id)
        if known is not None and known.origin != item.origin:
            raise DuplicateItem(item=item.id, first=known.origin or "toà soạn", second=item.origin)
        bringing = Bringing(way=Way.PROGRAM, by=holder.token.name, now=by.now, again=True)
        (taken,) = take_in(tx, [Arrival(draft=draft, item=item)], bringing)
        record(tx, by, "news_received", item.id, detail=taken.saved)
    return taken
