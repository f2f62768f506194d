"""``broadcaster news twins``, ``merge``, ``unmerge``, ``keep`` and ``history``."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

from broadcaster.cli.edge import BY_OPTION, found_id, opened, table, wall_clock
from broadcaster.domain.ids import NewsItemId
from broadcaster.domain.zone import ZONE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from broadcaster.copydesk.word_diff import DiffSpan
    from broadcaster.services.find_twins import Twin
    from broadcaster.station import Station

_SHOWN = 10
_COLOURS = {"old": "red", "new": "green"}
_SIGNS = {"old": "[-{}-]", "new": "{{+{}+}}", "same": "{}"}


@click.command("twins")
@click.argument("item", metavar="[MÃ]", default="")
def twins(item: str) -> None:
    """Xem các cặp tin có vẻ nói cùng một việc, đang chờ gộp hay để riêng; ghi MÃ để tìm tin giống một tin."""
    from broadcaster.services.find_twins import twins_of, twins_waiting

    with opened() as station:
        found = twins_of(station, _named(station, item), now=wall_clock()) if item else twins_waiting(station)
    if not found:
        click.echo("Không có tin nào giống." if item else "Không có cặp tin nào chờ xử lý.")
        return
    for each in found[:_SHOWN]:
        _show(each)
    if len(found) > _SHOWN:
        click.echo(f"Còn {len(found) - _SHOWN} cặp nữa; xử lý các cặp trên rồi xem tiếp.")
    click.echo("Gộp: broadcaster news merge MÃ VÀO_MÃ --by TÊN. Để riêng: broadcaster news keep MÃ MÃ --by TÊN.")


@click.command("merge")
@click.argument("item", metavar="MÃ")
@click.argument("into", metavar="VÀO_MÃ")
@BY_OPTION
def merge(item: str, into: str, by: str) -> None:
    """Gộp tin MÃ vào tin VÀO_MÃ: tin MÃ rời kho tin, nguồn của nó ghi thêm ở tin giữ lại."""
    from broadcaster.services.judge_twins import merge_twins

    with opened() as station:
        merged = merge_twins(station, _named(station, item), _named(station, into), by=by, now=wall_clock())
    click.echo(f"Đã gộp {merged.item.id} vào {merged.kept.id}. Nguồn: {'; '.join(merged.sources)}.")
    click.echo(f"Tách lại: broadcaster news unmerge {merged.item.id} --by TÊN")


@click.command("unmerge")
@click.argument("item", metavar="MÃ")
@BY_OPTION
def unmerge(item: str, by: str) -> None:
    """Tách một tin đã gộp ra thành tin riêng như trước (gõ đủ mã)."""
    from broadcaster.services.judge_twins import part_twins

    with opened() as station:
        parted = part_twins(station, NewsItemId(item), by=by, now=wall_clock())
    click.echo(f"Đã tách tin {parted.id} ra như trước: {parted.title}")


@click.command("keep")
@click.argument("item", metavar="MÃ")
@click.argument("other", metavar="MÃ")
@BY_OPTION
def keep(item: str, other: str, by: str) -> None:
    """Để riêng hai tin; từ nay không hỏi lại về cặp này."""
    from broadcaster.services.judge_twins import keep_twins

    with opened() as station:
        names = [_named(station, each) for each in (item, other)]
        keep_twins(station, *names, by=by, now=wall_clock())
    click.echo(f"Để riêng {names[0]} và {names[1]}, không hỏi lại.")


@click.command("history")
@click.argument("item", metavar="MÃ")
def history(item: str) -> None:
    """Xem một tin từ đâu tới và đã qua những gì: các bản, ai nhận, chủ đề, quy định phát, gộp tin, kịch bản."""
    from broadcaster.services.news_story import news_story

    with opened() as station:
        story = news_story(station, _named(station, item, gone=True))
    click.echo(f"{story.item.title} ({story.item.id})\nNguồn: {'; '.join(story.sources) or '-'}")
    if story.merged_into:
        click.secho(f"Đã gộp vào tin {story.merged_into}.", fg="yellow")
    elif not story.standing:
        click.secho("Tin này đã bỏ khỏi kho tin.", fg="yellow")
    rows = [(_local(each.at), each.by or "-", each.what, "; ".join(each.details)) for each in story.entries]
    table("Những việc đã làm", ["Lúc", "Ai", "Việc", "Chi tiết"], rows)
    for version in story.versions[1:]:
        click.secho(f"Bản {version.number} khác bản trước:" if version.is_change else "", bold=True)
        click.echo(f"  {_marked(version.title)}\n{_marked(version.body)}" if version.is_change else "")


def _named(station: Station, typed: str, *, gone: bool = False) -> NewsItemId:
    """Find the item that a typed beginning stands for; with `gone`, a whole id of one that no longer stands too."""
    with station.store.reading() as tx:
        if gone and tx.news.history(NewsItemId(typed)):
            return NewsItemId(typed)
        return NewsItemId(found_id(typed, [each.id for each in tx.news.all()]))


def _show(twin: Twin) -> None:
    likeness = f"{twin.pair.likeness:.0%}".replace("%", " %")
    click.secho(f"{twin.item.id}\n{twin.other.id}: {twin.pair.kind.value}, giống {likeness}", bold=True)
    click.echo(f"  {_marked(twin.title)}\n{_marked(twin.body)}\n")


def _marked(spans: Sequence[DiffSpan]) -> str:
    """Write a difference so that it can be read without colours too: what went in [- -], what came in {+ +}."""
    return "".join(click.style(_SIGNS[kind.value].format(text), fg=_COLOURS.get(kind.value)) for kind, text in spans)


def _local(moment: datetime) -> str:
    return f"{moment.astimezone(ZONE):%H:%M %d/%m/%Y}"
