"""``broadcaster news feeds``, ``news mail`` and ``news fetch``: what comes from the network."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING

import click

from broadcaster.cli.edge import BY_OPTION, bar, opened, table, wall_clock
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


@click.command()
@click.option("--now", "at_once", is_flag=True, help="Mở hòm thư ngay, không đợi tới giờ.")
def mail(at_once: bool) -> None:
    """Xem hòm thư nhận tin đang thế nào; --now thì mở ngay."""
    from broadcaster.services.read_mailbox import mailbox_state, read_mailbox

    with opened() as station:
        visit = read_mailbox(station, now=wall_clock(), at_once=True) if at_once else None
        state = mailbox_state(station, now=wall_clock())
    if state is None:
        click.echo("Đài không nhận tin qua thư. Khai mục [mailbox] trong station.toml nếu muốn.")
        return
    table("Hòm thư nhận tin", _COLUMNS, [_row(state)], numbers=(3,))
    for each in visit.refused if visit else ():
        click.echo(f"  - {each.name}: {each.reason}")
    if visit is not None and visit.failed:
        raise SystemExit(1)


@click.command()
@click.argument("addresses", metavar="ĐỊA-CHỈ...", nargs=-1, required=True)
@click.option(
    "--follow", type=click.IntRange(1, 500), default=None, metavar="SỐ", help="Trang danh sách: lấy bấy nhiêu bài đầu."
)
@click.option("--again", is_flag=True, help="Lấy lại cả những bài đã có hoặc đã bỏ.")
@BY_OPTION
def fetch(addresses: tuple[str, ...], follow: int | None, again: bool, by: str) -> None:
    """Lấy bài từ trang web: chỉ lấy bài viết, ghi nguồn, ngày đăng, địa chỉ; tệp PDF, DOCX cũng được."""
    from broadcaster.domain.news_receipts import Way
    from broadcaster.errors import PagesRefused
    from broadcaster.services.fetch_page import fetch_pages
    from broadcaster.services.take_in_news import Bringing

    bringing = Bringing(way=Way.PAGE, by=by, now=wall_clock(), again=again)
    with opened() as station, bar("Lấy trang") as progress:
        visits = fetch_pages(station, addresses, bringing=bringing, follow=follow or 0, progress=progress)
    counts = Counter(each.saved.value for visit in visits for each in visit.taken)
    kinds = [f"{count} tin {kind}" for kind, count in counts.items()]
    passed = sum(visit.known for visit in visits)
    told = ", ".join([*kinds, *[f"bỏ qua {passed} bài đã có"] * bool(passed)])
    click.echo(f"Lấy trang: {told}." if told else "Không lấy được tin nào.")
    refused = [visit for visit in visits if visit.refusal]
    if refused:
        listing = "".join(f"\n  - {each.address}: {each.refusal.rstrip('.')}" for each in refused)
        raise PagesRefused(count=len(refused), listing=listing)


def _row(state: FeedState) -> tuple[object, ...]:
    done = _local(state.done_at) if state.done_at else "chưa lần nào"
    return (state.name, state.address, done, state.failures, _local(state.next_at), state.told)


def _local(moment: datetime) -> str:
    return f"{moment.astimezone(ZONE):%H:%M %d/%m/%Y}"
