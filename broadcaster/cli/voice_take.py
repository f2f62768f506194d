"""``broadcaster voice lines``, ``take`` and ``takes``: what people read themselves."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from broadcaster.cli.edge import BY_OPTION, found_id, minutes_of, opened, table, wall_clock
from broadcaster.cli.script import script_ids_of
from broadcaster.domain.ids import DurationMs, ScriptId

if TYPE_CHECKING:
    from broadcaster.domain.sound import Cut
    from broadcaster.services.take_script import Taken


class Lines(click.ParamType):
    """A line, or the first and last of several: ``3``, ``2-5``."""

    name = "dòng"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, int]:
        """Read the numbers; told as a wrongly typed command when they are none."""
        first, _, last = str(value).partition("-")
        try:
            found = (int(first), int(last or first))
        except ValueError:
            found = (0, 0)
        if not 1 <= found[0] <= found[1]:
            self.fail(f'"{value}" không phải số dòng. Ghi một dòng (3) hoặc nhiều dòng liền nhau (2-5).', param, ctx)
        return found


class Starts(click.ParamType):
    """Where lines begin in a recording: ``0:00,0:12.5,1:03``."""

    name = "mốc"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[DurationMs, ...]:
        """Read the places; told as a wrongly typed command when one is none."""
        from broadcaster.mixdown.takes import seconds_of

        try:
            return tuple(seconds_of(part) for part in str(value).split(","))
        except ValueError:
            self.fail(f'"{value}" không phải các mốc phút:giây cách nhau bằng dấu phẩy, như 0:00,0:12.5', param, ctx)


@click.command()
@click.argument("script_id", metavar="MÃ")
def lines(script_id: str) -> None:
    """Xem từng dòng, từng câu của kịch bản: lời để đọc, và máy hay người đang đọc."""
    from broadcaster.services.take_script import script_places

    with opened() as station:
        found = ScriptId(found_id(script_id, script_ids_of(station)))
        places = script_places(station, found)
    rows = [
        (place.line, place.sentence or "cả dòng", place.presenter_line.presenter.value, _said_by(cut), place.spoken)
        for place, cut in places
    ]
    table(found, ["Dòng", "Câu", "Lời", "Đang đọc", "Lời đọc"], rows, numbers=(0, 1))


def _said_by(cut: Cut | None) -> str:
    return "chưa thu" if cut is None else f"{cut.engine}: {cut.voice}"


@click.command()
@click.argument("script_id", metavar="MÃ")
@click.argument("file", metavar="TỆP", type=click.Path(path_type=Path))
@BY_OPTION
@click.option("--line", "lines", type=Lines(), metavar="N", help="Chỉ dòng này (3) hoặc các dòng liền nhau (2-5).")
@click.option("--sentence", type=click.IntRange(min=1), metavar="M", help="Chỉ câu thứ M của dòng ấy.")
@click.option("--trim", is_flag=True, help="Cắt im lặng thừa ở đầu và cuối; không cắt vào lời.")
@click.option("--split", "starts", type=Starts(), metavar="MỐC", help="Giờ bắt đầu từng dòng: 0:00,0:12.5,1:03.")
@click.option("--accept", default="", metavar="LÝ_DO", help="Vẫn nhận dù kiểm tra có lỗi; lý do được ghi lại.")
def take(script_id: str, file: Path, by: str, **how: Any) -> None:  # noqa: ANN401 - the fields of Wanted, by name
    """Nhận bản đọc của người (WAV, FLAC, OGG, MP3, M4A) cho cả bài, một dòng hay một câu, thay giọng máy."""
    from broadcaster.services.take_script import Wanted, take_script

    if how["sentence"] is not None and how["lines"] is None:
        raise click.UsageError("--sentence cần --line: câu thứ mấy của dòng nào?", click.get_current_context())
    with opened() as station:
        found = ScriptId(found_id(script_id, script_ids_of(station)))
        taken = take_script(station, Wanted(script_id=found, file=file, by=by, **how), now=wall_clock())
    tell_taken(taken)
    click.echo(f"Nghe lại: broadcaster voice hear {found}. Nghe duyệt: broadcaster voice approve {found} --by TÊN")


def tell_taken(taken: tuple[Taken, ...]) -> None:
    """Say where each line was found in the recording, and which faults were accepted."""
    from broadcaster.mixdown.takes import clock, decimal

    for each in taken:
        length = decimal(each.take.duration / 1000)
        click.echo(f"{each.place.label}: từ {clock(each.starts)}, {length} giây, {each.take.reader} đọc")
        for fault in each.take.faults:
            click.secho(f"  đã nhận dù {fault} ({each.take.accepted})", err=True, fg="yellow")


@click.command()
@click.option("--find", metavar="CHỮ", default="", help="Chỉ những bản đọc có chữ này trong lời hay tên người đọc.")
def takes(find: str) -> None:
    """Xem mọi bản đọc của người mà đài giữ trong voices/recorded/."""
    from broadcaster.speech.recorded import FOLDER, TakeShelf

    with opened() as station:
        kept = TakeShelf(station.folder / FOLDER).all()
        zone = station.zone
    rows = [
        (f"{t.at.astimezone(zone):%d/%m/%Y %H:%M}", t.reader, t.voice, t.script_id, t.accepted or "đạt", t.spoken)
        for t in kept
        if find.casefold() in f"{t.reader} {t.spoken}".casefold()
    ]
    total = minutes_of(sum(t.duration for t in kept))
    table(f"{len(rows)} bản đọc, cả kho {total} phút", ["Lúc", "Người đọc", "Giọng", "Bài", "Kiểm tra", "Lời"], rows)
