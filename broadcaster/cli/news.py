"""``broadcaster news``."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from broadcaster.cli.edge import BY_OPTION, Moment, bar, found_id, opened, table, wall_clock
from broadcaster.cli.news_feeds import feeds, fetch, mail
from broadcaster.cli.news_shorten import shorten
from broadcaster.cli.news_topic import topic, train
from broadcaster.cli.news_twins import history, keep, merge, twins, unmerge
from broadcaster.domain.ids import NewsItemId
from broadcaster.domain.zone import ZONE

if TYPE_CHECKING:
    from broadcaster.domain.air_rules import AirRule


@click.group()
def news() -> None:
    """Nhập và xem tin."""


news.add_command(feeds)
news.add_command(fetch)
news.add_command(mail)
news.add_command(shorten)
for command in (twins, merge, unmerge, keep, history):
    news.add_command(command)


@news.command("import")
@click.argument("files", metavar="TỆP...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--again", is_flag=True, help="Nhập lại cả những tin đã bỏ.")
def import_files(files: tuple[Path, ...], again: bool) -> None:
    """Nhập tin từ tệp hoặc cả thư mục; tệp nào không nhận được thì nêu rõ vì sao, các tệp khác vẫn nhập."""
    from broadcaster.errors import FilesRefused
    from broadcaster.services.gather_news import gather_news

    with opened() as station, bar("Nhập tin") as progress:
        gathered = gather_news(station, files, again=again, now=wall_clock(), progress=progress)
    counts = Counter(each.saved.value for each in gathered.taken)
    kinds = ", ".join(f"{count} tin {kind}" for kind, count in counts.items())
    click.echo(f"Đã nhập {len(gathered.taken)} tin: {kinds}." if kinds else "Không nhập tin nào.")
    if alike := len({frozenset({each.item.id, twin}) for each in gathered.taken for twin in each.twins}):
        click.echo(f"{alike} cặp tin có vẻ nói cùng một việc; xem để gộp hay để riêng: broadcaster news twins")
    if gathered.refused:
        listing = "".join(f"\n  - {each.name}: {each.reason.rstrip('.')}" for each in gathered.refused)
        raise FilesRefused(count=len(gathered.refused), listing=listing)


@news.command()
@click.argument("file", metavar="TỆP", type=click.Path(path_type=Path))
@click.option("--is", "meanings", multiple=True, metavar="CỘT=MỤC", help='Ví dụ "Tên bài=Tiêu đề"; ghi nhiều lần.')
def columns(file: Path, meanings: tuple[str, ...]) -> None:
    """Xem các cột của bảng tin CSV, XLSX; khai cột nào là tiêu đề, nội dung… để lần sau tự đọc."""
    from broadcaster.services.keep_columns import columns_in, explain_columns

    said = {heading: field for heading, _, field in (each.rpartition("=") for each in meanings)}
    with opened() as station:
        found = explain_columns(station, file, said) if said else columns_in(station, file)
    if not found:
        click.echo(f"Bảng {file.name} tự đọc được, không cần khai cột.")
        return
    rows = [(each.heading, each.meaning or "-") for each in found]
    table(f"Các cột của {file.name}", ["Cột", "Là mục"], rows)
    if said:
        click.echo("Đã nhớ. Bảng có đúng các cột này từ nay tự đọc được.")


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
    from broadcaster.services.judge_twins import sources_of

    with opened() as station, station.store.reading() as tx:
        known = {str(each.id): each for each in tx.news.all()}
        found = known[found_id(item, known)]
        sources = "; ".join(sources_of(tx, found))
        rule, withdrawn = tx.air_rules.all().get(found.id), tx.withdrawals.standing().get(found.id)
    click.echo(f"{found.title}\n\n{found.body}\n\nNguồn: {sources}\nTác giả: {found.author}")
    if rule is not None:
        click.echo(f"Quy định phát: {_rule_in_words(rule)} ({rule.by})")
    if withdrawn is not None:
        click.secho(f"Đã rút, không được phát: {withdrawn.reason} ({withdrawn.by})", fg="red")


news.add_command(topic)
news.add_command(train)

_PRIORITIES = {"thuong": "normal", "uu-tien": "priority"}


@news.command()
@click.argument("item", metavar="MÃ")
@click.option(
    "--from", "not_before", type=Moment(), metavar="LÚC", help="Không phát trước: 2023-03-15 hay 2023-03-15T17:00."
)
@click.option(
    "--until", "not_after", type=Moment(end=True), metavar="LÚC", help="Không phát sau; chỉ ghi ngày là hết ngày ấy."
)
@click.option("--priority", type=click.Choice(list(_PRIORITIES)), help="uu-tien: xếp trước tin thường.")
@click.option("--at-least", type=click.IntRange(0, 1000), metavar="SỐ", help="Ít nhất bấy nhiêu lượt ở mỗi nơi phát.")
@click.option(
    "--at-most", type=click.IntRange(0, 1000), metavar="SỐ", help="Nhiều nhất bấy nhiêu lượt; 0: bỏ giới hạn."
)
@click.option("--anew", is_flag=True, help="Bỏ quy định cũ, chỉ theo những gì ghi lần này.")
@BY_OPTION
def rule(item: str, by: str, anew: bool, priority: str | None, **said: Any) -> None:  # noqa: ANN401 - times and numbers
    """Quy định khi nào một tin được phát, phát ít nhất hay nhiều nhất mấy lượt."""
    from broadcaster.domain.air_rules import Priority
    from broadcaster.services.set_air_rule import RuleChange, set_air_rule

    change = RuleChange(
        priority=Priority(_PRIORITIES[priority]) if priority else None,
        not_before=said["not_before"],
        not_after=said["not_after"],
        least_runs=said["at_least"],
        most_runs=said["at_most"],
    )
    with opened() as station:
        with station.store.reading() as tx:
            item_id = NewsItemId(found_id(item, [each.id for each in tx.news.all()]))
        kept = set_air_rule(station, item_id, change, by=by, now=wall_clock(), anew=anew)
    click.echo(f"Quy định phát của {item_id}: {_rule_in_words(kept)}. Kế hoạch lập sau đây sẽ theo.")


def _rule_in_words(rule: AirRule) -> str:
    said = [f"tin {rule.priority.label}"]
    if rule.not_before:
        said.append(f"từ {_local(rule.not_before)}")
    if rule.not_after:
        said.append(f"đến {_local(rule.not_after)}")
    if rule.least_runs:
        said.append(f"ít nhất {rule.least_runs} lượt mỗi nơi")
    if rule.most_runs is not None:
        said.append(f"nhiều nhất {rule.most_runs} lượt mỗi nơi")
    return ", ".join(said)


def _local(moment: datetime) -> str:
    return f"{moment.astimezone(ZONE):%H:%M ngày %d/%m/%Y}"


@news.command()
@click.argument("item", metavar="MÃ")
def remove(item: str) -> None:
    """Bỏ một tin; những lần đã phát vẫn còn trong nhật ký."""
    with opened() as station, station.store.writing() as tx:
        item_id = found_id(item, [each.id for each in tx.news.all()])
        tx.news.remove(next(each.id for each in tx.news.all() if each.id == item_id))
    click.echo(f"Đã bỏ tin {item_id}.")
