"""``broadcaster alarms``."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

from broadcaster.cli.edge import BY_OPTION, opened, table, wall_clock

if TYPE_CHECKING:
    from broadcaster.domain.alarms import Alarm


@click.group(invoke_without_command=True)
@click.option("--all", "every", is_flag=True, help="Xem cả những báo động đã hết.")
@click.pass_context
def alarms(ctx: click.Context, every: bool) -> None:
    """Xem báo động của đài (mã thoát 1 khi còn báo động chưa ai ghi nhận)."""
    if ctx.invoked_subcommand is not None:
        return
    from broadcaster.services.raise_alarms import board

    with opened() as station:
        shown = board(station, now=wall_clock(), every=every)
    table("", ["Mã", "Loại", "Từ", "Số lần", "Tình trạng"], [_row(each) for each in shown.alarms], numbers=(3,))
    for each in shown.alarms:
        if each.cleared_at is None:
            click.secho(f"{each.key}: {each.sentence}", fg="red")
    for notice in shown.waiting:
        click.secho(f"Chưa gửi được ({notice.channel}, {notice.tries} lần): {notice.fault}", err=True, fg="yellow")
    ctx.exit(1 if any(not each.cleared_at and not each.acknowledged_by for each in shown.alarms) else 0)


@alarms.command()
@click.argument("key", metavar="MÃ")
@BY_OPTION
def ack(key: str, by: str) -> None:
    """Ghi nhận một báo động: ai đã biết và đang xử lý."""
    from broadcaster.services.raise_alarms import acknowledge

    with opened() as station:
        noted = acknowledge(station, key, by=by, now=wall_clock())
    click.echo(f"{noted.acknowledged_by} đã ghi nhận (chưa xác thực): {noted.sentence}")


def _row(each: Alarm) -> tuple[object, ...]:
    state = f"hết lúc {_at(each.cleared_at)}" if each.cleared_at else "đang báo"
    noted = f", {each.acknowledged_by} đã ghi nhận" if each.acknowledged_by else ""
    return (each.key, each.kind.label, _at(each.first_at), each.times, state + noted)


def _at(at: datetime) -> str:
    from broadcaster.domain.zone import ZONE

    return f"{at.astimezone(ZONE):%d/%m %H:%M}"
