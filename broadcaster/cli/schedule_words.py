"""What ``broadcaster schedule`` shows of a change before and after somebody says yes to it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

import click

from broadcaster.cli.edge import at_a_terminal
from broadcaster.domain.zone import ZONE
from broadcaster.scheduling.schedule_words import change_sentence, day_told, outlets_told

if TYPE_CHECKING:
    from broadcaster.services.apply_schedule import Applied
    from broadcaster.services.draft_schedule import Preview

_SHOWN = 60
"""How many changes are shown at most; those that ask for an answer are shown all."""


def local_time(moment: datetime) -> str:
    """Write a moment in Vietnamese time, whatever zone the PC is set to."""
    return f"{moment.astimezone(ZONE):%H:%M %d/%m/%Y}"


def tell_preview(seen: Preview) -> None:
    """Say what changes on air."""
    changes = seen.changes
    if changes is None:
        click.echo("Đài chưa có lịch nào đang dùng: đây là lịch đầu tiên.")
        return
    if seen.same or not changes.alters_air:
        click.echo("Lịch này không đổi gì trên sóng.")
        return
    shown = [each for each in changes.changes if each.asks]
    shown += [each for each in changes.changes if not each.asks][: max(_SHOWN - len(shown), 0)]
    click.secho(f"So với lịch đang dùng (phiên bản {seen.base}), {changes.days} ngày tới sẽ đổi:", bold=True)
    for each in shown:
        colour = "red" if each.asks else "yellow" if each.night else None
        click.secho(f"  - {change_sentence(each, changes, seen.names)}", fg=colour)
    if not shown:
        click.echo("  - không buổi nào đổi; có đổi quy định dùng cho những ngày sau đó.")
    if len(changes.changes) > len(shown):
        click.echo(f"  … và {len(changes.changes) - len(shown)} thay đổi khác.")


def tell_warnings(warnings: Iterable[str]) -> None:
    """Say what is allowed but unwise."""
    for warning in warnings:
        click.secho(f"Lưu ý: {warning}", fg="yellow")


def asked_again(seen: Preview) -> bool:
    """Ask whoever sits at the terminal about far moves and the night; nobody there says nothing."""
    if seen.changes is None or not seen.changes.asking or not at_a_terminal():
        return False
    told = f"{len(seen.changes.asking)} thay đổi tô đỏ cần xem kỹ. Gõ CÓ nếu đúng là muốn vậy, Enter để dừng"
    answer: str = click.prompt(told, default="", show_default=False, err=True)
    return answer.strip().casefold() in {"có", "co", "c"}


def tell_applied(applied: Applied) -> None:
    """Say which version is in force, and which days keep the old times until somebody sends them anew."""
    state = "đã áp dụng" if applied.changed else "không đổi"
    click.echo(f"Lịch phiên bản {applied.version}: {state}, {len(applied.timetable.outlets)} nơi phát.")
    if not applied.changed:
        return
    for each in applied.preview.old_times:
        names, day = applied.preview.names, f"{day_told(each.day)}"
        if each.on_air:
            told = outlets_told(each.on_air, names)
            click.secho(f"Đang phát ở {told}: buổi này giữ nguyên tới hết.", fg="yellow")
        if each.sent:
            click.secho(f"{day} đã giao gói theo giờ cũ cho {outlets_told(each.sent, names)}.", fg="yellow")
            again = f"broadcaster plan {each.day} --replace, rồi mix {each.day}, bundle make {each.day}"
            click.secho(f"  Muốn phát theo giờ mới: {again}", fg="yellow")
        elif each.planned:
            click.secho(f"{day} đã lập kế hoạch theo giờ cũ. Lập lại: broadcaster plan {each.day}", fg="yellow")
