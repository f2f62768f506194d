"""``broadcaster news feeds``: what the station follows on the network."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

from broadcaster.cli.edge import opened, table, wall_clock
from broadcaster.domain.zone import ZONE
from broadcaster.newsroom.find import find_by_prefix

if TYPE_CHECKING:
    from broadcaster.domain.news_feeds import FeedState

_COLUMNS = ("Tên", "Địa chỉ", "Lấy được lúc", "Hỏng", "Hỏi lại", "Lần cuối")


@click.command()
@click.argument("names", metavar="[TÊN]...", nargs=-1)
@click.option("--now", "at_once", is_flag=True, help="Hỏi ngay mọi nguồn, không đợi tới giờ.")
def feeds(names: tuple[str, ...], at_once: bool) -> None:
    """Xem các nguồn tin trên mạng; ghi tên nguồn (hoặc --now) thì hỏi ngay."""
    from broadcaster.services.poll_feeds import feed_states, poll_feeds

    with opened() as station:
        known = tuple(station.settings.feeds.followed)
        wanted = known if at_once else tuple(find_by_prefix(known, name) for name in names)
        visits = poll_feeds(station, now=wall_clock(), names=wanted) if wanted else ()
        states = feed_states(station, now=wall_clock())
    table(f"{len(states)} nguồn tin", _COLUMNS, [_row(each) for each in states], numbers=(3,))
    if any(visit.failed for visit in visits):
        raise SystemExit(1)


def _row(state: FeedState) -> tuple[object, ...]:
    done = _local(state.done_at) if state.done_at else "chưa lần nào"
    return (state.name, state.address, done, state.failures, _local(state.next_at), state.told)


def _local(moment: datetime) -> str:
    return f"{moment.astimezone(ZONE):%H:%M %d/%m/%Y}"
