"""``broadcaster report``."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import click

from broadcaster.cli.edge import DAY, minutes_of, opened, table, wall_clock
from broadcaster.cli.report_book import book
from broadcaster.cli.report_dossier import dossier
from broadcaster.cli.report_rollups import rebuild, totals
from broadcaster.cli.report_standings import show_standings
from broadcaster.domain.airtime import AirtimeReport, AirtimeRow
from broadcaster.domain.ids import OutletId, TopicCode
from broadcaster.domain.periods import Period

COLUMNS = [
    *("Kế hoạch\nlần đầu\n(phút)", "\n\nlượt", "Kế hoạch\nphát lại\n(phút)", "\n\nlượt"),
    *("Đã gửi\n\n(phút)", "\n\nlượt", "Đã phát\n\n(phút)", "\n\nlượt", "Diễn tập\n\n(phút)", "\n\nlượt"),
]
GRADE_HELP = "Bằng chứng ít nhất: operator (người trực xác nhận) hoặc player (máy phát ghi)."
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
@click.option("--grade", type=click.Choice(["operator", "player"]), default="operator", help=GRADE_HELP)
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
            f"DIỄN TẬP: {counted.rehearsals} mục diễn tập nằm ở cột riêng và không được tính là đã phát.", fg="yellow"
        )
    numbers = range(1, len(COLUMNS) + 1)
    total = ("Tổng", *_cells(counted.total))
    by_topic = [(_topic(topics, row.topic), *_cells(row)) for row in counted.by_topic]
    table(f"Thời lượng theo chủ đề, kỳ {counted.period}", ["Chủ đề", *COLUMNS], [*by_topic, total], numbers=numbers)
    by_outlet = [(_outlet(outlets, row.outlet_id), *_cells(row)) for row in counted.by_outlet]
    table("Thời lượng theo đài", ["Đài", *COLUMNS], [*by_outlet, total], numbers=numbers)
    row = counted.total
    for name, first, repeat in (
        ("máy phát ghi", row.player_first, row.player_repeat),
        ("người trực xác nhận", row.operator_first, row.operator_repeat),
    ):
        length, airings = minutes_of(first.length + repeat.length), first.airings + repeat.airings
        click.echo(f"Đã phát, {name}: {length} phút, {airings} lượt.")


def _topic(topics: Mapping[TopicCode, str], code: TopicCode | None) -> str:
    return "Mọi chủ đề" if code is None else topics.get(code, str(code))


def _outlet(outlets: Mapping[OutletId, str], outlet_id: OutletId | None) -> str:
    return "-" if outlet_id is None else outlets.get(outlet_id, outlet_id)


def _cells(row: AirtimeRow) -> tuple[object, ...]:
    sent = row.sent_first.length + row.sent_repeat.length
    aired = row.aired_first.length + row.aired_repeat.length
    rehearsed = row.rehearsed_first.length + row.rehearsed_repeat.length
    return (
        minutes_of(row.planned_first.length),
        row.planned_first.airings,
        minutes_of(row.planned_repeat.length),
        row.planned_repeat.airings,
        minutes_of(sent),
        row.sent_first.airings + row.sent_repeat.airings,
        minutes_of(aired),
        row.aired_first.airings + row.aired_repeat.airings,
        minutes_of(rehearsed),
        row.rehearsed_first.airings + row.rehearsed_repeat.airings,
    )
