"""``broadcaster plan``."""

from __future__ import annotations

from datetime import date

import click

from broadcaster.cli.edge import DAY_ARGUMENT, clock_length, opened, session_names, table, wall_clock


class PlanGroup(click.Group):
    """A group whose usual command need not be named: ``plan 2023-03-15`` is ``plan make 2023-03-15``."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the usual command's name where a day or an option stands in its place."""
        if args and args[0] not in {*self.commands, *ctx.help_option_names}:
            args = ["make", *args]
        return super().parse_args(ctx, args)


@click.group(cls=PlanGroup)
def plan() -> None:
    """Lập kế hoạch phát; `plan NGÀY` là `plan make NGÀY`."""


@plan.command()
@DAY_ARGUMENT
@click.option("--days", default=1, type=click.IntRange(1, 31), metavar="SỐ", help="Số ngày liên tiếp (mặc định: 1).")
@click.option("--replace", is_flag=True, help="Lập lại cả khi gói phát của ngày đó đã giao.")
def make(day: date, days: int, replace: bool) -> None:
    """Lập kế hoạch phát từ kịch bản đã duyệt, đã thu và đã nghe duyệt."""
    from broadcaster.services.plan_week import plan_days

    with opened() as station:
        names = session_names(station)
        for planned in plan_days(station, day, days=days, again=replace, now=wall_clock()):
            same = "" if planned.changed else " (không đổi)"
            sessions = planned.plan.playlists
            click.echo(f"Ngày {planned.day}: {len(sessions)} buổi phát, {len(planned.plan.editions)} số phát{same}.")
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
