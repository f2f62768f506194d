"""``broadcaster report``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import click

from broadcaster.cli.edge import DAY, minutes_of, opened, room, table, wall_clock
from broadcaster.cli.log_why import GRADE
from broadcaster.cli.report_book import book
from broadcaster.cli.report_dossier import dossier
from broadcaster.cli.report_rollups import rebuild, totals
from broadcaster.cli.report_standings import show_standings
from broadcaster.domain.airtime import AirtimeReport, AirtimeRow, Tally
from broadcaster.domain.ids import OutletId, TopicCode
from broadcaster.domain.periods import Period

WIDE = 150
"""Letters of a terminal on which what aired has room by who says so."""
NARROW = 112
"""Letters of a terminal on which minutes and airings have no room for a column each."""
FILE = click.Path(path_type=Path, dir_okay=False)


@click.group()
def report() -> None:
    """Báo cáo thời lượng phát so với chỉ tiêu, hồ sơ minh chứng, các sổ của đài."""


for command in (book, dossier, totals, rebuild):
    report.add_command(command)


@report.command()
@click.option("--period", required=True, metavar="KỲ", help="2023, 2023-03, 2023-Q1, 2023-H1 hoặc TỪ..ĐẾN.")
@click.option("--outlet", default="", metavar="ĐÀI", help="Chỉ nơi này.")
@click.option("--group", default="", metavar="NHÓM", help="Chỉ các nơi của nhóm này.")
@click.option("--topic", default="", metavar="CHỦ_ĐỀ", help="Chỉ chủ đề này (mã số hoặc tên).")
@GRADE
@click.option(
    "--figures", type=FILE, metavar="TỆP", help="Tệp TOML người lập báo cáo viết: số ngoài phát thanh, mục I-V."
)
@click.option(
    "--as-of", "as_of", type=DAY, metavar="NGÀY", help="Chỉ tính bằng chứng có đến hết ngày này (mặc định: hôm nay)."
)
@click.option("--out", type=FILE, metavar="TỆP", help="Ghi báo cáo ra tệp .csv, .xlsx, .docx hoặc .pdf.")
def airtime(
    period: str,
    outlet: str,
    group: str,
    topic: str,
    grade: str,
    figures: Path | None,
    as_of: date | None,
    out: Path | None,
) -> None:
    """Thời lượng theo chủ đề, thể loại, đài: kế hoạch, đã gửi, đã phát; diễn tập không tính là đã phát."""
    from broadcaster.domain.airings import Evidence
    from broadcaster.services.report_airtime import ReportScope
    from broadcaster.services.report_paper import airtime_facts, write_report

    scope = ReportScope(outlet=outlet, group=group, topic=topic, grade=Evidence(grade))
    with opened() as station:
        day = as_of or wall_clock().astimezone(station.zone).date()
        facts = airtime_facts(station, Period.parse(period), scope, as_of=day, figures=figures)
    names = facts.timetable
    show_airtime(facts.report, {t.code: t.short for t in names.topics}, {o.id: o.name for o in names.outlets})
    show_standings(facts)
    if out is not None:
        write_report(facts, out)
        click.echo(f"Đã ghi {out}.")


def show_airtime(counted: AirtimeReport, topics: Mapping[TopicCode, str], outlets: Mapping[OutletId, str]) -> None:
    """Print the report's tables, with the banner when rehearsals were left out."""
    if counted.rehearsals:
        click.secho(
            f"DIỄN TẬP: nhật ký có {counted.rehearsals} mục diễn tập, không mục nào được tính là đã phát.", fg="yellow"
        )
    shown = _columns(counted.total)
    columns = [head for name in shown for head in _heads(name)]
    numbers = range(1, len(columns) + 1)
    total = ("Tổng", *_cells(shown, counted.total))
    by_topic = [(_topic(topics, row.topic), *_cells(shown, row)) for row in counted.by_topic]
    table(f"Thời lượng theo chủ đề, kỳ {counted.period}", ["Chủ đề", *columns], [*by_topic, total], numbers=numbers)
    by_outlet = [(_outlet(outlets, row.outlet_id), *_cells(shown, row)) for row in counted.by_outlet]
    table("Thời lượng theo đài", ["Đài", *columns], [*by_outlet, total], numbers=numbers)
    _show_witnesses(counted.total)


def _columns(total: AirtimeRow) -> dict[str, Callable[[AirtimeRow], tuple[Tally, ...]]]:
    """Give the columns that there is room for, each with what is added up in it."""
    from broadcaster.reports.grades import AIRED, BY_OPERATOR, BY_PLAYER, MEASURED, REHEARSED, SENT

    by_whom = {"Người trực\nxác nhận": BY_OPERATOR, "Máy phát\nghi": BY_PLAYER}
    if MEASURED.airings(total):
        by_whom["Đo ngoài\nsóng"] = MEASURED
    aired = by_whom if room() >= WIDE else {"Đã phát\n": AIRED}
    return {
        "Kế hoạch\nlần đầu": lambda row: (row.planned_first,),
        "Kế hoạch\nphát lại": lambda row: (row.planned_repeat,),
        **{name: grade.tallies for name, grade in {"Đã gửi\n": SENT, **aired, "Diễn tập\n": REHEARSED}.items()},
    }


def _heads(name: str) -> tuple[str, ...]:
    return (f"{name}\nphút/lượt",) if room() < NARROW else (f"{name}\n(phút)", "\n\nlượt")


def _show_witnesses(total: AirtimeRow) -> None:
    """Tell what aired by who says so, first runs and repeats apart."""
    from broadcaster.reports.grades import WITNESSES

    for grade in WITNESSES:
        told = [f"{minutes_of(tally.length)} phút, {tally.airings} lượt" for tally in grade.tallies(total)]
        click.echo(f"Đã phát, {grade.label.lower()}: lần đầu {told[0]}; phát lại {told[1]}.")


def _topic(topics: Mapping[TopicCode, str], code: TopicCode | None) -> str:
    return "Mọi chủ đề" if code is None else topics.get(code, str(code))


def _outlet(outlets: Mapping[OutletId, str], outlet_id: OutletId | None) -> str:
    return "-" if outlet_id is None else outlets.get(outlet_id, outlet_id)


def _cells(shown: Mapping[str, Callable[[AirtimeRow], tuple[Tally, ...]]], row: AirtimeRow) -> tuple[object, ...]:
    sums = [
        (sum(each.length for each in told), sum(each.airings for each in told))
        for told in (of(row) for of in shown.values())
    ]
    if room() < NARROW:
        return tuple(f"{minutes_of(length)}/{airings}" for length, airings in sums)
    return tuple(cell for length, airings in sums for cell in (minutes_of(length), airings))
