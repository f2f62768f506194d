"""``broadcaster plan``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from broadcaster.cli.edge import DAY, DAY_ARGUMENT, clock_length, opened, session_names, table, wall_clock
from broadcaster.cli.plan_late import allow, item_of, replace_command, withdraw
from broadcaster.cli.plan_move import list_moves, move

if TYPE_CHECKING:
    from broadcaster.domain.ids import SessionId
    from broadcaster.services.plan_week import Planned
    from broadcaster.station import Station

_SHOWN = 10
"""How many sentences are shown of a kind."""


class PlanGroup(click.Group):
    """A group whose usual command need not be named: ``plan 2023-03-15`` is ``plan make 2023-03-15``."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the usual command's name where a day or an option stands in its place; ``--why`` alone only asks."""
        if args[:1] == ["--why"]:
            args = ["why", *args[1:]]
        elif args and args[0] not in {*self.commands, *ctx.help_option_names}:
            args = ["make", *args]
        return super().parse_args(ctx, args)


@click.group(cls=PlanGroup)
def plan() -> None:
    """Lập kế hoạch phát; `plan NGÀY` là `plan make NGÀY`."""


for _command in (replace_command, withdraw, allow, move, list_moves):
    plan.add_command(_command)


@plan.command()
@DAY_ARGUMENT
@click.option("--days", default=1, type=click.IntRange(1, 31), metavar="SỐ", help="Số ngày liên tiếp (mặc định: 1).")
@click.option("--replace", is_flag=True, help="Lập lại cả khi gói phát của ngày đó đã giao.")
@click.option("--why", metavar="MÃ_TIN", help="Lập xong, cho biết vì sao tin này ở đó hay không có.")
def make(day: date, days: int, replace: bool, why: str | None) -> None:
    """Lập kế hoạch phát từ kịch bản đã duyệt, đã thu và đã nghe duyệt; nhiều ngày thì lập chung."""
    from broadcaster.services.guard_sending import refuse_unless_current
    from broadcaster.services.plan_week import plan_days

    with opened() as station:
        refuse_unless_current(station, now=wall_clock())
        names, planned = session_names(station), None
        for planned in plan_days(station, day, days=days, again=replace, now=wall_clock()):
            _show_day(planned, names)
        if planned is not None:
            _show_goals(planned)
        if why:
            _explain(station, why, None, None)


@plan.command("why")
@click.argument("item", metavar="MÃ_TIN")
@click.option("--date", "day", type=DAY, metavar="NGÀY", help="Chỉ ngày này (mặc định: mọi ngày đã lập).")
@click.option("--outlet", metavar="ĐÀI", help="Chỉ nơi này.")
def why_command(item: str, day: date | None, outlet: str | None) -> None:
    """Cho biết vì sao một tin được xếp ở từng buổi, hoặc vì sao không được xếp."""
    with opened() as station:
        _explain(station, item, day, outlet)


@plan.command()
@click.option("--period", metavar="KỲ", help="Kỳ, ví dụ 2023, 2023-Q1, 2023-03 (mặc định: mọi chỉ tiêu).")
def targets(period: str | None) -> None:
    """Xem từng chỉ tiêu: đã phát thật, sắp phát, còn thiếu bao nhiêu và cần gì thêm."""
    from broadcaster.domain.periods import Period
    from broadcaster.services.explain_plan import amount, show_targets

    with opened() as station:
        found = show_targets(station, Period.parse(period) if period else None, now=wall_clock())
    rows = [
        (
            each.standing.period.text,
            each.standing.name,
            len(each.standing.aired),
            *(amount(each.standing, value) for value in (each.wanted, each.aired, each.planned, each.missing)),
            "còn thiếu" if each.missing else "đạt",
        )
        for each in found
    ]
    columns = ["Kỳ", "Chỉ tiêu", "Nơi phát", "Cần", "Đã phát thật", "Sắp phát", "Còn thiếu", ""]
    table(f"{len(rows)} chỉ tiêu", columns, rows, numbers=(2, 3, 4, 5, 6))
    for each in found:
        _show_some(each.last_plan)


def _show_day(planned: Planned, names: Mapping[SessionId, str]) -> None:
    same = "" if planned.changed else " (không đổi)"
    kept = f", giữ nguyên {planned.kept} buổi đã giao hoặc đã phát" if planned.kept else ""
    sessions = planned.plan.playlists
    click.echo(f"Ngày {planned.day}: {len(sessions)} buổi phát, {len(planned.plan.editions)} số phát{kept}{same}.")
    rows = [
        (
            each.id,
            names.get(each.session, each.session),
            sum(1 for part in each.segments if part.item_id),
            clock_length(each.duration),
        )
        for each in planned.plan.editions
    ]
    table("", ["Số phát", "Buổi", "Tin", "Dài"], rows, numbers=(2, 3))
    for warning in planned.plan.warnings:
        click.secho(f"  Lưu ý: {warning}", fg="yellow")


def _show_goals(planned: Planned) -> None:
    result = planned.result
    for conflict in result.conflicts:
        click.secho(f"  Không xếp được: {conflict}", fg="yellow")
    if not result.goals:
        return
    met = sum(1 for goal in result.goals if goal.planned >= goal.wanted)
    days = f"{result.first}" if result.first == result.last else f"{result.first} đến {result.last}"
    missed = len(result.goals) - met
    more = f", {missed} còn thiếu (xem: broadcaster plan targets)" if missed else ""
    click.echo(f"Phần chỉ tiêu của {days}: {met} đạt{more}.")


def _explain(station: Station, typed: str, day: date | None, outlet: str | None) -> None:
    from broadcaster.services.explain_plan import explain_item, outlets_of

    told = explain_item(station, item_of(station, typed), now=wall_clock(), day=day, outlet=outlet)
    names = session_names(station)
    click.echo(f"{told.item_id}: {told.title}")
    for reason in told.barred:
        click.secho(f"  Không xếp được: {reason}", fg="yellow")
    placed = [
        (day, names.get(session, session), outlets, sentence)
        for (day, session, sentence), outlets in outlets_of(told.placed).items()
    ]
    if placed:
        table("Được xếp", ["Ngày", "Buổi", "Nơi phát", "Vì sao"], placed, numbers=(2,))
    if told.absent:
        table("Không xếp", ["Ngày", "Buổi", "Nơi phát", "Vì sao"], told.absent, numbers=(2,))
    if not placed and not told.absent and not told.barred:
        click.echo("Chưa có kế hoạch nào. Lập: broadcaster plan NGÀY")


def _show_some(sentences: Sequence[str]) -> None:
    for sentence in sentences[:_SHOWN]:
        click.echo(f"  {sentence}")
    if len(sentences) > _SHOWN:
        click.echo(f"  … và {len(sentences) - _SHOWN} nơi khác.")
