"""``broadcaster voice``."""

from __future__ import annotations

from pathlib import Path

import click

from broadcaster.cli.edge import BY_OPTION, bar, found_id, opened, wall_clock
from broadcaster.cli.script import chosen_scripts, script_ids_of
from broadcaster.cli.voice_take import lines, take, takes
from broadcaster.domain.approvals import ScriptState
from broadcaster.domain.ids import ScriptId


@click.group()
def voice() -> None:
    """Thu tiếng kịch bản đã duyệt và nghe duyệt."""


voice.add_command(lines)
voice.add_command(take)
voice.add_command(takes)


@voice.command()
@click.argument("script_ids", metavar="[MÃ]...", nargs=-1)
@click.option("--engine", metavar="BỘ_ĐỌC", help="Bộ đọc dùng trước, ví dụ gtts.")
@click.option("--replace-takes", is_flag=True, help="Thay cả những chỗ người đã đọc bằng giọng máy.")
def make(script_ids: tuple[str, ...], engine: str | None, replace_takes: bool) -> None:
    """Thu các kịch bản đã duyệt bài (mặc định: mọi bản chưa thu); câu đã thu thì không thu lại."""
    from broadcaster.services.voice_script import voice_scripts

    with opened() as station, bar("Thu tiếng") as progress:
        known = script_ids_of(station)
        wanted = [ScriptId(found_id(each, known)) for each in script_ids]
        voiced = voice_scripts(
            station,
            script_ids=wanted,
            engine=engine,
            replace_takes=replace_takes,
            now=wall_clock(),
            progress=progress,
        )
    for reason in dict.fromkeys(each.fallback for each in voiced if each.fallback):
        used = ", ".join(sorted({each.engine for each in voiced if each.fallback}))
        click.secho(f"{reason} Đã dùng giọng thay thế: {used}.", err=True, fg="yellow")
    made, kept = sum(v.made for v in voiced), sum(v.kept for v in voiced)
    click.echo(f"Đã thu {len(voiced)} kịch bản: {made} câu mới, {kept} câu đã có.")


@voice.command()
@click.argument("script_id", metavar="MÃ")
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), metavar="TỆP", help="Tệp WAV (mặc định: MÃ.wav)."
)
def hear(script_id: str, out: Path | None) -> None:
    """Ghép các bản thu của một kịch bản thành tệp WAV để nghe trước khi nghe duyệt."""
    from broadcaster.files import write_bytes
    from broadcaster.services.hear_script import heard

    with opened() as station:
        found = ScriptId(found_id(script_id, script_ids_of(station)))
        sound = heard(station, found)
    path = out or Path(f"{found}.wav")
    write_bytes(path, sound)
    click.echo(f"Đã ghi {path}. Nghe xong, duyệt bằng: broadcaster voice approve {found} --by TÊN")


@voice.command()
@click.argument("script_ids", metavar="[MÃ]...", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Duyệt mọi bản đã thu.")
@BY_OPTION
def approve(script_ids: tuple[str, ...], everything: bool, by: str) -> None:
    """Nghe duyệt: chấp nhận đúng những bản thu này; thu lại thì phải nghe duyệt lại."""
    from broadcaster.services.approve_script import approve_sounds

    with opened() as station:
        chosen = chosen_scripts(station, script_ids, everything=everything, states=[ScriptState.VOICED])
        if not chosen:
            click.echo("Không có bản thu nào chờ nghe duyệt.")
            return
        approved = approve_sounds(station, chosen, by=by, now=wall_clock())
    for done in approved:
        state = "đã nghe duyệt" if done.new else "đã nghe duyệt từ trước"
        click.echo(f"{done.script.id}: {state} ({done.standing.by}, chưa xác thực)")
