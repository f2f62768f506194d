"""How targets stand, at the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from broadcaster.cli.edge import table

if TYPE_CHECKING:
    from broadcaster.reports.report_facts import ReportFacts

AMOUNTS = ("Cần đạt", "Đã phát", "Không phát,\nchưa rõ", "Còn trong\nkế hoạch", "Dự báo", "Còn phải bù")
POINTS = ("Đã phát", "Điểm nay", "Dự báo", "Điểm dự báo", "Thiếu cho\nmức kế")


def show_standings(facts: ReportFacts) -> None:
    """Print how targets stand, and the points of those that are scoring tables."""
    from broadcaster.reports.target_blocks import forecast_note

    amounts, points = [*_amounts(facts)], [*_points(facts)]
    if amounts:
        table("Tiến độ chỉ tiêu", ("Chỉ tiêu", "Kỳ, đơn vị", *AMOUNTS), amounts, numbers=range(2, 8))
    if points:
        table("Thang điểm", ("Chỉ tiêu", "Đài, cụm loa", *POINTS), points, numbers=range(2, 7))
    if facts.standings:
        click.echo(forecast_note(facts.standings))


def _amounts(facts: ReportFacts) -> Iterator[tuple[str, ...]]:
    from broadcaster.reports.naming import target_name
    from broadcaster.reports.target_blocks import measure_name, target_amount

    for each in facts.standings:
        target = each.target
        if not target.bands:
            values = (each.wanted, each.aired, each.lost, each.ahead, each.forecast, each.unplanned)
            named = target_name(facts.timetable, target), f"{target.period}, {measure_name(target)}"
            yield *named, *(target_amount(target, value) for value in values)


def _points(facts: ReportFacts) -> Iterator[tuple[str, ...]]:
    from broadcaster.reports.figures import decimal
    from broadcaster.reports.naming import outlet_name, target_name
    from broadcaster.reports.target_blocks import target_amount

    for each in facts.standings:
        for one in each.points:
            target, names = each.target, facts.timetable
            yield (
                target_name(names, target),
                outlet_name(names, one.outlet_id),
                target_amount(target, one.amount),
                decimal(one.points, 0),
                target_amount(target, one.forecast),
                decimal(one.forecast_points, 0),
                "-" if one.next_points is None else target_amount(target, one.next_needs),
            )
