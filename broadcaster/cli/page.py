"""``broadcaster page``."""

from __future__ import annotations

from datetime import date

import click

from broadcaster.cli.edge import DAY_ARGUMENT, opened


@click.command()
@DAY_ARGUMENT
def page(day: date) -> None:
    """Ghi trang index.html tổng quan của một ngày vào thư mục đài; mở được không cần mạng."""
    from broadcaster.services.show_day import show_day

    with opened() as station:
        path = show_day(station, day)
    click.echo(f"Đã ghi {path}.")
