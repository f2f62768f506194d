"""``broadcaster plan replace``, ``withdraw`` and ``allow``: changes after the plan was sent."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from broadcaster.cli.edge import BY_OPTION, DAY, found_id, opened, table, wall_clock
from broadcaster.domain.ids import NewsItemId

if TYPE_CHECKING:
    from broadcaster.services.late_story import Changed
    from broadcaster.station import Station

REASON_OPTION = click.option("--reason", required=True, metavar="LÝ_DO", help="Lý do, ghi vào hồ sơ của đài.")


@click.command("replace")
@click.option("--date", "day", required=True, type=DAY, metavar="NGÀY", help="Ngày phát.")
@click.option("--session", required=True, metavar="BUỔI", help="Buổi phát, ví dụ morning hoặc evening.")
@click.option("--in", "item_in", required=True, metavar="MÃ_TIN", help="Tin đưa vào, đã nghe duyệt.")
@click.option("--out", "item_out", metavar="MÃ_TIN", help="Tin nhường chỗ (mặc định: để kế hoạch chọn).")
@click.option("--outlet", metavar="ĐÀI", help="Chỉ ở nơi này (mặc định: mọi nơi).")
@BY_OPTION
@REASON_OPTION
def replace_command(
    day: date, session: str, item_in: str, item_out: str | None, outlet: str | None, by: str, reason: str
) -> None:
    """Đưa tin giờ chót vào một buổi chưa phát; chỉ buổi ấy đổi, dựng và giao gói bản kế tiếp."""
    from broadcaster.services.late_story import LateStory, replace_item

    with opened() as station:
        new, old = item_of(station, item_in), item_of(station, item_out) if item_out else None
        story = LateStory(item_in=new, day=day, session=session, item_out=old, outlet=outlet)
        changed = replace_item(station, story, by=by, reason=reason, now=wall_clock())
        click.echo(f"Đã đưa {new} vào {len(changed.sessions)} buổi phát ngày {day}.")
        _tell(station, changed)


@click.command()
@click.argument("item", metavar="MÃ_TIN")
@BY_OPTION
@REASON_OPTION
def withdraw(item: str, by: str, reason: str) -> None:
    """Rút ngay một tin khỏi mọi buổi chưa phát; không kế hoạch nào xếp lại cho đến `plan allow`."""
    from broadcaster.services.late_story import withdraw_item

    with opened() as station:
        item_id = item_of(station, item)
        days = withdraw_item(station, item_id, by=by, reason=reason, now=wall_clock())
        click.echo(f"Đã rút tin {item_id}: từ giờ không kế hoạch nào xếp tin này.")
        for changed in days:
            click.echo(f"Ngày {changed.day}: lập lại {len(changed.sessions)} buổi phát có tin ấy.")
            _tell(station, changed)
    if any(changed.fault for changed in days):
        raise click.exceptions.Exit(1)


@click.command()
@click.argument("item", metavar="MÃ_TIN")
@BY_OPTION
@REASON_OPTION
def allow(item: str, by: str, reason: str) -> None:
    """Cho một tin đã rút được phát lại; kế hoạch lập sau đó mới xếp."""
    from broadcaster.services.late_story import allow_item

    with opened() as station:
        item_id = item_of(station, item)
        allow_item(station, item_id, by=by, reason=reason, now=wall_clock())
    click.echo(f"Tin {item_id} được phát lại từ kế hoạch lập sau đây.")


def item_of(station: Station, typed: str) -> NewsItemId:
    """Find the news item that a typed beginning stands for; raises UnknownItem or AmbiguousItem."""
    with station.store.reading() as tx:
        return NewsItemId(found_id(typed, [item.id for item in tx.news.all()]))


def _tell(station: Station, changed: Changed) -> None:
    """Say what was left alone, which outlets hold which bundle, and what went wrong."""
    if changed.begun:
        click.secho(
            f"  {len(changed.begun)} buổi đang phát hoặc đã phát xong: giữ nguyên, không đổi được.", fg="yellow"
        )
    if changed.planned is not None:
        for warning in changed.planned.plan.warnings:
            click.secho(f"  Lưu ý: {warning}", fg="yellow")
    names = {outlet.id: outlet.name for outlet in station.timetable().outlets}
    rows = [
        (names.get(each.outlet_id, each.outlet_id), each.before.path, each.after.path if each.after else "chưa có")
        for each in changed.holders
    ]
    if rows:
        table("", ["Nơi phát", "Gói đã giao trước", "Gói bản kế tiếp"], rows)
        click.echo("Đài chỉ biết gói đã giao, chưa biết nơi nào đã lấy: gọi điện báo các nơi dùng gói bản kế tiếp.")
    elif not changed.fault and changed.sessions:
        click.echo("Chưa giao gói nào của ngày này: tin mới đi cùng gói khi giao.")
    if changed.fault:
        click.secho(f"  Chưa xong: {changed.fault}", fg="red", err=True)
