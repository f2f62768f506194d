"""The entries that a figure is made of, and those that it leaves out, each with the reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace

from broadcaster.asrun.airtime import AirtimeRequest, count_airtime, counted_airings, is_enough, strongest
from broadcaster.domain.airings import Airing, Evidence
from broadcaster.domain.airtime import AirtimeReport, AirtimeRow, Tally
from broadcaster.domain.chains import ChainedAiring, ChainLink
from broadcaster.domain.topics import Genre


@dataclass(frozen=True, kw_only=True, slots=True)
class WhyEntry:
    """One entry behind a figure."""

    airing: Airing
    """The entry."""
    link: ChainLink | None
    """Its place in the chain; none when somebody put it in past the chain."""
    left_out: str
    """Why it does not count as aired, in Vietnamese; empty when it counts."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Why:
    """A figure of a report, taken apart."""

    figure: AirtimeRow
    """The figure, as the report counts it: every grade, first runs and repeats apart."""
    items: int
    """How many different items aired."""
    entries: tuple[WhyEntry, ...]
    """Every entry of the days, outlets and topics asked for, those that count first."""

    @property
    def counted(self) -> tuple[WhyEntry, ...]:
        """Give the entries that count; their lengths add up to what aired."""
        return tuple(each for each in self.entries if not each.left_out)

    def aired(self, *, repeat: bool) -> Tally:
        """Add up the entries that count, first runs or repeats."""
        mine = [each.airing.played for each in self.counted if (each.airing.run > 1) is repeat]
        return Tally().plus(sum(mine), len(mine))


def why(request: AirtimeRequest, log: Iterable[ChainedAiring], *, genres: frozenset[Genre | None] = frozenset()) -> Why:
    """Take a period's figure apart.

    Args:
        request: What the figure was counted from: period, outlets, topics, evidence.
        log: The entries of those days as they lie in the chain; those that the request does not know are left alone.
        genres: Only these genres, none for items whose genre nobody knows; empty for all.
    """
    known = {airing.id for airing in request.airings}
    asked = [each for each in log if each.airing is not None and each.airing.id in known]
    counting = {airing.id for airing in counted_airings(request) if airing.evidence is not Evidence.REHEARSAL}
    best = {airing.id for airing in strongest(request.airings)}
    entries = [
        WhyEntry(
            airing=each.airing,
            link=each.link,
            left_out=""
            if each.airing.id in counting
            else _reason(request, each.airing, is_best=each.airing.id in best),
        )
        for each in asked
        if each.airing is not None
        and _is_asked(request, each.airing)
        and each.airing.genre in (genres or {each.airing.genre})
    ]
    report = count_airtime(request)
    heard = {each.airing.item_id for each in entries if not each.left_out and each.airing.item_id}
    figure = _of_genres(report, genres) if genres else report.total
    return Why(figure=figure, items=len(heard), entries=_in_order(entries))


def _of_genres(report: AirtimeReport, genres: frozenset[Genre | None]) -> AirtimeRow:
    """Give the report's line of some genres; nothing was planned or aired of one that has no line."""
    lines = [row for row in report.by_genre if row.genre in genres]
    kept = [field.name for field in fields(AirtimeRow) if isinstance(getattr(report.total, field.name), Tally)]
    sums: dict[str, Tally] = dict.fromkeys(kept, Tally())
    for row in lines:
        for name in kept:
            tally: Tally = getattr(row, name)
            sums[name] = sums[name].plus(tally.length, tally.airings)
    return replace(report.total, **sums)


def _is_asked(request: AirtimeRequest, airing: Airing) -> bool:
    return (
        airing.topic is not None
        and request.period.holds(airing.air_date)
        and request.asks_for(airing.outlet_id, airing.topic)
    )


def _reason(request: AirtimeRequest, airing: Airing, *, is_best: bool) -> str:
    """Say why an entry does not count as aired."""
    if airing.evidence is Evidence.REHEARSAL:
        return "diễn tập"
    if not is_enough(airing, request.grade):
        return f"chưa đủ bằng chứng: cần {request.grade.label}"
    if not is_best:
        return "đã có bằng chứng mạnh hơn hoặc mới hơn về cùng mục"
    return f"không phát: {airing.cause}" if airing.cause else "không phát"


def _in_order(entries: Sequence[WhyEntry]) -> tuple[WhyEntry, ...]:
    """Put those that count first, each part by outlet, time and place in the chain."""

    def place(each: WhyEntry) -> tuple[object, ...]:
        return (
            bool(each.left_out),
            each.airing.outlet_id,
            each.airing.planned_at,
            each.link.sequence if each.link else 0,
        )

    return tuple(sorted(entries, key=place))
