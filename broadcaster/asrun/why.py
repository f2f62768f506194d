"""The entries that a figure is made of, and those that it leaves out, each with the reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from broadcaster.asrun.airtime import AirtimeRequest, count_airtime, counted_airings, is_enough, strongest
from broadcaster.domain.airings import Airing, Evidence
from broadcaster.domain.airtime import AirtimeRow, Tally
from broadcaster.domain.chains import ChainedAiring, ChainLink


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


def why(request: AirtimeRequest, log: Iterable[ChainedAiring]) -> Why:
    """Take a period's figure apart.

    Args:
        request: What the figure was counted from: period, outlets, topics, evidence.
        log: The entries of those days as they lie in the chain; those that the request does not know are left alone.
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
        if each.airing is not None and _is_asked(request, each.airing)
    ]
    report = count_airtime(request)
    return Why(figure=report.total, items=report.items, entries=_in_order(entries))


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
