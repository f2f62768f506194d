"""How targets stand, as blocks of an official paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from broadcaster.domain.airtime import TargetStanding
from broadcaster.domain.periods import Period
from broadcaster.domain.timetables import Target
from broadcaster.reports.figures import decimal
from broadcaster.reports.naming import outlet_name, target_name
from broadcaster.reports.official import Block, Grid, Words
from broadcaster.reports.report_facts import ReportFacts

UNKNOWN = "chưa rõ"
"""Where an amount should stand that nobody knows."""


def target_blocks(facts: ReportFacts) -> Iterator[Block]:
    """Tell how each target stands: amounts in one table, each scoring table by itself, then where they come from."""
    if not facts.standings:
        yield Words(text="Không có chỉ tiêu nào cho kỳ này trong lịch đang áp dụng.")
        return
    plain = [each for each in facts.standings if not each.target.bands]
    if plain:
        yield Grid(
            columns=(
                "Chỉ tiêu",
                "Kỳ",
                "Cần đạt",
                "Đã phát",
                "Không phát, chưa rõ",
                "Còn trong kế hoạch",
                "Dự báo",
                "Còn phải bù",
            ),
            rows=[_standing(facts, each) for each in plain],
            widths=(3.2, 1.1, 1.6, 1.5, 1.5, 1.5, 1.5, 1.7),
            left=(0, 1),
            small=True,
        )
    for each in facts.standings:
        if each.target.bands:
            yield Words(text=_band_words(facts, each))
            yield _points(facts, each)
    yield Words(text=forecast_note(facts.standings), italic=True)
    for each in facts.standings:
        yield Words(text=_source(facts, each.target), italic=True)


def _standing(facts: ReportFacts, standing: TargetStanding) -> tuple[str, ...]:
    target = standing.target
    name = f"{target_name(facts.timetable, target)} ({measure_name(target)})"
    return (name, target.period, *standing_amounts(standing))


def standing_amounts(standing: TargetStanding) -> tuple[str, ...]:
    """Write what is wanted, aired, lost, ahead, forecast and missing; a rise over a baseline of nothing is unknown."""
    target, unknown = standing.target, without_baseline(standing.target)
    between = (standing.aired, standing.lost, standing.ahead, standing.forecast)
    wanted, unplanned = (
        UNKNOWN if unknown else target_amount(target, each) for each in (standing.wanted, standing.unplanned)
    )
    return (wanted, *(target_amount(target, each) for each in between), unplanned)


def without_baseline(target: Target) -> bool:
    """Say whether a target is a rise over a period of which the log tells nothing."""
    return bool(target.baseline_period) and not target.baseline


def _band_words(facts: ReportFacts, standing: TargetStanding) -> str:
    target = standing.target
    steps = "; ".join(
        f"từ {target_amount(target, band.least)}: {decimal(band.points, 0)} điểm" for band in target.bands
    )
    name, period = target_name(facts.timetable, target), Period.parse(target.period).spoken
    return f"Thang điểm {name}, kỳ chấm {period}, đếm {measure_name(target)}: {steps}."


def _points(facts: ReportFacts, standing: TargetStanding) -> Grid:
    target = standing.target
    rows = [
        (
            outlet_name(facts.timetable, each.outlet_id),
            target_amount(target, each.amount),
            decimal(each.points, 0),
            target_amount(target, each.forecast),
            decimal(each.forecast_points, 0),
            "đã ở mức cao nhất" if each.next_points is None else f"còn thiếu {target_amount(target, each.next_needs)}",
        )
        for each in standing.points
    ]
    columns = ("Đài, cụm loa", "Đã phát", "Điểm nay", "Dự báo", "Điểm dự báo", "Để lên mức kế")
    return Grid(columns=columns, rows=rows, widths=(4, 1.2, 1.2, 1.2, 1.3, 2.2), small=True)


def forecast_note(standings: Sequence[TargetStanding]) -> str:
    """Say what the forecast rests on, and what it does not."""
    days = [each.planned_until for each in standings if each.planned_until]
    if not days:
        return "Dự báo bằng số đã phát: các kỳ chỉ tiêu chưa có kế hoạch phát nào."
    return f"Dự báo tính theo kế hoạch đã lập tới ngày {max(days):%d/%m/%Y}; sau ngày đó không ước đoán."


def _source(facts: ReportFacts, target: Target) -> str:
    parts = [target.document and f"văn bản: {target.document}", target.set_by and f"người giao: {target.set_by}"]
    if without_baseline(target):
        parts.append(baseline_note(target))
    elif target.rise_percent is not None:
        rise, base = decimal(target.rise_percent, 1), target_amount(target, target.baseline or 0.0)
        parts.append(f"tăng {rise} % so với mức gốc {base} mỗi nơi ({target.baseline_source})")
    parts.append(f"bằng chứng ít nhất: {target.grade.label}")
    return f"{target_name(facts.timetable, target)} ({measure_name(target)}): {'; '.join(filter(None, parts))}."


def baseline_note(target: Target) -> str:
    """Say why nobody knows what must be reached."""
    return f"nhật ký không có mục nào đã phát trong kỳ gốc {target.baseline_period} nên chưa rõ mức phải đạt"


def measure_name(target: Target) -> str:
    """Give the unit of a target, with which airings count."""
    return " ".join(filter(None, (target.measure.label, target.runs.label)))


def target_amount(target: Target, value: float) -> str:
    """Write an amount in a target's measure."""
    return decimal(value, 1 if target.measure.value == "minutes" else 0)
