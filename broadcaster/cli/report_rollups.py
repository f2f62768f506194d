"""``broadcaster report totals`` and ``report rebuild``: airtime that is kept added up."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from broadcaster.cli.edge import DAY, bar, opened
from broadcaster.cli.log_why import GRADE
from broadcaster.domain.periods import Period

if TYPE_CHECKING:
    from broadcaster.asrun.rollups import Difference
    from broadcaster.domain.airtime import Tally
    from broadcaster.domain.timetables import Timetable


@click.command()
@click.option("--period", required=True, metavar="KỲ", help="2023, 2023-03, 2023-Q1, 2023-H1 hoặc TỪ..ĐẾN.")
@click.option("--outlet", default="", metavar="ĐÀI", help="Chỉ nơi này.")
@click.option("--group", default="", metavar="NHÓM", help="Chỉ các nơi của nhóm này.")
@click.option("--topic", default="", metavar="CHỦ_ĐỀ", help="Chỉ chủ đề này (mã số hoặc tên).")
@GRADE
@click.option(
    "--as-of", "as_of", type=DAY, metavar="NGÀY", help="Chỉ tính bằng chứng có đến hết ngày này (mặc định: tất cả)."
)
def totals(period: str, outlet: str, group: str, topic: str, grade: str, as_of: date | None) -> None:
    """Các bảng cộng của report airtime, không kèm tiến độ chỉ tiêu; nhanh cả khi kho có hàng chục triệu mục."""
    from broadcaster.cli.report import show_airtime
    from broadcaster.domain.airings import Evidence
    from broadcaster.services.report_airtime import ReportScope, report_airtime

    scope = ReportScope(outlet=outlet, group=group, topic=topic, grade=Evidence(grade))
    with opened() as station:
        names = station.timetable()
        counted = report_airtime(station, Period.parse(period), scope, as_of=as_of)
    show_airtime(counted, {t.code: t.short for t in names.topics}, {o.id: o.name for o in names.outlets})
    click.echo(f"Tin, bài khác nhau đã phát: {counted.items}, trong đó phát lần đầu: {counted.items_first}.")


@click.command()
@click.option("--check", is_flag=True, help="Chỉ đối chiếu, không làm lại; lệch thì nêu chỗ đầu tiên và trả mã lỗi 1.")
@click.pass_context
def rebuild(ctx: click.Context, *, check: bool) -> None:
    """Cộng lại thời lượng từng ngày, từng tháng từ nhật ký, kế hoạch và sổ giao gói; nhật ký giữ nguyên."""
    from broadcaster.services.roll_up_airtime import compare_rollups, rebuild_rollups

    with opened() as station:
        if not check:
            with bar("Cộng thời lượng") as progress:
                made = rebuild_rollups(station, progress=progress)
            click.echo(f"Đã cộng lại {made} ngày của các nơi phát.")
            return
        with bar("Đối chiếu bảng cộng") as progress:
            found = compare_rollups(station, progress=progress)
        waiting = f" {found.stale} ngày của các nơi có bản ghi mới, sẽ tự cộng khi xem báo cáo." if found.stale else ""
        if found.difference is None:
            click.echo(f"Bảng cộng của {found.days} ngày khớp với bản ghi.{waiting}")
            return
        click.secho(_said(found.difference, station.timetable()), fg="red", err=True)
    ctx.exit(1)


def _said(found: Difference, names: Timetable) -> str:
    """Say where a sum differs, and what to do."""
    outlets = {each.id: each.name for each in names.outlets}
    where = outlets.get(found.outlet_id, found.outlet_id) if found.outlet_id else "tất cả các nơi cộng lại"
    what = "giờ của bản ghi mới nhất"
    if found.cell is not None:
        topics = {each.code: each.short for each in names.topics}
        what = (
            f"chủ đề {topics.get(found.cell.topic, str(found.cell.topic))}, cột {_COLUMNS[found.cell.column.name]}: "
            f"đang giữ {found.kept.airings} lượt {_seconds(found.kept)} giây, "
            f"đếm lại được {found.counted.airings} lượt {_seconds(found.counted)} giây"
        )
    todo = "Chạy `broadcaster log verify` xem nhật ký có bị sửa không, rồi `broadcaster report rebuild` để cộng lại."
    return f"Bảng cộng LỆCH ở {found.span}, {where}, {what}. {todo}"


def _seconds(tally: Tally) -> str:
    return f"{tally.length / 1000:.3f}".replace(".", ",")


_COLUMNS = {
    "PLANNED": "kế hoạch",
    "SENT": "đã gửi",
    "OPERATOR": "người trực xác nhận",
    "PLAYER": "máy phát ghi",
    "MEASURED": "đo ngoài sóng",
    "REHEARSED": "diễn tập",
    "NOTED": "số mục diễn tập",
}
