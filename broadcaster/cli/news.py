"""``broadcaster news``."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from broadcaster.cli.edge import bar, found_id, opened, table, wall_clock


@click.group()
def news() -> None:
    """Nhập và xem tin."""


@news.command("import")
@click.argument("files", metavar="TỆP...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--again", is_flag=True, help="Nhập lại cả những tin đã bỏ.")
def import_files(files: tuple[Path, ...], again: bool) -> None:
    """Nhập tin từ tệp TXT, Markdown, CSV, RSS, Atom hoặc cả thư mục; một tệp lỗi thì không nhập gì."""
    from broadcaster.services.gather_news import gather_news

    with opened() as station, bar("Nhập tin") as progress:
        gathered = gather_news(station, files, again=again, now=wall_clock(), progress=progress)
    counts = Counter(each.saved.value for each in gathered)
    kinds = ", ".join(f"{count} tin {kind}" for kind, count in counts.items())
    click.echo(f"Đã nhập {len(gathered)} tin: {kinds}.")


@news.command("list")
def list_items() -> None:
    """Xem danh sách tin."""
    with opened() as station:
        topics = {topic.code: topic.short for topic in station.timetable().topics}
        with station.store.reading() as tx:
            items = tx.news.all()
    rows = [(item.id, item.genre.label, topics.get(item.topic, item.topic), item.title) for item in items]
    table(f"{len(items)} tin", ["Mã", "Thể loại", "Chủ đề", "Tiêu đề"], rows)


@news.command()
@click.argument("item", metavar="MÃ")
def show(item: str) -> None:
    """Xem một tin (gõ vài chữ đầu của mã)."""
    with opened() as station, station.store.reading() as tx:
        known = {str(each.id): each for each in tx.news.all()}
    found = known[found_id(item, known)]
    click.echo(f"{found.title}\n\n{found.body}\n\nNguồn: {found.source}\nTác giả: {found.author}")


@news.command()
@click.argument("item", metavar="MÃ")
def remove(item: str) -> None:
    """Bỏ một tin; những lần đã phát vẫn còn trong nhật ký."""
    with opened() as station, station.store.writing() as tx:
        item_id = found_id(item, [each.id for each in tx.news.all()])
        tx.news.remove(next(each.id for each in tx.news.all() if each.id == item_id))
    click.echo(f"Đã bỏ tin {item_id}.")
