"""``broadcaster queue``."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import click

from broadcaster.cli.edge import BY_OPTION, DAY, found_id, opened, session_names, table, wall_clock
from broadcaster.domain.ids import NewsItemId


@click.group()
def queue() -> None:
    """Xếp tay tin vào buổi phát; kế hoạch điền phần còn lại."""


def _where(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in (
        click.option("--outlet", metavar="ĐÀI", help="Chỉ ở nơi này (mặc định: mọi nơi)."),
        click.option("--session", required=True, metavar="BUỔI", help="Buổi phát, ví dụ morning hoặc evening."),
        click.option("--date", "day", required=True, type=DAY, metavar="NGÀY", help="Ngày phát, ví dụ 2023-03-15."),
        click.argument("item", metavar="MÃ_TIN"),
    ):
        command = option(command)
    return command


def _item_id(typed: str) -> NewsItemId:
    with opened() as station, station.store.reading() as tx:
        return NewsItemId(found_id(typed, [item.id for item in tx.news.all()]))


@queue.command()
@_where
@BY_OPTION
def add(item: str, day: date, session: str, outlet: str | None, by: str) -> None:
    """Thêm một tin vào cuối hàng chờ của một buổi."""
    from broadcaster.services.queue_segment import queue_segment

    item_id = _item_id(item)
    with opened() as station:
        entry = queue_segment(station, item_id, day=day, session=session, outlet=outlet, by=by, now=wall_clock())
        name = session_names(station).get(entry.session, entry.session)
    click.echo(f"Đã xếp {item_id} vào {name} ngày {day}, thứ tự {entry.position}.")


@queue.command("list")
@click.option("--date", "day", required=True, type=DAY, metavar="NGÀY", help="Ngày phát.")
def list_entries(day: date) -> None:
    """Xem hàng chờ của một ngày."""
    from broadcaster.services.queue_segment import queue_on

    with opened() as station:
        entries = queue_on(station, day)
        names = session_names(station)
    rows = [
        (
            f"{names.get(e.session, e.session)} ({e.session})",
            e.outlet_id or "mọi nơi",
            e.position,
            e.item_id,
            e.by or "-",
        )
        for e in entries
    ]
    table(f"Hàng chờ ngày {day}", ["Buổi", "Nơi phát", "Thứ tự", "Mã tin", "Người xếp"], rows)


@queue.command()
@_where
@click.option("--to", "position", required=True, type=click.IntRange(min=1), metavar="SỐ", help="Thứ tự mới.")
def move(item: str, day: date, session: str, outlet: str | None, position: int) -> None:
    """Đổi thứ tự một tin trong hàng chờ."""
    from broadcaster.services.queue_segment import move_segment

    item_id = _item_id(item)
    with opened() as station:
        move_segment(station, item_id, day=day, session=session, outlet=outlet, position=position)
    click.echo(f"Đã chuyển {item_id} tới thứ tự {position}.")


@queue.command()
@_where
def remove(item: str, day: date, session: str, outlet: str | None) -> None:
    """Bỏ một tin khỏi hàng chờ."""
    from broadcaster.domain.directory import find_session
    from broadcaster.services.queue_segment import remove_segment

    item_id = _item_id(item)
    with opened() as station:
        remove_segment(station, item_id, day=day, session=session, outlet=outlet)
        name = find_session(station.timetable(), session).name
    click.echo(f"Đã bỏ {item_id} khỏi {name} ngày {day}.")
