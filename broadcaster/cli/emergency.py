"""``broadcaster emergency``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from broadcaster.cli.edge import BY_OPTION, opened, table, wall_clock
from broadcaster.cli.emergency_send import send
from broadcaster.domain.ids import EmergencyId

if TYPE_CHECKING:
    from datetime import datetime

    from broadcaster.domain.emergencies import EmergencyStanding


@click.group()
def emergency() -> None:
    """Bản tin khẩn cấp: phát ngay ở đầu mọi nơi, hủy, diễn tập; cảnh báo CAP 1.2."""


emergency.add_command(send)


@emergency.command("list")
def list_emergencies() -> None:
    """Xem mọi bản tin khẩn cấp, mới nhất trước, và cảnh báo CAP đang chờ người duyệt."""
    from broadcaster.services.end_emergency import all_emergencies
    from broadcaster.services.watch_alerts import waiting_alerts

    now = wall_clock()
    with opened() as station:
        rows = [_row(each, now) for each in all_emergencies(station)]
        waiting = [path.relative_to(station.folder).as_posix() for path in waiting_alerts(station)]
    table(f"{len(rows)} bản tin", ["Mã", "Tình trạng", "Lời báo", "Đã giao", "Hết hiệu lực", "Duyệt", "Xác nhận"], rows)
    for path in waiting:
        click.secho(f"Chờ duyệt: {path} (đọc {path}.txt)", fg="yellow")


def _row(each: EmergencyStanding, now: datetime) -> tuple[str, ...]:
    told = each.emergency
    given = f"{len(each.handed_over)}/{len(told.outlets)}"
    state = f"{each.state(now).value}{' (diễn tập)' if told.drill else ''}"
    return told.id, state, told.title, given, _moment(told.until), told.by, told.confirmed_by or "chính sách"


def _moment(moment: datetime) -> str:
    from broadcaster.domain.zone import ZONE

    return f"{moment.astimezone(ZONE):%H:%M:%S %d/%m/%Y}"


@emergency.command()
@click.argument("emergency_id", metavar="MÃ")
def show(emergency_id: str) -> None:
    """Xem một bản tin khẩn cấp: lời, người duyệt, lý do, nơi đã giao, mọi việc xảy ra sau đó."""
    from broadcaster.services.end_emergency import emergency_named

    now = wall_clock()
    with opened() as station:
        standing = emergency_named(station, emergency_id)
    told = standing.emergency
    click.echo(f"{told.id}: {standing.state(now).value}{' (DIỄN TẬP)' if told.drill else ''}")
    click.echo(f"Gửi {_moment(told.at)}, hết hiệu lực {_moment(told.until)}, lời báo đọc {told.repeat} lần")
    second = f"{told.confirmed_by} (chưa xác thực)" if told.confirmed_by else f"không, theo chính sách: {told.policy}"
    click.echo(f"Duyệt: {told.by} (chưa xác thực). Xác nhận: {second}. Lý do: {told.reason}")
    if told.alert:
        click.echo(f"Cảnh báo {told.alert}: {told.signature}")
    click.echo(f"Giọng {told.voice}, dài {told.duration / 1000:.1f} giây. Phát xong: {told.after.label}.")
    click.echo(f"\n{told.written}\n")
    rows = [(_moment(e.at), e.outlet_id or "mọi nơi", e.kind.label, e.by, e.reason, e.path) for e in standing.events]
    table("", ["Lúc", "Nơi", "Việc", "Ai", "Cách, lý do", "Gói"], rows)


@emergency.command()
@click.argument("emergency_id", metavar="MÃ")
@click.option("--reason", default="", metavar="LÝ_DO", help="Vì sao hủy.")
@BY_OPTION
def cancel(emergency_id: str, reason: str, by: str) -> None:
    """Hủy một bản tin đang hiệu lực: rút khỏi đầu mọi nơi và gửi tin hủy."""
    from broadcaster.services.end_emergency import cancel_emergency

    with opened() as station:
        done = cancel_emergency(station, EmergencyId(emergency_id.strip()), by=by, reason=reason, now=wall_clock())
    click.echo(f"Đã hủy {done.emergency.id}; đã rút khỏi {len(done.emergency.outlets)} nơi và gửi tin hủy.")


@emergency.command()
def expire() -> None:
    """Rút các bản tin đã hết hiệu lực, giao nốt nơi còn thiếu; dịch vụ của đài tự làm việc này."""
    from broadcaster.services.end_emergency import expire_emergencies

    with opened() as station:
        expired = expire_emergencies(station, wall_clock())
    click.echo(f"Đã rút {len(expired)} bản tin hết hiệu lực.")
    for each in expired:
        click.echo(f"  {each.emergency.id}: {each.emergency.title}")


@emergency.command()
@click.option("--once", is_flag=True, required=True, help="Xem một lượt rồi thoát.")
def watch(once: bool) -> None:
    """Xem thư mục khan-cap/ một lượt: phát, hủy, để chờ duyệt hoặc từ chối từng cảnh báo CAP."""
    from broadcaster.services.watch_alerts import watch_alerts

    del once
    with opened() as station:
        answered = watch_alerts(station, wall_clock())
    click.echo(f"{len(answered)} cảnh báo mới.")
    for each in answered:
        click.echo(f"  {each.path.name}: {each.outcome.value} ({each.told})")
