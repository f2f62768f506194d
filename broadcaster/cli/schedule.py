"""``broadcaster schedule``."""

from __future__ import annotations

from pathlib import Path

import click

from broadcaster.cli.edge import BY_OPTION, opened, table, wall_clock
from broadcaster.cli.schedule_calendar import calendar


@click.group()
def schedule() -> None:
    """Xem và áp dụng lịch trong schedules/."""


schedule.add_command(calendar)


@schedule.command()
@click.argument("folder", metavar="[THƯ_MỤC]", required=False, type=click.Path(path_type=Path))
@BY_OPTION
def apply(folder: Path | None, by: str) -> None:
    """Kiểm tra và áp dụng lịch (mặc định: thư mục schedules của đài); có lỗi thì giữ lịch đang dùng."""
    from broadcaster.services.apply_schedule import apply_schedule

    with opened() as station:
        chosen = station.folder / "schedules" if folder is None else folder
        chosen = chosen if not (chosen / "schedules").is_dir() else chosen / "schedules"
        applied = apply_schedule(station, chosen, by=by or "chưa ghi tên", now=wall_clock())
    for warning in applied.warnings:
        click.secho(f"Lưu ý: {warning}", fg="yellow")
    state = "đã áp dụng" if applied.changed else "không đổi"
    click.echo(f"Lịch phiên bản {applied.version}: {state}, {len(applied.timetable.outlets)} nơi phát.")


@schedule.command()
def show() -> None:
    """Xem lịch đang dùng."""
    with opened() as station:
        timetable = station.timetable()
    names = {daypart.id: daypart.name for daypart in timetable.dayparts}
    rows = [
        (
            outlet.id,
            outlet.name,
            outlet.transmission.label,
            ", ".join(
                f"{names[s.session]} ({s.session}) {s.starts:%H:%M}"
                for s in timetable.slots
                if s.outlet_id == outlet.id
            ),
            str(timetable.quiet_hours(outlet.id)),
        )
        for outlet in timetable.outlets
    ]
    table("Nơi phát", ["Mã", "Tên", "Truyền dẫn", "Buổi phát", "Giờ yên tĩnh"], rows)
