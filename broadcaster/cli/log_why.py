"""``broadcaster log why``."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from broadcaster.cli.edge import DAY, clock_length, minutes_of, opened, table, wall_clock

if TYPE_CHECKING:
    from broadcaster.asrun.why import Why, WhyEntry

ENTRY_COLUMNS = ("Mục", "Đài", "Giờ phát", "Dài", "Bằng chứng", "Nội dung", "Mã băm", "Không tính vì")


@click.command("why")
@click.option("--period", required=True, metavar="KỲ", help="2023, 2023-03, 2023-Q1, 2023-H1 hoặc TỪ..ĐẾN.")
@click.option("--outlet", default="", metavar="ĐÀI", help="Chỉ nơi này.")
@click.option("--group", default="", metavar="NHÓM", help="Chỉ các nơi của nhóm này.")
@click.option("--topic", default="", metavar="CHỦ_ĐỀ", help="Chỉ chủ đề này (mã số hoặc tên).")
@click.option(
    "--grade",
    type=click.Choice(["operator", "player"]),
    default="operator",
    help="Bằng chứng ít nhất: operator (người trực xác nhận) hoặc player (máy phát ghi).",
)
@click.option("--as-of", "as_of", type=DAY, metavar="NGÀY", help="Chỉ tính bằng chứng có đến hết ngày này.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), metavar="TỆP", help="Ghi thêm ra tệp PDF.")
def log_why(period: str, outlet: str, group: str, topic: str, grade: str, as_of: date | None, out: Path | None) -> None:
    """Vì sao có con số này: số phút, từng loại bằng chứng, và các mục nhật ký cộng thành, kèm số mục và mã băm."""
    from broadcaster.domain.airings import Evidence
    from broadcaster.domain.periods import Period
    from broadcaster.files import write_bytes
    from broadcaster.services.report_airtime import ReportScope
    from broadcaster.services.report_why import explain, explained_pdf

    scope, asked = ReportScope(outlet=outlet, group=group, topic=topic, grade=Evidence(grade)), Period.parse(period)
    with opened() as station:
        day = as_of or wall_clock().astimezone(station.zone).date()
        told = explain(station, asked, scope, as_of=day)
        page = explained_pdf(station, asked, told, as_of=day) if out else b""
    show_why(told.why, f"{asked.spoken}{', ' if told.scope else ''}{told.scope}")
    if out is not None:
        write_bytes(out, page)
        click.echo(f"Đã ghi {out}.")


def show_why(told: Why, title: str) -> None:
    """Print the figure and every entry behind it."""
    row = told.figure
    operator, player = (row.operator_first, row.operator_repeat), (row.player_first, row.player_repeat)
    grades = [
        (name, minutes_of(first.length), first.airings, minutes_of(repeat.length), repeat.airings)
        for name, (first, repeat) in (("Máy phát ghi", player), ("Người trực xác nhận", operator))
    ]
    columns = ("Bằng chứng", "Lần đầu (phút)", "lượt", "Phát lại (phút)", "lượt")
    table(f"Đã phát, {title}", columns, grades, numbers=range(1, 5))
    table("Các mục nhật ký", ENTRY_COLUMNS, [_line(each) for each in told.entries], numbers=(0, 3))
    aired = row.aired_first.length + row.aired_repeat.length
    click.echo(f"Cộng {len(told.counted)} mục: {minutes_of(aired)} phút, {told.items} tin, bài khác nhau.")


def _line(each: WhyEntry) -> tuple[object, ...]:
    from broadcaster.domain.zone import ZONE

    airing, link = each.airing, each.link
    heard = airing.observed_start or airing.planned_at
    return (
        link.sequence if link else "-",
        airing.outlet_id,
        f"{heard.astimezone(ZONE):%d/%m/%Y %H:%M:%S}",
        clock_length(airing.played),
        airing.evidence.label,
        airing.title,
        link.link[:12] if link else "-",
        each.left_out,
    )
