"""``broadcaster voice``."""

from __future__ import annotations

import click

from broadcaster.cli.edge import BY_OPTION, bar, found_id, opened, wall_clock
from broadcaster.cli.script import script_ids_of
from broadcaster.domain.ids import ScriptId


@click.group()
def voice() -> None:
    """Thu tiếng kịch bản đã duyệt và nghe duyệt."""


@voice.command()
@click.argument("script_ids", metavar="[MÃ]...", nargs=-1)
@click.option("--engine", metavar="BỘ_ĐỌC", help="Bộ đọc dùng trước, ví dụ gtts.")
def make(script_ids: tuple[str, ...], engine: str | None) -> None:
    """Thu các kịch bản đã duyệt bài (mặc định: mọi bản chưa thu); câu đã thu thì không thu lại."""
    from broadcaster.services.voice_script import voice_scripts

    with opened() as station, bar("Thu tiếng") as progress:
        known = script_ids_of(station)
        wanted = [ScriptId(found_id(each, known)) for each in script_ids]
        voiced = voice_scripts(station, script_ids=wanted, engine=engine, now=wall_clock(), progress=progress)
    for reason in dict.fromkeys(each.fallback for each in voiced if each.fallback):
        used = ", ".join(sorted({each.engine for each in voiced if each.fallback}))
        click.secho(f"{reason} Đã dùng giọng thay thế: {used}.", err=True, fg="yellow")
    made, kept = sum(v.made for v in voiced), sum(v.kept for v in voiced)
    click.echo(f"Đã thu {len(voiced)} kịch bản: {made} câu mới, {kept} câu đã có.")


@voice.command()
@click.argument("script_ids", metavar="MÃ...", nargs=-1, required=True)
@BY_OPTION
def approve(script_ids: tuple[str, ...], by: str) -> None:
    """Nghe duyệt: chấp nhận đúng những bản thu này; thu lại thì phải nghe duyệt lại."""
    from broadcaster.services.approve_script import approve_sound

    with opened() as station:
        known = script_ids_of(station)
        for each in script_ids:
            found = ScriptId(found_id(each, known))
            done = approve_sound(station, found, by=by, now=wall_clock())
            click.echo(f"{found}: {'đã nghe duyệt' if done.new else 'đã nghe duyệt từ trước'} ({by}, chưa xác thực)")
