"""``broadcaster jobs``."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from broadcaster.cli.edge import DAY, opened, table, wall_clock

if TYPE_CHECKING:
    from broadcaster.services.run_jobs import JobStanding


@click.command()
@click.option("--day", metavar="NGÀY", type=DAY, help="Xem mọi lần chạy của một ngày.")
@click.pass_context
def jobs(ctx: click.Context, day: date | None) -> None:
    """Các việc của dịch vụ: lần chạy gần nhất, lần tới, việc hỏng vì sao và bao giờ thử lại (mã thoát 1)."""
    from broadcaster.services.run_jobs import runs_on, standings

    with opened() as station:
        if day is not None:
            rows = [(_at(r.due_at), r.job, _outcome(r.outcome), r.attempt, r.message) for r in runs_on(station, day)]
            table("", ["Giờ hẹn", "Việc", "Kết quả", "Lần thử", "Ghi chú"], rows, numbers=(3,))
            return
        found = standings(station, now=wall_clock())
    rows = [_row(each) for each in found]
    table("", ["Việc", "Lần gần nhất", "Kết quả", "Lần tới", "Xong gần nhất"], rows)
    bad = [each for each in found if each.last and each.last.outcome in {"failed", "missed"}]
    for each in bad:
        again = f" Thử lại lúc {_at(each.next_try)}." if each.next_try else ""
        said = each.last.message if each.last else ""
        click.secho(f"{each.times.job}: {said or 'lỡ giờ'}{again}", err=True, fg="red")
    ctx.exit(1 if bad else 0)


def _row(each: JobStanding) -> tuple[str, ...]:
    last = each.last
    told = (_at(last.due_at), _outcome(last.outcome)) if last else ("chưa chạy", "")
    return (each.times.job, *told, _at(each.next_due), _at(each.done_at) if each.done_at else "")


def _outcome(outcome: object) -> str:
    from broadcaster.domain.jobs import JobOutcome

    return outcome.label if isinstance(outcome, JobOutcome) else "đang chạy hoặc bị ngắt"


def _at(at: datetime) -> str:
    from broadcaster.domain.zone import ZONE

    return f"{at.astimezone(ZONE):%d/%m %H:%M}"
