"""The auditor's page: one figure, what it is made of, and how to hold it against the chain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from broadcaster.asrun.why import Why, WhyEntry
from broadcaster.domain.airtime import Tally
from broadcaster.domain.chains import ChainHead
from broadcaster.domain.periods import Period
from broadcaster.domain.zone import ZONE
from broadcaster.reports.figures import decimal, minutes, span
from broadcaster.reports.grades import PLANNED, REHEARSED, SENT, WITNESSES
from broadcaster.reports.naming import hash_groups
from broadcaster.reports.typeset import typeset

TEMPLATE = "vi-sao.typ"


@dataclass(frozen=True, kw_only=True, slots=True)
class WhyPage:
    """What the page shows."""

    station: str
    """Whose log."""
    period: Period
    """Which days."""
    scope: str
    """Which outlets, topics and evidence, in words."""
    as_of: date
    """Evidence that arrived by the end of this day counts."""
    why: Why
    """The figure, taken apart."""
    heads: Sequence[ChainHead]
    """The newest heads of the outlets."""


def why_page(page: WhyPage) -> bytes:
    """Write the page as PDF; the same values give the same bytes. Raises NotTypeset."""
    row = page.why.figure
    grades = (*WITNESSES, SENT, PLANNED, REHEARSED)
    values: dict[str, object] = {
        "station": page.station,
        "period": page.period.spoken,
        "scope": page.scope,
        "as_of": f"{page.as_of:%d/%m/%Y}",
        "minutes": minutes(row.aired_first.length + row.aired_repeat.length, 1),
        "airings": decimal(row.aired_first.airings + row.aired_repeat.airings, 0),
        "items": decimal(page.why.items, 0),
        "grades": [[grade.label, *_pair(grade.tallies(row)), grade.meaning] for grade in grades],
        "counted": [_line(each) for each in page.why.counted],
        "left_out": [[*_line(each), each.left_out] for each in page.why.entries if each.left_out],
        "heads": [
            [str(h.outlet_id), f"{h.arrival_day:%d/%m/%Y}", str(h.sequence), hash_groups(h.link)] for h in page.heads
        ],
    }
    return typeset(TEMPLATE, values, made_at=datetime.combine(page.as_of, time(), tzinfo=ZONE))


def _pair(tallies: tuple[Tally, Tally]) -> tuple[str, ...]:
    return tuple(cell for each in tallies for cell in (decimal(each.airings, 0), minutes(each.length, 1)))


def _line(each: WhyEntry) -> list[str]:
    """Give an entry as it stands on the page: its place in the chain, when, what, how long, who says so, its hash."""
    airing, link = each.airing, each.link
    heard = airing.observed_start or airing.planned_at
    return [
        str(link.sequence) if link else "–",
        airing.outlet_name,
        f"{heard.astimezone(ZONE):%d/%m/%Y %H:%M:%S}",
        airing.title + (" (phát lại)" if airing.run > 1 else ""),
        span(airing.played),
        f"{airing.evidence.label}: {airing.said_by}",
        f"{link.link[:16]}…" if link else "không có mắt xích",
    ]
