"""``broadcaster check``."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from broadcaster.cli.edge import BY_OPTION, opened, wall_clock

if TYPE_CHECKING:
    from broadcaster.services.check_station import Finding


@click.command()
@click.option("--clock-right", is_flag=True, help="Ghi nhận: đã xem, đồng hồ máy nay đúng (cần --by).")
@click.option("--after-restore", is_flag=True, help="Ghi nhận: dùng tiếp dữ liệu vừa khôi phục (cần --by).")
@BY_OPTION
@click.pass_context
def check(ctx: click.Context, clock_right: bool, after_restore: bool, by: str) -> None:
    """Kiểm tra cấu hình, lịch, mẫu, bộ đọc, phông chữ, ổ đĩa, đồng hồ; có lỗi thì thoát với mã 1."""
    from broadcaster.services.check_station import check_station

    if clock_right or after_restore:
        _vouch(by, clock=clock_right, store=after_restore)
    folder: Path = ctx.find_root().obj or Path()
    findings = check_station(folder, now=wall_clock(), environ=os.environ)
    for each in findings:
        mark, colour = _mark(each)
        click.echo(click.style(mark, fg=colour) + f"  {each.what}" + (f": {each.fault}" if each.fault else ""))
    faults = sum(1 for each in findings if each.fault and not each.warning)
    click.echo(f"{len(findings)} mục, {faults} lỗi." if faults else f"{len(findings)} mục, mọi thứ sẵn sàng.")
    if faults:
        ctx.exit(1)


def _vouch(by: str, *, clock: bool, store: bool) -> None:
    """Keep on record that somebody answers for the clock, or for a store that is older than what was sent."""
    from broadcaster.domain.trust import TrustKind
    from broadcaster.services.guard_sending import vouch

    with opened() as station:
        for kind, said in ((TrustKind.CLOCK, clock), (TrustKind.STORE, store)):
            if said:
                vouch(station, kind, by=by, now=wall_clock())
                click.echo(
                    f"Đã ghi nhận lời của {by} về {'đồng hồ máy' if kind is TrustKind.CLOCK else 'dữ liệu này'}."
                )


def _mark(finding: Finding) -> tuple[str, str]:
    if not finding.fault:
        return "TỐT  ", "green"
    return ("LƯU Ý", "yellow") if finding.warning else ("LỖI  ", "red")
