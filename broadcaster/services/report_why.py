"""Take a figure of a report apart: the entries of the log that make it up, with their places in the chain."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from broadcaster.asrun.why import Why, why
from broadcaster.domain.chains import ChainHead
from broadcaster.domain.periods import Period
from broadcaster.domain.topics import Genre
from broadcaster.reports.naming import genre_name
from broadcaster.reports.why_page import WhyPage, why_page
from broadcaster.services.report_airtime import ReportScope, airtime_request
from broadcaster.services.report_paper import newest_heads
from broadcaster.station import Station


@dataclass(frozen=True, kw_only=True, slots=True)
class Explained:
    """A figure taken apart, with what an auditor holds it against."""

    why: Why
    """The figure and its entries."""
    heads: tuple[ChainHead, ...]
    """The newest heads of the outlets."""
    scope: str
    """What was asked for, in words."""


def explain(
    station: Station,
    period: Period,
    scope: ReportScope,
    *,
    genres: frozenset[Genre | None] = frozenset(),
    as_of: date,
) -> Explained:
    """Take the figure of a period, at some outlets, of some topics and genres, apart.

    Args:
        station: Whose log.
        period: Which days.
        scope: Which outlets, topics and evidence.
        genres: Only these genres, none for items whose genre nobody knows; empty for all.
        as_of: Evidence that arrived by the end of this day counts.

    Raises:
        NoTimetable, UnknownOutlet, AmbiguousOutlet, UnknownGroup, UnknownTopic.
    """
    timetable = station.timetable()
    with station.store.reading() as tx:
        request = airtime_request(tx, timetable, period, scope, as_of=as_of)
        log = tx.chain.between(period.first, period.last)
        heads = newest_heads(tx, request.outlets, as_of=as_of)
    words = [scope.words(timetable), *(f"thể loại {genre_name(each)}" for each in genres)]
    return Explained(why=why(request, log, genres=genres), heads=heads, scope=", ".join(filter(None, words)))


def explained_pdf(station: Station, period: Period, told: Explained, *, as_of: date) -> bytes:
    """Give the auditor's page as PDF; raises NotTypeset."""
    page = WhyPage(
        station=station.words.name, period=period, scope=told.scope, as_of=as_of, why=told.why, heads=told.heads
    )
    return why_page(page)
