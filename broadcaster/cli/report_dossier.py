"""``broadcaster report dossier``."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from broadcaster.cli.edge import DAY, opened, wall_clock


@click.command()
@click.option("--target", type=int, required=True, metavar="SỐ", help="Chỉ tiêu thứ mấy trong lịch đang áp dụng, từ 1.")
@click.option("--period", required=True, metavar="KỲ", help="2023, 2023-03, 2023-Q1, 2023-H1 hoặc TỪ..ĐẾN.")
@click.option("--as-of", "as_of", type=DAY, metavar="NGÀY", help="Chỉ tính bằng chứng có đến hết ngày này.")
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), required=True, metavar="TỆP", help="Ghi hồ sơ ra tệp ZIP."
)
def dossier(target: int, period: str, as_of: date | None, out: Path) -> None:
    """Hồ sơ minh chứng của một chỉ tiêu: mục lục, kịch bản đã duyệt, tiếng, nhật ký, đầu chuỗi, cách kiểm tra."""
    from broadcaster.domain.periods import Period
    from broadcaster.services.report_dossier import write_dossier

    with opened() as station:
        day = as_of or wall_clock().astimezone(station.zone).date()
        made = write_dossier(station, target, Period.parse(period), out, as_of=day)
    click.echo(f"Đã ghi {out}: {made.entries} lượt phát của {made.items} tin, bài, bằng chứng có đến hết ngày {day}.")
    if made.without_script or made.without_sound:
        missing = f"{made.without_script} tin, bài không có bản duyệt, {made.without_sound} tin, bài không còn tiếng"
        click.secho(f"Thiếu: {missing}.", fg="yellow", err=True)
