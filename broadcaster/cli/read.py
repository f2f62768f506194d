"""``broadcaster read``."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Generator, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from broadcaster.cli.edge import in_a_station, opened, outlets_named, table

if TYPE_CHECKING:
    from broadcaster.domain.readings import Reading, ReadSpan

PIPED = "đầu vào"
PAUSES = ".,;:!?…"

Read = Callable[[str], "Reading"]


@click.command()
@click.argument("file", metavar="[TỆP|-]", required=False, default="-")
@click.option("--lines", is_flag=True, help="Đọc từng dòng, mỗi dòng vào cho đúng một dòng ra.")
@click.option("--explain", is_flag=True, help="Bảng đối chiếu: viết, đọc, quy tắc.")
@click.option("--questions", is_flag=True, help="Chỉ liệt kê chỗ chưa chắc cách đọc.")
@click.option("--json", "as_json", is_flag=True, help="Ghi JSON đủ mọi chỗ; cùng --lines thì mỗi dòng một JSON.")
@click.option(
    "--outlet", "outlets", multiple=True, metavar="ĐÀI", help="Đọc như bài chỉ phát ở nơi này (gõ được nhiều lần)."
)
@click.option("--about", default="", metavar="TÊN_BÀI", help="Tên bài, để hiểu chữ viết tắt theo nội dung.")
def read(
    file: str, lines: bool, explain: bool, questions: bool, as_json: bool, outlets: tuple[str, ...], about: str
) -> None:
    """Đọc văn bản viết thành lời nói; ngoài thư mục đài thì chỉ dùng các từ có sẵn."""
    if (explain or questions) and (lines or as_json):
        raise click.UsageError(
            "--explain, --questions không dùng cùng --lines hay --json.", click.get_current_context()
        )
    text = given_text(file, blank=lines)
    with _reader(outlets, about) as read_one:
        if lines:
            for line in each_line(text):
                click.echo(_json(read_one(line), one_line=True) if as_json else in_one_line(read_one(line).spoken))
            return
        reading = read_one(text)
    if as_json:
        click.echo(_json(reading))
    elif questions:
        _explain(reading.questions, none="Không có chỗ nào chưa chắc cách đọc.")
    elif explain:
        _explain(reading.spans, none="Không có chỗ nào đọc khác chữ viết.")
    else:
        click.echo(reading.spoken)


def given_text(file: str, *, blank: bool = False) -> str:
    """Give the text of a file or of the pipe, which may be `blank` when it is read line by line.

    Raises:
        FileMissing, EmptyFile, BinaryFile, WrongEncoding, FileFailed.
    """
    from broadcaster.files import decoded, read_bytes, text_of

    content, name = (sys.stdin.buffer.read(), PIPED) if file == "-" else (read_bytes(Path(file)), file)
    return decoded(content, name) if blank else text_of(content, name)


def each_line(text: str) -> Iterable[str]:
    """Give the lines of a text: they end at line feeds and nowhere else, so that any other sign stays inside."""
    lines = text.split("\n")
    for line in lines[:-1] if not lines[-1] else lines:
        yield line.replace("\r", "\n")  # the line end of an old Mac: a pause inside the line


def in_one_line(spoken: str) -> str:
    """Put a spoken text on one line, with a comma where a line end was the only pause."""
    pieces = [piece.strip() for piece in spoken.splitlines() if piece.strip()]
    return "".join(piece + (" " if piece[-1] in PAUSES else ", ") for piece in pieces[:-1]) + "".join(pieces[-1:])


@contextlib.contextmanager
def _reader(outlets: tuple[str, ...], about: str) -> Generator[Read]:
    """Give what reads: the station's words and the built-in ones, outside of a station the built-in ones alone."""
    if in_a_station():
        with opened() as station:
            words, ids = station.lexicon, outlets_named(station, outlets)
            yield lambda text: station.read(text, outlets=ids, about=about, lexicon=words)
        return
    if outlets:
        raise click.UsageError("--outlet chỉ dùng trong thư mục đài, hoặc với -C THƯ_MỤC.", click.get_current_context())
    from broadcaster.copydesk.reading import read as read_aloud
    from broadcaster.domain.readings import ReadingContext

    yield lambda text: read_aloud(text, context=ReadingContext(about=about))


def _explain(spans: Iterable[ReadSpan], *, none: str) -> None:
    rows = [(span.written, span.spoken, span.rule, _doubt(span)) for span in spans]
    if rows:
        table("", ["Viết", "Đọc", "Quy tắc", ""], rows)
    else:
        click.echo(none)


def _doubt(span: ReadSpan) -> str:
    return ": ".join(part for part in ("" if span.sure else "cần xem", span.note) if part)


def _json(reading: Reading, *, one_line: bool = False) -> str:
    import json
    from dataclasses import asdict

    from broadcaster.copydesk.reading import count_tieng

    spoken = in_one_line(reading.spoken) if one_line else reading.spoken
    told = {
        "written": reading.written,
        "spoken": spoken,
        "tieng": count_tieng(spoken),
        "spans": [asdict(span) for span in reading.spans],
        "questions": [asdict(span) for span in reading.questions],
    }
    text = json.dumps(told, ensure_ascii=False)
    for mark in ("\x85", "\u2028", "\u2029"):  # other programs may take them for line ends
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return text
