"""``broadcaster plan move`` and ``moves``: an item goes to another session, its consequences told first."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from broadcaster.cli.edge import BY_OPTION, DAY, clock_length, opened, session_names, table, wall_clock
from broadcaster.cli.plan_late import REASON_OPTION, item_of

if TYPE_CHECKING:
    from broadcaster.domain.ids import OutletId, SessionId
    from broadcaster.services.weigh_move import Consequences, Wanted
    from broadcaster.station import Station

_NAMED = 3


@click.command("move")
@click.argument("item", metavar="MÃ_TIN")
@click.option("--from-date", required=True, type=DAY, metavar="NGÀY", help="Ngày của buổi đang có tin.")
@click.option("--from-session", required=True, metavar="BUỔI", help="Buổi đang có tin.")
@click.option("--to-date", type=DAY, metavar="NGÀY", help="Ngày chuyển tới (mặc định: cùng ngày).")
@click.option("--to-session", metavar="BUỔI", help="Buổi chuyển tới (mặc định: cùng buổi, chỉ đổi chỗ).")
@click.option("--position", default=1, type=click.IntRange(1, 100), metavar="SỐ", help="Đứng thứ mấy trong buổi ấy.")
@click.option("--outlet", metavar="ĐÀI", help="Chỉ ở nơi này (mặc định: mọi nơi có tin trong buổi).")
@click.option("--confirm-by", default="", metavar="TÊN", help="Người thứ hai, khi gói phát đã giao.")
@click.option("--dry-run", is_flag=True, help="Chỉ kể hệ quả, không đổi gì.")
@BY_OPTION
@REASON_OPTION
def move(item: str, dry_run: bool, by: str, reason: str, confirm_by: str, **places: Unpack[Places]) -> None:
    """Chuyển một tin sang buổi khác, hoặc chỗ khác trong buổi; kể hệ quả, gói đã giao thì dựng và giao bản kế tiếp."""
    from broadcaster.services.late_story import send_again
    from broadcaster.services.move_item import move_item
    from broadcaster.services.weigh_move import weigh_move

    with opened() as station:
        wanted, now = _wanted(station, item, places), wall_clock()
        told = weigh_move(station, wanted, now=now)
        _tell(station, told)
        if dry_run:
            click.echo("Mới xem thử, kế hoạch chưa đổi.")
            return
        done = move_item(station, wanted, by=by, reason=reason, now=now, confirmed_by=confirm_by, seen=told.seen)
        click.echo(f"Đã chuyển, ghi vào sổ số {done.move.id}.")
        for day in done.days_to_send:
            again = send_again(station, day, {each.outlet_id for each in told.holders if each.day == day}, now)
            click.echo(f"Ngày {day}: đã giao gói bản kế tiếp cho {len(again)} nơi; gọi điện báo các nơi ấy.")


@click.command("moves")
def list_moves() -> None:
    """Xem ai đã chuyển tin nào, khi nào, vì sao, ai xác nhận."""
    from broadcaster.services.move_item import moves

    with opened() as station:
        names, found = session_names(station), moves(station)
        zone = station.zone
    rows = [
        (
            str(each.move.id),
            f"{each.move.at.astimezone(zone):%H:%M %d/%m}",
            each.move.title,
            f"{names.get(each.move.from_session, each.move.from_session)} {each.move.from_day:%d/%m}",
            f"{names.get(each.move.to_session, each.move.to_session)} {each.move.to_day:%d/%m}",
            each.move.outlet_id or "mọi nơi",
            f"{each.move.by}: {each.move.reason}",
            "chờ người thứ hai" if each.decision is None else f"{each.decision.by} {each.decision.decision.value}",
        )
        for each in found
    ]
    columns = ["Số", "Lúc", "Tin", "Từ", "Tới", "Nơi phát", "Ai, vì sao", "Quyết định"]
    table(f"{len(rows)} lần chuyển tin", columns, rows, numbers=(0,))


class Places(TypedDict):
    """Where an item goes, as options say it."""

    from_date: date
    from_session: str
    to_date: date | None
    to_session: str | None
    position: int
    outlet: str | None


def _wanted(station: Station, item: str, places: Places) -> Wanted:
    """Give the move that options ask for; day and session stay the same unless told."""
    from broadcaster.services.weigh_move import Wanted

    return Wanted(
        item_id=item_of(station, item),
        from_day=places["from_date"],
        from_session=places["from_session"],
        to_day=places["to_date"] or places["from_date"],
        to_session=places["to_session"] or places["from_session"],
        outlet=places["outlet"],
        position=places["position"],
    )


def _tell(station: Station, told: Consequences) -> None:
    """Say what a move does."""
    names = {outlet.id: outlet.name for outlet in station.timetable().outlets}
    click.echo(f'"{told.title}": chuyển ở {_where(told.outlets, names)}.')
    if told.left:
        click.secho(f"  Giữ nguyên ở {_where(told.left, names)}.", fg="yellow")
    _tell_sessions(told, session_names(station), names)
    if told.queued:
        click.echo(f"Buổi tới chưa có kế hoạch ở {_where(told.queued, names)}: tin vào hàng chờ.")
    _tell_targets(told)
    for each in told.holders:
        taken = f", {each.fetched_by} đã tải" if each.fetched_by else ""
        click.secho(f"  {names.get(each.outlet_id, each.outlet_id)} đang giữ gói ngày {each.day}{taken}.", fg="yellow")


def _tell_sessions(told: Consequences, sessions: Mapping[SessionId, str], names: Mapping[OutletId, str]) -> None:
    for change in told.changes:
        name = sessions.get(change.session, change.session)
        click.echo(f"{name} {change.day:%d/%m}, {_where(change.outlets, names)}:")
        for sign, stories in (("+", change.gained), ("-", change.lost)):
            for each in stories:
                click.echo(f"  {sign} {each.title} ({clock_length(each.duration)})")
        click.echo(f"  nhạc kết {clock_length(change.closing_before)} → {clock_length(change.closing_after)}")


def _tell_targets(told: Consequences) -> None:
    from broadcaster.services.explain_plan import in_measure

    for shift in told.targets:
        missing = [in_measure(shift.measure, each) for each in (shift.missing_before, shift.missing_after)]
        click.echo(f"Chỉ tiêu {shift.name} ({shift.period}): còn thiếu {missing[0]} → {missing[1]}.")
    for warning in told.warnings:
        click.secho(f"  Lưu ý: {warning}", fg="yellow")


def _where(outlets: tuple[OutletId, ...], names: Mapping[OutletId, str]) -> str:
    if len(outlets) > _NAMED:
        return f"{len(outlets)} nơi"
    return ", ".join(names.get(each, each) for each in outlets)
