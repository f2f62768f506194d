"""``broadcaster playlist``."""

from __future__ import annotations

from datetime import date

import click

from broadcaster.cli.edge import DAY_ARGUMENT, clock_length, opened, session_names, table

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
    """Ghi danh sách phát M3U8 và JSON vào thư mục của từng nơi."""
    from broadcaster.services.publish_day import write_playlists

    with opened() as station:
        paths = write_playlists(station, day, outlet=outlet)
    click.echo(f"Đã ghi {len(paths)} tệp danh sách phát trong audio_out/{day}/.")
