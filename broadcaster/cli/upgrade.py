"""``broadcaster upgrade``."""

from __future__ import annotations

import os

import click

from broadcaster.cli.edge import station_folder, wall_clock


@click.command()
def upgrade() -> None:
    """Sau khi cài phần mềm mới: sao lưu, đưa dữ liệu lên cấu trúc mới, đọc lại; hỏng thì trở lại như trước."""
    from broadcaster.services.upgrade_station import upgrade_station

    done = upgrade_station(station_folder(), now=wall_clock(), environ=os.environ)
    if done.backup is None:
        click.echo(f"Dữ liệu đã ở cấu trúc mới nhất ({done.after}), không phải làm gì.")
        return
    click.echo(f"Đã nâng cấp từ cấu trúc {done.before} lên {done.after}. Bản trước khi nâng cấp: {done.backup}")
