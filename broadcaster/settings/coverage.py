"""Checks coverage targets, and makes the domain's values of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from broadcaster.domain.airings import Evidence
from broadcaster.domain.ids import TopicCode
from broadcaster.domain.periods import Period
from broadcaster.domain.timetables import Band, Target
from broadcaster.domain.units import Outlet
from broadcaster.errors import BadPeriod
from broadcaster.settings.findings import Finding
from broadcaster.settings.row_values import EVERYWHERE
from broadcaster.settings.rows import Placed, unknown_name
from broadcaster.settings.selectors import chosen
from broadcaster.settings.tables import TargetRow


def target(row: TargetRow, outlets: Sequence[Outlet]) -> Target:
    """Make the domain's target; ``*`` becomes the empty tuple that means all outlets."""
    named = () if EVERYWHERE in row.outlets else tuple(chosen(row.outlets, outlets))
    return Target(
        topic=None if row.topic is None else TopicCode(row.topic),
        outlets=named,
        period=row.period,
        measure=row.measure,
        amount=row.amount,
        baseline=row.baseline,
        rise_percent=row.rise_percent,
        baseline_source=row.baseline_source,
        document=row.document,
        set_by=row.set_by,
        grade=Evidence(row.grade),
        runs=row.runs,
        bands=tuple(sorted((Band(least=b.least, points=b.points) for b in row.bands), key=lambda b: -b.least)),
        baseline_period=row.baseline_period,
    )


def target_findings(targets: Sequence[Placed[TargetRow]], topics: frozenset[str]) -> Iterator[Finding]:
    """Find targets without an amount, without a source, of an unknown topic or an unreadable period."""
    for placed in targets:
        row = placed.row
        if row.topic is not None:
            yield from unknown_name(placed, "topic", str(row.topic), topics)
        yield from _period_findings(placed, "period", row.period)
        if row.baseline_period:
            yield from _period_findings(placed, "baseline_period", row.baseline_period)
        yield from _amount_findings(placed)


def _period_findings(placed: Placed[TargetRow], key: str, text: str) -> Iterator[Finding]:
    try:
        Period.parse(text)
    except BadPeriod as error:
        yield placed.finding(key, f"'{key}': {str(error).rstrip('.')}")


def _amount_findings(placed: Placed[TargetRow]) -> Iterator[Finding]:
    row = placed.row
    if row.bands:
        yield from _band_findings(placed)
        return
    base = row.baseline_period or None if row.baseline is None else row.baseline
    relative = (base, row.rise_percent)
    if row.baseline is not None and row.baseline_period:
        yield placed.finding("baseline_period", "ghi 'baseline' hoặc 'baseline_period', không ghi cả hai")
    if row.amount is not None and relative != (None, None):
        yield placed.finding("amount", "ghi 'amount', hoặc 'baseline' cùng 'rise_percent', không ghi cả hai")
    elif row.amount is None and None in relative:
        yield placed.finding("", "chỉ tiêu thiếu mức: ghi 'amount', hoặc ghi 'baseline' cùng 'rise_percent'")
    if row.baseline is not None and not row.baseline_source:
        yield placed.finding("baseline", "có 'baseline' mà thiếu 'baseline_source': ghi mức gốc lấy từ sổ nào, ai nhập")


def _band_findings(placed: Placed[TargetRow]) -> Iterator[Finding]:
    row = placed.row
    if any(each is not None for each in (row.amount, row.baseline, row.rise_percent)) or row.baseline_period:
        yield placed.finding("bands", "đã có thang điểm 'bands' thì không ghi 'amount', 'baseline', 'rise_percent'")
    rising = sorted(row.bands, key=lambda band: band.least)
    if any(higher.least == lower.least or higher.points <= lower.points for lower, higher in pairwise(rising)):
        yield placed.finding(
            "bands", "thang điểm 'bands': mức cao hơn phải được nhiều điểm hơn, không mức nào ghi hai lần"
        )
