"""``broadcaster report book``."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from broadcaster.cli.edge import DAY, bar, opened, wall_clock


@click.command()
@click.option("--month", required=True, metavar="THÁNG", help="Tháng của sổ, viết năm-tháng, ví dụ 2023-09.")
@click.option(
    "--book",
    "kind",
    type=click.Choice(["nhat-ky", "tin-bai"]),
    required=True,
    help="nhat-ky: sổ nhật ký phát sóng; tin-bai: sổ theo dõi tin bài, có nhuận bút.",
)
@click.option("--outlet", default="", metavar="ĐÀI", help="Chỉ nơi này; không ghi thì cả đài.")
@click.option("--split", is_flag=True, help="Mỗi nơi phát một tệp, thêm mã nơi phát vào tên tệp.")
@click.option("--as-of", "as_of", type=DAY, metavar="NGÀY", help="Chỉ tính bằng chứng có đến hết ngày này.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    metavar="TỆP",
    help="Ghi sổ ra tệp .pdf (để in, ký) hoặc .xlsx.",
)
def book(*, month: str, kind: str, outlet: str, split: bool, as_of: date | None, out: Path) -> None:
    """Sổ của đài theo tháng: sổ nhật ký phát sóng, sổ theo dõi tin bài; số liệu bằng đúng report airtime."""
    from broadcaster.services.report_books import BookKind, BookOrder, month_of, write_books

    asked = month_of(month)
    with opened() as station, bar("Lập sổ") as progress:
        day = as_of or wall_clock().astimezone(station.zone).date()
        order = BookOrder(kind=BookKind(kind), month=asked, outlet=outlet, apart=split, as_of=day, out=out)
        written = write_books(station, order, progress)
    for path in written:
        click.echo(f"Đã ghi {path}.")
