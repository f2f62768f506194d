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

TYPE_BASELINE = "Ghi 'baseline' lấy từ sổ của kỳ ấy vào schedules/targets.toml."


def show_standings(facts: ReportFacts) -> None:
    """Print how targets stand, and the points of those that are scoring tables."""
    from broadcaster.reports.target_blocks import baseline_note, forecast_note, without_baseline

    amounts, points = [*_amounts(facts)], [*_points(facts)]
    if amounts:
        table("Tiến độ chỉ tiêu", ("Số", "Chỉ tiêu", "Kỳ, đơn vị", *AMOUNTS), amounts, numbers=(0, *range(3, 9)))
    if points:
        table("Thang điểm", ("Số", "Chỉ tiêu", "Đài, cụm loa", *POINTS), points, numbers=(0, *range(3, 8)))
    for each in facts.standings:
        if without_baseline(each.target):
            click.echo(f"Chỉ tiêu số {each.number}: {baseline_note(each.target)}. {TYPE_BASELINE}")
    if facts.standings:
        click.echo(forecast_note(facts.standings))


def _amounts(facts: ReportFacts) -> Iterator[tuple[str, ...]]:
    from broadcaster.reports.naming import target_name
    from broadcaster.reports.target_blocks import measure_name, standing_amounts

    for each in facts.standings:
        target = each.target
        if not target.bands:
            named = target_name(facts.timetable, target), f"{target.period}, {measure_name(target)}"
            yield str(each.number), *named, *standing_amounts(each)


def _points(facts: ReportFacts) -> Iterator[tuple[str, ...]]:
    from broadcaster.reports.figures import decimal
    from broadcaster.reports.naming import outlet_name, target_name
    from broadcaster.reports.target_blocks import target_amount

    for each in facts.standings:
        for one in each.points:
            target, names = each.target, facts.timetable
            yield (
                str(each.number),
                target_name(names, target),
                outlet_name(names, one.outlet_id),
                target_amount(target, one.amount),
                decimal(one.points, 0),
                target_amount(target, one.forecast),
                decimal(one.forecast_points, 0),
                "-" if one.next_points is None else target_amount(target, one.next_needs),
            )
