"""``broadcaster restore``."""

from __future__ import annotations

import os
from pathlib import Path

import click

from broadcaster.cli.edge import quoted, station_folder, wall_clock


@click.command()
@click.argument("file", type=click.Path(path_type=Path), metavar="TỆP")
@click.option(
    "--into", type=click.Path(path_type=Path, file_okay=False), metavar="THƯ_MỤC", help="Khôi phục vào thư mục mới này."
)
@click.option("--keep-newer-facts", is_flag=True, help="Giữ nhật ký, lần duyệt, lần giao gói mới hơn bản sao lưu.")
def restore(file: Path, into: Path | None, keep_newer_facts: bool) -> None:
    """Khôi phục đài từ tệp sao lưu; không bao giờ ghi đè dữ liệu mới hơn."""
    from broadcaster.services.restore_station import restore_station

    folder = into or station_folder()
    done = restore_station(file, folder, now=wall_clock(), environ=os.environ, keep_newer_facts=keep_newer_facts)
    click.echo(f"Đã khôi phục {sum(done.rows.values())} dòng vào {done.folder}.")
    if done.aside:
        click.echo(f"Dữ liệu trước khi khôi phục được cất ở {done.aside}.")
    for name, count in done.kept.items():
        click.echo(f"Giữ lại {count} dòng mới hơn của bảng {name}.")
    for name in done.left:
        click.secho(f"Không đổi {name}: tệp đang dùng khác tệp trong bản sao lưu.", err=True, fg="yellow")
    click.echo(f"Xem lại: broadcaster -C {quoted(done.folder)} check")
