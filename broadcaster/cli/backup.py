"""``broadcaster backup``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from broadcaster.cli.edge import opened, wall_clock

if TYPE_CHECKING:
    from broadcaster.backups import BackupContents


@click.group(invoke_without_command=True)
@click.option(
    "--to", type=click.Path(path_type=Path, file_okay=False), metavar="THƯ_MỤC", help="Ghi vào đây thay cho [backup]."
)
@click.option("--with-sound", is_flag=True, help="Sao lưu cả audio_out/ (lớn).")
@click.pass_context
def backup(ctx: click.Context, to: Path | None, with_sound: bool) -> None:
    """Sao lưu dữ liệu, cài đặt, lịch, từ điển, mẫu, băng nhạc riêng vào một tệp ZIP, rồi đọc lại để kiểm tra."""
    if ctx.invoked_subcommand is not None:
        return
    from broadcaster.services.keep_backups import make_backup

    with opened() as station:
        made = make_backup(station, now=wall_clock(), to=to, with_sound=with_sound)
    click.echo(f"Đã sao lưu và kiểm tra: {made.path} ({made.size} byte; {_told(made.contents)}).")


@backup.command()
@click.argument("file", type=click.Path(path_type=Path), metavar="TỆP")
def verify(file: Path) -> None:
    """Đọc hết một tệp sao lưu, so từng phần với mã SHA-256 trong bảng kê."""
    from broadcaster.domain.zone import ZONE
    from broadcaster.services.keep_backups import verify_backup

    contents = verify_backup(file)
    at = contents.made_at.astimezone(ZONE)
    click.echo(f"Tệp tốt: {contents.station}, ghi lúc {at:%H:%M:%S ngày %d/%m/%Y}; {_told(contents)}.")


def _told(contents: BackupContents) -> str:
    return f"{sum(contents.tables.values())} dòng của {len(contents.tables)} bảng, {len(contents.files)} tệp"
