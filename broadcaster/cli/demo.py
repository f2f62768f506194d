"""``broadcaster demo``."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from broadcaster.cli.edge import DAY, bar, quoted, wall_clock

if TYPE_CHECKING:
    from broadcaster.services.take_day import DayTaken

INTO = click.Path(path_type=Path, file_okay=False)


@click.command()
@click.option("--into", type=INTO, default=Path("demo"), show_default=True, metavar="THƯ_MỤC", help="Nơi dựng đài mẫu.")
@click.option("--date", "day", type=DAY, default=None, metavar="NGÀY", help="Ngày phát (mặc định: ngày của tin mẫu).")
@click.option("--profile", metavar="HỒ_SƠ", help="huyen-2023 (mặc định) hoặc xa-2025.")
def demo(into: Path, day: date | None, profile: str | None) -> None:
    """Dựng một đài mẫu, chạy trọn một ngày phát, từ tin tới báo cáo; chạy lại thì chỉ làm phần còn thiếu."""
    from broadcaster.services.take_day import SAMPLE_DAYS, prepare_station, take_day
    from broadcaster.station import Station

    now = wall_clock()
    made = prepare_station(into, profile, now=now, environ=os.environ)
    click.echo(f"{'Đã tạo' if made else 'Dùng tiếp'} đài mẫu trong {into}.")
    with Station.open(into, os.environ) as station:
        shown_day = day or SAMPLE_DAYS.get(station.settings.profile) or now.date()
        taken = take_day(station, shown_day, now=now, stage=bar)
    tell(taken, into, shown_day)


def tell(taken: DayTaken, into: Path, day: date) -> None:
    """Say what was made, where, and the next commands."""
    if not any((taken.items, taken.scripts, taken.sentences, taken.editions, taken.bundles, taken.entries)):
        click.echo(f"Ngày {day} đã làm xong từ trước: không làm lại việc nào.")
    else:
        click.echo(
            f"Mới: {taken.items} tin, {taken.scripts} kịch bản, {taken.approvals} lần duyệt, "
            f"{taken.sentences} câu thu, {taken.editions} chương trình, {taken.bundles} gói phát, "
            f"{taken.entries} mục nhật ký diễn tập."
        )
    for warning in taken.warnings:
        click.secho(f"Lưu ý: {warning}", fg="yellow")
    click.echo(f"Mở xem:            {taken.page}")
    click.echo(f"Chương trình:      {taken.report.parent / 'chuong-trinh'}")
    click.echo(f"Gói của {taken.outlets} nơi:   {taken.report.parent}")
    click.echo(f"Bảng thời lượng:   {taken.report}")
    click.echo("Bốn lệnh nên thử tiếp:")
    click.echo(f"  broadcaster -C {quoted(into)} serve")
    click.echo(f"  broadcaster -C {quoted(into)} report airtime --period {day:%Y-%m}")
    click.echo(f"  broadcaster -C {quoted(into)} playlist show {day}")
    click.echo(f"  broadcaster -C {quoted(into)} log list {day}")
