"""``broadcaster run``."""

from __future__ import annotations

import contextlib
import os

import click

from broadcaster.cli.edge import start_logging, station_folder, wall_clock
from broadcaster.cli.serve import pages_beside


@click.command()
@click.option("--once", metavar="VIỆC", help="Chỉ làm ngay một việc (tên việc: broadcaster jobs) rồi thoát.")
@click.option("--no-web", is_flag=True, help="Không mở trang web của đài.")
@click.pass_context
def run(ctx: click.Context, once: str | None, no_web: bool) -> None:
    """Dịch vụ của đài: tự nhập tin, thu, lập kế hoạch, dựng, giao gói, canh giờ, sao lưu theo [timers]; trang web."""
    from broadcaster.services.run_jobs import JOBS
    from broadcaster.timers import Timers

    start_logging(verbose=True, scheduler=bool(ctx.find_root().params.get("verbose")))
    if once is not None and once not in JOBS:
        raise click.BadParameter(f"không có việc {once}; các việc: {', '.join(JOBS)}.", ctx, param_hint="--once")
    with contextlib.closing(Timers(station_folder(), os.environ, wall_clock)) as timers:
        if once is not None:
            ctx.exit(0 if timers.run(once) else 1)
        click.echo("Dịch vụ đang chạy: " + ", ".join(f"{name} {hour:%H:%M}" for name, hour in timers.hours.items()))
        with contextlib.nullcontext() if no_web else pages_beside():
            timers.serve()
