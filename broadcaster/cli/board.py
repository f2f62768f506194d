"""``broadcaster board``."""

from __future__ import annotations

from datetime import datetime

import click

from broadcaster.cli.edge import opened, table, wall_clock


@click.command()
@click.option(
    "--hours", default=24, show_default=True, type=click.IntRange(1, 168), metavar="SỐ", help="Xem trước bao nhiêu giờ."
)
@click.option("--outlet", metavar="ĐÀI", help="Chỉ nơi này (mã, tên có dấu hay không dấu).")
def board(hours: int, outlet: str | None) -> None:
    """Xem trước những giờ tới: buổi nào, ở đâu, mấy giờ, đã lập, dựng, giao tới đâu, có gì bất thường."""
    from broadcaster.scheduling.schedule_words import outlets_told
    from broadcaster.scheduling.spoken_hours import told_hour
    from broadcaster.services.show_board import show_board

    with opened() as station:
        seen = show_board(station, now=wall_clock(), hours=hours, outlet=outlet)
    for warning in seen.warnings:
        click.secho(f"CẢNH BÁO: {warning}", fg="red", bold=True)
    now = told_hour(seen.now.replace(second=0))
    title = f"Từ {now} {_day(seen.now)}, {hours} giờ tới; lịch phiên bản {seen.version}"
    told = [
        (_day(each.starts), told_hour(each.starts), each.what, outlets_told(each.outlets, seen.names))
        for each in seen.lines
    ]
    rows = [(*words, line.reached.value) for words, line in zip(told, seen.lines, strict=True)]
    table(title, ["Ngày", "Giờ phát", "Buổi", "Nơi phát", "Tình trạng"], rows)
    for words, line in zip(told, seen.lines, strict=True):
        for warning in line.warnings:
            click.secho(f"Lưu ý: {' '.join(words[:3])} ở {words[3]}: {warning}", fg="yellow")


def _day(moment: datetime) -> str:
    return f"{moment:%d/%m}"
