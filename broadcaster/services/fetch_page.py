"""Bring news in from pages of the web that somebody names, or that a page lists; documents behind a link too."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace

from broadcaster.domain.ids import NewsItemId
from broadcaster.domain.news import NewsItem
from broadcaster.domain.news_receipts import Way
from broadcaster.errors import BroadcasterError, InputError, PageIsFeed, PageOfOtherKind
from broadcaster.feeds.answer_kinds import FEED, PAGE, ending_of, kind_of
from broadcaster.feeds.members import Member
from broadcaster.feeds.visitor import Fetched, Visitor
from broadcaster.services.find_news import find_news, room_of
from broadcaster.services.open_page import article_in, laid_down, links_in
from broadcaster.services.poll_feeds import visitor_of
from broadcaster.services.progress import Progress, silent
from broadcaster.services.suggest_topic import suggester
from broadcaster.services.take_in_news import Arrival, Bringing, Gathered, arrivals, take_in, twin
from broadcaster.station import Station

logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class PageVisit:
    """What came of one address."""

    address: str
    """The address that was asked for."""
    taken: tuple[Gathered, ...] = ()
    """The items that it gave."""
    known: bool = False
    """Whether it was passed over, since it came in before."""
    refusal: str = ""
    """Why nothing of it was taken, or what of it was not, in Vietnamese."""


def fetch_pages(
    station: Station,
    addresses: Sequence[str],
    *,
    bringing: Bringing,
    follow: int = 0,
    visitor: Visitor | None = None,
    progress: Progress = silent,
) -> tuple[PageVisit, ...]:
    """Fetch pages one after the other and keep the article of each; what cannot be taken keeps no other out.

    With `follow`, each address is taken for a list: so many of the articles that it lists on its own site are fetched
    in its place, those that came in before passed over. Each page is kept before the next is asked for. Raises
    NoTimetable.
    """
    work = _Fetching(station, visitor or visitor_of(station), replace(bringing, way=Way.PAGE))
    waiting = list(dict.fromkeys(address.strip() for address in addresses))
    lists = {*waiting} if follow else set[str]()
    visits: list[PageVisit] = []
    for done, address in enumerate(waiting, start=1):  # a list lengthens what waits while it is gone through
        visit, listed = work.visited(address, follow if address in lists else 0)
        waiting += [each for each in listed if each not in waiting]
        visits += visit
        progress(done, len(waiting))
    return tuple(visits)


class _Fetching:
    """One going through addresses; no two pages of one going through become one item."""

    def __init__(self, station: Station, visitor: Visitor, bringing: Bringing) -> None:
        self._station, self._visitor, self._bringing = station, visitor, bringing
        self._room, self._timetable = room_of(station), station.timetable()
        self._suggest = suggester(station)
        self._seen: dict[NewsItemId, NewsItem] = {}

    def visited(self, address: str, follow: int) -> tuple[list[PageVisit], tuple[str, ...]]:
        """Fetch one address; gives what came of it, and the articles that are to be fetched in its place."""
        try:
            got = self._visitor.fetch(address)
            ending = ending_of(got)
            if follow and ending == PAGE:
                listed = self._listed(got)
                if listed:
                    return self._new_of(listed, follow)
            coming, refusal = self._coming(got, ending)
        except BroadcasterError as error:
            logger.warning("%s", error, extra={"action": "page_refused"})
            return [PageVisit(address=address, refusal=str(error))], ()
        with self._station.store.writing() as tx:
            taken = take_in(tx, coming, self._bringing)
        return [PageVisit(address=address, taken=taken, refusal=refusal)], ()

    def _listed(self, got: Fetched) -> tuple[str, ...]:
        with laid_down(got, PAGE) as path:
            return links_in(self._room, path, got)

    def _new_of(self, listed: Sequence[str], follow: int) -> tuple[list[PageVisit], tuple[str, ...]]:
        first = tuple(listed[:follow])
        with self._station.store.reading() as tx:
            known = frozenset[str]() if self._bringing.again else tx.news_receipts.known_addresses(first)
        passed = [PageVisit(address=each, known=True) for each in first if each in known]
        return passed, tuple(each for each in first if each not in known)

    def _coming(self, got: Fetched, ending: str) -> tuple[tuple[Arrival, ...], str]:
        """Give the items of an answer, and what of it cannot be taken."""
        if ending in FEED:
            raise PageIsFeed(address=got.address)
        if not ending:
            raise PageOfOtherKind(address=got.address, kind=kind_of(got))
        with laid_down(got, ending) as path:
            if ending != PAGE:
                return self._documents(Member(path=path, name=got.address), got)
            draft = article_in(self._room, path, got)
        coming = arrivals(self._timetable, [draft], now=self._bringing.now, suggest=self._suggest)
        return self._apart(coming), ""

    def _documents(self, file: Member, got: Fetched) -> tuple[tuple[Arrival, ...], str]:
        found = find_news(self._station, [file], now=self._bringing.now, skip_known=False)
        refused = " ".join(each.refusal for each in found if each.refusal)
        whole = [arrival for each in found for arrival in each.coming]
        linked = [replace(each, draft=replace(each.draft, link=each.draft.link or got.address)) for each in whole]
        return self._apart(linked), refused

    def _apart(self, coming: Sequence[Arrival]) -> tuple[Arrival, ...]:
        """Give what came, unless it would overwrite what another page of this going through gave."""
        clash: InputError | None = twin(coming, self._seen)
        if clash is not None:
            raise clash
        self._seen |= {each.item.id: each.item for each in coming}
        return tuple(coming)
