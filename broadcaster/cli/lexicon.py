"""``broadcaster lexicon``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from broadcaster.cli.edge import BY_OPTION, opened, outlets_named, table, wall_clock

if TYPE_CHECKING:
    from broadcaster.domain.readings import LexiconEntry
    from broadcaster.services.change_lexicon import LexiconChange
    from broadcaster.services.show_lexicon import ListedWord


@click.group()
def lexicon() -> None:
    """Từ điển của đài: thêm, bỏ, xem, thử cách đọc từng từ."""


def _limits(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in (
        click.option("--dry-run", is_flag=True, help="Chỉ cho biết sẽ đổi những gì, không ghi."),
        BY_OPTION,
        click.option("--outlet", "outlets", multiple=True, metavar="MÃ", help="Chỉ trong bài phát riêng ở nơi này."),
        click.option("--voice", default="", metavar="GIỌNG", help="Chỉ cho bộ đọc (espeak) hoặc giọng (espeak:MÃ)."),
        click.option("--context", multiple=True, metavar="TỪ", help="Chỉ khi từ này đứng gần trong câu."),
    ):
        command = option(command)
    return command


@lexicon.command()
@click.argument("written", metavar="VIẾT")
@click.argument("spoken", metavar="ĐỌC")
@_limits
def add(
    written: str,
    spoken: str,
    context: tuple[str, ...],
    voice: str,
    outlets: tuple[str, ...],
    by: str,
    dry_run: bool,
) -> None:
    """Thêm hoặc thay cách đọc một từ; các kịch bản có từ ấy được đọc lại ngay."""
    from broadcaster.services.change_lexicon import add_word

    typed = _word(written, spoken, context, voice, outlets)
    with opened() as station:
        tell_change(add_word(station, typed, by=by, now=wall_clock(), dry_run=dry_run), dry_run=dry_run)


@lexicon.command()
@click.argument("written", metavar="VIẾT")
@_limits
def remove(
    written: str, context: tuple[str, ...], voice: str, outlets: tuple[str, ...], by: str, dry_run: bool
) -> None:
    """Bỏ một từ đã thêm bằng lệnh; các kịch bản có từ ấy được đọc lại ngay."""
    from broadcaster.services.change_lexicon import remove_word

    typed = _word(written, "", context, voice, outlets)
    with opened() as station:
        tell_change(remove_word(station, typed, by=by, now=wall_clock(), dry_run=dry_run), dry_run=dry_run)


@lexicon.command("list")
@click.option("--all", "everything", is_flag=True, help="Cả các từ có sẵn.")
@click.option("--find", default="", metavar="CHỮ", help="Chỉ các từ có chữ này trong phần viết hoặc phần đọc.")
def list_words(everything: bool, find: str) -> None:
    """Xem các từ, theo thứ tự ưu tiên, mỗi từ kèm nguồn: kho, tệp hay có sẵn."""
    from broadcaster.services.show_lexicon import listed_words

    with opened() as station:
        words = listed_words(station, built_in=everything, find=find)
    if not words:
        click.echo(f'Không có từ nào có "{find}".' if find else "Từ điển của đài chưa có từ nào.")
        return
    table(
        f"{len(words)} từ",
        ["Viết", "Đọc", "Khi gần", "Giọng", "Nơi", "Nguồn", "Người sửa"],
        [(w.entry.written, w.entry.spoken, *_where(w.entry), w.source.value, _changed_by(w)) for w in words],
    )


@lexicon.command()
@click.argument("text", metavar="CÂU")
@click.option("--outlet", "outlets", multiple=True, metavar="MÃ", help="Đọc như bài phát riêng ở nơi này.")
@click.option("--voice", metavar="GIỌNG", help="Đọc cho giọng này (mặc định: bộ đọc đầu tiên của đài).")
def test(text: str, outlets: tuple[str, ...], voice: str | None) -> None:
    """Đọc thử một câu và cho biết từ nào của từ điển được dùng, lấy từ đâu."""
    from broadcaster.services.show_lexicon import tried_text

    with opened() as station:
        tried = tried_text(station, text, outlets=outlets_named(station, outlets), voice=voice)
    click.echo(tried.reading.spoken)
    rows = [
        (use.entry.written, use.entry.spoken, source.value, _by_context(use.entry), "" if use.sure else "cần xem")
        for use, source in tried.uses
    ]
    if rows:
        table("", ["Viết", "Đọc", "Nguồn", "Do từ đứng gần", ""], rows)
    else:
        click.echo("Không từ nào của từ điển được dùng.")


@lexicon.command()
@click.argument("file", metavar="[TỆP|-]", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--force", is_flag=True, help="Ghi đè tệp đã có.")
def export(file: Path | None, force: bool) -> None:
    """Ghi mọi từ của kho và tệp thành một tệp từ điển TOML (mặc định: ra màn hình)."""
    from broadcaster.errors import FileStands
    from broadcaster.files import write_text
    from broadcaster.services.show_lexicon import exported

    with opened() as station:
        text = exported(station)
    if file is None or file == Path("-"):
        click.echo(text, nl=False)
        return
    if file.exists() and not force:
        raise FileStands(path=file)
    write_text(file, text)
    click.echo(f"Đã ghi {file}.")


def tell_change(done: LexiconChange, *, dry_run: bool) -> None:
    """Say what a change does to the lexicon, to each script and to the sound."""
    from broadcaster.services.change_lexicon import limits

    name = f'"{done.word.written}" đọc là "{done.word.spoken}"{limits(done.word)}'
    stands = f"Từ đã có trong {done.source.value}, không đổi" if done.change is None else f"Đã {done.change.value} từ"
    if dry_run and done.change is not None:
        stands = f"Thử, chưa ghi gì: sẽ {done.change.value} từ"
    click.echo(f"{stands}: {name}.")
    click.echo(f"{len(done.touched)} kịch bản đổi lời nói." if done.touched else "Không kịch bản nào đổi lời nói.")
    for each in done.touched:
        falls = ", lần duyệt bài hết hiệu lực: phải duyệt lại" if each.approval_falls else ""
        click.echo(f"  {each.script.id}: {each.script.title}{falls}")
        for change in each.sentences:
            click.echo(f"    trước: {change.before}\n    nay:   {change.after}")
    if done.to_voice or done.voiced:
        click.echo(f"Phải thu lại {done.to_voice} câu, giữ nguyên {done.voiced} câu đã thu.")


def _word(written: str, spoken: str, context: tuple[str, ...], voice: str, outlets: tuple[str, ...]) -> LexiconEntry:
    from broadcaster.domain.ids import OutletId
    from broadcaster.domain.readings import LexiconEntry

    names = tuple(OutletId(outlet) for outlet in outlets)
    return LexiconEntry(written=written, spoken=spoken, context=context, voice=voice, outlets=names)


def _where(entry: LexiconEntry) -> tuple[str, str, str]:
    return ", ".join(entry.context), entry.voice, ", ".join(entry.outlets)


def _changed_by(word: ListedWord) -> str:
    from broadcaster.domain.zone import ZONE

    return f"{word.by}, {word.at.astimezone(ZONE):%d/%m/%Y}" if word.at else ""


def _by_context(entry: LexiconEntry) -> str:
    return f"có: {', '.join(entry.context)}" if entry.context else "không"
