"""``broadcaster log why``."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from broadcaster.cli.edge import DAY, clock_length, minutes_of, opened, table, wall_clock
from broadcaster.domain.airings import WITNESSED, Evidence
from broadcaster.domain.topics import Genre

if TYPE_CHECKING:
    from broadcaster.asrun.why import Why, WhyEntry

UNKNOWN = "khong-ro"
GENRES = ", ".join([*(f"{each.value} ({each.label})" for each in Genre), f"{UNKNOWN} (không rõ)"])
ENTRY_COLUMNS = ("Mục", "Đài", "Giờ phát", "Dài", "Bằng chứng", "Nội dung", "Mã băm", "Không tính vì")


GRADE = click.option(
    "--grade",
    type=click.Choice([each.value for each in WITNESSED]),
    default="operator",
    help="Bằng chứng ít nhất: operator (người trực xác nhận), player (máy phát ghi) hoặc measured (đo ngoài sóng).",
)
"""The least evidence that counts as aired."""


@click.command("why")
@click.option("--period", required=True, metavar="KỲ", help="2023, 2023-03, 2023-Q1, 2023-H1 hoặc TỪ..ĐẾN.")
@click.option("--outlet", default="", metavar="ĐÀI", help="Chỉ nơi này.")
@click.option("--group", default="", metavar="NHÓM", help="Chỉ các nơi của nhóm này.")
@click.option("--topic", default="", metavar="CHỦ_ĐỀ", help="Chỉ chủ đề này (mã số hoặc tên).")
@click.option(
    "--genre",
    type=click.Choice([*(each.value for each in Genre), UNKNOWN]),
    metavar="THỂ_LOẠI",
    help=f"Chỉ thể loại này: {GENRES}.",
)
@GRADE
@click.option("--as-of", "as_of", type=DAY, metavar="NGÀY", help="Chỉ tính bằng chứng có đến hết ngày này.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), metavar="TỆP", help="Ghi thêm ra tệp PDF.")
def log_why(
    *,
    period: str,
    outlet: str,
    group: str,
    topic: str,
    genre: str | None,
    grade: str,
    as_of: date | None,
    out: Path | None,
) -> None:
    """Vì sao có con số này: số phút, từng loại bằng chứng, và các mục nhật ký cộng thành, kèm số mục và mã băm."""
    from broadcaster.domain.periods import Period
    from broadcaster.services.report_airtime import ReportScope
    from broadcaster.services.report_why import explain, explained_pdf

    scope = ReportScope(outlet=outlet, group=group, topic=topic, grade=Evidence(grade))
    asked = Period.parse(period)
    with opened() as station:
        day = as_of or wall_clock().astimezone(station.zone).date()
        told = explain(station, asked, scope, genres=_genres(genre), as_of=day)
        page = explained_pdf(station, asked, told, as_of=day) if out else b""
    show_why(told.why, f"{asked.spoken}{', ' if told.scope else ''}{told.scope}")
    if out is not None:
        _keep(out, page)


def _genres(typed: str | None) -> frozenset[Genre | None]:
    return frozenset({None if typed == UNKNOWN else Genre(typed)}) if typed else frozenset()


def _keep(out: Path, page: bytes) -> None:
    from broadcaster.files import write_bytes

    write_bytes(out, page)
    click.echo(f"Đã ghi {out}.")


def show_why(told: Why, title: str) -> None:
    """Print the figure, every grade apart, and every entry behind what aired."""
    from broadcaster.reports.grades import AIRED, PLANNED, REHEARSED, SENT, WITNESSES

    row = told.figure
    grades = [
        (grade.label, minutes_of(first.length), first.airings, minutes_of(repeat.length), repeat.airings)
        for grade, (first, repeat) in (
            (grade, grade.tallies(row)) for grade in (AIRED, *WITNESSES, SENT, PLANNED, REHEARSED)
        )
    ]
    columns = ("Bằng chứng", "Lần đầu (phút)", "lượt", "Phát lại (phút)", "lượt")
    table(title[:1].upper() + title[1:], columns, grades, numbers=range(1, 5))
    table("Các mục nhật ký", ENTRY_COLUMNS, [_line(each) for each in told.entries], numbers=(0, 3))
    aired = row.aired_first.length + row.aired_repeat.length
    click.echo(f"Cộng {len(told.counted)} mục: {minutes_of(aired)} phút, {told.items} tin, bài khác nhau.")


def _line(each: WhyEntry) -> tuple[object, ...]:
    from broadcaster.domain.zone import ZONE

    airing, link = each.airing, each.link
    heard = airing.observed_start or airing.planned_at
    return (
        link.sequence if link else "-",
        airing.outlet_id,
        f"{heard.astimezone(ZONE):%d/%m/%Y %H:%M:%S}",
        clock_length(airing.played),
        airing.evidence.label,
        airing.title,
        link.link[:12] if link else "-",
        each.left_out,
    )
