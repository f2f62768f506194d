"""``broadcaster check``."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from broadcaster.cli.edge import wall_clock

if TYPE_CHECKING:
    from broadcaster.services.check_station import Finding


@click.command()
@click.pass_context
def check(ctx: click.Context) -> None:
    """Kiểm tra cấu hình, lịch, mẫu, bộ đọc, phông chữ, ổ đĩa, đồng hồ; có lỗi thì thoát với mã 1."""
    from broadcaster.services.check_station import check_station

    folder: Path = ctx.find_root().obj or Path()
    findings = check_station(folder, now=wall_clock(), environ=os.environ)
    for each in findings:
        mark, colour = _mark(each)
        click.echo(click.style(mark, fg=colour) + f"  {each.what}" + (f": {each.fault}" if each.fault else ""))
    faults = sum(1 for each in findings if each.fault and not each.warning)
    click.echo(f"{len(findings)} mục, {faults} lỗi." if faults else f"{len(findings)} mục, mọi thứ sẵn sàng.")
    if faults:
        ctx.exit(1)


def _mark(finding: Finding) -> tuple[str, str]:
    if not finding.fault:
        return "TỐT  ", "green"
    return ("LƯU Ý", "yellow") if finding.warning else ("LỖI  ", "red")
