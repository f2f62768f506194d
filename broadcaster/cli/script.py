"""``broadcaster script``."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from broadcaster.cli.edge import BY_OPTION, DAY_ARGUMENT, at_a_terminal, bar, found_id, opened, table, wall_clock
from broadcaster.cli.script_steps import edited, send_back, show_history, submit
from broadcaster.cli.script_time import script_time
from broadcaster.domain.approvals import ScriptState
from broadcaster.domain.ids import NewsItemId, ScriptId

if TYPE_CHECKING:
    from broadcaster.domain.readings import ReadSpan
    from broadcaster.services.facts_kept import UntracedFact
    from broadcaster.services.write_script import Written
    from broadcaster.station import Station


_NAMED = 5

AWAITING_TEXT = tuple(state for state in ScriptState if state.awaits_text)


@click.group()
def script() -> None:
    """Viết, sửa, xem và duyệt kịch bản."""


for command in (script_time, edited, submit, send_back, show_history):
    script.add_command(command)


@script.command()
@click.argument("items", metavar="[MÃ]...", nargs=-1)
@click.option("--again", is_flag=True, help="Viết lại từ mẫu, bỏ lời đã sửa tay.")
def write(items: tuple[str, ...], again: bool) -> None:
    """Viết kịch bản cho các tin (mặc định: mọi tin chưa có), đọc lại lời nói theo từ điển mới."""
    from broadcaster.services.suggest_topic import waiting_for_topic
    from broadcaster.services.write_script import write_scripts

    with opened() as station, bar("Viết kịch bản") as progress:
        with station.store.reading() as tx:
            known = [item.id for item in tx.news.all()]
        wanted = [NewsItemId(found_id(item, known)) for item in items]
        written = write_scripts(station, item_ids=wanted, again=again, now=wall_clock(), progress=progress)
        unsorted = waiting_for_topic(station)
    _tell_written(written)
    if not items and unsorted:
        named = ", ".join(item.id for item in unsorted[:_NAMED])
        click.secho(
            f"{len(unsorted)} tin chờ biên tập viên chọn chủ đề, chưa viết: {named}{' …' * (len(unsorted) > _NAMED)}. "
            "Chọn bằng: broadcaster news topic MÃ SỐ",
            fg="yellow",
        )


def _tell_written(written: Sequence[Written]) -> None:
    from broadcaster.storage.saved import Saved

    fresh = sum(1 for each in written if each.saved is not Saved.UNCHANGED)
    click.echo(f"Đã viết {fresh} kịch bản, {len(written) - fresh} kịch bản không đổi.")
    for each in written:
        if each.outdated:
            click.secho(
                f"Tin gốc của {each.script.id} đã đổi, kịch bản sửa tay được giữ nguyên và chưa được xếp phát. "
                f"Sửa tiếp, hoặc viết lại từ mẫu: broadcaster script write {each.script.id} --again",
                fg="yellow",
            )


@script.command()
@DAY_ARGUMENT
@click.option("--again", is_flag=True, help="Viết lại từ mẫu, bỏ lời đã sửa tay.")
def frame(day: date, again: bool) -> None:
    """Viết lời xướng, lời chào và lời kết cho các buổi của một ngày."""
    from broadcaster.services.write_script import write_frames

    with opened() as station:
        for each in write_frames(station, day, now=wall_clock(), again=again):
            click.echo(f"{each.script.id}: {each.saved.value}")


@script.command("list")
def list_scripts() -> None:
    """Xem mọi kịch bản và bước đang tới."""
    from broadcaster.services.approve_script import standings

    with opened() as station:
        rows = [(s.script.id, s.state.value, s.script.writer, s.script.title) for s in standings(station)]
    table(f"{len(rows)} kịch bản", ["Mã", "Bước", "Người viết", "Tên"], rows)


@script.command()
@click.argument("script_id", metavar="MÃ")
@click.option("--spoken", is_flag=True, help="Xem lời nói thay cho lời viết.")
def show(script_id: str, spoken: bool) -> None:
    """Xem lời của một kịch bản, theo dạng sửa được."""
    from broadcaster.copydesk.script_format import unparse
    from broadcaster.services.approve_script import open_questions, standings
    from broadcaster.services.facts_kept import untraced_facts

    with opened() as station:
        known = {str(each.script.id): each for each in standings(station)}
        standing = known[found_id(script_id, known)]
        asked = open_questions(station, [standing.script.id])
        untraced = untraced_facts(station, [standing.script.id])
    tell_questions(asked)
    tell_untraced(untraced)
    if spoken:
        for line in standing.script.read_lines:
            click.echo(f"{line.presenter.value}: {line.spoken}")
        return
    click.echo(unparse(standing.script))


@script.command()
@click.argument("script_id", metavar="MÃ")
@click.argument("file", metavar="TỆP", type=click.Path(path_type=Path))
@BY_OPTION
def edit(script_id: str, file: Path, by: str) -> None:
    """Thay lời của kịch bản bằng lời trong TỆP; lần duyệt cũ hết hiệu lực nếu lời đổi."""
    from broadcaster.errors import NameNeeded
    from broadcaster.files import read_text
    from broadcaster.services.write_script import edit_script

    if not by.strip():
        raise NameNeeded
    with opened() as station:
        found = ScriptId(found_id(script_id, script_ids_of(station)))
        written = edit_script(station, found, read_text(file), path=str(file), by=by, now=wall_clock())
    click.echo(f"{found}: {written.saved.value}")


@script.command()
@click.argument("script_ids", metavar="[MÃ]...", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Duyệt mọi kịch bản chưa duyệt, trừ bài đã bị trả.")
@click.option("--questions-seen", is_flag=True, help="Đã xem các chỗ cần xem và vẫn duyệt.")
@BY_OPTION
def approve(script_ids: tuple[str, ...], everything: bool, questions_seen: bool, by: str) -> None:
    """Duyệt bài: lời viết và lời nói. Người viết không tự duyệt; lời đổi thì phải duyệt lại."""
    from broadcaster.services.approve_script import approve_texts, open_questions
    from broadcaster.services.compare_letters import uncompared
    from broadcaster.services.facts_kept import untraced_facts

    with opened() as station:
        chosen = chosen_scripts(station, script_ids, everything=everything, states=AWAITING_TEXT)
        if not chosen:
            click.echo("Không có kịch bản nào chờ duyệt bài.")
            return
        asked, untraced = open_questions(station, chosen), untraced_facts(station, chosen)
        letters = uncompared(station, chosen)
        tell_questions(asked)
        tell_untraced(untraced)
        tell_uncompared(letters)
        seen = questions_seen or (bool(asked or untraced or letters) and _says_yes())
        approved = approve_texts(station, chosen, by=by, now=wall_clock(), questions_seen=seen)
    for done in approved:
        state = "đã duyệt bài" if done.new else "đã duyệt từ trước"
        click.echo(f"{done.script.id}: {state} ({done.standing.by}, chưa xác thực)")


def tell_questions(asked: Mapping[ScriptId, Sequence[ReadSpan]]) -> None:
    """Say on standard error what no rule is sure how to read, script by script."""
    for script_id, spans in asked.items():
        click.secho(f"{script_id}: {len(spans)} chỗ chưa chắc cách đọc", err=True, fg="yellow")
        for span in spans:
            note = f" ({span.note})" if span.note else ""
            click.secho(f'  "{span.written.strip()}" đang đọc là "{span.spoken}"{note}', err=True, fg="yellow")


def tell_untraced(found: Mapping[ScriptId, Sequence[UntracedFact]]) -> None:
    """Say on standard error which facts of scripts their news says nowhere."""
    for script_id, facts in found.items():
        click.secho(f"{script_id}: {len(facts)} chỗ chưa thấy trong tin gốc", err=True, fg="yellow")
        for fact in facts:
            click.secho(f'  dòng {fact.line}: {fact.kind} "{fact.text}"', err=True, fg="yellow")


def tell_uncompared(found: Collection[ScriptId]) -> None:
    """Say on standard error which scripts rest on converted letters that nobody has compared."""
    for script_id in sorted(found):
        told = f"{script_id}: chữ đã chuyển từ bảng mã cũ, chưa ai so với bản gốc (trang tin, mục Bản gốc)"
        click.secho(told, err=True, fg="yellow")


def _says_yes() -> bool:
    """Ask whoever sits at the terminal whether the questions are seen; nobody there says nothing."""
    if not at_a_terminal():
        return False
    told = "Gõ CÓ nếu đã xem và vẫn duyệt, Enter để dừng"
    answer: str = click.prompt(told, default="", show_default=False, err=True)
    return answer.strip().casefold() in {"có", "co", "c"}


def script_ids_of(station: Station, *, states: Collection[ScriptState] = tuple(ScriptState)) -> list[str]:
    """Give the ids of all scripts, or of those at some steps."""
    from broadcaster.services.approve_script import standings

    return [each.script.id for each in standings(station) if each.state in states]


def chosen_scripts(
    station: Station, typed: tuple[str, ...], *, everything: bool, states: Collection[ScriptState]
) -> list[ScriptId]:
    """Give the scripts that somebody typed, each once, or all that wait at some steps."""
    if everything:
        return [ScriptId(each) for each in script_ids_of(station, states=states)]
    if not typed:
        raise click.UsageError("Thiếu mã kịch bản, hoặc --all để duyệt tất cả.", click.get_current_context())
    known = script_ids_of(station)
    return list(dict.fromkeys(ScriptId(found_id(each, known)) for each in typed))
