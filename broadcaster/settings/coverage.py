"""Checks coverage targets, and makes the domain's values of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from broadcaster.domain.ids import TopicCode
from broadcaster.domain.periods import Period
from broadcaster.domain.timetables import Target
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
    )


def target_findings(targets: Sequence[Placed[TargetRow]], topics: frozenset[str]) -> Iterator[Finding]:
    """Find targets without an amount, without a source, of an unknown topic or an unreadable period."""
    for placed in targets:
        row = placed.row
        if row.topic is not None:
            yield from unknown_name(placed, "topic", str(row.topic), topics)
        try:
            Period.parse(row.period)
        except BadPeriod as error:
            yield placed.finding("period", f"'period': {str(error).rstrip('.')}")
        yield from _amount_findings(placed)


def _amount_findings(placed: Placed[TargetRow]) -> Iterator[Finding]:
    row = placed.row
    relative = (row.baseline, row.rise_percent)
    if row.amount is not None and relative != (None, None):
        yield placed.finding("amount", "ghi 'amount', hoặc 'baseline' cùng 'rise_percent', không ghi cả hai")
    elif row.amount is None and None in relative:
        yield placed.finding("", "chỉ tiêu thiếu mức: ghi 'amount', hoặc ghi 'baseline' cùng 'rise_percent'")
    if row.baseline is not None and not row.baseline_source:
        yield placed.finding("baseline", "có 'baseline' mà thiếu 'baseline_source': ghi mức gốc lấy từ sổ nào, ai nhập")
