"""``broadcaster schedule calendar``."""

from __future__ import annotations

from datetime import date

import click

from broadcaster.cli.edge import DAY, opened, outlets_named, table, wall_clock

_NAMED = 3
"""More outlets than this are counted."""


@click.command()
@click.option("--from", "first", type=DAY, metavar="NGÀY", help="Ngày đầu (mặc định: hôm nay).")
@click.option("--days", default=7, type=click.IntRange(1, 62), metavar="SỐ", help="Số ngày (mặc định: 7).")
@click.option("--outlet", "typed", multiple=True, metavar="ĐÀI", help="Chỉ xem nơi phát này; ghi được nhiều lần.")
def calendar(first: date | None, days: int, typed: tuple[str, ...]) -> None:
    """Xem lịch từng ngày: giờ các buổi phát, tiếp âm; ngày lễ, âm lịch, đợt tuyên truyền, ngoại lệ."""
    from broadcaster.services.show_calendar import show_calendar

    with opened() as station:
        start = first or wall_clock().astimezone(station.zone).date()
        outlets = outlets_named(station, typed)
        count = len(outlets or station.timetable().outlets)
        for day in show_calendar(station, start, days=days, outlets=outlets):
            lunar = f" (âm lịch {day.lunar})" if day.lunar else ""
            click.secho("; ".join((f"{day.title}{lunar}", *day.matters)), bold=True)
            if not day.lines:
                click.echo("  Không có buổi phát nào.")
                continue
            rows = [(line.hours, line.what, _where(line.outlets, count), line.note) for line in day.lines]
            table("", ["Giờ", "Phát", "Nơi phát", "Ghi chú"], rows)


def _where(outlets: tuple[str, ...], count: int) -> str:
    """Name a few outlets, count many, and say when it is all that are shown."""
    if len(outlets) == count > 1:
        return "mọi nơi"
    return ", ".join(outlets) if len(outlets) <= _NAMED else f"{len(outlets)} nơi"
