"""``broadcaster run``."""

from __future__ import annotations

import os
from pathlib import Path

import click

from broadcaster.cli.edge import start_logging, wall_clock


@click.command()
@click.option("--once", metavar="VIỆC", help="Chỉ làm ngay một việc (prepare, plan, publish) rồi thoát.")
@click.pass_context
def run(ctx: click.Context, once: str | None) -> None:
    """Dịch vụ của đài: hằng ngày tự chuẩn bị, lập kế hoạch, giao gói ngày mai theo giờ trong [timers]."""
    from broadcaster.timers import JOBS, Timers

    folder: Path = ctx.find_root().obj or Path()
    start_logging(verbose=True, scheduler=bool(ctx.find_root().params.get("verbose")))
    timers = Timers(folder, os.environ, wall_clock)
    if once is None:
        click.echo("Dịch vụ đang chạy: " + ", ".join(f"{name} {hour:%H:%M}" for name, hour in timers.hours.items()))
        timers.serve()
        return
    if once not in JOBS:
        raise click.BadParameter(f"không có việc {once}; các việc: {', '.join(JOBS)}.", ctx, param_hint="--once")
    ctx.exit(0 if timers.run(once) else 1)
