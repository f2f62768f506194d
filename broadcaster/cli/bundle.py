"""``broadcaster bundle``."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from broadcaster.cli.edge import DAY_ARGUMENT, bar, opened, wall_clock


@click.group()
def bundle() -> None:
    """Đóng gói, giao và kiểm tra gói phát."""


@bundle.command()
@DAY_ARGUMENT
@click.option("--outlet", metavar="ĐÀI", help="Chỉ nơi này.")
@click.option("--any-day", is_flag=True, help="Giao cả khi ngày đã qua hoặc còn xa hơn 31 ngày.")
def make(day: date, outlet: str | None, any_day: bool) -> None:
    """Đóng một gói ZIP cho mỗi nơi và giao; gói không đổi thì không giao lại."""
    from broadcaster.services.publish_day import publish_day

    with opened() as station, bar("Đóng gói, giao gói") as progress:
        now = wall_clock()
        published = publish_day(station, day, outlet=outlet, any_day=any_day, now=now, progress=progress)
    for warning in dict.fromkeys(warning for each in published for warning in each.warnings):
        click.secho(f"Lưu ý: {warning}", err=True, fg="yellow")
    fresh = sum(1 for each in published if each.new)
    click.echo(f"Đã giao {fresh} gói mới, {len(published) - fresh} gói không đổi.")
    for each in published:
        size = f"{each.handover.bytes_count / 1e6:.1f} MB".replace(".", ",")
        click.echo(f"  {each.handover.path}  {size}  sha256 {each.handover.bundle[:16]}…")


@bundle.command()
@click.argument("file", metavar="GÓI", type=click.Path(path_type=Path))
def verify(file: Path) -> None:
    """Kiểm tra một gói phát: đủ tệp, đúng từng byte theo bảng kê SHA-256."""
    from broadcaster.outlets.verify import verify_bundle

    manifest = verify_bundle(file)
    click.echo(f"Gói tốt: {manifest.outlet_name}, ngày {manifest.air_date}, {len(manifest.entries)} tệp đúng bảng kê.")
