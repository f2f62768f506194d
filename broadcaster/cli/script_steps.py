"""``broadcaster script edited``, ``submit``, ``return`` and ``history``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from broadcaster.cli.edge import BY_OPTION, found_id, opened, table, wall_clock
from broadcaster.domain.approvals import ApprovalStage, ScriptState
from broadcaster.domain.ids import ScriptId

if TYPE_CHECKING:
    from collections.abc import Sequence

    from broadcaster.services.move_script import Moved
    from broadcaster.station import Station

_IDS = click.argument("script_ids", metavar="[MÃ]...", nargs=-1, required=True)


@click.command()
@_IDS
@BY_OPTION
def edited(script_ids: tuple[str, ...], by: str) -> None:
    """Ghi là đã biên tập xong; người biên tập không được tự duyệt."""
    from broadcaster.services.move_script import mark_edited

    with opened() as station:
        moved = mark_edited(station, _found(station, script_ids), by=by, now=wall_clock())
    _tell(moved)


@click.command()
@_IDS
@BY_OPTION
def submit(script_ids: tuple[str, ...], by: str) -> None:
    """Trình duyệt: đưa kịch bản đến người duyệt."""
    from broadcaster.services.move_script import submit as lay_before

    with opened() as station:
        moved = lay_before(station, _found(station, script_ids), by=by, now=wall_clock())
    _tell(moved)


@click.command("return")
@click.argument("script_id", metavar="MÃ")
@click.option("--reason", default="", metavar="LÝ DO", help="Vì sao; bắt buộc.")
@click.option("--sound", is_flag=True, help="Trả lại bản thu, không phải lời.")
@click.option("--withdraw", is_flag=True, help="Rút lại việc trả.")
@BY_OPTION
def send_back(script_id: str, reason: str, sound: bool, withdraw: bool, by: str) -> None:
    """Trả lại lời hoặc bản thu; lần duyệt cũ của đúng lời, tiếng ấy hết hiệu lực."""
    from broadcaster.services.move_script import return_script, withdraw_return

    stage = ApprovalStage.SOUND if sound else ApprovalStage.TEXT
    with opened() as station:
        (found,) = _found(station, [script_id])
        if withdraw:
            moved = withdraw_return(station, found, reason=reason, by=by, now=wall_clock())
        else:
            moved = return_script(station, found, stage=stage, reason=reason, by=by, now=wall_clock())
    _tell([moved])


@click.command("history")
@click.argument("script_id", metavar="MÃ")
def show_history(script_id: str) -> None:
    """Xem ai đã viết, biên tập, trình, trả, duyệt kịch bản, theo thứ tự thời gian."""
    from broadcaster.services.move_script import history

    with opened() as station:
        (found,) = _found(station, [script_id])
        zone, told = station.zone, history(station, found)
    rows = [
        (
            f"{each.at.astimezone(zone):%d/%m/%Y %H:%M}",
            each.what,
            each.by,
            each.reason,
            "đang giữ" if each.holds else "đã hết hiệu lực",
        )
        for each in told
    ]
    table(f"Lịch sử của {found}", ["Lúc", "Việc", "Người", "Lý do", "Với lời, tiếng hiện nay"], rows)


def _found(station: Station, typed: Sequence[str]) -> list[ScriptId]:
    from broadcaster.services.approve_script import standings

    known = [each.script.id for each in standings(station)]
    return list(dict.fromkeys(ScriptId(found_id(each, known)) for each in typed))


def _tell(moved: Sequence[Moved]) -> None:
    for each in moved:
        state: ScriptState = each.standing.state
        click.echo(f"{each.standing.script.id}: {state.value}{'' if each.new else ' (không đổi)'}")
