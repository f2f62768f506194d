"""``broadcaster playlist``."""

from __future__ import annotations

from datetime import date

import click

from broadcaster.cli.edge import DAY_ARGUMENT, bar, clock_length, opened, session_names, table

OUTLET = click.option("--outlet", metavar="ĐÀI", help="Chỉ nơi này (mã, tên có dấu hay không dấu).")


@click.group()
def playlist() -> None:
    """Xem và ghi danh sách phát của các đài."""


@playlist.command()
@DAY_ARGUMENT
@OUTLET
def show(day: date, outlet: str | None) -> None:
    """Xem giờ từng mục của một ngày."""
    from broadcaster.services.publish_day import playlists_of

    with opened() as station:
        names = session_names(station)
        for each in playlists_of(station, day, outlet):
            rows = [
                (
                    item.position,
                    f"{item.starts_at.astimezone(station.zone):%H:%M:%S}",
                    clock_length(item.duration),
                    item.kind.label,
                    item.title + (" (PL)" if item.run > 1 else ""),
                )
                for item in each.items
            ]
            start = each.starts_at.astimezone(station.zone)
            title = f"{each.outlet_name}, {names.get(each.session, each.session)} {start:%d/%m/%Y %H:%M}"
            table(title, ["STT", "Giờ", "Dài", "Phần", "Nội dung"], rows, numbers=(0, 2))


@playlist.command()
@DAY_ARGUMENT
@OUTLET
def write(day: date, outlet: str | None) -> None:
    """Ghi danh sách phát M3U8, XSPF, PLS, JSON, CSV và iCalendar vào thư mục của từng nơi."""
    from broadcaster.services.publish_day import write_playlists

    with opened() as station:
        paths = write_playlists(station, day, outlet=outlet)
    click.echo(f"Đã ghi {len(paths)} tệp danh sách phát trong audio_out/{day}/.")


@playlist.command()
@DAY_ARGUMENT
@OUTLET
def week(day: date, outlet: str | None) -> None:
    """Ghi lịch phát sóng của tuần chứa NGÀY để in (PDF, A4), mỗi nơi một tệp."""
    from broadcaster.services.print_week import print_weeks

    with opened() as station, bar("Lịch tuần") as progress:
        paths = print_weeks(station, day, outlet=outlet, progress=progress)
        folder = paths[0].parent.relative_to(station.folder).as_posix()
    click.echo(f"Đã ghi {len(paths)} tệp PDF trong {folder}/.")


@playlist.command()
@DAY_ARGUMENT
@click.option("--days", default=28, type=click.IntRange(1, 366), metavar="SỐ", help="Số ngày (mặc định: 28).")
@OUTLET
def calendar(day: date, days: int, outlet: str | None) -> None:
    """Ghi giờ phát kể từ NGÀY thành lịch điện thoại (iCalendar), mỗi nơi một tệp."""
    from broadcaster.services.print_week import write_calendars

    with opened() as station:
        paths = write_calendars(station, day, days=days, outlet=outlet)
    click.echo(f"Đã ghi {len(paths)} lịch điện thoại trong audio_out/lich-dien-thoai/.")
