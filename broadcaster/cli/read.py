"""``broadcaster read``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from broadcaster.cli.edge import opened, table

PIPED = "đầu vào"


@click.command()
@click.argument("file", metavar="[TỆP|-]", required=False, default="-")
@click.option("--lines", is_flag=True, help="Đọc từng dòng, mỗi dòng vào cho đúng một dòng ra.")
@click.option("--explain", is_flag=True, help="Bảng đối chiếu: viết, đọc, quy tắc.")
@click.option("--questions", is_flag=True, help="Chỉ liệt kê chỗ chưa chắc cách đọc.")
def read(file: str, lines: bool, explain: bool, questions: bool) -> None:
    """Đọc văn bản viết thành lời nói."""
    from broadcaster.files import read_text

    text = piped_text(sys.stdin.buffer.read()) if file == "-" else read_text(Path(file))
    with opened() as station:
        if lines:
            click.echo("\n".join(station.say(line) for line in text.splitlines()))
            return
        reading = station.read(text)
    if explain or questions:
        spans = reading.questions if questions else reading.spans
        rows = [(span.written, span.spoken, span.rule, "" if span.sure else "cần xem") for span in spans]
        table("", ["Viết", "Đọc", "Quy tắc", ""], rows)
        return
    click.echo(reading.spoken)


def piped_text(content: bytes) -> str:
    """Decode what came through a pipe by the rules for files, whatever the console's own encoding.

    Raises:
        EmptyFile, BinaryFile, WrongEncoding.
    """
    from broadcaster.files import text_of

    return text_of(content, PIPED)
