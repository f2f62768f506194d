"""``broadcaster init``."""

from __future__ import annotations

import os
from pathlib import Path

import click

from broadcaster.cli.edge import quoted, wall_clock


@click.command()
@click.argument("folder", metavar="THƯ_MỤC", type=click.Path(path_type=Path, file_okay=False))
@click.option("--profile", default="huyen-2023", show_default=True, metavar="HỒ_SƠ", help="huyen-2023 hoặc xa-2025.")
def init(folder: Path, profile: str) -> None:
    """Tạo thư mục đài mới từ hồ sơ mẫu."""
    from broadcaster.services.init_station import init_station

    applied = init_station(folder, profile, now=wall_clock(), environ=os.environ)
    outlets = len(applied.timetable.outlets)
    click.echo(f"Đã tạo đài trong {folder}: {outlets} nơi phát, lịch phiên bản {applied.version}.")
    click.echo(f"Bước tiếp theo: broadcaster -C {quoted(folder)} news import {quoted(folder / 'news')}")
